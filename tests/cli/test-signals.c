/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>

#include <gio/gio.h>
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/ctrl-c-keeps-the-trace", GINT_TO_POINTER (SIGINT), test_signal);
  g_test_add_data_func ("/cli/sigterm-keeps-the-trace", GINT_TO_POINTER (SIGTERM), test_signal);
  g_test_add_func ("/cli/ctrl-c-ends-a-race", test_race);
  return g_test_run ();
}
