/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-metrics.h"
#include "trace-test-utils.h"

#define N_LANES 4
#define HAND_MADE(steps) hand_made (steps, G_N_ELEMENTS (steps), NULL, NULL)

typedef struct
{
  guint lane;
  guint64 time;
  guint32 task;
  LabState state;
} Step;

/* Lane 0 hands out; the others run. Those that have no step are not there. */
static LabMetrics
hand_made (const Step *steps, guint n_steps, const char *host, const char *outcome)
{
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  LabRecorder *lanes[N_LANES];
  LabMetrics metrics;

  for (guint i = 0; i < N_LANES; i++)
    lanes[i] = lab_recorder_new (segment, i == 0 ? LAB_LANE_MAIN : LAB_LANE_THREAD, "lane");
  for (guint i = 0; i < n_steps; i++)
    test_add_at (lanes[steps[i].lane], steps[i].time, steps[i].task, steps[i].state);
  if (host != NULL)
    lab_recorder_add_meta (lanes[0], "host", host);
  if (outcome != NULL)
    lab_recorder_add_meta (lanes[0], "outcome", outcome);
  g_assert_true (lab_trace_update (trace, NULL));
  lab_metrics_compute (&metrics, trace);
  for (guint i = 0; i < N_LANES; i++)
    lab_recorder_free (lanes[i]);
  return metrics;
}

static void
test_an_empty_trace (void)
{
  LabMetrics metrics = hand_made (NULL, 0, NULL, NULL);
  LabMetrics zero = { 0 };

  g_assert_cmpmem (&metrics, sizeof (metrics), &zero, sizeof (zero));
}

static void
test_one_task (void)
{
  static const Step steps[] = {
    { 0, 1000, 0, LAB_STATE_QUEUED },  { 1, 1100, 0, LAB_STATE_RUNNING }, { 1, 1300, 0, LAB_STATE_SLEEPING },
    { 1, 1900, 0, LAB_STATE_RUNNING }, { 1, 1950, 0, LAB_STATE_IO },      { 1, 1975, 0, LAB_STATE_RUNNING },
    { 1, 2000, 0, LAB_STATE_DONE },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.makespan, ==, 1000);
  g_assert_cmpuint (metrics.states[LAB_STATE_IDLE], ==, 0);
  g_assert_cmpuint (metrics.states[LAB_STATE_QUEUED], ==, 100);
  g_assert_cmpuint (metrics.states[LAB_STATE_RUNNING], ==, 275);
  g_assert_cmpuint (metrics.states[LAB_STATE_SLEEPING], ==, 600);
  g_assert_cmpuint (metrics.states[LAB_STATE_IO], ==, 25);
  g_assert_cmpuint (metrics.work, ==, 900);
  g_assert_cmpfloat_with_epsilon (metrics.overlap, 0.9, 1e-12);
  g_assert_cmpuint (metrics.in_flight.max, ==, 1);
  g_assert_cmpuint (metrics.in_flight.level[0], ==, 100);
  g_assert_cmpuint (metrics.in_flight.level[1], ==, 900);
  g_assert_cmpfloat_with_epsilon (metrics.in_flight.mean, 0.9, 1e-12);
  g_assert_cmpuint (metrics.parallelism.level[0], ==, 725);
  g_assert_cmpuint (metrics.parallelism.level[1], ==, 275);
  g_assert_cmpfloat_with_epsilon (metrics.parallelism.mean, 0.275, 1e-12);
  g_assert_cmpuint (metrics.queue_delay.median, ==, 100);
  g_assert_cmpuint (metrics.duration.max, ==, 900);
  g_assert_cmpuint (metrics.n_tasks, ==, 1);
  g_assert_cmpuint (metrics.n_done, ==, 1);
  g_assert_cmpuint (metrics.n_lanes, ==, 1);
  g_assert_cmpuint (metrics.n_processes, ==, 1);
  g_assert_cmpuint (metrics.n_events, ==, 7);
}

/* Both run from 100 to 200; before and after one of them. */
static void
test_two_tasks_overlap (void)
{
  static const Step steps[] = {
    { 0, 0, 0, LAB_STATE_QUEUED },    { 0, 0, 1, LAB_STATE_QUEUED }, { 1, 0, 0, LAB_STATE_RUNNING },
    { 2, 100, 1, LAB_STATE_RUNNING }, { 1, 200, 0, LAB_STATE_DONE }, { 2, 400, 1, LAB_STATE_DONE },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.makespan, ==, 400);
  g_assert_cmpuint (metrics.work, ==, 500);
  g_assert_cmpfloat_with_epsilon (metrics.overlap, 1.25, 1e-12);
  g_assert_cmpuint (metrics.in_flight.max, ==, 2);
  g_assert_cmpuint (metrics.in_flight.level[0], ==, 0);
  g_assert_cmpuint (metrics.in_flight.level[1], ==, 300);
  g_assert_cmpuint (metrics.in_flight.level[2], ==, 100);
  g_assert_cmpuint (metrics.parallelism.max, ==, 2);
  g_assert_cmpuint (metrics.parallelism.level[2], ==, 100);
  g_assert_cmpfloat_with_epsilon (metrics.parallelism.mean, 1.25, 1e-12);
  g_assert_cmpuint (metrics.n_lanes, ==, 2);
}

/* One after the other with no time between: never two at once. */
static void
test_what_lasts_no_time_does_not_count (void)
{
  static const Step steps[] = {
    { 0, 0, 0, LAB_STATE_QUEUED },    { 0, 0, 1, LAB_STATE_QUEUED }, { 1, 0, 0, LAB_STATE_RUNNING },
    { 1, 100, 1, LAB_STATE_RUNNING }, { 2, 100, 0, LAB_STATE_DONE }, { 1, 200, 1, LAB_STATE_DONE },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.in_flight.max, ==, 1);
  g_assert_cmpuint (metrics.parallelism.max, ==, 1);
}

/* A loop: all in flight, one at a time on the lane. */
static void
test_an_async_lane (void)
{
  static const Step steps[] = {
    { 0, 0, 0, LAB_STATE_QUEUED },     { 0, 0, 1, LAB_STATE_QUEUED },     { 0, 0, 2, LAB_STATE_QUEUED },
    { 1, 10, 0, LAB_STATE_RUNNING },   { 1, 20, 0, LAB_STATE_SLEEPING },  { 1, 20, 1, LAB_STATE_RUNNING },
    { 1, 30, 1, LAB_STATE_SLEEPING },  { 1, 30, 2, LAB_STATE_RUNNING },   { 1, 40, 2, LAB_STATE_SLEEPING },
    { 1, 1020, 0, LAB_STATE_RUNNING }, { 1, 1030, 0, LAB_STATE_DONE },    { 1, 1030, 1, LAB_STATE_RUNNING },
    { 1, 1040, 1, LAB_STATE_DONE },    { 1, 1040, 2, LAB_STATE_RUNNING }, { 1, 1050, 2, LAB_STATE_DONE },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.makespan, ==, 1050);
  g_assert_cmpuint (metrics.states[LAB_STATE_RUNNING], ==, 60);
  g_assert_cmpuint (metrics.states[LAB_STATE_SLEEPING], ==, 3000);
  g_assert_cmpuint (metrics.states[LAB_STATE_QUEUED], ==, 60);
  g_assert_cmpuint (metrics.in_flight.max, ==, 3);
  g_assert_cmpuint (metrics.in_flight.level[3], ==, 1000);
  g_assert_cmpuint (metrics.parallelism.max, ==, 1);
  g_assert_cmpuint (metrics.parallelism.level[1], ==, 60);
  g_assert_cmpuint (metrics.queue_delay.median, ==, 20);
  g_assert_cmpuint (metrics.queue_delay.p95, ==, 30);
  g_assert_cmpuint (metrics.duration.median, ==, 1020);
  g_assert_cmpuint (metrics.n_lanes, ==, 1);
}

/* A second wait for its turn is time in the queue, but not a second submission. */
static void
test_waiting_again_is_no_submission (void)
{
  static const Step steps[] = {
    { 0, 0, 0, LAB_STATE_QUEUED },   { 1, 5, 0, LAB_STATE_RUNNING }, { 1, 10, 0, LAB_STATE_QUEUED },
    { 2, 50, 0, LAB_STATE_RUNNING }, { 2, 60, 0, LAB_STATE_DONE },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.queue_delay.max, ==, 5);
  g_assert_cmpuint (metrics.duration.max, ==, 55);
  g_assert_cmpuint (metrics.states[LAB_STATE_QUEUED], ==, 45);
  g_assert_cmpuint (metrics.in_flight.level[1], ==, 55);
  g_assert_cmpuint (metrics.n_lanes, ==, 2);
}

static void
test_failed_and_cancelled (void)
{
  static const Step steps[] = {
    { 0, 0, 0, LAB_STATE_QUEUED },     { 0, 0, 1, LAB_STATE_QUEUED },     { 0, 0, 2, LAB_STATE_QUEUED },
    { 1, 10, 0, LAB_STATE_RUNNING },   { 1, 30, 0, LAB_STATE_FAILED },    { 1, 40, 1, LAB_STATE_RUNNING },
    { 1, 90, 1, LAB_STATE_CANCELLED }, { 1, 95, 2, LAB_STATE_CANCELLED },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.n_tasks, ==, 3);
  g_assert_cmpuint (metrics.n_done, ==, 0);
  g_assert_cmpuint (metrics.n_failed, ==, 1);
  g_assert_cmpuint (metrics.n_cancelled, ==, 2);
  g_assert_cmpuint (metrics.makespan, ==, 95);
  /* The third never ran: it has neither. */
  g_assert_cmpuint (metrics.duration.median, ==, 20);
  g_assert_cmpuint (metrics.duration.max, ==, 50);
  g_assert_cmpuint (metrics.queue_delay.max, ==, 40);
  g_assert_cmpuint (metrics.states[LAB_STATE_QUEUED], ==, 10 + 40 + 95);
  g_assert_cmpuint (metrics.in_flight.level[0], ==, 10 + 10 + 5);
}

/* Its runner was killed: states last until the last that is known. */
static void
test_an_unfinished_run (void)
{
  static const Step steps[] = {
    { 0, 0, 0, LAB_STATE_QUEUED },    { 0, 0, 1, LAB_STATE_QUEUED },    { 1, 10, 0, LAB_STATE_RUNNING },
    { 1, 20, 0, LAB_STATE_SLEEPING }, { 2, 100, 1, LAB_STATE_RUNNING },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.makespan, ==, 100);
  g_assert_cmpuint (metrics.states[LAB_STATE_SLEEPING], ==, 80);
  g_assert_cmpuint (metrics.states[LAB_STATE_RUNNING], ==, 10);
  g_assert_cmpuint (metrics.states[LAB_STATE_QUEUED], ==, 110);
  g_assert_cmpuint (metrics.n_tasks, ==, 2);
  g_assert_cmpuint (metrics.n_done + metrics.n_failed + metrics.n_cancelled, ==, 0);
  g_assert_cmpuint (metrics.duration.max, ==, 0);
  g_assert_cmpuint (metrics.queue_delay.max, ==, 100);
}

/* More at once than there are levels: the last level holds them, the mean and the maximum stay exact. */
static void
test_more_at_once_than_levels (void)
{
  Step steps[3 * 200];
  LabMetrics metrics;

  for (guint i = 0; i < 200; i++)
    {
      steps[i] = (Step){ 0, 0, i, LAB_STATE_QUEUED };
      steps[200 + i] = (Step){ 1, 0, i, LAB_STATE_RUNNING };
      steps[400 + i] = (Step){ 1, 1000, i, LAB_STATE_DONE };
    }
  metrics = HAND_MADE (steps);
  g_assert_cmpuint (metrics.in_flight.max, ==, 200);
  g_assert_cmpuint (metrics.in_flight.level[LAB_LEVELS_MAX - 1], ==, 1000);
  g_assert_cmpfloat_with_epsilon (metrics.in_flight.mean, 200, 1e-9);
  g_assert_cmpuint (metrics.parallelism.max, ==, 1);
}

static const Step two_lanes[] = {
  { 0, 0, 0, LAB_STATE_QUEUED },  { 0, 0, 1, LAB_STATE_QUEUED }, { 1, 0, 0, LAB_STATE_RUNNING },
  { 2, 0, 1, LAB_STATE_RUNNING }, { 1, 500, 0, LAB_STATE_DONE }, { 2, 1000, 1, LAB_STATE_DONE },
};

static void
test_figures_from_the_records (void)
{
  LabMetrics metrics = hand_made (two_lanes, G_N_ELEMENTS (two_lanes), "{\"cpus\": 8, \"event_cost_ns\": 20.5}",
                                  "{\"outcome\": \"done\", \"peak_rss_bytes\": 123456789, \"n_tasks\": 7}");

  g_assert_cmpuint (metrics.n_cpus, ==, 8);
  g_assert_cmpuint (metrics.peak_rss, ==, 123456789);
  g_assert_cmpuint (metrics.n_tasks, ==, 7);
  /* Six events in twice 1000 ns. */
  g_assert_cmpfloat_with_epsilon (metrics.recording_share, 6 * 20.5 / 2000, 1e-12);
}

static void
test_the_recording_share_knows_the_processors (void)
{
  LabMetrics one = hand_made (two_lanes, G_N_ELEMENTS (two_lanes), "{\"cpus\": 1, \"event_cost_ns\": 20}", NULL);
  LabMetrics dear = hand_made (two_lanes, G_N_ELEMENTS (two_lanes), "{\"cpus\": 1, \"event_cost_ns\": 1e18}", NULL);

  g_assert_cmpfloat_with_epsilon (one.recording_share, 6 * 20.0 / 1000, 1e-12);
  g_assert_cmpfloat (dear.recording_share, ==, 1);
}

/* Anyone can write a record. */
static void
test_records_that_say_anything (void)
{
  static const char *const records[] = {
    "",
    "null",
    "[]",
    "7",
    "{",
    "{}",
    "{\"cpus\": null, \"event_cost_ns\": null, \"n_tasks\": null, \"peak_rss_bytes\": null}",
    "{\"cpus\": \"2\", \"event_cost_ns\": \"x\", \"n_tasks\": \"3\", \"peak_rss_bytes\": true}",
    "{\"cpus\": [], \"event_cost_ns\": {}, \"n_tasks\": [1], \"peak_rss_bytes\": {}}",
    "{\"cpus\": -1, \"event_cost_ns\": -1e300, \"n_tasks\": -5, \"peak_rss_bytes\": -1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      LabMetrics metrics = hand_made (two_lanes, G_N_ELEMENTS (two_lanes), records[i], records[i]);

      g_assert_cmpuint (metrics.n_cpus, ==, 0);
      g_assert_cmpuint (metrics.peak_rss, ==, 0);
      g_assert_cmpuint (metrics.n_tasks, ==, 2);
      g_assert_cmpfloat (metrics.recording_share, ==, 0);
      g_assert_cmpuint (metrics.makespan, ==, 1000);
    }
}

/* States out of any order, as no run makes them: no figure may be torn by it. */
static void
test_events_in_no_order (void)
{
  static const Step steps[] = {
    { 1, 0, 0, LAB_STATE_DONE },     { 1, 5, 0, LAB_STATE_RUNNING },  { 1, 10, 1, LAB_STATE_RUNNING },
    { 1, 20, 2, LAB_STATE_RUNNING }, { 1, 30, 1, LAB_STATE_RUNNING }, { 2, 40, 1, LAB_STATE_RUNNING },
    { 1, 50, 2, LAB_STATE_DONE },    { 1, 60, 2, LAB_STATE_DONE },    { 2, 70, 1, LAB_STATE_SLEEPING },
  };
  LabMetrics metrics = HAND_MADE (steps);

  g_assert_cmpuint (metrics.n_done, ==, 2);
  g_assert_cmpuint (metrics.makespan, ==, 70);
  g_assert_cmpuint (metrics.in_flight.max, ==, 2);
  g_assert_cmpuint (metrics.parallelism.max, ==, 2);
  g_assert_cmpuint (metrics.states[LAB_STATE_RUNNING], ==, 60 + 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/metrics/an-empty-trace", test_an_empty_trace);
  g_test_add_func ("/metrics/one-task", test_one_task);
  g_test_add_func ("/metrics/two-tasks-overlap", test_two_tasks_overlap);
  g_test_add_func ("/metrics/what-lasts-no-time-does-not-count", test_what_lasts_no_time_does_not_count);
  g_test_add_func ("/metrics/an-async-lane", test_an_async_lane);
  g_test_add_func ("/metrics/waiting-again-is-no-submission", test_waiting_again_is_no_submission);
  g_test_add_func ("/metrics/failed-and-cancelled", test_failed_and_cancelled);
  g_test_add_func ("/metrics/an-unfinished-run", test_an_unfinished_run);
  g_test_add_func ("/metrics/more-at-once-than-levels", test_more_at_once_than_levels);
  g_test_add_func ("/metrics/figures-from-the-records", test_figures_from_the_records);
  g_test_add_func ("/metrics/the-recording-share", test_the_recording_share_knows_the_processors);
  g_test_add_func ("/metrics/records-that-say-anything", test_records_that_say_anything);
  g_test_add_func ("/metrics/events-in-no-order", test_events_in_no_order);
  return g_test_run ();
}
