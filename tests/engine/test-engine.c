/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-fixture.h"
#include "engine-models.h"

static void
test_every_described_model_runs (void)
{
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    g_assert_nonnull (lab_model_runner_find ((*model)->id));
  g_assert_null (lab_model_runner_find ("telepathy"));
}

static void
test_cancelling_ends_every_task (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, "sleep", data, "tasks=7,duration=1h");
  run_cancel_when_printed (&run, 1);
  g_assert_false (run.outcome->answer_known);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 7);
  run_clear (&run);
}

static const char computing[] =
  "{\"id\": \"computing\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"computing\","
  "\"parameters\": [], \"tasks\": [{\"count\": 3, \"steps\": [{\"print\": \"here\"},"
  "{\"repeat\": 1000000000, \"steps\": [{\"compute\": {\"operations\": 1000000}}]}]}],"
  "\"answer\": {\"count\": 0}}";

static void
test_computing_can_be_cancelled (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, computing, data, "");
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 3);
  run_clear (&run);
}

static const char yielding[] = "{\"id\": \"yielding\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"computing\","
                               "\"parameters\": [], \"tasks\": [{\"count\": 3, \"steps\": [{\"repeat\": 3, \"steps\": ["
                               "{\"print\": \"{number}\"}, {\"yield\": true}]}, {\"result\": \"{number}\"}]}],"
                               "\"answer\": {\"list\": [\"1\", \"2\", \"3\"]}}";

/* Cooperative: each goes on until it gives way, and then it is the next one's turn. */
static void
test_coroutines_take_turns (gconstpointer data)
{
  g_autofree char *order = NULL;
  Run run = { 0 };

  run_prepare (&run, yielding, data, "");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  order = run_get_printed (&run);
  g_assert_cmpstr (order, ==, "123123123");
  run_clear (&run);
}

static const char failing[] =
  "{\"id\": \"failing\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"computing\","
  "\"parameters\": [{\"id\": \"words\", \"type\": \"text\", \"title\": \"w\", \"help\": \"h\","
  "\"default\": \"7,seven,11\"}], \"tasks\": [{\"each\": \"{words}\", \"steps\": ["
  "{\"compute\": {\"prime\": \"{argument}\"}}, {\"result\": \"{argument} is {computed}\"}]}],"
  "\"answer\": {\"each\": \"{argument} is {computed}\"}}";

static void
test_a_task_that_fails_has_its_reason_and_the_rest_goes_on (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, failing, data, "");
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_FAILED);
  /* The run tells the first task's reason, too. */
  g_assert_nonnull (strstr (run.outcome->reason, "\"seven\""));
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 2);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 1);
  g_assert_nonnull (test_find_text (run.trace, LAB_TEXT_REASON, 1));
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 2), ==, "11 is prime");
  run_clear (&run);
}

static const char wrong[] = "{\"id\": \"wrong\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"hazards\","
                            "\"parameters\": [], \"tasks\": [{\"count\": 2, \"steps\": [{\"result\": \"{number}\"}]}],"
                            "\"answer\": {\"sum\": 4}}";

static void
test_a_wrong_answer_is_a_shown_result (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, wrong, data, "");
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_true (run.outcome->answer_known);
  g_assert_false (run.outcome->answer_ok);
  g_assert_nonnull (run.outcome->answer_why);
  run_clear (&run);
}

static void
test_nothing_is_left_behind (gconstpointer data)
{
  Run run = { 0 };
  guint n_fds;

  /* Once before counting: GLib keeps a few descriptors of its own from the first time on. */
  run_prepare (&run, "sleep", data, "tasks=3,duration=1ms");
  run_finish (&run);
  run_clear (&run);
  n_fds = test_count_fds ();
  for (int i = 0; i < 5; i++)
    {
      run = (Run){ 0 };
      run_prepare (&run, "sleep", data, "tasks=3,duration=1ms");
      run_finish (&run);
      run_clear (&run);
    }
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
  g_assert_cmpuint (test_count_children (), ==, 0);
}

/* The trace's cap: what finds no room is counted, the run goes on, and it can still say how it ended. */
static void
test_a_full_trace_drops_and_counts (gconstpointer data)
{
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 17, NULL);
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", data, "tasks=3000,duration=0s");
  g_autoptr (LabEngine) engine = lab_engine_new (experiment, segment, NULL);
  g_autoptr (LabOutcome) outcome = lab_engine_run (engine);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);

  g_assert_true (outcome->answer_ok);
  lab_engine_record_outcome (segment, outcome);
  g_assert_true (lab_trace_update (trace, NULL));
  g_assert_cmpuint (lab_trace_get_dropped (trace), >, 0);
  g_assert_nonnull (lab_trace_get_meta (trace, "outcome"));
}

static void
test_pool_threads_are_as_many_as_asked (void)
{
  LabMetrics metrics;
  Run run = { 0 };

  run_prepare (&run, "sleep", "threads", "tasks=20,duration=50ms,workers=3");
  run_finish (&run);
  /* The main lane, which hands out, and the workers that got a task. */
  g_assert_cmpuint (lab_trace_get_n_lanes (run.trace), <=, 4);
  lab_metrics_compute (&metrics, run.trace);
  g_assert_cmpuint (metrics.in_flight.max, ==, 3);
  run_clear (&run);
}

static void
test_a_thread_for_each_task (void)
{
  LabMetrics metrics;
  Run run = { 0 };

  run_prepare (&run, "sleep", "threads", "tasks=300,duration=2s,mode=per-task");
  run_finish (&run);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 300);
  lab_metrics_compute (&metrics, run.trace);
  /* More than any pool; the first may be done before a busy machine has started the last. */
  g_assert_cmpuint (metrics.in_flight.max, >, 100);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/every-described-model-runs", test_every_described_model_runs);
  g_test_add_data_func ("/engine/coroutines-take-turns/async", "async", test_coroutines_take_turns);
  g_test_add_data_func ("/engine/coroutines-take-turns/fibers", "fibers", test_coroutines_take_turns);
  g_test_add_func ("/engine/pool-threads-are-as-many-as-asked", test_pool_threads_are_as_many_as_asked);
  g_test_add_func ("/engine/a-thread-for-each-task", test_a_thread_for_each_task);
  FOR_EVERY_MODEL ("/engine/cancelling-ends-every-task", test_cancelling_ends_every_task)
  FOR_EVERY_MODEL ("/engine/computing-can-be-cancelled", test_computing_can_be_cancelled)
  FOR_EVERY_MODEL ("/engine/a-task-that-fails-has-its-reason",
                   test_a_task_that_fails_has_its_reason_and_the_rest_goes_on)
  FOR_EVERY_MODEL ("/engine/a-wrong-answer-is-a-shown-result", test_a_wrong_answer_is_a_shown_result)
  FOR_EVERY_MODEL ("/engine/nothing-is-left-behind", test_nothing_is_left_behind)
  FOR_EVERY_MODEL ("/engine/a-full-trace-drops-and-counts", test_a_full_trace_drops_and_counts)
  return g_test_run ();
}
