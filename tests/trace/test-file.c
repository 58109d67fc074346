/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "lab-error.h"
#include "test-utils.h"
#include "trace-test-utils.h"

static char *
open_message (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabTrace) trace = lab_trace_open (path, &error);

  g_assert_null (trace);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, path));
  return g_strdup (error->message + strlen (path));
}

/* The message behind "cannot write PATH: "; NULL: it was saved. */
static char *
save_message (LabTrace *trace, const char *path)
{
  g_autofree char *start = g_strdup_printf ("cannot write %s: ", path);
  g_autoptr (GError) error = NULL;

  if (lab_trace_save (trace, path, &error))
    return NULL;
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, start));
  return g_strdup (error->message + strlen (start));
}

static LabTrace *
small_trace (void)
{
  g_autoptr (LabSegment) segment = test_small_segment ();
  LabTrace *trace = lab_trace_new (segment);

  g_assert_true (lab_trace_update (trace, NULL));
  return trace;
}

static void
check_same_file (const char *one, const char *other)
{
  g_autofree char *bytes = NULL;
  g_autofree char *others = NULL;
  gsize length;
  gsize others_length;

  g_assert_true (g_file_get_contents (one, &bytes, &length, NULL));
  g_assert_true (g_file_get_contents (other, &others, &others_length, NULL));
  g_assert_cmpmem (bytes, length, others, others_length);
}

static void
check_same_content (LabTrace *one, LabTrace *other)
{
  g_autoptr (GArray) events = test_collect_events (one);
  g_autoptr (GArray) others = test_collect_events (other);

  g_assert_cmpmem (events->data, events->len * sizeof (TestEvent), others->data, others->len * sizeof (TestEvent));
  g_assert_cmpuint (lab_trace_get_n_lanes (one), ==, lab_trace_get_n_lanes (other));
  g_assert_cmpuint (lab_trace_get_n_texts (one), ==, lab_trace_get_n_texts (other));
  g_assert_cmpstr (test_find_text (one, LAB_TEXT_RESULT, 1), ==, test_find_text (other, LAB_TEXT_RESULT, 1));
  g_assert_cmpstr (lab_trace_get_meta (one, "outcome"), ==, lab_trace_get_meta (other, "outcome"));
  g_assert_cmpstr (lab_trace_get_meta (one, "host"), ==, lab_trace_get_meta (other, "host"));
}

static void
test_a_saved_trace_opens_as_it_was (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *first = g_build_filename (folder, "first.trace", NULL);
  g_autofree char *second = g_build_filename (folder, "second.trace", NULL);
  g_autoptr (LabTrace) trace = small_trace ();
  g_autoptr (LabTrace) opened = NULL;

  g_assert_true (lab_trace_save (trace, first, NULL));
  opened = lab_trace_open (first, NULL);
  g_assert_nonnull (opened);
  check_same_content (trace, opened);
  g_assert_true (lab_trace_save (opened, second, NULL));
  check_same_file (first, second);
  /* Onto itself, too. */
  g_assert_true (lab_trace_save (opened, first, NULL));
  check_same_file (first, second);
  g_assert_cmpuint (test_folder_count (folder), ==, 2);
}

static void
test_another_reader_reads_the_same (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "run.trace", NULL);
  g_autoptr (LabTrace) trace = small_trace ();
  g_autoptr (LabTrace) of_run = lab_trace_new_reader (trace);
  g_autoptr (LabTrace) opened = NULL;
  g_autoptr (LabTrace) of_file = NULL;

  g_assert_true (lab_trace_update (of_run, NULL));
  check_same_content (trace, of_run);
  g_assert_true (lab_trace_save (trace, path, NULL));
  opened = lab_trace_open (path, NULL);
  of_file = lab_trace_new_reader (opened);
  /* The memory belongs to both. */
  g_clear_pointer (&opened, lab_trace_free);
  g_assert_true (lab_trace_update (of_file, NULL));
  check_same_content (trace, of_file);
}

/* Somebody copies another over it, and has got no further than its first bytes. */
static void
test_an_opened_file_may_be_written_to (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "run.trace", NULL);
  g_autoptr (LabTrace) trace = small_trace ();
  g_autoptr (LabTrace) opened = NULL;
  g_autoptr (LabTrace) reader = NULL;

  g_assert_true (lab_trace_save (trace, path, NULL));
  opened = lab_trace_open (path, NULL);
  g_assert_nonnull (opened);
  g_assert_cmpint (truncate (path, 0), ==, 0);
  check_same_content (trace, opened);
  reader = lab_trace_new_reader (opened);
  g_assert_true (lab_trace_update (reader, NULL));
  check_same_content (trace, reader);
}

static void
test_an_empty_trace_opens_as_it_was (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "empty.trace", NULL);
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (LabTrace) opened = NULL;

  g_assert_true (lab_trace_update (trace, NULL));
  g_assert_true (lab_trace_save (trace, path, NULL));
  opened = lab_trace_open (path, NULL);
  g_assert_nonnull (opened);
  g_assert_cmpuint (lab_trace_get_n_lanes (opened), ==, 0);
}

/* Only what the last update has seen, however far the run has got since. */
static void
test_a_run_that_goes_on_is_saved_as_it_was_seen (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "live.trace", NULL);
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_MAIN, "main");
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (LabTrace) opened = NULL;

  for (guint32 i = 0; i < 300; i++)
    lab_recorder_add (recorder, i, LAB_STATE_QUEUED, 0);
  lab_recorder_add_text (recorder, LAB_TEXT_PRINT, 0, "seen", 4);
  g_assert_true (lab_trace_update (trace, NULL));
  for (guint32 i = 300; i < 900; i++)
    lab_recorder_add (recorder, i, LAB_STATE_QUEUED, 0);
  lab_recorder_add_text (recorder, LAB_TEXT_PRINT, 1, "unseen", 6);
  lab_segment_cancel (segment);
  g_assert_true (lab_trace_save (trace, path, NULL));

  opened = lab_trace_open (path, NULL);
  g_assert_nonnull (opened);
  g_assert_cmpuint (lab_trace_get_n_events (opened), ==, 300);
  g_assert_cmpuint (lab_trace_get_n_texts (opened), ==, 1);
  g_assert_cmpuint (lab_trace_get_header (opened)->cancelled, ==, 0);
}

/* Of the run that was killed between two parts of a text, what there is of it is shown. */
static void
test_a_text_without_its_end_is_kept (void)
{
  gsize length;
  g_autofree guint8 *bytes = test_small_trace (&length);
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "torn.trace", NULL);
  g_autoptr (LabTrace) opened = NULL;
  const char *text;

  memset (bytes + (1 + TEST_CHUNK_REST) * LAB_PAGE_SIZE, 0, LAB_PAGE_SIZE);
  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) length, NULL));
  opened = lab_trace_open (path, NULL);
  g_assert_nonnull (opened);
  text = test_find_text (opened, LAB_TEXT_RESULT, 1);
  g_assert_nonnull (text);
  g_assert_cmpuint (strspn (text, "x"), ==, strlen (text));
}

static void
test_every_truncation_is_named (void)
{
  gsize length;
  g_autofree guint8 *bytes = test_small_trace (&length);

  for (gsize page = 0; page <= 1 + TEST_N_CHUNKS; page++)
    for (int around = -1; around <= 1; around++)
      {
        gsize cut = page * LAB_PAGE_SIZE + (gsize) (gssize) around;
        g_autofree char *message = NULL;
        g_autofree char *at = g_strdup_printf ("cut off at byte %" G_GSIZE_FORMAT, cut);

        if (cut == length || cut > G_MAXSSIZE || cut > length)
          continue;
        message = test_open_bytes (bytes, cut);
        g_assert_nonnull (message);
        if (cut >= 8)
          g_assert_nonnull (strstr (message, at));
      }
}

static void
test_short_files_are_no_traces (void)
{
  static const struct
  {
    gsize length;
    const char *message;
  } cases[] = {
    { 0, "the file is empty" },
    { 1, "it is not a trace of Interleave" },
    { 7, "it is not a trace of Interleave" },
    { 8, "it is cut off at byte 8, within its header" },
    { 4095, "it is cut off at byte 4095, within its header" },
    { 4096, "it is cut off at byte 4096: only 0 of 6 chunks are there" },
    { 8191, "it is cut off at byte 8191: only 0 of 6 chunks are there" },
  };
  gsize length;
  g_autofree guint8 *bytes = test_small_trace (&length);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = test_open_bytes (bytes, cases[i].length);

      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

static void
test_what_follows_the_last_chunk_is_named (void)
{
  gsize length;
  g_autofree guint8 *bytes = test_small_trace (&length);
  g_autofree guint8 *longer = g_malloc0 (length + LAB_PAGE_SIZE);
  static const gsize more[] = { 1, 4095, 4096 };

  memcpy (longer, bytes, length);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autofree char *message = test_open_bytes (longer, length + more[i]);

      g_assert_cmpstr (message, ==, "it goes on after its last chunk, at byte 28672");
    }
}

static void
test_what_is_no_file_does_not_open (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *missing = g_build_filename (folder, "missing.trace", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  const struct
  {
    const char *path;
    const char *message;
  } cases[] = {
    { missing, ": No such file or directory" },
    { folder, ": it is a folder, not a trace" },
    { pipe, ": it is not a regular file" },
    { "/dev/null", ": it is not a regular file" },
  };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = open_message (cases[i].path);

      g_assert_cmpstr (message, ==, cases[i].message);
    }
}

/* No target, and never a file left behind. */
static void
test_a_failure_to_save_leaves_nothing (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *under_file = g_build_filename (folder, "file", "x.trace", NULL);
  g_autofree char *no_folder = g_build_filename (folder, "missing", "x.trace", NULL);
  const struct
  {
    const char *path;
    const char *message;
  } cases[] = {
    { no_folder, "No such file or directory" },
    { under_file, "Not a directory" },
    { folder, "Is a directory" },
    { "/dev/full", "No space left on device" },
    { "/proc/x.trace", "No such file or directory" },
  };
  g_autoptr (LabTrace) trace = small_trace ();
  struct stat info;

  g_assert_true (g_file_set_contents (file, "content", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = save_message (trace, cases[i].path);

      g_assert_cmpstr (message, ==, cases[i].message);
      g_assert_cmpuint (test_folder_count (folder), ==, 1);
    }
  /* Still what it was, not a file with that name. */
  g_assert_cmpint (stat ("/dev/full", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
}

/* No room, as a limit to the size of files: what was there before stays whole. */
static void
test_a_file_without_room_leaves_the_old_one (void)
{
  const struct rlimit small = { 3 * LAB_PAGE_SIZE, RLIM_INFINITY };
  const struct rlimit unlimited = { RLIM_INFINITY, RLIM_INFINITY };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "x.trace", NULL);
  g_autoptr (LabTrace) trace = small_trace ();
  g_autofree char *message = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  message = save_message (trace, path);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);
  g_assert_cmpstr (message, ==, "File too large");
  g_assert_cmpuint (test_folder_count (folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
}

static void
test_a_link_keeps_leading_to_what_was_saved (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "x.trace", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (LabTrace) trace = small_trace ();

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_assert_cmpint (symlink ("x.trace", link), ==, 0);
  g_assert_true (lab_trace_save (trace, link, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  check_same_file (path, link);
  g_assert_cmpuint (test_folder_count (folder), ==, 2);
}

static void
test_others_may_read_what_the_umask_lets_them (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "x.trace", NULL);
  g_autoptr (LabTrace) trace = small_trace ();
  mode_t before = umask (027);
  struct stat info;

  g_assert_true (lab_trace_save (trace, path, NULL));
  umask (before);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0640);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file/a-saved-trace-opens-as-it-was", test_a_saved_trace_opens_as_it_was);
  g_test_add_func ("/file/another-reader-reads-the-same", test_another_reader_reads_the_same);
  g_test_add_func ("/file/an-opened-file-may-be-written-to", test_an_opened_file_may_be_written_to);
  g_test_add_func ("/file/an-empty-trace-opens-as-it-was", test_an_empty_trace_opens_as_it_was);
  g_test_add_func ("/file/a-run-that-goes-on", test_a_run_that_goes_on_is_saved_as_it_was_seen);
  g_test_add_func ("/file/a-text-without-its-end-is-kept", test_a_text_without_its_end_is_kept);
  g_test_add_func ("/file/every-truncation-is-named", test_every_truncation_is_named);
  g_test_add_func ("/file/short-files-are-no-traces", test_short_files_are_no_traces);
  g_test_add_func ("/file/what-follows-the-last-chunk", test_what_follows_the_last_chunk_is_named);
  g_test_add_func ("/file/what-is-no-file-does-not-open", test_what_is_no_file_does_not_open);
  g_test_add_func ("/file/a-failure-to-save-leaves-nothing", test_a_failure_to_save_leaves_nothing);
  g_test_add_func ("/file/a-file-without-room", test_a_file_without_room_leaves_the_old_one);
  g_test_add_func ("/file/a-link-keeps-leading", test_a_link_keeps_leading_to_what_was_saved);
  g_test_add_func ("/file/others-may-read", test_others_may_read_what_the_umask_lets_them);
  return g_test_run ();
}
