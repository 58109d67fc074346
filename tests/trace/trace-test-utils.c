/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "lab-error.h"
#include "trace-test-utils.h"

#define LONG_TEXT 5000

void
test_add_at (LabRecorder *recorder, guint64 time, guint32 task, LabState state)
{
  lab_recorder_add (recorder, task, state, 0);
  (recorder->next - 1)->time = time;
}

char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("interleave-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* Calls g_unlink() on each file where `unlink_them`; returns how many there are. */
static guint
visit_folder (const char *folder, gboolean unlink_them)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (unlink_them)
        g_assert_cmpint (g_remove (path), ==, 0);
      count++;
    }
  return count;
}

void
test_folder_free (char *folder)
{
  visit_folder (folder, TRUE);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

guint
test_folder_count (const char *folder)
{
  return visit_folder (folder, FALSE);
}

LabSegment *
test_small_segment (void)
{
  LabSegment *segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_MAIN, "main");
  g_autoptr (LabRecorder) worker = lab_recorder_new (segment, LAB_LANE_THREAD, "worker 1");
  char text[LONG_TEXT];

  memset (text, 'x', sizeof (text));
  for (guint32 task = 0; task < 3; task++)
    test_add_at (recorder, 10 * (task + 1), task, LAB_STATE_QUEUED);
  lab_recorder_add_meta (recorder, "experiment", "{\"workload\": \"sleep\", \"model\": \"threads\"}");
  lab_recorder_add_meta (recorder, "host", "{\"cpus\": 2, \"event_cost_ns\": 25.5}");
  for (guint32 task = 0; task < 3; task++)
    {
      test_add_at (worker, 100 * (task + 1), task, LAB_STATE_RUNNING);
      test_add_at (worker, 100 * (task + 1) + 50, task, LAB_STATE_DONE);
    }
  lab_recorder_add_text (worker, LAB_TEXT_PRINT, 0, "hello", 5);
  lab_recorder_add_text (worker, LAB_TEXT_RESULT, 1, text, sizeof (text));
  lab_recorder_add_meta (worker, "outcome", "{\"outcome\": \"done\", \"n_tasks\": 3, \"peak_rss_bytes\": 4096}");
  return segment;
}

guint8 *
test_small_trace (gsize *length)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "small.trace", NULL);
  g_autoptr (LabSegment) segment = test_small_segment ();
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_assert_true (lab_trace_update (trace, NULL));
  lab_trace_save (trace, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  g_assert_cmpuint (*length, ==, (1 + TEST_N_CHUNKS) * LAB_PAGE_SIZE);
  return (guint8 *) bytes;
}

char *
test_open_bytes (const guint8 *bytes, gsize length)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "some.trace", NULL);
  g_autoptr (LabTrace) trace = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = g_strconcat (path, ": ", NULL);

  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) length, NULL));
  trace = lab_trace_open (path, &error);
  g_assert_true ((trace == NULL) == (error != NULL));
  if (trace != NULL)
    return NULL;
  g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, start));
  g_assert_null (strchr (error->message, '\n'));
  return g_strdup (error->message + strlen (start));
}
