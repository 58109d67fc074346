/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-fixture.h"
#include "lab-hit.h"
#include "lab-walk.h"

static void
test_lanes_are_walked_in_the_order_in_which_they_are_shown (void)
{
  g_autoptr (Fixture) self = chart_fixture_random (1, 8, 20, MS);
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  LabTimelineView view;
  LabRect place, next;
  guint row, at, n = 1;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.height = 2000;
  g_assert_true (lab_timeline_find_lane (timeline, view.by, G_MAXUINT, 0, &row));
  for (; lab_timeline_find_lane (timeline, view.by, row, 1, &at) && at != row; row = at, n++)
    {
      g_assert_true (lab_timeline_get_lane_place (timeline, &view, font, row, &place));
      g_assert_true (lab_timeline_get_lane_place (timeline, &view, font, at, &next));
      g_assert_cmpfloat (next.y, >=, place.y + place.h);
      g_assert_true (lab_timeline_find_lane (timeline, view.by, at, -1, &at));
      g_assert_cmpuint (at, ==, row);
      lab_timeline_find_lane (timeline, view.by, row, 1, &at);
    }
  g_assert_cmpuint (n, ==, lab_timeline_get_n_lanes (timeline, view.by));
  g_assert_true (lab_timeline_find_lane (timeline, view.by, row, -1000, &at));
  lab_timeline_find_lane (timeline, view.by, G_MAXUINT, 0, &row);
  g_assert_cmpuint (at, ==, row);
}

static void
test_spans_are_walked_without_what_is_nothing (void)
{
  g_autoptr (Fixture) self = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  guint64 n, next, back;
  guint count = 0;

  g_assert_true (lab_timeline_find_span (timeline, LAB_VIEW_WORKERS, 2, 0, &n));
  while (lab_timeline_step_span (timeline, LAB_VIEW_WORKERS, 2, n, FALSE, &next))
    {
      LabSpan span = lab_timeline_get_span (timeline, LAB_VIEW_WORKERS, 2, next);

      g_assert_cmpint (span.state, !=, LAB_STATE_IDLE);
      g_assert_false (lab_state_is_end (span.state));
      g_assert_true (count == 0 || lab_timeline_step_span (timeline, LAB_VIEW_WORKERS, 2, next, TRUE, &back));
      g_assert_true (count == 0 || back == n);
      n = next;
      count++;
    }
  g_assert_cmpuint (count, >, 30);
}

static void
test_groups_fold (void)
{
  g_autoptr (Fixture) self = chart_fixture_random (1, 8, 20, MS);
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  guint n = lab_timeline_get_n_lanes (timeline, LAB_VIEW_WORKERS);
  gint32 pid;

  g_assert_true (lab_timeline_get_lane_group (timeline, LAB_VIEW_WORKERS, 3, &pid));
  g_assert_cmpint (pid, ==, 101);
  g_assert_false (lab_timeline_is_folded (timeline, LAB_VIEW_WORKERS, pid));
  lab_timeline_set_folded (timeline, LAB_VIEW_WORKERS, pid, TRUE);
  g_assert_true (lab_timeline_is_folded (timeline, LAB_VIEW_WORKERS, pid));
  g_assert_cmpuint (lab_timeline_get_n_lanes (timeline, LAB_VIEW_WORKERS), ==, n - 2);
  g_assert_false (lab_timeline_get_lane_group (timeline, LAB_VIEW_WORKERS, 3, &pid));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/walk/lanes are walked in the order in which they are shown",
                   test_lanes_are_walked_in_the_order_in_which_they_are_shown);
  g_test_add_func ("/walk/spans are walked without what is nothing", test_spans_are_walked_without_what_is_nothing);
  g_test_add_func ("/walk/groups fold", test_groups_fold);
  return g_test_run ();
}
