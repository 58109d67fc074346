/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace-test-utils.h"

#define N_WRITERS 4
#define EVENTS 100000
#define ROOM (256 << 20)

/* Reads along: each lane's tasks must count up from 0. */
typedef struct
{
  LabTrace *trace;
  GArray *cursors; /* of LabCursor */
  GArray *counts;  /* of guint32 */
  guint64 n_read;
} Reader;

static void
reader_init (Reader *self, LabSegment *segment)
{
  self->trace = lab_trace_new (segment);
  self->cursors = g_array_new (FALSE, TRUE, sizeof (LabCursor));
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->n_read = 0;
}

static void
reader_clear (Reader *self)
{
  lab_trace_free (self->trace);
  g_array_unref (self->cursors);
  g_array_unref (self->counts);
}

static void
reader_read (Reader *self)
{
  g_autoptr (GError) error = NULL;
  const LabEvent *event;

  lab_trace_update (self->trace, &error);
  g_assert_no_error (error);
  g_array_set_size (self->cursors, lab_trace_get_n_lanes (self->trace));
  g_array_set_size (self->counts, lab_trace_get_n_lanes (self->trace));
  for (guint n = 0; n < self->counts->len; n++)
    while ((event = lab_trace_next_event (self->trace, n, &g_array_index (self->cursors, LabCursor, n))) != NULL)
      {
        g_assert_cmpuint (event->task, ==, g_array_index (self->counts, guint32, n)++);
        self->n_read++;
      }
  g_assert_cmpuint (self->n_read, ==, lab_trace_get_n_events (self->trace));
}

static gpointer
write_events (gpointer data)
{
  g_autoptr (LabRecorder) recorder = lab_recorder_new (data, LAB_LANE_THREAD, "writer");

  for (guint32 i = 0; i < EVENTS; i++)
    {
      lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
      if (i % 1000 == 0)
        lab_recorder_add_text (recorder, LAB_TEXT_PRINT, i, "thousand", 8);
    }
  return NULL;
}

static void
test_a_reader_beside_writers_reads_all_once (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (ROOM, NULL);
  GThread *threads[N_WRITERS];
  Reader reader;

  reader_init (&reader, segment);
  for (guint i = 0; i < N_WRITERS; i++)
    threads[i] = g_thread_new ("writer", write_events, segment);
  while (reader.n_read < N_WRITERS * EVENTS)
    reader_read (&reader);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  reader_read (&reader);
  g_assert_cmpuint (reader.n_read, ==, N_WRITERS * EVENTS);
  g_assert_cmpuint (lab_trace_get_n_lanes (reader.trace), ==, N_WRITERS);
  g_assert_cmpuint (lab_trace_get_n_texts (reader.trace), ==, N_WRITERS * EVENTS / 1000);
  g_assert_cmpuint (lab_trace_get_n_tasks (reader.trace), ==, EVENTS);
  reader_clear (&reader);
}

/* What each writer has recorded at least: raised after the event, in memory that outlives it. */
typedef struct
{
  LabSegment *segment;
  guint32 *recorded;
} Numbered;

static gpointer
write_numbers (gpointer data)
{
  Numbered *numbered = data;
  g_autoptr (LabRecorder) recorder = lab_recorder_new (numbered->segment, LAB_LANE_THREAD, "numbered");

  for (guint32 i = 0; i < LAB_TASKS_MAX; i++)
    {
      lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
      __atomic_store_n (&numbered->recorded[recorder->lane.lane], i + 1, __ATOMIC_RELEASE);
    }
  return NULL;
}

static void G_GNUC_NORETURN
write_until_killed (LabSegment *segment, guint32 *recorded)
{
  Numbered numbered = { segment, recorded };
  GThread *threads[N_WRITERS];

  for (guint i = 0; i < N_WRITERS; i++)
    threads[i] = g_thread_new ("numbered", write_numbers, &numbered);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  _exit (0);
}

/* Killed when the lanes together have got so far: a moment that differs each time, yet needs no clock. */
static void
kill_at (pid_t child, const guint32 *recorded, guint32 far)
{
  guint32 sum;

  do
    {
      sum = 0;
      for (guint i = 0; i < N_WRITERS; i++)
        sum += __atomic_load_n (&recorded[i], __ATOMIC_ACQUIRE);
    }
  while (sum < far);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
check_nothing_recorded_is_lost (LabSegment *segment, const guint32 *recorded)
{
  Reader reader;

  reader_init (&reader, segment);
  reader_read (&reader);
  for (guint n = 0; n < reader.counts->len; n++)
    {
      guint32 published = recorded[lab_trace_get_lane (reader.trace, n)->id];

      /* One more may have been published before it could be counted; none fewer. */
      g_assert_cmpuint (g_array_index (reader.counts, guint32, n), >=, published);
      g_assert_cmpuint (g_array_index (reader.counts, guint32, n), <=, published + 1);
    }
  reader_clear (&reader);
}

static void
test_a_killed_writer_loses_nothing (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (LabSegment) segment = lab_segment_new (ROOM, NULL);
      g_autoptr (LabSegment) counters = lab_segment_new (16 * LAB_PAGE_SIZE, NULL);
      guint32 *recorded = (guint32 *) (gpointer) lab_segment_claim (counters, 1, FALSE);
      pid_t child = fork ();

      if (child == 0)
        write_until_killed (segment, recorded);
      g_assert_cmpint (child, >, 0);
      kill_at (child, recorded, (guint32) g_test_rand_int_range (1, 200000));
      check_nothing_recorded_is_lost (segment, recorded);
    }
}

static void
test_ten_thousand_lanes (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (ROOM, NULL);
  g_autoptr (GPtrArray) recorders = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_recorder_free);
  Reader reader;

  reader_init (&reader, segment);
  for (guint i = 0; i < 10000; i++)
    {
      LabRecorder *recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "one of many");

      g_ptr_array_add (recorders, recorder);
      lab_recorder_add (recorder, 0, LAB_STATE_RUNNING, 0);
    }
  reader_read (&reader);
  for (guint i = 10000; i-- > 0;)
    lab_recorder_add (g_ptr_array_index (recorders, i), 1, LAB_STATE_DONE, 0);
  reader_read (&reader);
  g_assert_cmpuint (lab_trace_get_n_lanes (reader.trace), ==, 10000);
  g_assert_cmpuint (reader.n_read, ==, 20000);
  /* A page each: what a lane costs that says little. */
  g_assert_cmpuint (lab_segment_get_header (segment)->claimed, ==, 10000);
  reader_clear (&reader);
}

/* A worker that was killed between two parts of a text, and whoever ends its task for it. */
static void
test_a_torn_text_does_not_swallow_the_next (void)
{
  g_autoptr (LabSegment) segment = test_small_segment ();
  LabChunkHeader *rest = (LabChunkHeader *) (gpointer) (lab_segment_get_header (segment) + 1);
  g_autoptr (LabRecorder) adopter = NULL;
  g_autoptr (LabTrace) trace = NULL;
  guint n = 0;

  /* Its last chunk of texts, the one with the other parts, was never written. */
  for (guint64 page = 0; page < lab_segment_get_n_pages (segment); page++)
    if (((LabChunkHeader *) (gpointer) ((guint8 *) rest + page * LAB_PAGE_SIZE))->kind == LAB_CHUNK_TEXTS)
      n = (guint) page;
  rest = (LabChunkHeader *) (gpointer) ((guint8 *) rest + n * LAB_PAGE_SIZE);
  adopter = lab_recorder_adopt (segment, rest);
  memset (rest, 0, LAB_PAGE_SIZE);
  lab_recorder_add_text (adopter, LAB_TEXT_REASON, 1, "it was killed", 13);

  trace = lab_trace_new (segment);
  g_assert_true (lab_trace_update (trace, NULL));
  n = lab_trace_get_n_texts (trace);
  for (guint i = 0; i < n; i++)
    {
      const LabText *text = lab_trace_get_text (trace, i);

      if (text->kind == LAB_TEXT_REASON)
        g_assert_cmpstr (text->text, ==, "it was killed");
      else if (text->kind == LAB_TEXT_RESULT)
        g_assert_cmpuint (strspn (text->text, "x"), ==, strlen (text->text));
    }
  g_assert_cmpint (lab_trace_get_text (trace, 1)->kind, ==, LAB_TEXT_RESULT);
  g_assert_cmpint (lab_trace_get_text (trace, 2)->kind, ==, LAB_TEXT_REASON);
}

/* Where a field stands in a file, what it is made to say, and what is then said of it. */
#define CHUNK(n, field) ((1 + TEST_CHUNK_##n) * LAB_PAGE_SIZE + G_STRUCT_OFFSET (LabChunkHeader, field))
#define EVENT(n, i, field)                                                                                             \
  ((1 + TEST_CHUNK_##n) * LAB_PAGE_SIZE + sizeof (LabChunkHeader) + (i) * sizeof (LabEvent)                            \
   + G_STRUCT_OFFSET (LabEvent, field))
#define TEXT(n, field)                                                                                                 \
  ((1 + TEST_CHUNK_##n) * LAB_PAGE_SIZE + sizeof (LabChunkHeader) + G_STRUCT_OFFSET (LabTextRecord, field))
#define HEADER(field) G_STRUCT_OFFSET (LabSegmentHeader, field)

static const struct
{
  const char *name;
  gsize offset;
  guint64 value;
  guint size;
  const char *message;
} corruptions[] = {
  { "kind-of-chunk", CHUNK (TEXTS, kind), 3, 4, "chunk 1 (byte 8192): there is no kind of chunk 3" },
  { "lane", CHUNK (WORKER, lane), 2, 4, "chunk 2 (byte 12288): lane 2 of only 2 lanes" },
  { "kind-of-lane", CHUNK (WORKER, lane_kind), 4, 4, "chunk 2 (byte 12288): there is no kind of lane 4" },
  { "name-of-lane", CHUNK (EVENTS, name), 0xff, 1, "chunk 0 (byte 4096): the lane's name is not UTF-8" },
  { "pid", CHUNK (PRINTS, pid), 1, 4, "chunk 3 (byte 16384): lane 1 is described in two ways" },
  { "lane-of-another", CHUNK (PRINTS, lane), 0, 4, "chunk 3 (byte 16384): lane 0 is described in two ways" },
  { "used-too-much", CHUNK (EVENTS, used), 4033, 4, "chunk 0 (byte 4096): 4033 bytes in use, of 4032" },
  { "used-in-mid-event", CHUNK (EVENTS, used), 17, 4, "chunk 0 (byte 4096): 17 bytes in use, of 4032" },
  { "used-too-much-text", CHUNK (TEXTS, used), 0xffffffff, 4, "chunk 1 (byte 8192): 4294967295 bytes in use, of 4032" },
  { "layer", EVENT (EVENTS, 1, layer), 3, 1, "chunk 0 (byte 4176): layer 3 does not exist" },
  { "deed", EVENT (EVENTS, 1, layer), LAB_LAYER_OBJECT | 99 << 8, 2, "chunk 0 (byte 4176): deed 99 does not exist" },
  { "state", EVENT (WORKER, 2, state), 99, 1, "chunk 2 (byte 12384): state 99 does not exist" },
  { "state-idle", EVENT (WORKER, 0, state), 0, 1, "chunk 2 (byte 12352): state 0 does not exist" },
  { "time-backwards", EVENT (WORKER, 3, time), 7, 8, "chunk 2 (byte 12400): time goes backwards" },
  { "time-ahead", EVENT (WORKER, 5, time), G_MAXUINT64, 8, "chunk 2 (byte 12432): time lies too far ahead" },
  { "task", EVENT (EVENTS, 0, task), LAB_TASKS_MAX, 4, "chunk 0 (byte 4160): task 16777216 of at most 16777216" },
  { "tasks", EVENT (WORKER, 0, task), 9, 4, "10 tasks, but only 9 events" },
  { "kind-of-text", TEXT (PRINTS, kind), 0, 2, "chunk 3 (byte 16448): there is no kind of text 0" },
  { "kind-of-text-high", TEXT (PRINTS, kind), 99, 2, "chunk 3 (byte 16448): there is no kind of text 99" },
  { "length-of-text", TEXT (PRINTS, length), 65535, 2,
    "chunk 3 (byte 16448): a text of 65535 bytes is longer than its chunk" },
  { "task-of-text", TEXT (PRINTS, task), LAB_TASKS_MAX, 4, "chunk 3 (byte 16448): task 16777216 of at most 16777216" },
  { "text-cut-off", CHUNK (PRINTS, used), 30, 4, "chunk 3 (byte 16472): a text is cut off" },
  { "magic", HEADER (magic), 0, 1, "it is not a trace of Interleave" },
  { "version-newer", HEADER (version), 2, 4, "it was made by a newer Interleave (format 2; this one reads 1)" },
  { "version-0", HEADER (version), 0, 4, "there is no format 0" },
  { "version-swapped", HEADER (version), 0x01000000, 4, "it was made on a machine with the other order of bytes" },
  { "page-size", HEADER (page_size), 16384, 4, "it has pages of 16384 bytes, not 4096" },
  { "pages-more", HEADER (n_pages), 7, 8, "it is cut off at byte 28672: only 6 of 7 chunks are there" },
  { "pages-many", HEADER (n_pages), G_MAXUINT64, 8,
    "it is cut off at byte 28672: only 6 of 18446744073709551615 chunks are there" },
  { "pages-fewer", HEADER (n_pages), 5, 8, "it goes on after its last chunk, at byte 24576" },
  { "claimed", HEADER (claimed), 7, 8, "7 chunks in use, of 6" },
  { "lanes", HEADER (n_lanes), 1, 4, "chunk 2 (byte 12288): lane 1 of only 1 lanes" },
};

static void
test_a_wrong_field_is_named (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  gsize length;
  g_autofree guint8 *bytes = test_small_trace (&length);
  g_autofree char *message = NULL;

  memcpy (bytes + corruptions[i].offset, &corruptions[i].value, corruptions[i].size);
  message = test_open_bytes (bytes, length);
  g_assert_cmpstr (message, ==, corruptions[i].message);
}

/* Fields that anyone may set to anything. */
static void
test_harmless_fields_are_harmless (void)
{
  static const gsize offsets[] = { HEADER (origin),    HEADER (wall_clock), HEADER (n_lanes),
                                   HEADER (cancelled), HEADER (reserved),   CHUNK (EVENTS, tid) };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      gsize length;
      g_autofree guint8 *bytes = test_small_trace (&length);
      g_autofree char *message = NULL;

      memset (bytes + offsets[i], 0xff, 4);
      message = test_open_bytes (bytes, length);
      g_assert_cmpstr (message, ==, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* First: a process that has had threads is not forked with peace of mind. */
  g_test_add_func ("/trace/a-killed-writer-loses-nothing", test_a_killed_writer_loses_nothing);
  g_test_add_func ("/trace/a-reader-beside-writers-reads-all-once", test_a_reader_beside_writers_reads_all_once);
  g_test_add_func ("/trace/ten-thousand-lanes", test_ten_thousand_lanes);
  g_test_add_func ("/trace/a-torn-text-swallows-nothing", test_a_torn_text_does_not_swallow_the_next);
  g_test_add_func ("/trace/harmless-fields-are-harmless", test_harmless_fields_are_harmless);
  for (guint i = 0; i < G_N_ELEMENTS (corruptions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trace/a-wrong-field-is-named/%s", corruptions[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_a_wrong_field_is_named);
    }
  return g_test_run ();
}
