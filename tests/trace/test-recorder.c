/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "trace-test-utils.h"

#define SMALL (64 * LAB_PAGE_SIZE)
#define LARGE (64 << 20)

static LabTrace *
read_all (LabSegment *segment)
{
  LabTrace *trace = lab_trace_new (segment);
  g_autoptr (GError) error = NULL;

  lab_trace_update (trace, &error);
  g_assert_no_error (error);
  return trace;
}

/* The tasks of a lane's events count up from `first`; returns how many there are. */
static guint
count_in_order (LabTrace *trace, guint lane, guint32 first)
{
  LabCursor cursor = { 0 };
  const LabEvent *event;
  guint64 last = 0;
  guint count = 0;

  while ((event = lab_trace_next_event (trace, lane, &cursor)) != NULL)
    {
      g_assert_cmpuint (event->task, ==, first + count);
      g_assert_cmpuint (event->time, >=, last);
      last = event->time;
      count++;
    }
  return count;
}

static void
test_events_come_back_as_they_were_recorded (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_LOOP, "loop");
  g_autoptr (LabTrace) trace = NULL;
  LabCursor cursor = { 0 };
  const LabEvent *event;

  lab_recorder_add (recorder, 7, LAB_STATE_QUEUED, 0);
  lab_recorder_add (recorder, LAB_TASKS_MAX - 1, LAB_STATE_CANCELLED, G_MAXUINT16);
  trace = read_all (segment);

  g_assert_cmpuint (lab_trace_get_n_lanes (trace), ==, 1);
  g_assert_cmpint (lab_trace_get_lane (trace, 0)->kind, ==, LAB_LANE_LOOP);
  g_assert_cmpstr (lab_trace_get_lane (trace, 0)->name, ==, "loop");
  g_assert_cmpint (lab_trace_get_lane (trace, 0)->pid, ==, getpid ());
  event = lab_trace_next_event (trace, 0, &cursor);
  g_assert_cmpuint (event->task, ==, 7);
  g_assert_cmpuint (event->state, ==, LAB_STATE_QUEUED);
  event = lab_trace_next_event (trace, 0, &cursor);
  g_assert_cmpuint (event->task, ==, LAB_TASKS_MAX - 1);
  g_assert_cmpuint (event->state, ==, LAB_STATE_CANCELLED);
  g_assert_cmpuint (event->detail, ==, G_MAXUINT16);
  g_assert_null (lab_trace_next_event (trace, 0, &cursor));
}

static void
test_a_chunk_holds_252_events (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "lane");
  g_autoptr (LabTrace) trace = NULL;

  g_assert_cmpuint (LAB_CHUNK_EVENTS_MAX, ==, 252);
  for (guint32 i = 0; i < 252; i++)
    lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
  g_assert_cmpuint (lab_segment_get_header (segment)->claimed, ==, 1);
  lab_recorder_add (recorder, 252, LAB_STATE_RUNNING, 0);
  g_assert_cmpuint (lab_segment_get_header (segment)->claimed, >, 1);
  trace = read_all (segment);
  g_assert_cmpuint (count_in_order (trace, 0, 0), ==, 253);
}

static void
test_a_lane_that_records_nothing_takes_no_page (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "lane");

  g_assert_cmpuint (lab_segment_get_header (segment)->n_lanes, ==, 1);
  g_assert_cmpuint (lab_segment_get_header (segment)->claimed, ==, 0);
  lab_recorder_add (recorder, 0, LAB_STATE_QUEUED, 0);
  g_assert_cmpuint (lab_segment_get_header (segment)->claimed, ==, 1);
}

/* A name has 39 bytes; "é" has two. */
static void
test_names_are_cut_between_characters (void)
{
  static const struct
  {
    const char *name;
    const char *kept;
  } cases[] = {
    { "", "" },
    { "123456789012345678901234567890123456789", "123456789012345678901234567890123456789" },
    { "1234567890123456789012345678901234567890", "123456789012345678901234567890123456789" },
    { "1234567890123456789012345678901234567é", "1234567890123456789012345678901234567é" },
    { "12345678901234567890123456789012345678é", "12345678901234567890123456789012345678" },
    { "bad \xff byte", "bad " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
      g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, cases[i].name);
      g_autoptr (LabTrace) trace = NULL;

      lab_recorder_add (recorder, 0, LAB_STATE_RUNNING, 0);
      trace = read_all (segment);
      g_assert_cmpstr (lab_trace_get_lane (trace, 0)->name, ==, cases[i].kept);
    }
}

/* From the lane's own chunk, which is in use: the new one must not seem to be. */
static void
test_an_adopted_lane_goes_on (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_PROCESS, "worker");
  g_autoptr (LabRecorder) adopter = NULL;
  g_autoptr (LabTrace) trace = NULL;

  for (guint32 i = 0; i < 10; i++)
    lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
  adopter = lab_recorder_adopt (segment, (const LabChunkHeader *) (gconstpointer) lab_segment_get_pages (segment));
  for (guint32 i = 10; i < 15; i++)
    lab_recorder_add (adopter, i, LAB_STATE_FAILED, 0);
  lab_recorder_add_text (adopter, LAB_TEXT_REASON, 14, "it died", 7);
  trace = read_all (segment);

  g_assert_cmpuint (lab_trace_get_n_lanes (trace), ==, 1);
  g_assert_cmpuint (count_in_order (trace, 0, 0), ==, 15);
  g_assert_cmpuint (lab_trace_get_n_texts (trace), ==, 1);
  g_assert_cmpstr (lab_trace_get_text (trace, 0)->text, ==, "it died");
}

/* Letters that show any part that is lost or out of place. */
static char *
make_text (gsize length)
{
  char *text = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = (char) ('a' + (i + i / 26 + i / 4016) % 26);
  text[length] = '\0';
  return text;
}

static void
test_texts_of_every_length (void)
{
  static const gsize lengths[] = { 0, 1, 7, 8, 9, 4015, 4016, 4017, 8032, 8033, 100000 };
  g_autoptr (LabSegment) segment = lab_segment_new (LARGE, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "lane");
  g_autoptr (LabTrace) trace = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = make_text (lengths[i]);

      lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
      lab_recorder_add_text (recorder, LAB_TEXT_PRINT, i, text, lengths[i]);
    }
  trace = read_all (segment);
  g_assert_cmpuint (lab_trace_get_n_texts (trace), ==, G_N_ELEMENTS (lengths));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = make_text (lengths[i]);

      g_assert_cmpuint (lab_trace_get_text (trace, i)->task, ==, i);
      g_assert_cmpint (lab_trace_get_text (trace, i)->kind, ==, LAB_TEXT_PRINT);
      g_assert_cmpstr (lab_trace_get_text (trace, i)->text, ==, text);
    }
}

static void
test_texts_that_are_not_utf8_become_so (void)
{
  static const char bytes[] = "a\xff\0b\xc3";
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "lane");
  g_autoptr (LabTrace) trace = NULL;

  lab_recorder_add_text (recorder, LAB_TEXT_RESULT, 3, bytes, sizeof (bytes) - 1);
  trace = read_all (segment);
  g_assert_cmpstr (lab_trace_get_text (trace, 0)->text, ==, "a\357\277\275\357\277\275b\357\277\275");
}

/* A character that lies across two parts is whole again. */
static void
test_a_character_across_two_parts (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "lane");
  g_autoptr (LabTrace) trace = NULL;
  g_autofree char *start = make_text (4015);
  g_autofree char *text = g_strconcat (start, "é", NULL);

  lab_recorder_add_text (recorder, LAB_TEXT_PRINT, 0, text, strlen (text));
  trace = read_all (segment);
  g_assert_cmpstr (lab_trace_get_text (trace, 0)->text, ==, text);
}

static void
test_the_last_meta_of_a_key_counts (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_MAIN, "main");
  g_autoptr (LabTrace) trace = NULL;

  lab_recorder_add_meta (recorder, "host", "{}");
  lab_recorder_add_meta (recorder, "outcome", "first");
  lab_recorder_add_meta (recorder, "outcome", "second\nline");
  trace = read_all (segment);
  g_assert_cmpstr (lab_trace_get_meta (trace, "host"), ==, "{}");
  g_assert_cmpstr (lab_trace_get_meta (trace, "outcome"), ==, "second\nline");
  g_assert_null (lab_trace_get_meta (trace, "experiment"));
}

static void
test_drops_at_the_cap_are_counted (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_MAIN, "main");
  g_autoptr (LabRecorder) other = lab_recorder_new (segment, LAB_LANE_MAIN, "other");
  g_autoptr (LabTrace) trace = NULL;
  g_autofree char *text = make_text (9000);

  for (guint32 i = 0; i < 20000; i++)
    lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
  lab_recorder_add_text (recorder, LAB_TEXT_PRINT, 0, "in vain", 7);
  lab_recorder_add_meta (other, "outcome", "said all the same");
  lab_recorder_add_text (other, LAB_TEXT_PRINT, 0, text, 9000);
  trace = read_all (segment);

  g_assert_cmpuint (lab_trace_get_n_events (trace), ==, 48 * 252);
  g_assert_cmpuint (lab_trace_get_dropped (trace), ==, 20000 - 48 * 252);
  g_assert_cmpuint (count_in_order (trace, 0, 0), ==, 48 * 252);
  g_assert_cmpuint (lab_trace_get_dropped_texts (trace), ==, 2);
  g_assert_cmpstr (lab_trace_get_meta (trace, "outcome"), ==, "said all the same");
}

/* The first part found room, the second none: what is said later is not taken for the rest of it. */
static void
test_a_text_cut_by_the_cap_does_not_swallow_the_next (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (SMALL, NULL);
  g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_MAIN, "main");
  g_autoptr (LabTrace) trace = NULL;
  g_autofree char *text = make_text (300000);

  lab_recorder_add_text (recorder, LAB_TEXT_PRINT, 0, text, 300000);
  lab_recorder_add_meta (recorder, "outcome", "whole");
  trace = read_all (segment);
  g_assert_cmpuint (lab_trace_get_dropped_texts (trace), ==, 1);
  g_assert_cmpstr (lab_trace_get_meta (trace, "outcome"), ==, "whole");
  g_assert_cmpuint (lab_trace_get_n_texts (trace), ==, 2);
  g_assert_true (g_str_has_prefix (text, lab_trace_get_text (trace, 0)->text));
  g_assert_cmpuint (strlen (lab_trace_get_text (trace, 0)->text), ==, 48 * 4016);
}

static gpointer
record_many (gpointer data)
{
  g_autoptr (LabRecorder) recorder = lab_recorder_new (data, LAB_LANE_THREAD, "many");

  for (guint32 i = 0; i < 200000; i++)
    lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
  return NULL;
}

static void
test_two_threads_lose_nothing (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (LARGE, NULL);
  g_autoptr (LabTrace) trace = NULL;
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("many", record_many, segment);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  trace = read_all (segment);
  g_assert_cmpuint (lab_trace_get_n_lanes (trace), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (count_in_order (trace, i, 0), ==, 200000);
  g_assert_cmpuint (lab_trace_get_dropped (trace), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recorder/events-come-back-as-they-were", test_events_come_back_as_they_were_recorded);
  g_test_add_func ("/recorder/a-chunk-holds-252-events", test_a_chunk_holds_252_events);
  g_test_add_func ("/recorder/a-silent-lane-takes-no-page", test_a_lane_that_records_nothing_takes_no_page);
  g_test_add_func ("/recorder/names-are-cut-between-characters", test_names_are_cut_between_characters);
  g_test_add_func ("/recorder/an-adopted-lane-goes-on", test_an_adopted_lane_goes_on);
  g_test_add_func ("/recorder/texts-of-every-length", test_texts_of_every_length);
  g_test_add_func ("/recorder/texts-become-utf8", test_texts_that_are_not_utf8_become_so);
  g_test_add_func ("/recorder/a-character-across-two-parts", test_a_character_across_two_parts);
  g_test_add_func ("/recorder/the-last-meta-of-a-key-counts", test_the_last_meta_of_a_key_counts);
  g_test_add_func ("/recorder/drops-at-the-cap-are-counted", test_drops_at_the_cap_are_counted);
  g_test_add_func ("/recorder/a-cut-text-swallows-nothing", test_a_text_cut_by_the_cap_does_not_swallow_the_next);
  g_test_add_func ("/recorder/two-threads-lose-nothing", test_two_threads_lose_nothing);
  return g_test_run ();
}
