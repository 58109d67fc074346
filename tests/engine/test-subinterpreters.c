/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-channel.h"
#include "engine-fixture.h"
#include "engine-interpreters.h"
#include "engine-isolate.h"
#include "gil-check.h"
#include "lab-clock.h"
#include "lab-objects.h"

/* Two tasks that never give a lock up come to print both, so each has one of its own. */
static void
test_two_interpreters_run_at_once (void)
{
  GilCounts counts;
  Run run = { 0 };

  run_prepare (&run,
               "{\"id\": \"test\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"computing\", \"parameters\": [],"
               "\"tasks\": [{\"count\": 2, \"steps\": [{\"print\": \"here\"}, {\"repeat\": 1000000000, \"steps\": ["
               "{\"compute\": {\"operations\": 1000000}}]}]}], \"answer\": {\"count\": 0}}",
               "subinterpreters", "workers=2,quantum=1h");
  run_cancel_when_printed (&run, 2);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  counts = test_check_gils (run.trace, 5 * LAB_NS_PER_MS, 3600 * LAB_NS_PER_S);
  g_assert_cmpuint (counts.n_takes, ==, 2);
  g_assert_cmpuint (counts.n_running_at_once, ==, 2);
  run_clear (&run);
}

static void
test_each_has_a_lock_of_its_own (void)
{
  g_autoptr (GPtrArray) objects = NULL;
  Run run = { 0 };

  run_prepare (&run, "mixed", "subinterpreters", "workers=3,tasks=9,rounds=2,compute=1ms,wait=1ms");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  objects = lab_objects_new_from_trace (run.trace);
  g_assert_cmpuint (objects->len, ==, 3);
  g_assert_cmpstr (lab_objects_get (objects, 0)->name, ==, "GIL 1");
  g_assert_cmpstr (lab_objects_get (objects, 2)->name, ==, "GIL 3");
  test_check_gils (run.trace, 5 * LAB_NS_PER_MS, 0);
  run_clear (&run);
}

/* Once on each lane, as the first that happens there. */
static void
test_the_first_task_waits_for_its_interpreter (void)
{
  g_autoptr (GArray) events = NULL;
  guint n_starts = 0;
  Run run = { 0 };

  run_prepare (&run, "sleep", "subinterpreters", "workers=3,tasks=7,duration=1ms");
  run_finish (&run);
  for (guint lane = 0; lane < lab_trace_get_n_lanes (run.trace); lane++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event = lab_trace_next_event (run.trace, lane, &cursor);

      g_assert_cmpint (event->state, ==, lane == 0 ? LAB_STATE_QUEUED : LAB_STATE_STARTING);
    }
  events = test_collect_events (run.trace);
  for (guint i = 0; i < events->len; i++)
    n_starts += g_array_index (events, TestEvent, i).event.state == LAB_STATE_STARTING;
  g_assert_cmpuint (n_starts, ==, lab_trace_get_n_lanes (run.trace) - 1);
  run_clear (&run);
}

/* All of them fail: each ends the task that it was to be made for, and nobody is left to take the rest. */
static void
test_a_start_that_fails_fails_the_run (void)
{
  LabFrameHeader header = { .type = LAB_FRAME_EXPERIMENT, .length = 16 };
  g_auto (LabFrame) damaged = { 0 };
  g_autoptr (GError) error = NULL;
  guint64 ends[LAB_N_STATES];
  Run run = { 0 };

  lab_frame_set (&damaged, &header, "........no JSON.");
  run_prepare (&run, "sleep", "subinterpreters", "tasks=5,duration=1ms");
  g_assert_false (lab_interpreters_run ((LabEngine *) run.engine, &damaged, 2, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "interpreter"));
  lab_trace_update (run.trace, NULL);
  test_check_order (run.trace, ends);
  g_assert_cmpuint (ends[LAB_STATE_FAILED], >=, 1);
  g_assert_cmpuint (ends[LAB_STATE_FAILED] + ends[LAB_STATE_CANCELLED], ==, 5);
  g_assert_nonnull (test_find_text (run.trace, LAB_TEXT_REASON, 0));
  run_clear (&run);
}

static void
test_what_arrives_damaged_is_refused (void)
{
  static const LabFrameHeader headers[] = {
    { .type = LAB_FRAME_TASK, .length = 16 },
    { .type = LAB_FRAME_EXPERIMENT, .length = 7 },
    { .type = LAB_FRAME_EXPERIMENT, .length = 16 },
  };
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_auto (LabFrame) frame = { 0 };
      g_autoptr (GError) error = NULL;

      lab_frame_set (&frame, &headers[i], "........no JSON.");
      g_assert_null (lab_isolate_new (segment, &frame, &error));
      g_assert_nonnull (error);
    }
}

static gpointer
write_numbers (gpointer channel)
{
  for (guint32 i = 0; i < 1000; i++)
    {
      LabFrameHeader header = { .type = LAB_FRAME_TASK, .task = i, .length = 3 };
      char bytes[] = "abc";

      lab_channel_write (channel, &header, bytes);
      /* The copy must not care. */
      bytes[0] = 'x';
    }
  lab_channel_close (channel);
  return NULL;
}

static void
test_a_channel_copies_and_keeps_the_order (void)
{
  g_autoptr (LabChannel) channel = lab_channel_new (2);
  GThread *writers[2] = { g_thread_new ("writer", write_numbers, channel),
                          g_thread_new ("writer", write_numbers, channel) };
  g_auto (LabFrame) frame = { 0 };
  guint seen[1000] = { 0 };
  guint32 n_frames = 0;

  for (; lab_channel_read (channel, &frame); lab_frame_clear (&frame))
    {
      /* Nobody's second is before his first. */
      g_assert_true (frame.header.task == 0 || seen[frame.header.task - 1] > seen[frame.header.task]);
      g_assert_cmpstr (frame.bytes, ==, "abc");
      seen[frame.header.task]++;
      n_frames++;
    }
  g_assert_cmpuint (n_frames, ==, 2000);
  g_thread_join (writers[0]);
  g_thread_join (writers[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/subinterpreters/two-run-at-once", test_two_interpreters_run_at_once);
  g_test_add_func ("/subinterpreters/each-has-a-lock-of-its-own", test_each_has_a_lock_of_its_own);
  g_test_add_func ("/subinterpreters/the-first-task-waits-for-its-interpreter",
                   test_the_first_task_waits_for_its_interpreter);
  g_test_add_func ("/subinterpreters/a-start-that-fails-fails-the-run", test_a_start_that_fails_fails_the_run);
  g_test_add_func ("/subinterpreters/what-arrives-damaged-is-refused", test_what_arrives_damaged_is_refused);
  g_test_add_func ("/subinterpreters/a-channel-copies-and-keeps-the-order", test_a_channel_copies_and_keeps_the_order);
  return g_test_run ();
}
