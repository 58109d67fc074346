/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-metrics.h"
#include "trace-test-utils.h"

#define N_TASKS 24
#define N_LANES 4
#define MOMENTS 600

/* What every task does in every nanosecond, drawn at random and then counted in the simplest way. */
typedef struct
{
  guint8 state[N_TASKS][MOMENTS]; /* IDLE: not submitted yet; an end from the end on */
  guint lane[N_TASKS];
  guint64 submitted[N_TASKS];
  guint64 started[N_TASKS];
  guint64 ended[N_TASKS];
} Plan;

static const LabState waits[] = { LAB_STATE_SLEEPING, LAB_STATE_IO,     LAB_STATE_GIL,     LAB_STATE_LOCK,
                                  LAB_STATE_CHANNEL,  LAB_STATE_QUEUED, LAB_STATE_STARTING };
static const LabState ends[] = { LAB_STATE_DONE, LAB_STATE_FAILED, LAB_STATE_CANCELLED };

static guint64
random_below (guint64 limit)
{
  return (guint64) g_test_rand_int_range (0, (gint32) limit);
}

static void
plan_fill (Plan *plan, guint task, guint64 from, guint64 to, LabState state)
{
  for (guint64 time = from; time < to; time++)
    plan->state[task][time] = (guint8) state;
}

/* A task runs and waits in turn; from its end on the lane is free for the next one. */
static guint64
plan_task (Plan *plan, guint task, guint64 start)
{
  guint64 time = start;
  guint slices = 1 + (guint) random_below (3);

  plan->started[task] = start;
  for (guint i = 0; i < slices; i++)
    {
      guint64 next = time + 1 + random_below (12);

      plan_fill (plan, task, time, next, LAB_STATE_RUNNING);
      time = next + random_below (2) * (1 + random_below (12));
      plan_fill (plan, task, next, time, waits[random_below (G_N_ELEMENTS (waits))]);
    }
  plan->ended[task] = time;
  plan_fill (plan, task, time, MOMENTS, ends[random_below (G_N_ELEMENTS (ends))]);
  return time;
}

static Plan *
plan_new (void)
{
  Plan *plan = g_new0 (Plan, 1);
  guint64 free_from[N_LANES] = { 0 };

  for (guint task = 0; task < N_TASKS; task++)
    {
      guint lane = 1 + (guint) random_below (N_LANES - 1);
      guint64 start = MAX (free_from[lane], task + 1) + random_below (5);

      plan->lane[task] = lane;
      plan->submitted[task] = task;
      plan_fill (plan, task, task, start, LAB_STATE_QUEUED);
      free_from[lane] = plan_task (plan, task, start);
    }
  return plan;
}

/* Of each change an event; the first submits on lane 0, the others stand on the task's lane. */
static void
plan_record (const Plan *plan, LabSegment *segment, guint64 offset)
{
  LabRecorder *recorders[N_LANES];

  for (guint lane = 0; lane < N_LANES; lane++)
    recorders[lane] = lab_recorder_new (segment, lane == 0 ? LAB_LANE_MAIN : LAB_LANE_THREAD, "lane");
  for (guint64 time = 0; time < MOMENTS; time++)
    for (guint task = 0; task < N_TASKS; task++)
      {
        LabState before = time == 0 ? LAB_STATE_IDLE : (LabState) plan->state[task][time - 1];
        LabState state = (LabState) plan->state[task][time];

        if (state != before)
          test_add_at (recorders[before == LAB_STATE_IDLE ? 0 : plan->lane[task]], time + offset, task, state);
      }
  for (guint lane = 0; lane < N_LANES; lane++)
    lab_recorder_free (recorders[lane]);
}

static void
count_moment (const Plan *plan, guint64 time, LabMetrics *expected)
{
  guint64 in_flight = 0;
  guint64 running = 0;

  for (guint task = 0; task < N_TASKS; task++)
    {
      LabState state = (LabState) plan->state[task][time];

      running += state == LAB_STATE_RUNNING;
      in_flight += time >= plan->started[task] && time < plan->ended[task];
      if (state != LAB_STATE_IDLE && !lab_state_is_end (state))
        expected->states[state]++;
    }
  expected->in_flight.level[in_flight]++;
  expected->in_flight.max = MAX (expected->in_flight.max, in_flight);
  expected->in_flight.mean += (double) in_flight;
  expected->parallelism.level[running]++;
  expected->parallelism.max = MAX (expected->parallelism.max, running);
  expected->parallelism.mean += (double) running;
}

static void
count_task (const Plan *plan, guint task, LabMetrics *expected)
{
  LabState last = (LabState) plan->state[task][MOMENTS - 1];

  expected->makespan = MAX (expected->makespan, plan->ended[task]);
  expected->n_done += last == LAB_STATE_DONE;
  expected->n_failed += last == LAB_STATE_FAILED;
  expected->n_cancelled += last == LAB_STATE_CANCELLED;
  expected->duration.max = MAX (expected->duration.max, plan->ended[task] - plan->started[task]);
  expected->queue_delay.max = MAX (expected->queue_delay.max, plan->started[task] - plan->submitted[task]);
}

static void
check_concurrency (const LabConcurrency *found, const LabConcurrency *expected, guint64 makespan)
{
  g_assert_cmpuint (found->max, ==, expected->max);
  g_assert_cmpfloat_with_epsilon (found->mean, expected->mean / (double) makespan, 1e-9);
  for (guint i = 0; i < LAB_LEVELS_MAX; i++)
    g_assert_cmpuint (found->level[i], ==, expected->level[i]);
}

static void
check_against_plan (const Plan *plan, const LabMetrics *found)
{
  LabMetrics expected = { 0 };
  guint64 work;

  for (guint task = 0; task < N_TASKS; task++)
    count_task (plan, task, &expected);
  for (guint64 time = 0; time < expected.makespan; time++)
    count_moment (plan, time, &expected);
  work = expected.states[LAB_STATE_RUNNING] + expected.states[LAB_STATE_SLEEPING] + expected.states[LAB_STATE_IO];

  g_assert_cmpuint (found->makespan, ==, expected.makespan);
  g_assert_cmpuint (found->work, ==, work);
  g_assert_cmpfloat_with_epsilon (found->overlap, (double) work / (double) expected.makespan, 1e-9);
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    g_assert_cmpuint (found->states[state], ==, expected.states[state]);
  check_concurrency (&found->in_flight, &expected.in_flight, expected.makespan);
  check_concurrency (&found->parallelism, &expected.parallelism, expected.makespan);
  g_assert_cmpuint (found->n_done, ==, expected.n_done);
  g_assert_cmpuint (found->n_failed, ==, expected.n_failed);
  g_assert_cmpuint (found->n_cancelled, ==, expected.n_cancelled);
  g_assert_cmpuint (found->duration.max, ==, expected.duration.max);
  g_assert_cmpuint (found->queue_delay.max, ==, expected.queue_delay.max);
}

static void
test_against_counting (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (LabSegment) segment = lab_segment_new (0, NULL);
      g_autoptr (LabTrace) trace = lab_trace_new (segment);
      g_autofree Plan *plan = plan_new ();
      LabMetrics found;

      plan_record (plan, segment, 1000 * round);
      g_assert_true (lab_trace_update (trace, NULL));
      lab_metrics_compute (&found, trace);
      check_against_plan (plan, &found);
      g_assert_cmpuint (found.n_tasks, ==, N_TASKS);
      g_assert_cmpuint (found.n_processes, ==, 1);
      g_assert_cmpuint (found.n_events, ==, lab_trace_get_n_events (trace));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics-random/agree-with-counting-every-nanosecond", test_against_counting);
  return g_test_run ();
}
