/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "lab-clock.h"
#include "lab-sanitize.h"
#include "test-utils.h"

static LabWorkload *
load_workload (const char *workload)
{
  g_autoptr (GError) error = NULL;
  LabWorkload *loaded = workload[0] == '{' ? lab_workload_new_from_json (workload, -1, "test", &error)
                                           : lab_workload_load (workload, &error);

  g_assert_no_error (error);
  return loaded;
}

LabExperiment *
test_experiment (const char *workload, const char *model, const char *values)
{
  g_autoptr (LabWorkload) loaded = load_workload (workload);
  LabExperiment *experiment = lab_experiment_new (loaded, lab_model_find (model));
  g_auto (GStrv) pairs = g_strsplit (values, ",", -1);

  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_autoptr (GError) error = NULL;
      char *value = strchr (*pair, '=');

      g_assert_nonnull (value);
      *value++ = '\0';
      lab_experiment_set (experiment, *pair, g_strdelimit (value, ";", ','), &error);
      g_assert_no_error (error);
    }
  return experiment;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const TestEvent *one = a;
  const TestEvent *other = b;

  if (one->event.time != other->event.time)
    return one->event.time < other->event.time ? -1 : 1;
  return (int) one->lane - (int) other->lane;
}

static int
compare_deeds (gconstpointer a, gconstpointer b)
{
  const LabEvent *one = &((const TestEvent *) a)->event;
  const LabEvent *other = &((const TestEvent *) b)->event;

  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  return (one->state == LAB_DEED_TAKE) - (other->state == LAB_DEED_TAKE);
}

GArray *
test_collect_layers (LabTrace *trace, guint layers, GCompareFunc compare)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (TestEvent));

  for (guint lane = 0; lane < lab_trace_get_n_lanes (trace); lane++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;

      while ((event = lab_trace_next_event (trace, lane, &cursor)) != NULL)
        {
          TestEvent found = { *event, lane };

          if ((layers & 1u << event->layer) != 0)
            g_array_append_val (events, found);
        }
    }
  /* It is stable. */
  g_array_sort (events, compare);
  return events;
}

GArray *
test_collect_events (LabTrace *trace)
{
  return test_collect_layers (trace, 1u << LAB_LAYER_TASK, compare_events);
}

GArray *
test_collect_deeds (LabTrace *trace)
{
  return test_collect_layers (trace, 1u << LAB_LAYER_OBJECT, compare_deeds);
}

/* What may follow a state; IDLE is a task that nobody has heard of. */
static const guint may_follow[LAB_N_STATES] = {
#define BIT(state) (1u << LAB_STATE_##state)
#define ENDS (BIT (DONE) | BIT (FAILED) | BIT (CANCELLED))
#define WAITS (BIT (SLEEPING) | BIT (IO) | BIT (GIL) | BIT (LOCK) | BIT (CHANNEL))
  [LAB_STATE_IDLE] = BIT (QUEUED),
  [LAB_STATE_STARTING] = BIT (RUNNING) | BIT (GIL) | BIT (FAILED) | BIT (CANCELLED),
  [LAB_STATE_QUEUED] = BIT (STARTING) | BIT (RUNNING) | BIT (GIL) | BIT (CANCELLED) | BIT (FAILED),
  [LAB_STATE_RUNNING] = WAITS | BIT (QUEUED) | ENDS,
  [LAB_STATE_SLEEPING] = BIT (RUNNING) | BIT (QUEUED) | BIT (GIL) | BIT (FAILED) | BIT (CANCELLED),
  [LAB_STATE_GIL] = BIT (RUNNING) | BIT (QUEUED) | BIT (FAILED) | BIT (CANCELLED),
  [LAB_STATE_IO] = BIT (IO) | BIT (RUNNING) | BIT (QUEUED) | BIT (GIL) | BIT (FAILED) | BIT (CANCELLED),
  [LAB_STATE_LOCK] = BIT (RUNNING) | BIT (QUEUED) | BIT (GIL) | BIT (FAILED) | BIT (CANCELLED),
  [LAB_STATE_CHANNEL] = BIT (RUNNING) | BIT (QUEUED) | BIT (GIL) | BIT (FAILED) | BIT (CANCELLED),
#undef BIT
#undef ENDS
#undef WAITS
};

/* Whether the lane runs one task only at this event; keeps *running, the task that runs on it. */
static void
check_lane (const TestEvent *found, guint32 *running)
{
  const LabEvent *event = &found->event;

  if (event->state == LAB_STATE_RUNNING)
    {
      if (*running != LAB_NO_TASK)
        g_error ("lane %u runs task %u and task %u at once", found->lane, *running, event->task);
      *running = event->task;
    }
  else if (*running == event->task)
    *running = LAB_NO_TASK;
}

void
test_check_order (LabTrace *trace, guint64 ends[LAB_N_STATES])
{
  g_autoptr (GArray) events = test_collect_events (trace);
  g_autofree guint8 *states = g_new0 (guint8, lab_trace_get_n_tasks (trace) + 1);
  g_autofree guint32 *running = g_new (guint32, lab_trace_get_n_lanes (trace) + 1);

  memset (ends, 0, LAB_N_STATES * sizeof (*ends));
  memset (running, 0xff, lab_trace_get_n_lanes (trace) * sizeof (*running));
  for (guint i = 0; i < events->len; i++)
    {
      const TestEvent *found = &g_array_index (events, TestEvent, i);
      guint8 *state = &states[found->event.task];

      if ((may_follow[*state] & (1u << found->event.state)) == 0)
        g_error ("task %u cannot be %s after %s", found->event.task,
                 lab_state_get_info ((LabState) found->event.state)->id, lab_state_get_info ((LabState) *state)->id);
      *state = found->event.state;
      check_lane (found, &running[found->lane]);
      if (lab_state_is_end ((LabState) *state))
        ends[*state]++;
    }
}

const char *
test_find_text (LabTrace *trace, LabTextKind kind, guint32 task)
{
  for (guint n = 0; n < lab_trace_get_n_texts (trace); n++)
    {
      const LabText *text = lab_trace_get_text (trace, n);

      if (text->kind == kind && text->task == task)
        return text->text;
    }
  return NULL;
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

guint
test_count_fds (void)
{
  return count_entries ("/proc/self/fd");
}

guint
test_count_threads (void)
{
  return count_entries ("/proc/self/task");
}

guint
test_count_children (void)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *thread;
  guint count = 0;

  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/children", thread);
      g_autofree char *children = NULL;

      if (!g_file_get_contents (path, &children, NULL, NULL))
        continue;
      for (const char *place = children; (place = strchr (place, ' ')) != NULL; place++)
        count++;
    }
  return count;
}

void
test_wait_until (gboolean (*condition) (gpointer data), gpointer data, const char *what)
{
  guint64 deadline = lab_clock_now () + 30 * LAB_NS_PER_S;

  while (!condition (data))
    {
      if (lab_clock_now () > deadline)
        g_error ("in vain: %s", what);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
}

gboolean
test_has_tls (void)
{
#ifdef __SANITIZE_THREAD__
  g_test_skip ("ThreadSanitizer cannot see the locks of the library of TLS");
  return FALSE;
#else
  return TRUE;
#endif
}
