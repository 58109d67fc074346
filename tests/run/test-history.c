/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "lab-history.h"
#include "lab-recorder.h"
#include "test-utils.h"

#define NO_LIMIT G_MAXUINT64

typedef struct
{
  char *folder;
  LabHistory *history;
  LabTrace *trace;
} Fixture;

static LabTrace *
make_trace (guint n_events)
{
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "worker 1");
  LabTrace *trace = lab_trace_new (segment);

  for (guint i = 0; i < n_events; i++)
    lab_recorder_add (recorder, 0, i % 2 == 0 ? LAB_STATE_RUNNING : LAB_STATE_SLEEPING, 0);
  g_assert_true (lab_trace_update (trace, NULL));
  return trace;
}

static void
setup (Fixture *self, gconstpointer data)
{
  g_autofree char *parent = g_dir_make_tmp ("interleave-XXXXXX", NULL);

  self->folder = g_build_filename (parent, "history", NULL);
  self->history = lab_history_new (self->folder);
  self->trace = make_trace (100);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);

      g_remove (path);
    }
  g_remove (folder);
  g_rmdir (parent);
}

static void
teardown (Fixture *self, gconstpointer data)
{
  lab_trace_free (self->trace);
  lab_history_free (self->history);
  remove_folder (self->folder);
  g_free (self->folder);
}

/* Its id; caller frees. */
static char *
add (Fixture *self, gint64 time, guint64 limit)
{
  g_autoptr (GError) error = NULL;
  LabHistoryEntry entry = {
    .workload = (char *) "Sleeping",
    .model = (char *) "threads",
    .experiment = (char *) "0123abcd",
    .time = time,
    .makespan = 1234567890,
    .n_tasks = 12,
    .outcome = LAB_OUTCOME_DONE,
  };

  lab_history_add (self->history, &entry, self->trace, limit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entry.bytes, >, 0);
  return entry.id;
}

/* As add(), where nobody asks which. */
static void
add_some (Fixture *self, gint64 time)
{
  g_free (add (self, time, NO_LIMIT));
}

static const LabHistoryEntry *
get (GPtrArray *list, guint n)
{
  g_assert_cmpuint (n, <, list->len);
  return g_ptr_array_index (list, n);
}

static guint
count (Fixture *self)
{
  g_autoptr (GPtrArray) list = lab_history_list (self->history);

  return list->len;
}

static void
test_nothing_is_kept_at_first (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (count (self), ==, 0);
  lab_history_prune (self->history, 0);
  lab_history_sweep (self->history, 0);
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
}

static void
test_a_kept_run_is_on_the_list_and_opens (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add (self, 5, NO_LIMIT);
  g_autofree char *path = lab_history_get_path (self->history, id);
  g_autoptr (GPtrArray) list = lab_history_list (self->history);
  const LabHistoryEntry *entry = get (list, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabTrace) trace = lab_trace_open (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lab_trace_get_n_events (trace), ==, 100);
  g_assert_cmpstr (entry->id, ==, id);
  g_assert_null (entry->title);
  g_assert_cmpstr (entry->workload, ==, "Sleeping");
  g_assert_cmpstr (entry->model, ==, "threads");
  g_assert_cmpstr (entry->experiment, ==, "0123abcd");
  g_assert_cmpint (entry->time, ==, 5);
  g_assert_cmpuint (entry->makespan, ==, 1234567890);
  g_assert_cmpuint (entry->n_tasks, ==, 12);
  g_assert_cmpint (entry->outcome, ==, LAB_OUTCOME_DONE);
  g_assert_false (entry->answer_wrong);
}

static void
test_the_latest_comes_first (Fixture *self, gconstpointer data)
{
  g_autofree char *second = add (self, 20, NO_LIMIT);
  g_autofree char *first = add (self, 30, NO_LIMIT);
  g_autofree char *third = add (self, 10, NO_LIMIT);
  g_autoptr (GPtrArray) list = lab_history_list (self->history);

  g_assert_cmpstr (get (list, 0)->id, ==, first);
  g_assert_cmpstr (get (list, 1)->id, ==, second);
  g_assert_cmpstr (get (list, 2)->id, ==, third);
}

static void
test_a_run_can_be_renamed_and_lose_its_name (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add (self, 1, NO_LIMIT);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) list = NULL;
      g_autoptr (GError) error = NULL;

      lab_history_rename (self->history, id, i == 0 ? "\"Köln\"\n" : "", &error);
      g_assert_no_error (error);
      list = lab_history_list (self->history);
      g_assert_cmpstr (get (list, 0)->title, ==, i == 0 ? "\"Köln\"\n" : NULL);
      g_assert_cmpint (get (list, 0)->time, ==, 1);
    }
}

static void
test_a_deleted_run_can_be_restored (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add (self, 1, NO_LIMIT);
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_history_delete (self->history, id, &error));
  g_assert_cmpuint (count (self), ==, 0);
  g_assert_true (lab_history_restore (self->history, id, &error));
  g_assert_cmpuint (count (self), ==, 1);
  lab_history_purge (self->history, id);
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_no_error (error);
}

static void
test_a_purged_run_is_gone (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add (self, 1, NO_LIMIT);
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_history_delete (self->history, id, NULL));
  lab_history_purge (self->history, id);
  g_assert_cmpuint (count_files (self->folder), ==, 0);
  g_assert_false (lab_history_restore (self->history, id, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (lab_history_rename (self->history, id, "late", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
}

static void
test_the_oldest_go_beyond_the_limit (Fixture *self, gconstpointer data)
{
  g_autofree char *old = add (self, 1, NO_LIMIT);
  g_autofree char *middle = add (self, 2, NO_LIMIT);
  g_autoptr (GPtrArray) before = lab_history_list (self->history);
  guint64 bytes = get (before, 0)->bytes;
  g_autofree char *young = add (self, 3, 2 * bytes);
  g_autoptr (GPtrArray) list = lab_history_list (self->history);

  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (get (list, 0)->id, ==, young);
  g_assert_cmpstr (get (list, 1)->id, ==, middle);
  g_assert_false (lab_history_delete (self->history, old, NULL));
  lab_history_prune (self->history, 0);
  g_assert_cmpuint (count_files (self->folder), ==, 0);
}

static void
assert_not_added (Fixture *self, guint64 limit, guint n_files)
{
  LabHistoryEntry entry = { .workload = (char *) "Sleeping", .model = (char *) "threads" };
  g_autoptr (GError) error = NULL;

  g_assert_false (lab_history_add (self->history, &entry, self->trace, limit, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_cmpuint (count_files (self->folder), ==, n_files);
  g_free (entry.id);
}

/* Else it would push out all the others, and then itself. */
static void
test_a_run_larger_than_the_limit_is_not_kept (Fixture *self, gconstpointer data)
{
  add_some (self, 1);
  assert_not_added (self, 100, 2);
}

static void
test_what_cannot_be_written_leaves_nothing (Fixture *self, gconstpointer data)
{
  struct rlimit limit, small;

  /* As when the disk is full: the first kilobyte can be written, and no more. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_not_added (self, NO_LIMIT, 0);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_a_file_in_place_of_the_folder_is_an_error (Fixture *self, gconstpointer data)
{
  g_assert_true (g_file_set_contents (self->folder, "", 0, NULL));
  assert_not_added (self, NO_LIMIT, 0);
  g_assert_cmpuint (count (self), ==, 0);
}

static void
write_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* As of another program, or a run of ours that a disk has lost a part of. */
static const char *const foreign[] = {
  "notes.json",
  "20260101-000000-00000000.json",  /* without a trace */
  "20260101-000000-00000001.trace", /* without words */
  "20260101-000000-00000002.json",  /* with a trace, but broken */
  "20260101-000000-00000002.trace",
  "..json",
};

static void
test_runs_kept_by_an_older_version_stay (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;

  g_assert_cmpint (g_mkdir_with_parents (self->folder, 0700), ==, 0);
  write_file (self, "20260101-000000-00000000.trace", "");
  write_file (self, "20260101-000000-00000000.json",
              "{\"schema\": 1, \"title\": null, \"workload\": \"Sleeping\", \"model\": \"threads\", \"time\": 1,"
              " \"makespan_ns\": 2, \"n_tasks\": 3, \"outcome\": \"done\", \"answer_ok\": true}");
  list = lab_history_list (self->history);
  g_assert_null (get (list, 0)->experiment);
}

static void
test_broken_and_foreign_files_are_left_out (Fixture *self, gconstpointer data)
{
  add_some (self, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
    write_file (self, foreign[i], "{\"schema\": 1, \"workload\": 7");
  g_assert_cmpuint (count (self), ==, 1);
  lab_history_prune (self->history, 0);
  g_assert_cmpuint (count_files (self->folder), ==, G_N_ELEMENTS (foreign));
}

static void
test_what_was_left_behind_is_swept (Fixture *self, gconstpointer data)
{
  g_autofree char *deleted = add (self, 1, NO_LIMIT);

  add_some (self, 2);
  g_assert_true (lab_history_delete (self->history, deleted, NULL));
  write_file (self, "20260101-000000-00000001.trace", "");
  write_file (self, "20260101-000000-00000001.trace.aB3xyz", "");
  write_file (self, "notes.trace", "somebody else's");
  lab_history_sweep (self->history, 3600);
  g_assert_cmpuint (count_files (self->folder), ==, 7);
  lab_history_sweep (self->history, 0);
  g_assert_cmpuint (count_files (self->folder), ==, 3);
  g_assert_cmpuint (count (self), ==, 1);
}

#define N_THREADS 4
#define N_RUNS 25

static gpointer
keep_many (gpointer data)
{
  Fixture other = { .history = lab_history_new (data), .trace = make_trace (10) };

  for (gint64 i = 0; i < N_RUNS; i++)
    add_some (&other, i);
  lab_history_free (other.history);
  lab_trace_free (other.trace);
  return NULL;
}

static void
test_several_keep_at_once (Fixture *self, gconstpointer data)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("keeper", keep_many, self->folder);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (count (self), ==, N_THREADS * N_RUNS);
}

#define ADD(name, function) g_test_add ("/history/" name, Fixture, NULL, setup, function, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nothing is kept at first", test_nothing_is_kept_at_first);
  ADD ("a kept run is on the list and opens", test_a_kept_run_is_on_the_list_and_opens);
  ADD ("the latest comes first", test_the_latest_comes_first);
  ADD ("a run can be renamed and lose its name", test_a_run_can_be_renamed_and_lose_its_name);
  ADD ("a deleted run can be restored", test_a_deleted_run_can_be_restored);
  ADD ("a purged run is gone", test_a_purged_run_is_gone);
  ADD ("the oldest go beyond the limit", test_the_oldest_go_beyond_the_limit);
  ADD ("a run larger than the limit is not kept", test_a_run_larger_than_the_limit_is_not_kept);
  ADD ("what cannot be written leaves nothing", test_what_cannot_be_written_leaves_nothing);
  ADD ("a file in place of the folder is an error", test_a_file_in_place_of_the_folder_is_an_error);
  ADD ("broken and foreign files are left out", test_broken_and_foreign_files_are_left_out);
  ADD ("runs kept by an older version stay", test_runs_kept_by_an_older_version_stay);
  ADD ("what was left behind is swept", test_what_was_left_behind_is_swept);
  ADD ("several keep at once", test_several_keep_at_once);
  return g_test_run ();
}
