/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "lab-hit.h"
#include "lab-walk.h"
#include "test-utils.h"

static void
test_a_run_that_has_ended_has_a_timeline_and_figures (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=10ms");
  guint64 n_ended, n_tasks;

  app_record_get_progress (record, &n_ended, &n_tasks);
  g_assert_cmpuint (n_ended, ==, 3);
  g_assert_cmpuint (n_tasks, ==, 3);
  g_assert_null (app_record_get_error (record));
  g_assert_cmpuint (app_record_get_result (record)->metrics.n_done, ==, 3);
  g_assert_cmpuint (lab_timeline_get_n_spans (app_record_get_timeline (record), LAB_VIEW_TASKS, 0), >, 0);
}

static void
test_what_cannot_start_settles_with_a_reason (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=10000000");

  g_assert_nonnull (app_record_get_error (record));
  g_assert_null (app_record_get_result (record));
  g_assert_null (app_record_get_timeline (record));
}

static gboolean
is_settled (gpointer data)
{
  return app_record_get_state (data) == APP_RECORD_SETTLED;
}

static void
test_what_is_stopped_at_once_does_not_run (void)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", "tasks=2,duration=1h");
  g_autoptr (AppRecord) record = app_record_new (experiment);

  app_record_start (record);
  app_record_stop (record);
  app_test_wait (is_settled, record, "the end");
  g_assert_true (g_error_matches (app_record_get_error (record), G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static gboolean
has_tasks (gpointer data)
{
  LabTimeline *timeline = app_record_get_timeline (data);

  return timeline != NULL && lab_timeline_get_n_lanes (timeline, LAB_VIEW_TASKS) == 2;
}

static void
test_a_run_is_read_as_it_goes_even_if_nobody_looks (void)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", "tasks=2,duration=1h");
  g_autoptr (AppRecord) record = app_record_new (experiment);

  app_record_start (record);
  app_test_wait (has_tasks, record, "what it has recorded");
  g_assert_cmpint (app_record_get_state (record), ==, APP_RECORD_RUNNING);
  app_record_stop (record);
  app_test_wait (is_settled, record, "the end");
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_come (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
save (AppRecord *record, GFile *file)
{
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;

  app_record_save_async (record, file, NULL, on_done, &saved);
  app_test_wait (has_come, &saved, "the file");
  app_record_save_finish (record, saved, &error);
  g_assert_no_error (error);
}

static AppRecord *
open_saved (GFile *file)
{
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;
  AppRecord *record;

  app_record_open_async (file, NULL, on_done, &read);
  app_test_wait (has_come, &read, "the run");
  record = app_record_open_finish (read, &error);
  g_assert_no_error (error);
  return record;
}

static void
check_same (AppRecord *one, AppRecord *other)
{
  g_assert_cmpuint (app_record_get_result (one)->metrics.makespan, ==, app_record_get_result (other)->metrics.makespan);
  g_assert_cmpstr (app_record_get_title (one), ==, app_record_get_title (other));
}

static void
test_a_saved_run_opens_as_it_was (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "async", "tasks=5,duration=5ms");
  g_autoptr (AppRecord) opened = NULL;
  g_autofree char *folder = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.trace", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  save (record, file);
  opened = open_saved (file);
  check_same (opened, record);
  g_unlink (path);
  g_rmdir (folder);
}

/* What is shown was read when it was opened: whatever became of the file since, it can be saved. */
static void
test_what_was_opened_can_be_saved_without_its_file (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "async", "tasks=5,duration=5ms");
  g_autofree char *folder = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.trace", NULL);
  g_autofree char *other_path = g_build_filename (folder, "other.trace", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), other = g_file_new_for_path (other_path);
  g_autoptr (AppRecord) opened = NULL, again = NULL;

  save (record, file);
  opened = open_saved (file);
  g_assert_cmpint (g_unlink (path), ==, 0);
  save (opened, other);
  again = open_saved (other);
  check_same (again, record);
  g_unlink (other_path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/record/a run that has ended has a timeline and figures",
                   test_a_run_that_has_ended_has_a_timeline_and_figures);
  g_test_add_func ("/record/what cannot start settles with a reason", test_what_cannot_start_settles_with_a_reason);
  g_test_add_func ("/record/what is stopped at once does not run", test_what_is_stopped_at_once_does_not_run);
  g_test_add_func ("/record/a run is read as it goes, even if nobody looks",
                   test_a_run_is_read_as_it_goes_even_if_nobody_looks);
  g_test_add_func ("/record/a saved run opens as it was", test_a_saved_run_opens_as_it_was);
  g_test_add_func ("/record/what was opened can be saved without its file",
                   test_what_was_opened_can_be_saved_without_its_file);
  return g_test_run ();
}
