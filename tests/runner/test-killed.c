/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "lab-run.h"
#include "test-utils.h"

/* What is left behind when the runner, its workers or its parent are killed at moments of their own choosing: every
 * event that was recorded, and nothing else. */

#define ROUNDS 6

/* What this process has open and running; GLib's own helpers are there from the first run on. */
typedef struct
{
  guint n_fds;
  guint n_threads;
} Belongings;

static Belongings
count_belongings (void)
{
  return (Belongings){ test_count_fds (), test_count_threads () };
}

static gboolean
has_no_more (gpointer data)
{
  const Belongings *before = data;

  return test_count_fds () <= before->n_fds && test_count_threads () <= before->n_threads
         && test_count_children () == 0;
}

/* What still goes on when a run is given up, as the end of a read, holds a descriptor until it is heard of. */
static void
check_belongings (Belongings before)
{
  test_wait_until (has_no_more, &before, "all is given back");
}

typedef struct
{
  LabRun *run;
  guint64 n_events; /* to wait for */
} Wait;

static gboolean
has_recorded (gpointer data)
{
  Wait *wait = data;
  LabTrace *trace = lab_run_get_trace (wait->run);

  lab_trace_update (trace, NULL);
  return lab_trace_get_n_events (trace) >= wait->n_events || lab_run_has_ended (wait->run);
}

static gboolean
has_ended (gpointer data)
{
  return lab_run_has_ended (data);
}

/* Gone, or dead and not yet reaped by whoever has inherited it. */
static gboolean
is_gone (gpointer data)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", GPOINTER_TO_INT (data));
  g_autofree char *stat = NULL;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return TRUE;
  return strstr (stat, ") Z ") != NULL || strstr (stat, ") X ") != NULL;
}

static void
check_processes_are_gone (LabTrace *trace)
{
  for (guint n = 0; n < lab_trace_get_n_lanes (trace); n++)
    test_wait_until (is_gone, GINT_TO_POINTER (lab_trace_get_lane (trace, n)->pid), "a process of the run ends");
}

static LabRun *
start (const char *workload, const char *model, const char *values)
{
  g_autoptr (LabExperiment) experiment = test_experiment (workload, model, values);
  g_autoptr (GError) error = NULL;
  LabRun *run = lab_run_new (experiment);

  lab_run_start (run, &error);
  g_assert_no_error (error);
  return run;
}

static void
kill_runner_at (const char *model, guint64 n_events)
{
  g_autoptr (LabRun) run = start ("sleep", model, "tasks=400,duration=1h");
  LabTrace *trace = lab_run_get_trace (run);
  Wait wait = { run, n_events };
  guint64 ends[LAB_N_STATES];
  guint64 n_before;

  test_wait_until (has_recorded, &wait, "the runner records");
  n_before = lab_trace_get_n_events (trace);
  g_assert_cmpint (lab_run_get_pid (run), >, 0);
  kill (lab_run_get_pid (run), SIGKILL);
  test_wait_until (has_ended, run, "the run ends");

  g_assert_cmpint (lab_run_get_outcome (run)->kind, ==, LAB_OUTCOME_CRASHED);
  g_assert_nonnull (strstr (lab_run_get_outcome (run)->reason, "9"));
  g_assert_cmpuint (lab_trace_get_n_events (trace), >=, n_before);
  g_assert_nonnull (lab_trace_get_meta (trace, "experiment"));
  test_check_order (trace, ends);
  check_processes_are_gone (trace);
}

static void
test_a_killed_runner_loses_nothing (gconstpointer model)
{
  Belongings before = { 0 };

  /* 400 events are submissions; at least two more follow under every model before all that are in flight sleep. */
  for (int round = 0; round < ROUNDS; round++)
    {
      kill_runner_at (model, (guint64) g_test_rand_int_range (1, 403));
      if (round == 0)
        before = count_belongings ();
    }
  check_belongings (before);
}

/* A worker process that sleeps in a task; 0 as long as there is none. */
static int
find_sleeping_worker (LabTrace *trace)
{
  for (guint n = 0; n < lab_trace_get_n_lanes (trace); n++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;
      const LabEvent *last = NULL;

      while ((event = lab_trace_next_event (trace, n, &cursor)) != NULL)
        last = event;
      if (lab_trace_get_lane (trace, n)->kind == LAB_LANE_PROCESS && last != NULL && last->state == LAB_STATE_SLEEPING)
        return lab_trace_get_lane (trace, n)->pid;
    }
  return 0;
}

static gboolean
a_worker_sleeps (gpointer data)
{
  LabTrace *trace = lab_run_get_trace (data);

  lab_trace_update (trace, NULL);
  return find_sleeping_worker (trace) != 0;
}

static const char *
find_reason (LabTrace *trace)
{
  for (guint n = 0; n < lab_trace_get_n_texts (trace); n++)
    if (lab_trace_get_text (trace, n)->kind == LAB_TEXT_REASON)
      return lab_trace_get_text (trace, n)->text;
  return NULL;
}

static void
test_a_killed_worker_fails_its_task_and_is_replaced (void)
{
  g_autoptr (LabRun) run = start ("sleep", "processes", "tasks=6,duration=400ms,workers=2");
  LabTrace *trace = lab_run_get_trace (run);
  guint64 ends[LAB_N_STATES];

  test_wait_until (a_worker_sleeps, run, "a worker sleeps");
  kill (find_sleeping_worker (trace), SIGKILL);
  test_wait_until (has_ended, run, "the run ends");

  test_check_order (trace, ends);
  g_assert_cmpuint (ends[LAB_STATE_FAILED], ==, 1);
  g_assert_cmpuint (ends[LAB_STATE_DONE], ==, 5);
  g_assert_nonnull (strstr (find_reason (trace), "killed by signal 9"));
  g_assert_cmpint (lab_run_get_outcome (run)->kind, ==, LAB_OUTCOME_FAILED);
  check_processes_are_gone (trace);
}

static void
kill_some_worker (LabRun *run, guint64 n_events)
{
  LabTrace *trace = lab_run_get_trace (run);
  Wait wait = { run, n_events };

  test_wait_until (has_recorded, &wait, "the workers record");
  for (guint n = 0; n < lab_trace_get_n_lanes (trace); n++)
    if (lab_trace_get_lane (trace, n)->kind == LAB_LANE_PROCESS && !lab_run_has_ended (run))
      {
        kill (lab_trace_get_lane (trace, n)->pid, SIGKILL);
        return;
      }
}

/* At any moment: starting, idle, in a task, between the end of a task and saying so. */
static void
test_workers_killed_at_random_lose_no_other_task (void)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LabRun) run = start ("sleep", "processes", "tasks=300,duration=0s,workers=3");
      LabTrace *trace = lab_run_get_trace (run);
      guint64 ends[LAB_N_STATES];

      kill_some_worker (run, (guint64) g_test_rand_int_range (301, 1200));
      test_wait_until (has_ended, run, "the run ends");
      test_check_order (trace, ends);
      g_assert_cmpuint (ends[LAB_STATE_DONE] + ends[LAB_STATE_FAILED], ==, 300);
      g_assert_cmpuint (ends[LAB_STATE_FAILED], <=, 1);
      check_processes_are_gone (trace);
    }
  g_assert_cmpuint (test_count_children (), ==, 0);
}

static const char locking[] =
  "{\"id\": \"locking\", \"counters\": [{\"id\": \"n\", \"memory\": \"shared\"}], \"tasks\": [{\"count\": 60,"
  "\"steps\": [{\"repeat\": 100, \"steps\": [{\"lock\": \"A\"}, {\"lock\": \"B\"}, {\"add\": 1, \"to\": \"n\"},"
  "{\"unlock\": \"B\"}, {\"unlock\": \"A\"}]}]}], \"answer\": {\"counter\": \"n\"}}";

/* Holding locks, waiting for one, just taking or giving one back: those of the others that wait for it go on. */
static void
test_the_locks_of_killed_workers_are_given_back (void)
{
  guint64 n_failed = 0;

  for (int round = 0; round < 3 * ROUNDS; round++)
    {
      g_autoptr (LabRun) run = start (locking, "processes", "workers=3");
      LabTrace *trace = lab_run_get_trace (run);
      guint64 ends[LAB_N_STATES];

      kill_some_worker (run, (guint64) g_test_rand_int_range (100, 10000));
      test_wait_until (has_ended, run, "the run ends");
      test_check_order (trace, ends);
      g_assert_cmpuint (ends[LAB_STATE_DONE] + ends[LAB_STATE_FAILED], ==, 60);
      g_assert_cmpuint (ends[LAB_STATE_FAILED], <=, 1);
      check_processes_are_gone (trace);
      n_failed += ends[LAB_STATE_FAILED];
    }
  /* Nearly all of them were killed in a task. */
  g_assert_cmpuint (n_failed, >, 0);
}

static void
test_a_cancelled_run_leaves_nothing (gconstpointer model)
{
  Belongings before = { 0 };

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LabRun) run = start ("sleep", model, "tasks=50,duration=1h");
      Wait wait = { run, (guint64) g_test_rand_int_range (1, 53) };
      guint64 ends[LAB_N_STATES];

      test_wait_until (has_recorded, &wait, "the runner records");
      lab_run_cancel (run);
      test_wait_until (has_ended, run, "the run ends");
      g_assert_cmpint (lab_run_get_outcome (run)->kind, ==, LAB_OUTCOME_CANCELLED);
      test_check_order (lab_run_get_trace (run), ends);
      check_processes_are_gone (lab_run_get_trace (run));
      g_clear_object (&run);
      if (round == 0)
        before = count_belongings ();
    }
  check_belongings (before);
}

/* Before there is anything to cancel, the runner must hear it all the same: of so many tasks it takes a while to make
 * an engine, and a runner that did not hear would be killed after two seconds, without an outcome of its own. */
static void
test_a_cancel_that_comes_early_is_heard (void)
{
  g_autoptr (GString) steps = g_string_new ("{\"print\": \"begin\"}");
  g_autofree char *workload = NULL;

  for (int i = 0; i < 9000; i++)
    g_string_append (steps, ",{\"sleep\": \"1h\"}");
  workload = g_strdup_printf ("{\"id\": \"long\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"waiting\","
                              "\"parameters\": [], \"tasks\": [{\"count\": 3, \"steps\": [%s]}],"
                              "\"answer\": {\"count\": 0}}",
                              steps->str);
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LabRun) run = start (workload, "threads", "workers=3");

      g_usleep (g_test_rand_int_range (0, 20000));
      lab_run_cancel (run);
      test_wait_until (has_ended, run, "the run ends");
      g_assert_cmpint (lab_run_get_outcome (run)->kind, ==, LAB_OUTCOME_CANCELLED);
      if (lab_run_get_outcome (run)->reason != NULL)
        g_assert_null (strstr (lab_run_get_outcome (run)->reason, "did not stop"));
    }
}

/* The other half of the next test: says who its runner is, and waits to be killed. */
static void
be_a_parent (void)
{
  g_autoptr (LabRun) run = start ("sleep", "processes", "tasks=8,duration=1h,workers=2");
  g_autofree char *line = NULL;

  test_wait_until (a_worker_sleeps, run, "a worker sleeps");
  line = g_strdup_printf ("%d %d\n", (int) lab_run_get_pid (run), find_sleeping_worker (lab_run_get_trace (run)));
  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
  pause ();
}

static const char *own_path;

static void
test_the_runner_dies_with_its_parent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
    parent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, own_path, "--be-a-parent", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  int runner, worker;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sscanf (line, "%d %d", &runner, &worker), ==, 2);
  g_assert_false (is_gone (GINT_TO_POINTER (runner)));
  g_subprocess_force_exit (parent);
  g_subprocess_wait (parent, NULL, NULL);
  test_wait_until (is_gone, GINT_TO_POINTER (runner), "the runner dies with its parent");
  test_wait_until (is_gone, GINT_TO_POINTER (worker), "the worker dies with the runner");
}

static const char with_files[] =
  "{\"id\": \"with-files\", \"files\": [{\"id\": \"page\", \"count\": 2, \"size\": \"1MiB\"}], \"tasks\": [{\"count\": "
  "1, "
  "\"steps\": [{\"read\": \"page 1\"}, {\"print\": \"here\"}, {\"call\": [\"sleep\", \"3600\"]}]}], "
  "\"answer\": {\"count\": 0}}";

static gboolean
has_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return g_dir_read_name (dir) != NULL;
}

static gboolean
is_empty (gpointer folder)
{
  return !has_entries (folder);
}

/* The program that a task of the runner itself has called; 0 as long as there is none. */
static int
find_program (int runner)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/stat", name);
      g_autofree char *stat = NULL;
      int parent = 0;

      if (g_ascii_isdigit (*name) && g_file_get_contents (path, &stat, NULL, NULL)
          && sscanf (stat, "%*d (sleep) %*c %d", &parent) == 1 && parent == runner)
        return atoi (name);
    }
  return 0;
}

static gboolean
has_program (gpointer run)
{
  return find_program (lab_run_get_pid (run)) != 0;
}

static void
test_a_killed_runner_leaves_no_files_and_no_program (gconstpointer model)
{
  g_autofree char *tmp = g_dir_make_tmp ("killed-XXXXXX", NULL);
  g_autofree char *before = g_strdup (g_getenv ("TMPDIR"));
  g_autoptr (LabRun) run = NULL;
  int program;

  g_setenv ("TMPDIR", tmp, TRUE);
  run = start (with_files, model, "");
  test_wait_until (has_program, run, "the program runs");
  program = find_program (lab_run_get_pid (run));
  g_assert_true (has_entries (tmp));
  kill (lab_run_get_pid (run), SIGKILL);
  test_wait_until (has_ended, run, "the run ends");
  test_wait_until (is_gone, GINT_TO_POINTER (program), "the program dies with the runner");
  test_wait_until (is_empty, tmp, "the files are deleted");
  if (before != NULL)
    g_setenv ("TMPDIR", before, TRUE);
  else
    g_unsetenv ("TMPDIR");
  g_assert_cmpint (g_rmdir (tmp), ==, 0);
}

static int
get_first_child (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *children = NULL;

  return g_file_get_contents (path, &children, NULL, NULL) ? atoi (children) : 0;
}

/* Three of each task and what the fetch has recorded: the server is there and has been asked. */
static void
test_the_embedded_server_ends_with_its_runner (void)
{
  g_autoptr (LabRun) run = start ("web-pages", "async", "pages=3,latency=1min,give-up=1h");
  Wait wait = { run, 9 };
  int server;

  test_wait_until (has_recorded, &wait, "the pages are asked for");
  server = get_first_child (lab_run_get_pid (run));
  g_assert_cmpint (server, >, 0);
  g_assert_false (is_gone (GINT_TO_POINTER (server)));
  kill (lab_run_get_pid (run), SIGKILL);
  test_wait_until (has_ended, run, "the run ends");
  test_wait_until (is_gone, GINT_TO_POINTER (server), "the server ends");
}

int
main (int argc, char **argv)
{
  own_path = argv[0];
  if (argc > 1 && g_str_equal (argv[1], "--be-a-parent"))
    {
      be_a_parent ();
      return EXIT_SUCCESS;
    }
  g_test_init (&argc, &argv, NULL);
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      g_autofree char *killed = g_strconcat ("/killed/runner-loses-nothing/", (*model)->id, NULL);
      g_autofree char *cancelled = g_strconcat ("/killed/cancelled-run-leaves-nothing/", (*model)->id, NULL);

      g_test_add_data_func (killed, (*model)->id, test_a_killed_runner_loses_nothing);
      g_test_add_data_func (cancelled, (*model)->id, test_a_cancelled_run_leaves_nothing);
    }
  g_test_add_data_func ("/killed/runner-leaves-no-files-and-no-program/threads", "threads",
                        test_a_killed_runner_leaves_no_files_and_no_program);
  g_test_add_data_func ("/killed/runner-leaves-no-files-and-no-program/async", "async",
                        test_a_killed_runner_leaves_no_files_and_no_program);
  g_test_add_func ("/killed/worker-fails-its-task-and-is-replaced",
                   test_a_killed_worker_fails_its_task_and_is_replaced);
  g_test_add_func ("/killed/workers-lose-no-other-task", test_workers_killed_at_random_lose_no_other_task);
  g_test_add_func ("/killed/locks-of-workers-are-given-back", test_the_locks_of_killed_workers_are_given_back);
  g_test_add_func ("/killed/a-cancel-that-comes-early-is-heard", test_a_cancel_that_comes_early_is_heard);
  g_test_add_func ("/killed/runner-dies-with-its-parent", test_the_runner_dies_with_its_parent);
  g_test_add_func ("/killed/the-embedded-server-ends-with-its-runner", test_the_embedded_server_ends_with_its_runner);
  return g_test_run ();
}
