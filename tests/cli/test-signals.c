/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>
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

static gboolean
has_no_child (gpointer process)
{
  return count_children (process) == 0;
}

static void
assert_exit (GSubprocess *process, int status)
{
  g_assert_true (g_subprocess_get_if_exited (process));
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

/* A pipe that holds all it can: who writes into it waits until somebody reads. */
static void
open_full_pipe (int *reading, int *writing)
{
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_set_fd_nonblocking (fds[1], TRUE, NULL));
  while (write (fds[1], "x", 1) == 1)
    ;
  g_assert_cmpint (errno, ==, EAGAIN);
  g_assert_true (g_unix_set_fd_nonblocking (fds[1], FALSE, NULL));
  *reading = fds[0];
  *writing = fds[1];
}

static void
drain (int fd)
{
  char buffer[4096];

  while (read (fd, buffer, sizeof (buffer)) > 0)
    ;
  close (fd);
}

/* The command waits in the midst of its report, to a standard error that nobody reads. */
static GSubprocess *
start_held_up (const char *const *argv, int *reading)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  int writing;

  open_full_pipe (reading, &writing);
  g_subprocess_launcher_take_stderr_fd (launcher, writing);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

#define WRONG                                                                                                          \
  "{\"id\": \"wrong\", \"title\": \"W\", \"summary\": \"S.\", \"group\": \"waiting\", \"parameters\": [], "            \
  "\"tasks\": [{\"count\": 2, \"steps\": [{\"result\": \"1\"}]}], \"answer\": {\"sum\": 3}}"

/* What comes after the run and before the trace is saved is remembered: the trace is whole. */
static void
test_after_the_run (void)
{
  g_autofree char *folder = g_dir_make_tmp ("interleave-cli-XXXXXX", NULL);
  g_autofree char *workload = g_build_filename (folder, "wrong.json", NULL);
  g_autofree char *trace = g_build_filename (folder, "a.trace", NULL);
  const char *const argv[] = { "interleave-cli", "run", workload, "--model", "async", "--output", trace, NULL };
  g_autoptr (GSubprocess) process = NULL;
  int reading;
  char first;

  g_assert_true (g_file_set_contents (workload, WRONG, -1, NULL));
  process = start_held_up (argv, &reading);
  /* The summary is written out before the report. */
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (process), &first, 1, NULL, NULL), ==, 1);
  g_subprocess_send_signal (process, SIGINT);
  drain (reading);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  assert_exit (process, 128 + SIGINT);
  assert_trace_is (LAB_OUTCOME_DONE, trace);
  g_remove (trace);
  g_remove (workload);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define MARKING_RUNNER "#!/bin/sh\necho started >> \"$0.log\"\nexit 1\n"

static gboolean
has_run (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Between two runs of a race a signal ends it: the second one is not started. */
static void
test_between_two_runs (void)
{
  const char *const argv[] = { "interleave-cli", "race", "sleep", "--models", "async,threads", NULL };
  g_autofree char *runner = g_strdup (g_getenv ("INTERLEAVE_RUNNER"));
  g_autofree char *folder = g_dir_make_tmp ("interleave-cli-XXXXXX", NULL);
  g_autofree char *marking = g_build_filename (folder, "runner", NULL);
  g_autofree char *log = g_strconcat (marking, ".log", NULL);
  g_autofree char *started = NULL;
  g_autoptr (GSubprocess) process = NULL;
  int reading;

  g_assert_true (g_file_set_contents_full (marking, MARKING_RUNNER, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("INTERLEAVE_RUNNER", marking, TRUE);
  process = start_held_up (argv, &reading);
  g_setenv ("INTERLEAVE_RUNNER", runner, TRUE);
  test_wait_until (has_run, log, "the first runner");
  test_wait_until (has_no_child, process, "the end of the first runner");
  g_subprocess_send_signal (process, SIGINT);
  drain (reading);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  assert_exit (process, 128 + SIGINT);
  g_assert_true (g_file_get_contents (log, &started, NULL, NULL));
  g_assert_cmpstr (started, ==, "started\n");
  g_remove (log);
  g_remove (marking);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/ctrl-c-keeps-the-trace", GINT_TO_POINTER (SIGINT), test_signal);
  g_test_add_data_func ("/cli/sigterm-keeps-the-trace", GINT_TO_POINTER (SIGTERM), test_signal);
  g_test_add_func ("/cli/ctrl-c-ends-a-race", test_race);
  g_test_add_func ("/cli/ctrl-c-between-two-runs-ends-a-race", test_between_two_runs);
  g_test_add_func ("/cli/ctrl-c-after-the-run-keeps-the-trace", test_after_the_run);
  return g_test_run ();
}
