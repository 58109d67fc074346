/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "engine-fixture.h"

#define HEAD "{\"id\": \"outside\", "

/* Runs it, and checks that no process and no descriptor is left, and no folder among the temporary ones. */
static void
run_cleanly (Run *run, const char *workload, const char *model)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  run_prepare (run, workload, model, "");
  run_finish (run);
  g_assert_cmpuint (test_count_children (), ==, 0);
  folder = g_dir_open (g_get_tmp_dir (), 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_false (g_str_has_prefix (name, "interleave-"));
}

static void
assert_waited_for (const Run *run, const char *expected)
{
  g_autofree char *kinds = run_get_io (run, 0);

  g_assert_cmpstr (kinds, ==, expected);
}

static void
check_failure (const char *workload, const char *model, const char *reason)
{
  Run run = { 0 };

  run_cleanly (&run, workload, model);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_FAILED);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 1);
  if (strstr (run.outcome->reason, reason) == NULL)
    g_error ("%s: expected %s", run.outcome->reason, reason);
  run_clear (&run);
}

#define CALL_WITH(words, more)                                                                                         \
  HEAD "\"tasks\": [{\"count\": 1, \"steps\": [{\"call\": [" words "]" more "}]}], \"answer\": {\"count\": 0}}"
#define CALL(words) CALL_WITH (words, "")

static const char echo[] = HEAD
  "\"tasks\": [{\"count\": 3, \"steps\": [{\"call\": [\"sh\", \"-c\", \"echo hello; echo $0 >&2; echo $0\", "
  "\"task {number}\"], \"keep\": true}, {\"print\": \"{output}\"}, {\"result\": \"{output}\"}]}], "
  "\"answer\": {\"each\": \"hello\\ntask {number}\"}}";

static void
test_a_program_gets_its_arguments_and_its_output_is_kept (gconstpointer data)
{
  Run run = { 0 };

  run_cleanly (&run, echo, data);
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_cmpstr (run.outcome->answer_why, ==, NULL);
  assert_waited_for (&run, "program ");
  run_clear (&run);
}

static const char chatty[] = HEAD "\"tasks\": [{\"count\": 1, \"steps\": [{\"call\": [\"sh\", \"-c\", \"yes | head -c "
                                  "1000000; true\"], \"keep\": true},"
                                  "{\"result\": \"{output}\"}]}], \"answer\": {\"count\": 1}}";

static void
test_more_output_than_fits_is_cut (gconstpointer data)
{
  Run run = { 0 };

  run_cleanly (&run, chatty, data);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_cmpuint (strlen (test_find_text (run.trace, LAB_TEXT_RESULT, 0)), ==, 65535);
  run_clear (&run);
}

static void
test_a_missing_program_fails_its_task (gconstpointer data)
{
  check_failure (CALL ("\"no-such-program\""), data, "cannot start the program \"no-such-program\": No such file");
}

static void
test_a_program_that_is_none_fails_its_task (gconstpointer data)
{
  check_failure (CALL ("\"/etc\""), data, "cannot start the program \"/etc\": ");
}

static void
test_a_crash_is_named (gconstpointer data)
{
  check_failure (CALL ("\"sh\", \"-c\", \"kill -SEGV $$\""), data, "killed by signal 11 (Segmentation fault)");
}

static void
test_a_status_is_named (gconstpointer data)
{
  check_failure (CALL ("\"sh\", \"-c\", \"exit 7\""), data, "the program \"sh\" ended with status 7");
}

/* The shell's child holds its output open. */
static void
test_a_program_that_never_ends_is_killed_with_its_children (gconstpointer data)
{
  check_failure (CALL_WITH ("\"sh\", \"-c\", \"sleep 3600 & sleep 3600\"", ", \"timeout\": \"50ms\""), data,
                 "it had not ended after 50 ms");
}

static const char endless[] = HEAD "\"tasks\": [{\"count\": 2, \"steps\": [{\"print\": \"begins\"}, {\"call\": "
                                   "[\"sleep\", \"3600\"], \"keep\": true}]}], "
                                   "\"answer\": {\"count\": 0}}";

static void
test_cancelling_kills_the_programs (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, endless, data, "");
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  g_assert_cmpuint (test_count_children (), ==, 0);
  run_clear (&run);
}

#define FILES(step)                                                                                                    \
  HEAD "\"files\": [{\"id\": \"page\", \"count\": 3, \"size\": \"200KiB\"}], \"tasks\": [{\"count\": 3, \"steps\": "   \
       "[" step "{\"result\": \"{read}\"}]}], \"answer\": {\"each\": \"204800\"}}"

static void
test_a_file_is_read_to_its_end (gconstpointer data)
{
  Run run = { 0 };

  run_cleanly (&run, FILES ("{\"read\": \"page {number}\", \"piece\": \"7KiB\"},"), data);
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_cmpstr (run.outcome->answer_why, ==, NULL);
  assert_waited_for (&run, "file ");
  run_clear (&run);
}

static void
test_a_cold_file_is_read_to_its_end (gconstpointer data)
{
  Run run = { 0 };

  run_cleanly (&run, FILES ("{\"read\": \"page {number}\", \"piece\": \"7KiB\", \"cache\": \"cold\"},"), data);
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_cmpstr (run.outcome->answer_why, ==, NULL);
  run_clear (&run);
}

#define SOFT_LIMIT 256

static const char limits[] = HEAD
  "\"tasks\": [{\"count\": 1, \"steps\": [{\"call\": [\"sh\", \"-c\", \"ulimit -n\"], \"keep\": true},"
  "{\"result\": \"{output}\"}]}], \"answer\": {\"count\": 1}}";

static void
test_a_program_may_have_as_many_files_as_ever (gconstpointer data)
{
  Run run = { 0 };

  run_cleanly (&run, limits, data);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 0), ==, G_STRINGIFY (SOFT_LIMIT));
  run_clear (&run);
}

static const char at_once[] = HEAD
  "\"files\": [{\"id\": \"page\", \"count\": 1, \"size\": \"200KiB\"}], \"tasks\": [{\"count\": 500, "
  "\"steps\": [{\"read\": \"page 1\", \"piece\": \"4KiB\"}, {\"result\": \"{read}\"}]}],"
  "\"answer\": {\"each\": \"204800\"}}";

static void
test_more_files_are_open_than_a_program_has_that_does_not_ask (void)
{
  Run run = { 0 };

  run_cleanly (&run, at_once, "async");
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_true (run.outcome->answer_ok);
  run_clear (&run);
}

/* While the task runs: it takes the file away itself. */
static void
test_a_file_that_vanishes_fails_its_task (gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "here", NULL);
  g_autofree char *workload = g_strdup_printf (
    HEAD "\"tasks\": [{\"count\": 1, \"steps\": [{\"read\": \"%s\"}, {\"call\": [\"rm\", \"%s\"]}, "
         "{\"read\": \"%s\"}]}], \"answer\": {\"count\": 0}}",
    path, path, path);

  g_assert_true (g_file_set_contents (path, "something", -1, NULL));
  check_failure (workload, data, "here\": No such file or directory");
}

static const char vanishing[] = HEAD
  "\"files\": [{\"id\": \"page\", \"count\": 1, \"size\": \"4KiB\"}], \"tasks\": [{\"count\": 1, \"steps\": ["
  "{\"read\": \"page 1\"}, {\"read\": \"page 2\"}]}], \"answer\": {\"count\": 0}}";

static void
test_a_file_that_is_not_there_fails_its_task (gconstpointer data)
{
  check_failure (vanishing, data, "page 2\": No such file or directory");
}

static const char folder[] = HEAD
  "\"tasks\": [{\"count\": 1, \"steps\": [{\"read\": \"/dev/zero\"}]}], \"answer\": {\"count\": 0}}";

static void
test_what_has_no_end_is_no_file (gconstpointer data)
{
  check_failure (folder, data, "\"/dev/zero\": not a regular file");
}

static const char too_large[] = HEAD
  "\"files\": [{\"id\": \"page\", \"count\": 1, \"size\": \"15TiB\"}], \"tasks\": [{\"count\": 1, \"steps\": ["
  "{\"read\": \"page 1\"}]}], \"answer\": {\"count\": 0}}";

static void
test_a_full_disk_is_told_before_the_run (void)
{
  Run run = { 0 };

  run_cleanly (&run, too_large, "threads");
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_FAILED);
  g_assert_nonnull (strstr (run.outcome->reason, "cannot make the file "));
  run_clear (&run);
}

static const char slow[] = HEAD
  "\"files\": [{\"id\": \"page\", \"count\": 1, \"size\": \"4MiB\"}], \"tasks\": [{\"count\": 2, \"steps\": ["
  "{\"print\": \"begins\"}, {\"repeat\": 1000000, \"steps\": [{\"read\": \"page 1\", \"piece\": 512}]}]}],"
  "\"answer\": {\"count\": 0}}";

static void
test_cancelling_ends_a_reading (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, slow, data, "");
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

static void
test_nothing_is_left_behind (gconstpointer data)
{
  guint n_fds = 0;

  for (int i = 0; i < 3; i++)
    {
      Run run = { 0 };

      run_cleanly (&run, FILES ("{\"read\": \"page {number}\"}, {\"call\": [\"true\"], \"keep\": true},"), data);
      run_clear (&run);
      if (i == 0)
        n_fds = test_count_fds ();
    }
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
}

int
main (int argc, char **argv)
{
  g_autofree char *tmp = g_build_filename (g_getenv ("TMPDIR") != NULL ? g_getenv ("TMPDIR") : "/tmp", "outside-XXXXXX",
                                           NULL);
  struct rlimit limit;
  int status;

  /* As most who sit at a machine have it, but smaller. */
  getrlimit (RLIMIT_NOFILE, &limit);
  limit.rlim_cur = SOFT_LIMIT;
  setrlimit (RLIMIT_NOFILE, &limit);
  /* GLib reads it once, when it is asked first. */
  g_assert_nonnull (g_mkdtemp (tmp));
  g_setenv ("TMPDIR", tmp, TRUE);
  g_test_init (&argc, &argv, NULL);
  FOR_EVERY_MODEL ("/outside/a-program-gets-its-arguments", test_a_program_gets_its_arguments_and_its_output_is_kept)
  FOR_EVERY_MODEL ("/outside/more-output-than-fits-is-cut", test_more_output_than_fits_is_cut)
  FOR_EVERY_MODEL ("/outside/a-missing-program-fails-its-task", test_a_missing_program_fails_its_task)
  FOR_EVERY_MODEL ("/outside/a-program-that-is-none-fails-its-task", test_a_program_that_is_none_fails_its_task)
  FOR_EVERY_MODEL ("/outside/a-crash-is-named", test_a_crash_is_named)
  FOR_EVERY_MODEL ("/outside/a-status-is-named", test_a_status_is_named)
  FOR_EVERY_MODEL ("/outside/a-program-that-never-ends-is-killed",
                   test_a_program_that_never_ends_is_killed_with_its_children)
  FOR_EVERY_MODEL ("/outside/cancelling-kills-the-programs", test_cancelling_kills_the_programs)
  FOR_EVERY_MODEL ("/outside/a-file-is-read-to-its-end", test_a_file_is_read_to_its_end)
  FOR_EVERY_MODEL ("/outside/a-cold-file-is-read-to-its-end", test_a_cold_file_is_read_to_its_end)
  FOR_EVERY_MODEL ("/outside/a-file-that-is-not-there-fails-its-task", test_a_file_that_is_not_there_fails_its_task)
  FOR_EVERY_MODEL ("/outside/a-file-that-vanishes-fails-its-task", test_a_file_that_vanishes_fails_its_task)
  FOR_EVERY_MODEL ("/outside/a-program-may-have-as-many-files-as-ever", test_a_program_may_have_as_many_files_as_ever)
  FOR_EVERY_MODEL ("/outside/what-has-no-end-is-no-file", test_what_has_no_end_is_no_file)
  FOR_EVERY_MODEL ("/outside/cancelling-ends-a-reading", test_cancelling_ends_a_reading)
  FOR_EVERY_MODEL ("/outside/nothing-is-left-behind", test_nothing_is_left_behind)
  g_test_add_func ("/outside/a-full-disk-is-told-before-the-run", test_a_full_disk_is_told_before_the_run);
  g_test_add_func ("/outside/more-files-are-open-than-a-program-has",
                   test_more_files_are_open_than_a_program_has_that_does_not_ask);
  status = g_test_run ();
  g_rmdir (tmp);
  return status;
}
