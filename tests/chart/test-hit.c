/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-fixture.h"
#include "lab-cause.h"
#include "lab-hit.h"
#include "lab-link.h"
#include "lab-range.h"

static void
init_view (LabTimeline *timeline, LabTimelineView *view)
{
  lab_timeline_init_view (timeline, view, LAB_VIEW_WORKERS);
  view->width = 800;
  view->height = 400;
}

static const LabMark *
find_text (const LabScene *scene, const char *text)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_TEXT && g_str_equal (mark->text, text))
        return mark;
    }
  g_error ("there is no text %s", text);
}

/* Where a bar's label stands, that bar is hit. */
static void
test_what_is_seen_is_hit (void)
{
  g_autoptr (Fixture) self = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = NULL;
  LabTimelineView view;
  const LabMark *label;
  LabHit hit;

  init_view (timeline, &view);
  scene = chart_layout (timeline, &view);
  label = find_text (scene, "task 25");
  hit = lab_timeline_hit (timeline, &view, font, label->x, label->y);
  g_assert_cmpint (hit.kind, ==, LAB_HIT_SPAN);
  g_assert_cmpuint (hit.span.who, ==, 24);
  g_assert_cmpuint (hit.span.state, ==, LAB_STATE_RUNNING);
  label = find_text (scene, "worker 4");
  hit = lab_timeline_hit (timeline, &view, font, label->x, label->y);
  g_assert_cmpint (hit.kind, ==, LAB_HIT_LANE);
  g_assert_cmpuint (hit.row, ==, 4);
  hit = lab_timeline_hit (timeline, &view, font, 400, 399);
  g_assert_cmpint (hit.kind, ==, LAB_HIT_NOTHING);
}

static void
test_a_wait_says_who_holds_what_it_waits_for (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autofree char *text = lab_timeline_describe_span (timeline, LAB_VIEW_WORKERS, 0, 2);

  g_assert_cmpstr (text, ==,
                   "task 1: waiting for the GIL, held by worker 2. It could run, but another thread holds the "
                   "interpreter's lock. 20 ms, from 11 ms on.");
}

static void
test_a_wait_is_ended_by_its_cause (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  LabCause cause = lab_timeline_find_cause (timeline, 0, 2);

  g_assert_cmpint (cause.kind, ==, LAB_CAUSE_RELEASED);
  g_assert_cmpuint (cause.task, ==, 2);
  g_assert_cmpuint (cause.lane, ==, 2);
  g_assert_cmpuint (cause.time, ==, 31 * MS);
}

/* Two marks of ink, from the one who gave it back to the one who took it. */
static void
test_a_hovered_span_has_an_arrow_that_goes_forwards (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  LabTimelineView view;
  guint n_arrows = 0;

  init_view (timeline, &view);
  view.hovered_row = 0;
  for (view.hovered_span = 0; view.hovered_span < 6; view.hovered_span++)
    {
      g_autoptr (LabScene) scene = chart_layout (timeline, &view);

      for (guint i = 0; i + 1 < scene->marks->len; i++)
        {
          const LabMark *line = &g_array_index (scene->marks, LabMark, i);
          const LabPoint *points = &g_array_index (scene->points, LabPoint, line->first);

          if (line->kind != LAB_MARK_LINE || g_array_index (scene->marks, LabMark, i + 1).kind != LAB_MARK_AREA
              || line->ink != LAB_INK_TEXT)
            continue;
          g_assert_cmpfloat (points[0].x, <=, points[1].x);
          n_arrows++;
        }
    }
  g_assert_cmpuint (n_arrows, >=, 4);
}

static void
test_edges_draw_the_pointer_to_them (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);

  g_assert_cmpuint (lab_timeline_snap (timeline, LAB_VIEW_WORKERS, 0, 11 * MS + 5, 10), ==, 11 * MS);
  g_assert_cmpuint (lab_timeline_snap (timeline, LAB_VIEW_WORKERS, 0, 11 * MS - 5, 10), ==, 11 * MS);
  g_assert_cmpuint (lab_timeline_snap (timeline, LAB_VIEW_WORKERS, 0, 11 * MS + 50, 10), ==, 11 * MS + 50);
}

static void
test_a_range_says_what_happened_in_it (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  LabRange range = lab_timeline_get_range_of (timeline, LAB_VIEW_WORKERS, 1 * MS, 31 * MS);
  g_autofree char *text = lab_range_to_text (&range);

  g_assert_cmpuint (range.duration, ==, 30 * MS);
  g_assert_cmpuint (range.states[LAB_STATE_RUNNING], ==, 30 * MS);
  g_assert_cmpuint (range.states[LAB_STATE_GIL], ==, 60 * MS);
  g_assert_cmpfloat_with_epsilon (range.running.mean, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (range.running.median, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (range.in_flight.max, 3, 1e-6);
  g_assert_true (g_str_has_prefix (text, "running\t30 ms\t33 %\nwaiting for the GIL\t60 ms\t67 %\n"
                                         "at a stretch\tmean 10 ms\tmedian 10 ms\t95 % within 10 ms\t"));
  g_assert_true (range.turns.exact);
  g_assert_cmpuint (range.turns.n, ==, 3);
  g_assert_cmpuint (range.turns.lengths.max, ==, 10 * MS);
}

static gboolean
is_unwanted (gpointer n_asked)
{
  ++*(guint *) n_asked;
  return TRUE;
}

static void
test_a_range_that_is_not_wanted_is_not_summed_up (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabRangeSum) sum = lab_range_sum_new (timeline, LAB_VIEW_WORKERS, 1 * MS, 31 * MS);
  guint n_asked = 0;
  LabRange range;

  g_assert_cmpuint (lab_range_sum_get_work (sum), >=, 3);
  g_assert_false (lab_range_sum_do (sum, is_unwanted, &n_asked, &range));
  g_assert_cmpuint (n_asked, ==, 1);
  g_assert_true (lab_range_sum_do (sum, NULL, NULL, &range));
  g_assert_cmpuint (range.states[LAB_STATE_RUNNING], ==, 30 * MS);
}

/* Running for 1, 2, 3, … ns by turns, and waiting in between: a step that is even would only meet one of both. */
static void
test_a_range_of_many_spans_is_sampled_and_says_so (void)
{
  const guint n = 50000;
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabTimeline) timeline = NULL;
  g_autofree char *text = NULL;
  guint64 time = 0;
  LabRange range;

  chart_add_lane (self, LAB_LANE_THREAD, "worker 1", 1);
  for (guint i = 0; i < n; i++)
    {
      fixture_add (self, 0, time, 0, LAB_STATE_RUNNING);
      time += 1 + i % 1000;
      fixture_add (self, 0, time, 0, LAB_STATE_SLEEPING);
      time += 5000;
    }
  fixture_add (self, 0, time, 0, LAB_STATE_DONE);
  timeline = chart_make_timeline (self);
  range = lab_timeline_get_range_of (timeline, LAB_VIEW_WORKERS, 0, time);
  text = lab_range_to_text (&range);
  g_assert_false (range.turns.exact);
  g_assert_cmpuint (range.turns.n, >, 1500);
  g_assert_cmpuint (range.turns.n, <, 2500);
  g_assert_cmpfloat_with_epsilon (range.turns.mean, 500, 25);
  g_assert_cmpfloat_with_epsilon ((double) range.turns.lengths.median, 500, 40);
  g_assert_cmpfloat_with_epsilon ((double) range.turns.lengths.p95, 950, 20);
  g_assert_nonnull (strstr (text, "chosen by chance"));
}

static const LabMark *
find_box (const LabScene *scene, LabInk ink)
{
  for (guint i = scene->marks->len; i > 0; i--)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i - 1);

      if (mark->kind == LAB_MARK_BOX && mark->ink == ink)
        return mark;
    }
  return NULL;
}

/* At a strip's name and a time of the lanes. */
static char *
describe_at (LabTimeline *timeline, const LabTimelineView *view, const char *name, guint64 time, LabHitKind kind)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = chart_layout (timeline, view);
  double content;
  LabRect lanes = lab_timeline_get_lanes_place (timeline, view, font, &content);
  double x = lanes.x + (double) (time - view->start) / (double) (view->end - view->start) * lanes.w;
  LabHit hit = lab_timeline_hit (timeline, view, font, x, find_text (scene, name)->y);

  g_assert_cmpint (hit.kind, ==, kind);
  return lab_timeline_describe_hit (timeline, view->by, &hit);
}

static void
test_what_stands_below_the_lanes_says_what_it_is (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autofree char *held = NULL;
  g_autofree char *free_again = NULL;
  g_autofree char *levels = NULL;
  LabTimelineView view;

  init_view (timeline, &view);
  view.height = 500;
  held = describe_at (timeline, &view, "GIL", 15 * MS, LAB_HIT_LOCK);
  g_assert_true (g_str_has_prefix (held, "GIL: held by worker 2 from 11 ms to 21 ms. 2 waited for it at 15"));
  view.end += 20 * MS;
  free_again = describe_at (timeline, &view, "GIL", 100 * MS, LAB_HIT_LOCK);
  g_assert_true (g_str_has_prefix (free_again, "GIL: free from 91 ms to "));
  levels = describe_at (timeline, &view, "running", 15 * MS, LAB_HIT_CURVES);
  g_assert_true (g_str_has_suffix (levels, " ms: 2 in flight, 1 running."));
}

static void
test_an_arrow_is_walked_along_both_ways (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);

  for (LabView by = LAB_VIEW_WORKERS; by <= LAB_VIEW_TASKS; by++)
    {
      guint row = 0;
      guint64 n = 1;

      g_assert_cmpint (lab_timeline_get_span (timeline, by, row, n).state, ==, LAB_STATE_RUNNING);
      g_assert_true (lab_timeline_follow_link (timeline, by, row, n, LAB_LINK_OUTGOING, &row, &n));
      g_assert_cmpuint (row, ==, 1);
      g_assert_cmpuint (lab_timeline_get_span (timeline, by, row, n).start, ==, 11 * MS);
      g_assert_true (lab_timeline_follow_link (timeline, by, row, n, LAB_LINK_INCOMING, &row, &n));
      g_assert_cmpuint (row, ==, 0);
      g_assert_cmpuint (n, ==, 1);
      g_assert_false (lab_timeline_follow_link (timeline, by, row, n, LAB_LINK_INCOMING, &row, &n));
    }
}

static void
test_a_span_has_a_place_where_it_is_hit (void)
{
  g_autoptr (Fixture) self = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  LabTimelineView view;
  LabRect place;

  init_view (timeline, &view);
  for (guint row = 1; row < 5; row++)
    for (guint64 n = 0; n < lab_timeline_get_n_spans (timeline, view.by, row); n++)
      {
        LabSpan span = lab_timeline_get_span (timeline, view.by, row, n);
        LabHit hit;

        if (span.state == LAB_STATE_IDLE || span.end - span.start < MS)
          continue;
        g_assert_true (lab_timeline_get_span_place (timeline, &view, font, row, n, &place));
        hit = lab_timeline_hit (timeline, &view, font, place.x + place.w / 2, place.y + place.h / 2);
        g_assert_cmpint (hit.kind, ==, LAB_HIT_SPAN);
        g_assert_cmpuint (hit.row, ==, row);
        g_assert_cmpuint (hit.n, ==, n);
        g_assert_true (lab_timeline_get_lane_place (timeline, &view, font, row, &place));
        g_assert_cmpint (lab_timeline_hit (timeline, &view, font, place.x + 20, place.y + 1).row, ==, row);
      }
  g_assert_false (lab_timeline_get_span_place (timeline, &view, font, 99, 0, &place));
  view.start = view.end - 1;
  g_assert_false (lab_timeline_get_span_place (timeline, &view, font, 1, 0, &place));
}

static void
test_what_is_focused_chosen_and_pointed_at_is_marked (void)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) plain = NULL;
  g_autoptr (LabScene) marked = NULL;
  LabTimelineView view;
  LabRect place;
  const LabMark *ring;

  init_view (timeline, &view);
  view.parts = LAB_TIMELINE_LOCKS;
  plain = chart_layout (timeline, &view);
  g_assert_null (find_box (plain, LAB_INK_ACCENT));
  view.focused_row = 1;
  view.focused_span = 1;
  view.cursor = 31 * MS;
  marked = chart_layout (timeline, &view);
  g_assert_true (lab_timeline_get_span_place (timeline, &view, font, 1, 1, &place));
  ring = find_box (marked, LAB_INK_ACCENT);
  g_assert_cmpfloat (ring->x, >, place.x + place.w);
  g_assert_cmpfloat (ring->x, <, place.x + place.w + 4);
  find_text (marked, "31.0 ms");
  view.focused_span = G_MAXUINT64;
  view.selected_row = 2;
  g_clear_pointer (&marked, lab_scene_free);
  marked = chart_layout (timeline, &view);
  g_assert_true (lab_timeline_get_lane_place (timeline, &view, font, 2, &place));
  g_assert_cmpfloat (find_box (marked, LAB_INK_ACCENT)->y, ==, place.y);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hit/what-is-seen-is-hit", test_what_is_seen_is_hit);
  g_test_add_func ("/hit/a-wait-says-who-holds-what-it-waits-for", test_a_wait_says_who_holds_what_it_waits_for);
  g_test_add_func ("/hit/a-wait-is-ended-by-its-cause", test_a_wait_is_ended_by_its_cause);
  g_test_add_func ("/hit/a-hovered-span-has-an-arrow-that-goes-forwards",
                   test_a_hovered_span_has_an_arrow_that_goes_forwards);
  g_test_add_func ("/hit/what-stands-below-the-lanes-says-what-it-is",
                   test_what_stands_below_the_lanes_says_what_it_is);
  g_test_add_func ("/hit/an-arrow-is-walked-along-both-ways", test_an_arrow_is_walked_along_both_ways);
  g_test_add_func ("/hit/a-span-has-a-place-where-it-is-hit", test_a_span_has_a_place_where_it_is_hit);
  g_test_add_func ("/hit/what-is-focused-chosen-and-pointed-at-is-marked",
                   test_what_is_focused_chosen_and_pointed_at_is_marked);
  g_test_add_func ("/hit/edges-draw-the-pointer-to-them", test_edges_draw_the_pointer_to_them);
  g_test_add_func ("/hit/a-range-says-what-happened-in-it", test_a_range_says_what_happened_in_it);
  g_test_add_func ("/hit/a-range-that-is-not-wanted-is-not-summed-up",
                   test_a_range_that_is_not_wanted_is_not_summed_up);
  g_test_add_func ("/hit/a-range-of-many-spans-is-sampled-and-says-so",
                   test_a_range_of_many_spans_is_sampled_and_says_so);
  return g_test_run ();
}
