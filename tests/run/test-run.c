/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "lab-run.h"
#include "test-utils.h"

typedef struct
{
  LabRun *run;
  guint n_ended; /* how often "ended" came */
  LabOutcomeKind kind;
} Fixture;

static void
on_ended (LabRun *run, Fixture *fixture)
{
  fixture->n_ended++;
  fixture->kind = lab_run_get_outcome (run)->kind;
  g_assert_true (lab_run_has_ended (run));
}

static void
start (Fixture *fixture, const char *behaviour, const char *values)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", values);
  g_autoptr (GError) error = NULL;

  g_setenv ("LAB_FAKE_RUNNER", behaviour, TRUE);
  fixture->run = lab_run_new (experiment);
  g_signal_connect (fixture->run, "ended", G_CALLBACK (on_ended), fixture);
  lab_run_start (fixture->run, &error);
  g_assert_no_error (error);
}

static gboolean
has_ended (gpointer data)
{
  return lab_run_has_ended (((Fixture *) data)->run);
}

static gboolean
has_spoken (gpointer data)
{
  LabTrace *trace = lab_run_get_trace (((Fixture *) data)->run);

  lab_trace_update (trace, NULL);
  return test_find_text (trace, LAB_TEXT_PRINT, 0) != NULL;
}

static gboolean
has_no_child (gpointer data)
{
  return test_count_children () == 0;
}

static void
wait_for_end (Fixture *fixture)
{
  test_wait_until (has_ended, fixture, "the end of the run");
  g_assert_cmpuint (fixture->n_ended, ==, 1);
  g_assert_cmpint (lab_run_get_pid (fixture->run), ==, 0);
}

static const char *
get_reason (Fixture *fixture)
{
  return lab_run_get_outcome (fixture->run)->reason;
}

/* What a later reader of the saved trace learns is what was said when it happened. */
static void
assert_recorded (Fixture *fixture)
{
  const char *meta = lab_trace_get_meta (lab_run_get_trace (fixture->run), "outcome");
  g_autoptr (LabOutcome) recorded = lab_outcome_new_from_json (meta);
  const LabOutcome *outcome = lab_run_get_outcome (fixture->run);

  g_assert_cmpint (recorded->kind, ==, outcome->kind);
  g_assert_cmpstr (recorded->reason, ==, outcome->reason);
  g_assert_cmpuint (lab_trace_get_n_lanes (lab_run_get_trace (fixture->run)), ==, 1);
}

static void
test_finish (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "finish", "tasks=7");
  g_assert_cmpuint (lab_run_get_n_tasks (fixture.run), ==, 7);
  g_assert_false (lab_run_has_ended (fixture.run));
  wait_for_end (&fixture);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_DONE);
  g_assert_true (lab_run_get_outcome (fixture.run)->answer_ok);
  /* Ended already: nothing happens. */
  lab_run_cancel (fixture.run);
  lab_run_time_out (fixture.run);
  g_assert_cmpint (lab_run_get_outcome (fixture.run)->kind, ==, LAB_OUTCOME_DONE);
  g_object_unref (fixture.run);
  g_assert_cmpuint (fixture.n_ended, ==, 1);
}

static void
test_experiment_arrives_whole (void)
{
  Fixture fixture = { 0 };
  g_autofree char *json = NULL;
  g_autofree char *length = NULL;

  start (&fixture, "finish", "tasks=2");
  wait_for_end (&fixture);
  json = lab_experiment_to_json (lab_run_get_experiment (fixture.run));
  length = g_strdup_printf ("%" G_GSIZE_FORMAT, strlen (json));
  g_assert_cmpstr (test_find_text (lab_run_get_trace (fixture.run), LAB_TEXT_PRINT, 0), ==, length);
  g_object_unref (fixture.run);
}

/* A pipe would hold 64 KiB, and raise SIGPIPE where the runner dies before it has read. */
static void
test_large_experiment_is_not_read (void)
{
  g_autofree char *summary = g_strnfill (512 * 1024, 'x');
  g_autofree char *json = g_strdup_printf (
    "{\"id\": \"large\", \"title\": \"Large\", \"summary\": \"%s\", \"group\": \"waiting\", \"parameters\": [], "
    "\"tasks\": [{\"count\": 1, \"steps\": [{\"yield\": true}, {\"result\": \"1\"}]}], \"answer\": {\"count\": 1}}",
    summary);
  g_autoptr (LabExperiment) experiment = test_experiment (json, "threads", "");
  g_autoptr (GError) error = NULL;
  Fixture fixture = { .run = lab_run_new (experiment) };

  g_setenv ("LAB_FAKE_RUNNER", "die", TRUE);
  g_signal_connect (fixture.run, "ended", G_CALLBACK (on_ended), &fixture);
  lab_run_start (fixture.run, &error);
  g_assert_no_error (error);
  wait_for_end (&fixture);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_CRASHED);
  g_object_unref (fixture.run);
}

static void
test_die (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "die", "tasks=7");
  wait_for_end (&fixture);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_CRASHED);
  g_assert_cmpstr (get_reason (&fixture), ==, "the runner exited with status 3 without a result");
  g_assert_cmpuint (lab_run_get_outcome (fixture.run)->n_tasks, ==, 7);
  assert_recorded (&fixture);
  g_object_unref (fixture.run);
}

static void
test_cut_text_is_kept (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "cut", "");
  wait_for_end (&fixture);
  g_assert_cmpstr (test_find_text (lab_run_get_trace (fixture.run), LAB_TEXT_PRINT, 0), ==, "the first part");
  assert_recorded (&fixture);
  g_object_unref (fixture.run);
}

static void
test_crash (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "crash", "");
  wait_for_end (&fixture);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_CRASHED);
  g_assert_cmpstr (get_reason (&fixture), ==, "the runner was killed by signal 9 (Killed)");
  assert_recorded (&fixture);
  g_object_unref (fixture.run);
}

static void
test_cancel (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "obey", "");
  test_wait_until (has_spoken, &fixture, "a runner that is ready");
  g_assert_cmpint (lab_run_get_pid (fixture.run), >, 0);
  lab_run_cancel (fixture.run);
  lab_run_time_out (fixture.run);
  wait_for_end (&fixture);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_CANCELLED);
  g_object_unref (fixture.run);
}

static void
test_time_out (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "obey", "");
  test_wait_until (has_spoken, &fixture, "a runner that is ready");
  lab_run_time_out (fixture.run);
  wait_for_end (&fixture);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_TIMED_OUT);
  assert_recorded (&fixture);
  g_object_unref (fixture.run);
}

static void
test_deaf_runner_is_killed (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "ignore-sigterm", "");
  test_wait_until (has_spoken, &fixture, "a runner that is ready");
  lab_run_cancel (fixture.run);
  wait_for_end (&fixture);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_CANCELLED);
  g_assert_cmpstr (get_reason (&fixture), ==, "the runner did not stop within two seconds and was killed");
  assert_recorded (&fixture);
  g_object_unref (fixture.run);
}

static void
test_orphan_is_killed (void)
{
  Fixture fixture = { 0 };
  pid_t child;
  int status;

  /* What the runner leaves behind becomes ours, so that its end can be seen. */
  g_assert_cmpint (prctl (PR_SET_CHILD_SUBREAPER, 1), ==, 0);
  start (&fixture, "orphan", "");
  wait_for_end (&fixture);
  child = atoi (test_find_text (lab_run_get_trace (fixture.run), LAB_TEXT_PRINT, 0));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  g_object_unref (fixture.run);
}

static void
test_dispose_ends_it (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "ignore-sigterm", "");
  test_wait_until (has_spoken, &fixture, "a runner that is ready");
  g_object_unref (fixture.run);
  g_assert_cmpuint (fixture.n_ended, ==, 1);
  g_assert_cmpint (fixture.kind, ==, LAB_OUTCOME_CANCELLED);
  test_wait_until (has_no_child, NULL, "the end of the runner");
}

static void
test_missing_runner (void)
{
  g_autofree char *runner = g_strdup (g_getenv ("INTERLEAVE_RUNNER"));
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", "");
  g_autoptr (LabRun) run = lab_run_new (experiment);
  g_autoptr (GError) error = NULL;

  g_setenv ("INTERLEAVE_RUNNER", "/nowhere/runner", TRUE);
  g_assert_false (lab_run_start (run, &error));
  g_setenv ("INTERLEAVE_RUNNER", runner, TRUE);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "cannot start interleave-runner (/nowhere/runner): No such file or directory");
  g_assert_false (lab_run_has_ended (run));
}

static void
run_once (const char *behaviour, gboolean abandon)
{
  Fixture fixture = { 0 };

  start (&fixture, behaviour, "");
  if (!abandon)
    wait_for_end (&fixture);
  g_object_unref (fixture.run);
  test_wait_until (has_no_child, NULL, "the end of the runner");
}

static void
test_nothing_is_left_behind (void)
{
  guint n_fds;

  /* The first run also starts GLib's own helpers, which stay. */
  run_once ("finish", FALSE);
  n_fds = test_count_fds ();
  for (guint i = 0; i < 5; i++)
    {
      run_once ("finish", FALSE);
      run_once ("crash", FALSE);
      run_once ("obey", TRUE);
      test_missing_runner ();
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/finish", test_finish);
  g_test_add_func ("/run/experiment-arrives-whole", test_experiment_arrives_whole);
  g_test_add_func ("/run/large-experiment-is-not-read", test_large_experiment_is_not_read);
  g_test_add_func ("/run/die", test_die);
  g_test_add_func ("/run/crash", test_crash);
  g_test_add_func ("/run/cut-text-is-kept", test_cut_text_is_kept);
  g_test_add_func ("/run/cancel", test_cancel);
  g_test_add_func ("/run/time-out", test_time_out);
  g_test_add_func ("/run/deaf-runner-is-killed", test_deaf_runner_is_killed);
  g_test_add_func ("/run/orphan-is-killed", test_orphan_is_killed);
  g_test_add_func ("/run/dispose-ends-it", test_dispose_ends_it);
  g_test_add_func ("/run/missing-runner", test_missing_runner);
  g_test_add_func ("/run/nothing-is-left-behind", test_nothing_is_left_behind);
  return g_test_run ();
}
