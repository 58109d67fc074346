/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-fixture.h"
#include "lab-sanitize.h"

/* ThreadSanitizer has room for 8,000 at once. */
#ifdef __SANITIZE_THREAD__
#define MANY "1000"
#define N_MANY 1000
#else
#define MANY "20000"
#define N_MANY 20000
#endif

#define WORKLOAD(parameters, tasks, answer)                                                                            \
  "{\"id\": \"test\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"waiting\", \"parameters\": [" parameters      \
  "], \"tasks\": [" tasks "], \"answer\": " answer "}"

static void
test_thousands_sleep_at_once (void)
{
  LabMetrics metrics;
  Run run = { 0 };

  run_prepare (&run, "sleep", "fibers", "tasks=" MANY ",duration=2s");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, N_MANY);
  lab_metrics_compute (&metrics, run.trace);
  g_assert_cmpuint (metrics.in_flight.max, ==, N_MANY);
  g_assert_cmpuint (metrics.parallelism.max, ==, 1);
  g_assert_cmpuint (metrics.n_lanes, ==, 1);
  run_clear (&run);
}

/* Waits within nested repeats, and a turn that goes from task to task in the middle of them. */
static const char nested[] = WORKLOAD (
  "",
  "{\"count\": 3, \"steps\": [{\"repeat\": 2, \"steps\": [{\"repeat\": 2, \"steps\": ["
  "{\"print\": \"{number}\"}, {\"yield\": true}]}, {\"print\": \"-\"}]}, {\"result\": \"{number}\"}]}",
  "{\"sum\": 6}");

static void
test_a_wait_within_repeats_goes_on_there (void)
{
  g_autofree char *printed = NULL;
  Run run = { 0 };

  run_prepare (&run, nested, "fibers", "");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  printed = run_get_printed (&run);
  g_assert_cmpstr (printed, ==, "123123-1-2-3123---");
  run_clear (&run);
}

/* When the first one computes, the others sleep, are ready or have ended. */
static const char stuck[] = WORKLOAD (
  "",
  "{\"count\": 1, \"steps\": [{\"yield\": true}, {\"print\": \"here\"},"
  "{\"repeat\": 1000000000, \"steps\": [{\"compute\": {\"operations\": 1000000}}]}]},"
  "{\"count\": 100, \"steps\": [{\"sleep\": \"1h\"}]},"
  "{\"count\": 100, \"steps\": [{\"repeat\": 1000000000, \"steps\": [{\"yield\": true}]}]},"
  "{\"count\": 100, \"steps\": [{\"result\": \"{number}\"}]}",
  "{\"count\": 0}");

static void
test_cancelling_unwinds_those_that_wait (void)
{
  Run run = { 0 };

  run_prepare (&run, stuck, "fibers", "");
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 100);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 201);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fibers/thousands-sleep-at-once", test_thousands_sleep_at_once);
  g_test_add_func ("/fibers/a-wait-within-repeats-goes-on-there", test_a_wait_within_repeats_goes_on_there);
  g_test_add_func ("/fibers/cancelling-unwinds-those-that-wait", test_cancelling_unwinds_those_that_wait);
  return g_test_run ();
}
