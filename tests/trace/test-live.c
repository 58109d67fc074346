/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "trace-test-utils.h"

/* How a reader follows a run that goes on. */
typedef struct
{
  LabSegment *segment;
  LabTrace *trace;
} Fixture;

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->segment = lab_segment_new (64 << 20, &error);
  g_assert_no_error (error);
  self->trace = lab_trace_new (self->segment);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  lab_trace_free (self->trace);
  lab_segment_unref (self->segment);
}

static void
update (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  lab_trace_update (self->trace, &error);
  g_assert_no_error (error);
}

/* Reads on; the writers count in `task`, so a gap shows. `next` is what lane n has to go on with. */
static void
read_on (Fixture *self, guint n, LabCursor *cursor, guint32 *next)
{
  const LabEvent *event;

  while ((event = lab_trace_next_event (self->trace, n, cursor)) != NULL)
    g_assert_cmpuint (event->task, ==, (*next)++);
}

static void
count_on (LabRecorder *recorder, guint32 *next, guint n)
{
  while (n-- > 0)
    lab_recorder_add (recorder, (*next)++, LAB_STATE_RUNNING, 0);
}

static void
test_random_pieces (Fixture *self, gconstpointer data)
{
  enum
  {
    N_LANES = 5
  };
  LabRecorder *recorders[N_LANES];
  LabCursor cursors[N_LANES] = { 0 };
  guint32 written[N_LANES] = { 0 };
  guint32 read[N_LANES] = { 0 };

  for (guint lane = 0; lane < N_LANES; lane++)
    {
      recorders[lane] = lab_recorder_new (self->segment, LAB_LANE_THREAD, "lane");
      count_on (recorders[lane], &written[lane], 1);
    }
  update (self);
  for (guint step = 0; step < 4000; step++)
    {
      guint lane = (guint) g_test_rand_int_range (0, N_LANES);

      count_on (recorders[lane], &written[lane], (guint) g_test_rand_int_range (0, 60));
      if (g_test_rand_int_range (0, 20) == 0)
        update (self);
      read_on (self, lane, &cursors[lane], &read[lane]);
    }
  update (self);
  for (guint lane = 0; lane < N_LANES; lane++)
    {
      read_on (self, lane, &cursors[lane], &read[lane]);
      g_assert_cmpuint (read[lane], ==, written[lane]);
      lab_recorder_free (recorders[lane]);
    }
}

/* A lane claims pages in a row and fills them one by one; another lane's later pages are in use before. */
static void
test_pages_filled_late (Fixture *self, gconstpointer data)
{
  g_autoptr (LabRecorder) slow = lab_recorder_new (self->segment, LAB_LANE_THREAD, "slow");
  g_autoptr (LabRecorder) fast = lab_recorder_new (self->segment, LAB_LANE_THREAD, "fast");
  LabCursor cursors[2] = { 0 };
  guint32 written[2] = { 0 };
  guint32 read[2] = { 0 };

  while (slow->reserve_left < 8)
    count_on (slow, &written[0], 1);
  count_on (fast, &written[1], 20000);
  update (self);
  read_on (self, 0, &cursors[0], &read[0]);
  read_on (self, 1, &cursors[1], &read[1]);
  g_assert_cmpuint (read[0], ==, written[0]);
  g_assert_cmpuint (read[1], ==, written[1]);

  while (slow->reserve_left > 0)
    count_on (slow, &written[0], 1);
  update (self);
  read_on (self, 0, &cursors[0], &read[0]);
  g_assert_cmpuint (read[0], ==, written[0]);
}

/* Callers keep pointers, however much comes after what they point to. */
static void
test_what_was_returned_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (LabRecorder) first = lab_recorder_new (self->segment, LAB_LANE_THREAD, "first");
  const LabText *text;
  const LabLane *lane;

  lab_recorder_add_text (first, LAB_TEXT_PRINT, 5, "first", 5);
  update (self);
  text = lab_trace_get_text (self->trace, 0);
  lane = lab_trace_get_lane (self->trace, 0);
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (LabRecorder) other = lab_recorder_new (self->segment, LAB_LANE_THREAD, "other");

      lab_recorder_add_text (other, LAB_TEXT_PRINT, i, "another", 7);
    }
  update (self);
  g_assert_cmpuint (lab_trace_get_n_texts (self->trace), ==, 2001);
  g_assert_true (lab_trace_get_text (self->trace, 0) == text);
  g_assert_true (lab_trace_get_lane (self->trace, 0) == lane);
  g_assert_cmpstr (text->text, ==, "first");
  g_assert_cmpstr (lane->name, ==, "first");
}

/* Later updates do not step over what was wrong. */
static void
test_wrong_bytes_stay_wrong (Fixture *self, gconstpointer data)
{
  g_autoptr (LabRecorder) good = lab_recorder_new (self->segment, LAB_LANE_THREAD, "good");
  g_autoptr (LabRecorder) bad = lab_recorder_new (self->segment, LAB_LANE_THREAD, "bad");
  LabCursor cursor = { 0 };
  guint32 written = 0;
  guint32 read = 0;

  count_on (good, &written, 3);
  update (self);
  lab_recorder_add (bad, 0, LAB_STATE_RUNNING, 0);
  bad->chunk->lane_kind = LAB_N_LANE_KINDS;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lab_trace_update (self->trace, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
    }
  g_assert_false (lab_trace_update (self->trace, NULL));
  read_on (self, 0, &cursor, &read);
  g_assert_cmpuint (read, ==, written);
}

typedef struct
{
  LabSegment *segment;
  guint32 n_submitted; /* atomic */
} Submission;

#define N_SUBMITTED 1000000

static gpointer
submit (gpointer data)
{
  Submission *submission = data;
  g_autoptr (LabRecorder) recorder = lab_recorder_new (submission->segment, LAB_LANE_MAIN, "main");

  for (guint32 i = 0; i < N_SUBMITTED; i++)
    {
      lab_recorder_add (recorder, i, LAB_STATE_QUEUED, 0);
      __atomic_store_n (&submission->n_submitted, i + 1, __ATOMIC_RELEASE);
    }
  return NULL;
}

/* Runs whatever is the latest task, and only a few of all. */
static gpointer
run_latest (gpointer data)
{
  Submission *submission = data;
  g_autoptr (LabRecorder) recorder = NULL;
  guint32 n_submitted = 0;

  while (n_submitted < N_SUBMITTED)
    {
      guint32 before = n_submitted;

      n_submitted = __atomic_load_n (&submission->n_submitted, __ATOMIC_ACQUIRE);
      if (n_submitted < before + 100)
        continue;
      if (recorder == NULL)
        recorder = lab_recorder_new (submission->segment, LAB_LANE_THREAD, "worker");
      lab_recorder_add (recorder, n_submitted - 1, LAB_STATE_RUNNING, 0);
    }
  return NULL;
}

/* The lanes are read one after the other while they grow; still no task runs before it is submitted. */
static void
test_submissions_are_seen_first (Fixture *self, gconstpointer data)
{
  Submission submission = { self->segment, 0 };
  GThread *main_thread = g_thread_new ("main", submit, &submission);
  GThread *worker = g_thread_new ("worker", run_latest, &submission);
  LabCursor cursor = { 0 };
  guint32 n_seen = 0;

  while (n_seen < N_SUBMITTED)
    {
      update (self);
      if (lab_trace_get_n_lanes (self->trace) > 0)
        read_on (self, 0, &cursor, &n_seen);
      g_assert_cmpuint (lab_trace_get_n_tasks (self->trace), <=, n_seen);
    }
  g_thread_join (main_thread);
  g_thread_join (worker);
}

#define ADD(name, function) g_test_add ("/live/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("random-pieces", test_random_pieces);
  ADD ("pages-filled-late", test_pages_filled_late);
  ADD ("what-was-returned-stays", test_what_was_returned_stays);
  ADD ("wrong-bytes-stay-wrong", test_wrong_bytes_stay_wrong);
  ADD ("submissions-are-seen-first", test_submissions_are_seen_first);
  return g_test_run ();
}
