/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>

#include "test-utils.h"

/* Starts a run that would last an hour, and waits until its tasks run: the log says so. */
static GSubprocess *
start_long_run (const char *trace)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                           "interleave-cli", "run", "sleep", "--model", "processes", "-p",
                                           "duration=1h", "--log", "--output", trace, NULL);
  char first;

  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (process), &first, 1, NULL, &error), ==, 1);
  g_assert_no_error (error);
  return process;
}

static void
assert_trace_is (LabOutcomeKind kind, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabTrace) trace = lab_trace_open (path, &error);
  g_autoptr (LabOutcome) outcome = NULL;

  g_assert_no_error (error);
  outcome = lab_outcome_new_from_json (lab_trace_get_meta (trace, "outcome"));
  g_assert_cmpint (outcome->kind, ==, kind);
}

static void
test_signal (gconstpointer data)
{
  int number = GPOINTER_TO_INT (data);
  g_autofree char *folder = g_dir_make_tmp ("interleave-cli-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.trace", NULL);
  g_autoptr (GSubprocess) process = start_long_run (path);
  g_autofree char *rest = NULL;

  g_subprocess_send_signal (process, number);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &rest, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 128 + number);
  g_assert_nonnull (strstr (rest, "cancelled"));
  assert_trace_is (LAB_OUTCOME_CANCELLED, path);
  g_remove (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static guint
count_children (GSubprocess *process)
{
  const char *pid = g_subprocess_get_identifier (process);
  g_autofree char *path = g_strdup_printf ("/proc/%s/task/%s/children", pid, pid);
  g_autofree char *children = NULL;

  g_assert_true (g_file_get_contents (path, &children, NULL, NULL));
  return *children == '\0' ? 0 : 1;
}

static gboolean
has_child (gpointer process)
{
  return count_children (process) > 0;
}

static void
assert_exit (GSubprocess *process, int status)
{
  if (g_subprocess_get_if_signaled (process))
    g_error ("killed by signal %d", g_subprocess_get_term_sig (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);
}

static void
test_race (void)
{
  g_autoptr (GSubprocess)
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL, "interleave-cli",
                                "race", "sleep", "--models", "async,threads", "-p", "duration=1h", NULL);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  test_wait_until (has_child, process, "a runner");
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, NULL));
  assert_exit (process, 128 + SIGINT);
  g_assert_true (g_regex_match_simple ("\nasync .* cancelled\nthreads .* not started\n", out, 0, 0));
  g_assert_cmpstr (err, ==, "");
}

/* In a folder of its own, with a workload in it. */
typedef struct
{
  char *folder;
  char *workload;
  char *trace;
} Fixture;

static void
set_up (Fixture *self, const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf ("{'id': 'long', %s, 'answer': {'count': 2}}", fields);

  self->folder = g_dir_make_tmp ("interleave-cli-XXXXXX", &error);
  g_assert_no_error (error);
  self->workload = g_build_filename (self->folder, "long.json", NULL);
  self->trace = g_build_filename (self->folder, "a.trace", NULL);
  g_file_set_contents (self->workload, g_strdelimit (json, "'", '"'), -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self)
{
  g_remove (self->workload);
  g_remove (self->trace);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->workload);
  g_free (self->trace);
}

/* Two of these are more than a pipe of one page has room for: once the first byte has come, whoever writes them stands
 * still until the rest is read. */
static char *
make_long_text (void)
{
  return g_strnfill (60000, 'x');
}

static void
await_first_byte (GInputStream *pipe)
{
  g_autoptr (GError) error = NULL;
  char first;

  g_assert_cmpint (g_input_stream_read (pipe, &first, 1, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

static void
make_small (GInputStream *pipe)
{
  g_assert_cmpint (fcntl (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (pipe)), F_SETPIPE_SZ, 4096), >, 0);
}

/* It tells of the first run's end while the signal comes. */
static void
test_between_two_runs_of_a_race (void)
{
  g_autofree char *text = make_long_text ();
  g_autofree char *fields = g_strdup_printf ("'queues': [{'id': 'to', 'size': 1}], 'tasks': [{'name': '%s', "
                                             "'count': 2, 'steps': [{'get': 'to {number}'}, "
                                             "{'put': 'x', 'to': 'to {next}'}]}]",
                                             text);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  Fixture fixture;

  set_up (&fixture, fields);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL, "interleave-cli",
                              "race", fixture.workload, "--models", "async,threads", NULL);
  make_small (g_subprocess_get_stderr_pipe (process));
  await_first_byte (g_subprocess_get_stderr_pipe (process));
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  assert_exit (process, 128 + SIGINT);
  if (!g_regex_match_simple ("\nasync .* deadlock\nthreads .* not started\n", out, 0, 0))
    g_error ("%s", out);
  tear_down (&fixture);
}

/* It prints the results while the signal comes; the trace is saved behind that. */
static void
test_between_run_and_save (void)
{
  g_autofree char *text = make_long_text ();
  g_autofree char *fields = g_strdup_printf ("'tasks': [{'count': 2, 'steps': [{'result': '%s'}]}]", text);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  Fixture fixture;

  set_up (&fixture, fields);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "interleave-cli", "run", fixture.workload,
                              "--model", "async", "--results", "--output", fixture.trace, NULL);
  make_small (g_subprocess_get_stdout_pipe (process));
  await_first_byte (g_subprocess_get_stdout_pipe (process));
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  assert_exit (process, 128 + SIGINT);
  g_assert_true (g_str_has_prefix (out, text + 1));
  g_assert_nonnull (strstr (out, "outcome      done"));
  assert_trace_is (LAB_OUTCOME_DONE, fixture.trace);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/ctrl-c-keeps-the-trace", GINT_TO_POINTER (SIGINT), test_signal);
  g_test_add_data_func ("/cli/sigterm-keeps-the-trace", GINT_TO_POINTER (SIGTERM), test_signal);
  g_test_add_func ("/cli/ctrl-c-ends-a-race", test_race);
  g_test_add_func ("/cli/ctrl-c-between-two-runs-of-a-race", test_between_two_runs_of_a_race);
  g_test_add_func ("/cli/ctrl-c-between-run-and-save", test_between_run_and_save);
  return g_test_run ();
}
