/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-fixture.h"
#include "lab-cause.h"
#include "lab-critical.h"

/* "0 running 1-10" for each piece. */
static char *
describe (const LabCriticalPath *path)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < path->pieces->len; i++)
    {
      const LabCriticalPiece *piece = &g_array_index (path->pieces, LabCriticalPiece, i);

      g_string_append_printf (text, "%s%u %s %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, i > 0 ? ", " : "", piece->task,
                              lab_state_get_info (piece->state)->id, piece->start, piece->end);
    }
  return g_string_free (text, FALSE);
}

static void
assert_path (Fixture *self, const char *expected)
{
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabCriticalPath) path = lab_critical_path_new (timeline);
  g_autofree char *found = describe (path);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_a_task_alone_is_the_path (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 10, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 20, 0, LAB_STATE_SLEEPING);
  fixture_add (self, 0, 50, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 60, 0, LAB_STATE_DONE);
  assert_path (self, "0 running 10-20, 0 sleeping 20-50, 0 running 50-60");
}

/* Task 1 waits for a worker until task 0 has ended: what it waited for is what counts, not the waiting. */
static void
test_a_queued_task_leads_to_the_one_before_it (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  fixture_add_lane (self, LAB_LANE_MAIN);
  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 1, 0, LAB_STATE_QUEUED);
  fixture_add (self, 0, 2, 1, LAB_STATE_QUEUED);
  fixture_add (self, 1, 5, 0, LAB_STATE_RUNNING);
  fixture_add (self, 1, 30, 0, LAB_STATE_DONE);
  fixture_add (self, 1, 31, 1, LAB_STATE_RUNNING);
  fixture_add (self, 1, 40, 1, LAB_STATE_DONE);
  assert_path (self, "0 queued 1-5, 0 running 5-30, 1 running 31-40");
}

static void
test_a_lock_leads_to_its_holder (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabCriticalPath) path = lab_critical_path_new (timeline);

  g_assert_cmpuint (path->states[LAB_STATE_RUNNING], ==, 90 * MS);
  g_assert_cmpuint (path->pieces->len, >=, 9);
  for (guint i = 1; i < path->pieces->len; i++)
    g_assert_cmpuint (g_array_index (path->pieces, LabCriticalPiece, i).start, >=,
                      g_array_index (path->pieces, LabCriticalPiece, i - 1).end);
}

static void
test_what_would_be_saved_is_said (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabTimeline) timeline = NULL;
  g_autoptr (LabCriticalPath) path = NULL;
  g_autofree char *text = NULL;

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 0, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 20 * MS, 0, LAB_STATE_IO);
  fixture_add (self, 0, 50 * MS, 0, LAB_STATE_DONE);
  timeline = chart_make_timeline (self);
  path = lab_critical_path_new (timeline);
  text = lab_critical_path_describe (path);
  g_assert_cmpstr (text, ==, "Without the time spent waiting for I/O, the run would be up to 30 ms shorter.");
}

/* Whatever the events say, it ends, goes forwards and is no longer than the run. */
static void
test_any_trace_has_a_path_that_goes_forwards (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (Fixture) self = chart_fixture_random (seed, 1 + seed % 5, 200, 1 + seed * 7);
      g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
      g_autoptr (LabCriticalPath) path = lab_critical_path_new (timeline);
      guint64 start, end, last = 0;

      lab_timeline_get_range (timeline, &start, &end);
      for (guint i = 0; i < path->pieces->len; i++)
        {
          const LabCriticalPiece *piece = &g_array_index (path->pieces, LabCriticalPiece, i);

          g_assert_cmpuint (piece->start, >=, last);
          g_assert_cmpuint (piece->end, >, piece->start);
          last = piece->end;
        }
      g_assert_cmpuint (path->length, <=, end - start);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/critical/a-task-alone-is-the-path", test_a_task_alone_is_the_path);
  g_test_add_func ("/critical/a-queued-task-leads-to-the-one-before-it", test_a_queued_task_leads_to_the_one_before_it);
  g_test_add_func ("/critical/a-lock-leads-to-its-holder", test_a_lock_leads_to_its_holder);
  g_test_add_func ("/critical/what-would-be-saved-is-said", test_what_would_be_saved_is_said);
  g_test_add_func ("/critical/any-trace-has-a-path-that-goes-forwards", test_any_trace_has_a_path_that_goes_forwards);
  return g_test_run ();
}
