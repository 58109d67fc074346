/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include <glib-unix.h>

#include "lab-engine.h"
#include "process-protocol.h"
#include "test-utils.h"

typedef struct
{
  int fd;
  gsize length;
} Sender;

static gpointer
send_frame (gpointer data)
{
  Sender *sender = data;
  g_autofree char *bytes = g_malloc (sender->length + 1);
  LabFrameHeader header = { LAB_FRAME_TEXT, 7, 8, (guint32) sender->length };

  memset (bytes, 'x', sender->length);
  g_assert_true (lab_frame_write (sender->fd, &header, bytes));
  close (sender->fd);
  return NULL;
}

/* More than a pipe holds at once, so that writes and reads come in parts. */
static void
test_frames_of_every_size_cross_a_pipe (void)
{
  static const gsize lengths[] = { 0, 1, 4080, 4096, 65519, 65520, 65536, 3000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_auto (LabFrame) frame = { 0 };
      g_auto (LabFrame) none = { 0 };
      int ends[2];
      Sender sender;
      GThread *thread;

      g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
      sender = (Sender){ ends[1], lengths[i] };
      thread = g_thread_new ("sender", send_frame, &sender);
      g_assert_true (lab_frame_read (ends[0], &frame));
      g_thread_join (thread);
      g_assert_cmpuint (frame.header.task, ==, 7);
      g_assert_cmpuint (frame.header.length, ==, lengths[i]);
      g_assert_cmpuint (strspn (frame.bytes, "x"), ==, lengths[i]);
      g_assert_false (lab_frame_read (ends[0], &none));
      close (ends[0]);
    }
}

static gboolean
read_bytes (const void *bytes, gsize length)
{
  g_auto (LabFrame) frame = { 0 };
  gboolean ok;
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_cmpint (write (ends[1], bytes, length), ==, length);
  close (ends[1]);
  ok = lab_frame_read (ends[0], &frame);
  close (ends[0]);
  return ok;
}

static void
test_what_is_cut_off_or_too_long_is_no_frame (void)
{
  LabFrameHeader header = { LAB_FRAME_TASK, 1, 0, 5 };

  g_assert_false (read_bytes (&header, 3));
  g_assert_false (read_bytes (&header, sizeof (header)));
  header.length = 0;
  g_assert_true (read_bytes (&header, sizeof (header)));
  header.length = LAB_FRAME_LENGTH_MAX + 1;
  g_assert_false (read_bytes (&header, sizeof (header)));
}

static gboolean
serve_bytes (const void *bytes, gsize length, GError **error)
{
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  gboolean ok;
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_cmpint (write (ends[1], bytes, length), ==, length);
  close (ends[1]);
  ok = lab_engine_serve (segment, -1, -1, ends[0], STDERR_FILENO, error);
  close (ends[0]);
  return ok;
}

static void
test_a_worker_refuses_what_it_does_not_know (void)
{
  LabFrameHeader header = { LAB_FRAME_TASK, 0, 0, 0 };
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  char bytes[sizeof (header) + 16] = { 0 };

  g_assert_false (serve_bytes (&header, sizeof (header), &first));
  g_assert_error (first, LAB_ERROR, LAB_ERROR_FAILED);

  header = (LabFrameHeader){ LAB_FRAME_EXPERIMENT, 0, 0, 16 };
  memcpy (bytes, &header, sizeof (header));
  memcpy (bytes + sizeof (header) + 8, "no JSON.", 8);
  g_assert_false (serve_bytes (bytes, sizeof (bytes), &second));
  g_assert_nonnull (second);
}

/* Its tasks would lock what is not there. */
static void
test_a_worker_refuses_locks_without_their_memory (void)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("deadlock", "processes", "");
  g_autofree char *json = lab_experiment_to_json (experiment);
  LabFrameHeader header = { LAB_FRAME_EXPERIMENT, 0, 0, (guint32) (sizeof (guint64) + 1 + strlen (json)) };
  gsize length = sizeof (header) + header.length;
  g_autofree char *bytes = g_malloc0 (length);
  g_autoptr (GError) error = NULL;

  memcpy (bytes, &header, sizeof (header));
  /* Behind the rate and an empty text: there is no server. */
  memcpy (bytes + sizeof (header) + sizeof (guint64) + 1, json, strlen (json));
  g_assert_false (serve_bytes (bytes, length, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/protocol/frames-of-every-size-cross-a-pipe", test_frames_of_every_size_cross_a_pipe);
  g_test_add_func ("/protocol/what-is-cut-off-or-too-long-is-no-frame", test_what_is_cut_off_or_too_long_is_no_frame);
  g_test_add_func ("/protocol/a-worker-refuses-what-it-does-not-know", test_a_worker_refuses_what_it_does_not_know);
  g_test_add_func ("/protocol/a-worker-refuses-locks-without-memory", test_a_worker_refuses_locks_without_their_memory);
  return g_test_run ();
}
