/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-json.h"
#include "lab-merge.h"
#include "lab-metrics.h"

#define META_SIZE_MAX (1 << 20)
#define NEVER G_MAXUINT64
#define EXACT_MAX 9007199254740992.0 /* what a double counts to */

typedef struct
{
  guint64 since; /* it is in `state` */
  guint64 queued;
  guint64 started;
  guint64 ended;
  guint32 lane; /* n, where it runs */
  guint8 state; /* IDLE: nothing was heard of it yet */
} Task;

/* What holds at `now`, while the events go by in the order of time. */
typedef struct
{
  LabMetrics *metrics;
  LabTrace *trace;
  Task *tasks;
  guint32 n_tasks;
  guint32 *n_running; /* of each lane: the tasks that run on it, at most 1 unless events were dropped */
  gboolean *ran;      /* of each lane: whether any task ran on it */
  guint64 begin;
  guint64 now;
  guint64 n_in_flight;
  guint64 n_lanes_running;
  double in_flight_area; /* ns x tasks: what the mean is of */
  double running_area;
} Sweep;

static void
sweep_init (Sweep *self, LabMetrics *metrics, LabTrace *trace)
{
  guint n_lanes = lab_trace_get_n_lanes (trace);

  *self = (Sweep){ .metrics = metrics, .trace = trace, .begin = NEVER, .n_tasks = lab_trace_get_n_tasks (trace) };
  /* Zeroed by the kernel as they are touched: a high task number alone costs no memory. */
  self->tasks = g_new0 (Task, self->n_tasks);
  self->n_running = g_new0 (guint32, n_lanes);
  self->ran = g_new0 (gboolean, n_lanes);
}

static void
sweep_clear (Sweep *self)
{
  g_free (self->tasks);
  g_free (self->n_running);
  g_free (self->ran);
}

static void
count_level (LabConcurrency *concurrency, guint64 level, guint64 elapsed)
{
  concurrency->level[MIN (level, LAB_LEVELS_MAX - 1)] += elapsed;
  concurrency->max = MAX (concurrency->max, level);
}

/* What lasted no time was never so. */
static void
sweep_advance (Sweep *self, guint64 time)
{
  guint64 elapsed = time - self->now;

  if (self->begin == NEVER)
    self->begin = time;
  else if (elapsed > 0)
    {
      count_level (&self->metrics->in_flight, self->n_in_flight, elapsed);
      count_level (&self->metrics->parallelism, self->n_lanes_running, elapsed);
      self->in_flight_area += (double) elapsed * (double) self->n_in_flight;
      self->running_area += (double) elapsed * (double) self->n_lanes_running;
    }
  self->now = time;
}

static void
leave_state (Sweep *self, Task *task)
{
  self->metrics->states[task->state] += self->now - task->since;
  if (task->state == LAB_STATE_RUNNING && --self->n_running[task->lane] == 0)
    self->n_lanes_running--;
}

static void
end_task (Sweep *self, Task *task, LabState end)
{
  LabMetrics *metrics = self->metrics;

  task->ended = self->now;
  if (task->started != NEVER)
    self->n_in_flight--;
  metrics->n_done += end == LAB_STATE_DONE;
  metrics->n_failed += end == LAB_STATE_FAILED;
  metrics->n_cancelled += end == LAB_STATE_CANCELLED;
}

static void
run_on_lane (Sweep *self, Task *task, guint lane)
{
  task->lane = lane;
  self->ran[lane] = TRUE;
  if (self->n_running[lane]++ == 0)
    self->n_lanes_running++;
  if (task->started != NEVER)
    return;
  task->started = self->now;
  self->n_in_flight++;
}

static void
sweep_take (Sweep *self, const LabEvent *event, guint lane)
{
  Task *task = &self->tasks[event->task];

  sweep_advance (self, event->time);
  if (lab_state_is_end ((LabState) task->state))
    return;
  if (task->state == LAB_STATE_IDLE)
    task->queued = task->started = task->ended = NEVER;
  else
    leave_state (self, task);
  task->since = self->now;
  task->state = event->state;
  if (lab_state_is_end ((LabState) event->state))
    end_task (self, task, (LabState) event->state);
  else if (event->state == LAB_STATE_RUNNING)
    run_on_lane (self, task, lane);
  else if (event->state == LAB_STATE_QUEUED && task->queued == NEVER && task->started == NEVER)
    task->queued = self->now;
}

static void
sweep_events (Sweep *self)
{
  g_autoptr (LabMerge) merge = lab_merge_new (self->trace);
  const LabEvent *event;
  guint lane;

  while ((event = lab_merge_next (merge, &lane)) != NULL)
    if (event->layer == LAB_LAYER_TASK)
      sweep_take (self, event, lane);
  if (self->begin != NEVER)
    sweep_advance (self, MAX (self->now, lab_trace_get_last_time (self->trace)));
}

/* The tasks that have no end were in their last state until the end of what is known. */
static void
sweep_tasks (Sweep *self)
{
  g_autofree guint64 *delays = g_new (guint64, self->n_tasks);
  g_autofree guint64 *durations = g_new (guint64, self->n_tasks);
  guint n_delays = 0;
  guint n_durations = 0;

  for (guint32 n = 0; n < self->n_tasks; n++)
    {
      const Task *task = &self->tasks[n];

      if (task->state == LAB_STATE_IDLE)
        continue;
      if (!lab_state_is_end ((LabState) task->state))
        self->metrics->states[task->state] += self->now - task->since;
      if (task->started != NEVER && task->queued != NEVER)
        delays[n_delays++] = task->started - task->queued;
      if (task->started != NEVER && task->ended != NEVER)
        durations[n_durations++] = task->ended - task->started;
    }
  self->metrics->queue_delay = lab_distribution_of (delays, n_delays);
  self->metrics->duration = lab_distribution_of (durations, n_durations);
}

static void
sweep_lanes (Sweep *self)
{
  g_autoptr (GHashTable) pids = g_hash_table_new (NULL, NULL);
  guint n_lanes = lab_trace_get_n_lanes (self->trace);

  for (guint n = 0; n < n_lanes; n++)
    {
      if (!self->ran[n])
        continue;
      self->metrics->n_lanes++;
      g_hash_table_add (pids, GINT_TO_POINTER (lab_trace_get_lane (self->trace, n)->pid));
    }
  self->metrics->n_processes = g_hash_table_size (pids);
}

static void
sweep_finish (Sweep *self)
{
  LabMetrics *metrics = self->metrics;

  sweep_tasks (self);
  sweep_lanes (self);
  metrics->work = metrics->states[LAB_STATE_RUNNING] + metrics->states[LAB_STATE_SLEEPING]
                  + metrics->states[LAB_STATE_IO];
  if (self->begin == NEVER || self->now == self->begin)
    return;
  metrics->makespan = self->now - self->begin;
  metrics->overlap = (double) metrics->work / (double) metrics->makespan;
  metrics->in_flight.mean = self->in_flight_area / (double) metrics->makespan;
  metrics->parallelism.mean = self->running_area / (double) metrics->makespan;
}

static JsonNode *
parse_record (LabTrace *trace, const char *key)
{
  const char *json = lab_trace_get_meta (trace, key);

  return json == NULL ? NULL : lab_json_parse (json, -1, META_SIZE_MAX, key, NULL);
}

/* A number of a record, 0 where it is none or negative: a record may have been written by anyone. */
static double
get_number (JsonNode *record, const char *name)
{
  LabPlace root = lab_place_root ("", record);
  LabPlace place = lab_place_member (&root, name);
  GType type;

  if (place.node == NULL || !JSON_NODE_HOLDS_VALUE (place.node))
    return 0;
  type = json_node_get_value_type (place.node);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return 0;
  return MAX (json_node_get_double (place.node), 0);
}

static guint64
get_count (JsonNode *record, const char *name, double max)
{
  return (guint64) MIN (get_number (record, name), max);
}

/* Of what the lanes could have used: no more of them at once than the machine has processors. */
static double
get_recording_share (const LabMetrics *metrics, double event_cost)
{
  guint width = metrics->n_cpus == 0 ? metrics->n_lanes : MIN (metrics->n_lanes, metrics->n_cpus);

  if (metrics->makespan == 0 || width == 0)
    return 0;
  return MIN ((double) metrics->n_events * event_cost / ((double) metrics->makespan * width), 1);
}

/* What a run of a few tasks takes is mostly what it takes once; unless it is so much that it must be theirs. */
#define FEW_TASKS 16
#define MUCH_MEMORY (1 << 20)

static guint64
get_rss_per_task (const LabMetrics *metrics, guint64 start_rss)
{
  guint64 growth = metrics->peak_rss > start_rss ? metrics->peak_rss - start_rss : 0;
  guint64 n_tasks = MAX (metrics->in_flight.max, 1);

  return start_rss > 0 && (n_tasks >= FEW_TASKS || growth / n_tasks >= MUCH_MEMORY) ? growth / n_tasks : 0;
}

static void
read_records (LabMetrics *metrics, LabTrace *trace)
{
  g_autoptr (JsonNode) host = parse_record (trace, "host");
  g_autoptr (JsonNode) outcome = parse_record (trace, "outcome");

  metrics->n_cpus = (guint) get_count (host, "cpus", G_MAXUINT);
  metrics->recording_share = get_recording_share (metrics, get_number (host, "event_cost_ns"));
  metrics->peak_rss = get_count (outcome, "peak_rss_bytes", EXACT_MAX);
  metrics->rss_per_task = get_rss_per_task (metrics, get_count (outcome, "start_rss_bytes", EXACT_MAX));
  metrics->n_tasks = get_count (outcome, "n_tasks", LAB_TASKS_MAX);
  if (metrics->n_tasks == 0)
    metrics->n_tasks = lab_trace_get_n_tasks (trace);
}

void
lab_metrics_compute (LabMetrics *metrics, LabTrace *trace)
{
  Sweep sweep;

  g_return_if_fail (metrics != NULL && trace != NULL);

  *metrics = (LabMetrics){ 0 };
  metrics->n_events = lab_trace_get_n_events (trace);
  metrics->n_dropped = lab_trace_get_dropped (trace);
  sweep_init (&sweep, metrics, trace);
  sweep_events (&sweep);
  sweep_finish (&sweep);
  sweep_clear (&sweep);
  read_records (metrics, trace);
}
