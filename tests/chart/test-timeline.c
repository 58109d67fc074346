/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "chart-fixture.h"
#include "golden.h"
#include "lab-hit.h"
#include "lab-export.h"
#include "lab-link.h"

static LabScene *
layout_story (LabView by, double width, double height)
{
  g_autoptr (Fixture) story = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (story);
  LabTimelineView view;

  lab_timeline_init_view (timeline, &view, by);
  view.title = "A story";
  view.subtitle = "In which everything happens once";
  view.width = width;
  view.height = height;
  return chart_layout (timeline, &view);
}

static void
test_scene_by_worker (void)
{
  g_autoptr (LabScene) scene = layout_story (LAB_VIEW_WORKERS, 900, 420);

  golden_check_scene ("timeline-workers", scene);
}

static void
test_scene_by_task (void)
{
  g_autoptr (LabScene) scene = layout_story (LAB_VIEW_TASKS, 700, 700);

  golden_check_scene ("timeline-tasks", scene);
}

static void
test_scene_of_a_small_picture (void)
{
  g_autoptr (LabScene) scene = layout_story (LAB_VIEW_WORKERS, 360, 200);

  golden_check_scene ("timeline-small", scene);
}

/* With what is chosen and pointed at, or without. */
static LabScene *
layout_gil (gboolean marked)
{
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  LabTimelineView view;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.width = 800;
  view.height = 400;
  view.n_cpus = 2;
  view.switch_interval = 5 * MS;
  if (marked)
    {
      view.focused_row = view.hovered_row = 1;
      view.focused_span = view.hovered_span = 3;
      view.selected_row = 2;
      view.cursor = 36 * MS;
    }
  return chart_layout (timeline, &view);
}

static void
test_scene_with_a_lock (void)
{
  g_autoptr (LabScene) scene = layout_gil (FALSE);

  golden_check_scene ("timeline-gil", scene);
}

static void
test_scene_of_nothing (void)
{
  g_autoptr (Fixture) nothing = fixture_new ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (nothing);
  LabTimelineView view;
  g_autoptr (LabScene) scene = NULL;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.width = 400;
  view.height = 200;
  scene = chart_layout (timeline, &view);
  golden_check_scene ("timeline-empty", scene);
}

/* The whole of a lane, painted: a column in which something happened has ink. */
static void
assert_inside (const LabScene *scene)
{
  gboolean clipped = FALSE;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_CLIP || mark->kind == LAB_MARK_UNCLIP)
        clipped = mark->kind == LAB_MARK_CLIP;
      if (mark->kind == LAB_MARK_BOX || mark->kind == LAB_MARK_COLUMNS)
        {
          g_assert_cmpfloat (mark->x, >=, -1e-6);
          g_assert_cmpfloat (mark->x + mark->w, <=, scene->width + 1e-6);
          g_assert_cmpfloat (mark->w, >=, 0);
          if (!clipped && scene->height >= 150)
            g_assert_cmpfloat (mark->y + mark->h, <=, scene->height + 1e-6);
        }
    }
}

/* Labels of one line do not overlap: they would if a bar's label were wider than its bar. */
static void
assert_labels_apart (const LabScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    for (guint n = i + 1; n < scene->marks->len; n++)
      {
        const LabMark *one = &g_array_index (scene->marks, LabMark, i);
        const LabMark *other = &g_array_index (scene->marks, LabMark, n);
        double shift[] = { 0, 0.5, 1 };
        double a, b;

        if (one->kind != LAB_MARK_TEXT || other->kind != LAB_MARK_TEXT || one->y != other->y)
          continue;
        a = one->x - shift[one->align] * one->w;
        b = other->x - shift[other->align] * other->w;
        if (a + one->w > b + 0.01 && b + other->w > a + 0.01)
          g_test_message ("%s meets %s in %.0f x %.0f", one->text, other->text, scene->width, scene->height);
        g_assert_true (a + one->w <= b + 0.01 || b + other->w <= a + 0.01);
      }
}

static void
test_every_size_has_room_for_what_it_shows (void)
{
  static const double sizes[][2] = { { 200, 100 },  { 360, 640 },   { 640, 360 },
                                     { 1280, 800 }, { 1920, 1080 }, { 7680, 4320 } };
  g_autoptr (Fixture) story = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (story);
  LabTimelineView view;

  for (LabView by = LAB_VIEW_WORKERS; by <= LAB_VIEW_TASKS; by++)
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      for (guint scale = 1; scale <= 3; scale++)
        {
          g_autoptr (LabScene) scene = NULL;

          lab_timeline_init_view (timeline, &view, by);
          view.title = "A story";
          view.width = sizes[i][0];
          view.height = sizes[i][1];
          view.column = 1.0 / scale;
          scene = chart_layout (timeline, &view);
          assert_inside (scene);
          assert_labels_apart (scene);
        }
}

static void
assert_whole (double at, double pixel)
{
  g_assert_cmpfloat_with_epsilon (at / pixel, round (at / pixel), 1e-6);
}

/* What is pale would have seams where two lie side by side, if they met within a pixel. */
static void
test_at_any_size_of_the_text_areas_begin_at_whole_pixels (void)
{
  static const double zooms[] = { 1, 1.25, 1.5, 1.75, 2.4 };
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  LabTimelineView view;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autoptr (LabScene) scene = NULL;
      guint n = 0;

      view.width = 800 / zooms[i];
      view.height = 600 / zooms[i];
      view.column = 1 / zooms[i];
      scene = chart_layout (timeline, &view);
      for (guint m = 0; m < scene->marks->len; m++)
        {
          const LabMark *mark = &g_array_index (scene->marks, LabMark, m);

          if (mark->kind != LAB_MARK_COLUMNS && (mark->kind != LAB_MARK_BOX || mark->form != LAB_FORM_PALE))
            continue;
          assert_whole (mark->x, view.column);
          n++;
        }
      g_assert_cmpuint (n, >, 3);
    }
}

/* The share of a lane's columns with something in them, from its cells and bars. */
static void
test_no_column_is_blank_where_something_happened (void)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (Fixture) self = chart_fixture_random (seed, 1, 300, 1000000);
      g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
      g_autoptr (LabIndex) index = lab_index_new (self->trace, LAB_VIEW_WORKERS);
      g_autoptr (LabScene) scene = NULL;
      g_autofree guint8 *inked = g_new0 (guint8, 4000);
      const LabMark *columns = NULL;
      LabTimelineView view;

      lab_index_update (index);
      lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
      view.parts = 0;
      view.width = 300 + 40 * seed;
      view.height = 120;
      scene = chart_layout (timeline, &view);
      for (guint i = 0; i < scene->marks->len; i++)
        {
          const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

          if (mark->kind == LAB_MARK_COLUMNS)
            columns = mark;
          for (guint n = 0; mark->kind == LAB_MARK_COLUMNS && n < mark->n; n++)
            for (guint state = 1; state < LAB_N_TIMED_STATES; state++)
              inked[n] |= g_array_index (scene->cells, LabCell, mark->first + n).units[state] > 0;
          if (columns != NULL && mark->kind == LAB_MARK_BOX && mark->ink > LAB_INK_STATE
              && mark->ink < LAB_INK_STATE + LAB_N_TIMED_STATES)
            for (double x = mark->x - columns->x; x < mark->x - columns->x + mark->w; x += 0.25)
              inked[(guint) x] = 1;
        }
      g_assert_nonnull (columns);
      for (guint n = 0; n < columns->n; n++)
        {
          double ns = (double) (view.end - view.start) / columns->n;
          guint64 first = (guint64) ((double) view.start / ns);
          guint64 shares[LAB_N_TIMED_STATES];
          guint64 busy = 0;

          lab_index_query (index, 0, (guint64) ((double) (first + n) * ns), (guint64) ((double) (first + n + 1) * ns),
                           shares);
          for (guint state = 1; state < LAB_N_TIMED_STATES; state++)
            busy += shares[state];
          g_assert_cmpint (inked[n], ==, busy > 0);
        }
    }
}

static void
layout_extreme (Fixture *self)
{
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);

  for (LabView by = LAB_VIEW_WORKERS; by <= LAB_VIEW_TASKS; by++)
    {
      LabTimelineView view;
      g_autoptr (LabScene) scene = NULL;

      lab_timeline_init_view (timeline, &view, by);
      view.width = 1000;
      view.height = 400;
      scene = chart_layout (timeline, &view);
      g_assert_cmpuint (scene->marks->len, >, 0);
      assert_inside (scene);
    }
}

static void
test_one_event (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 12345, 0, LAB_STATE_RUNNING);
  layout_extreme (self);
}

static void
test_one_task_of_a_nanosecond (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 12345, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 12346, 0, LAB_STATE_DONE);
  layout_extreme (self);
}

static void
test_a_year (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  const guint64 day = G_GUINT64_CONSTANT (86400000000000);

  fixture_add_lane (self, LAB_LANE_THREAD);
  for (guint64 i = 0; i < 365; i++)
    fixture_add (self, 0, i * day, (guint32) i, i % 2 == 0 ? LAB_STATE_RUNNING : LAB_STATE_SLEEPING);
  fixture_add (self, 0, 365 * day, 364, LAB_STATE_DONE);
  layout_extreme (self);
}

static void
test_many_lanes (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  fixture_add_lane (self, LAB_LANE_LOOP);
  for (guint32 task = 0; task < 100000; task++)
    fixture_add (self, 0, task, task, LAB_STATE_RUNNING);
  layout_extreme (self);
}

static char *
get_arabic_name (gpointer data, guint32 task)
{
  return g_strdup_printf ("مهمة %u", task);
}

static void
test_names_that_run_from_right_to_left (void)
{
  g_autoptr (Fixture) story = chart_fixture_story ();
  const LabTaskNamer namer = { .get_name = get_arabic_name };
  g_autoptr (LabTimeline) timeline = NULL;
  g_autoptr (LabScene) scene = NULL;
  LabTimelineView view;

  g_assert_true (lab_trace_update (story->trace, NULL));
  timeline = lab_timeline_new (story->trace, &namer);
  lab_timeline_update (timeline);
  lab_timeline_init_view (timeline, &view, LAB_VIEW_TASKS);
  view.height = 900;
  scene = chart_layout (timeline, &view);
  assert_inside (scene);
  assert_labels_apart (scene);
}

/* Any trace, any window, any size. */
static void
test_random_views_of_random_traces (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint32 i = 0; i < 150; i++)
    {
      g_autoptr (Fixture) self = chart_fixture_random (i, 1 + i % 7, 50, 1 + (1u << (i % 24)));
      g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
      g_autoptr (LabScene) scene = NULL;
      LabTimelineView view;
      guint row;
      guint64 n;

      lab_timeline_init_view (timeline, &view, i % 2 == 0 ? LAB_VIEW_WORKERS : LAB_VIEW_TASKS);
      view.width = g_rand_double_range (random, 100, 3000);
      view.height = g_rand_double_range (random, 60, 2000);
      view.column = g_rand_double_range (random, 0.3, 3);
      view.start = (guint64) g_rand_double_range (random, 0, (double) view.end);
      view.end = view.start + (guint64) g_rand_double_range (random, 0, (double) view.end);
      view.scroll = g_rand_double_range (random, 0, 200);
      view.focused_row = view.hovered_row = view.selected_row = i % 9;
      view.focused_span = view.hovered_span = i % 60;
      view.cursor = view.start + (guint64) g_rand_double_range (random, 0, (double) view.end);
      lab_timeline_follow_link (timeline, view.by, i % 9, i % 60, LAB_LINK_INCOMING, &row, &n);
      lab_timeline_follow_link (timeline, view.by, i % 9, i % 60, LAB_LINK_OUTGOING, &row, &n);
      scene = chart_layout (timeline, &view);
      assert_inside (scene);
    }
}

static LabScene *
layout_thumbnail (void)
{
  g_autoptr (Fixture) story = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (story);
  LabScene *scene = lab_scene_new (0, 0);

  lab_timeline_layout_thumbnail (timeline, 160, 48, 1, scene);
  return scene;
}

static void
test_pictures (void)
{
  g_autoptr (LabScene) workers = layout_story (LAB_VIEW_WORKERS, 900, 420);
  g_autoptr (LabScene) tasks = layout_story (LAB_VIEW_TASKS, 700, 700);
  g_autoptr (LabScene) small = layout_story (LAB_VIEW_WORKERS, 360, 200);
  g_autoptr (LabScene) gil = layout_gil (FALSE);
  g_autoptr (LabScene) marked = layout_gil (TRUE);
  g_autoptr (LabScene) thumbnail = layout_thumbnail ();

  golden_check_image ("timeline-light", workers, LAB_THEME_LIGHT, 1);
  golden_check_image ("timeline-dark", workers, LAB_THEME_DARK, 1);
  golden_check_image ("timeline-print", workers, LAB_THEME_PRINT, 2);
  golden_check_image ("timeline-tasks", tasks, LAB_THEME_LIGHT, 1);
  golden_check_image ("timeline-gil", gil, LAB_THEME_LIGHT, 1);
  golden_check_image ("timeline-marks", marked, LAB_THEME_CONTRAST, 1);
  golden_check_image ("timeline-thumbnail", thumbnail, LAB_THEME_LIGHT, 1);
  golden_check_image ("timeline-small", small, LAB_THEME_DARK, 1);
}

static void
add_deed (Fixture *self, guint64 time, LabDeed deed)
{
  fixture_write (self, 0, (LabEvent){ .time = time, .layer = LAB_LAYER_OBJECT, .state = (guint8) deed });
}

/* Twice two in, two out, each 10 ms apart; others compute beside that. */
static Fixture *
make_queue (guint n_others)
{
  Fixture *self = fixture_new ();

  chart_add_lane (self, LAB_LANE_THREAD, "worker 1", 4711);
  lab_recorder_add_meta (g_ptr_array_index (self->lanes, 0), "objects",
                         "[{\"kind\": \"queue\", \"name\": \"plates\"}]");
  fixture_add (self, 0, 0, 0, LAB_STATE_RUNNING);
  for (guint i = 0; i < 8; i++)
    add_deed (self, (10 + 10 * i) * MS, i % 4 < 2 ? LAB_DEED_PUT : LAB_DEED_GET);
  fixture_add (self, 0, 100 * MS, 0, LAB_STATE_DONE);
  for (guint lane = 1; lane <= n_others; lane++)
    {
      chart_add_lane (self, LAB_LANE_THREAD, "other", 4711);
      fixture_add (self, lane, 0, lane, LAB_STATE_RUNNING);
      fixture_add (self, lane, 100 * MS, lane, LAB_STATE_DONE);
    }
  return self;
}

static double
find_highest (const LabScene *scene, LabInk ink)
{
  double height = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_BOX && mark->ink == ink && mark->form == LAB_FORM_PALE)
        height = MAX (height, mark->h);
    }
  return height;
}

static void
test_a_queue_has_a_strip_that_says_its_depth (void)
{
  g_autoptr (Fixture) self = make_queue (0);
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = NULL;
  g_autoptr (LabScene) near = NULL;
  g_autofree char *text = NULL;
  LabTimelineView view;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.width = 640;
  view.height = lab_timeline_get_full_height (timeline, &view, font);
  scene = chart_layout (timeline, &view);
  text = lab_scene_to_text (scene);
  g_assert_nonnull (strstr (text, "plates"));
  g_assert_nonnull (strstr (text, "at most 2"));
  g_assert_cmpfloat (find_highest (scene, LAB_INK_HOLDER), ==, 31);
  view.start = 45 * MS;
  view.end = 49 * MS;
  near = chart_layout (timeline, &view);
  g_assert_cmpfloat (find_highest (near, LAB_INK_HOLDER), ==, 0);
}

/* "at most 10…" would be another number. */
static void
test_a_number_is_whole_or_not_there (void)
{
  g_autoptr (Fixture) self = make_queue (0);
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  guint n_words = 0, n_signs = 0;
  LabTimelineView view;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.height = 400;
  for (view.width = 40; view.width <= 640; view.width += 10)
    {
      g_autoptr (LabScene) scene = chart_layout (timeline, &view);
      g_autofree char *text = lab_scene_to_text (scene);

      g_assert_null (strstr (text, "at m…"));
      g_assert_null (strstr (text, "at most…"));
      g_assert_null (strstr (text, "at most …"));
      n_words += strstr (text, "at most 2") != NULL;
      n_signs += strstr (text, "≤ 2") != NULL;
    }
  g_assert_cmpuint (n_words, >, 0);
  g_assert_cmpuint (n_signs, >, 0);
}

static void
test_strips_give_way_before_lanes_are_left_out (void)
{
  g_autoptr (Fixture) self = make_queue (11);
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = NULL;
  g_autofree char *text = NULL;
  LabTimelineView view;
  double content;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.width = 640;
  view.height = 400;
  g_assert_cmpfloat (lab_timeline_get_lanes_place (timeline, &view, font, &content).h, ==, content);
  scene = chart_layout (timeline, &view);
  text = lab_scene_to_text (scene);
  g_assert_nonnull (strstr (text, "plates"));
  g_assert_nonnull (strstr (text, "in flight"));
  g_assert_cmpfloat (find_highest (scene, LAB_INK_HOLDER), <, 31);
}

static void
test_strips_grow_with_the_lanes_where_there_is_room (void)
{
  g_autoptr (Fixture) self = make_queue (0);
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabScene) scene = NULL;
  LabTimelineView view;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.width = 640;
  view.height = 1080;
  scene = chart_layout (timeline, &view);
  g_assert_cmpfloat (find_highest (scene, LAB_INK_HOLDER), >, 31);
}

static void
test_a_thumbnail_has_bars_and_no_words (void)
{
  static const guint n_lanes[] = { 1, 4, 12, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (n_lanes); i++)
    {
      g_autoptr (Fixture) self = chart_fixture_random (7, n_lanes[i], 20, 1000000);
      g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
      g_autoptr (LabScene) scene = lab_scene_new (0, 0);

      lab_timeline_layout_thumbnail (timeline, 160, 48, 1, scene);
      assert_inside (scene);
      g_assert_cmpuint (scene->marks->len, ==, n_lanes[i] <= 12 ? n_lanes[i] : 1);
      for (guint n = 0; n < scene->marks->len; n++)
        {
          g_assert_cmpint (g_array_index (scene->marks, LabMark, n).kind, ==, LAB_MARK_COLUMNS);
          g_assert_cmpuint (g_array_index (scene->marks, LabMark, n).n, ==, 160);
        }
    }
}

static void
test_a_thumbnail_of_nothing_is_empty (void)
{
  g_autoptr (Fixture) nothing = fixture_new ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (nothing);
  g_autoptr (LabScene) scene = lab_scene_new (0, 0);

  lab_timeline_layout_thumbnail (timeline, 160, 48, 1, scene);
  g_assert_cmpuint (scene->marks->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/scene-by-worker", test_scene_by_worker);
  g_test_add_func ("/timeline/scene-by-task", test_scene_by_task);
  g_test_add_func ("/timeline/scene-of-a-small-picture", test_scene_of_a_small_picture);
  g_test_add_func ("/timeline/scene-with-a-lock", test_scene_with_a_lock);
  g_test_add_func ("/timeline/scene-of-nothing", test_scene_of_nothing);
  g_test_add_func ("/timeline/every-size-has-room-for-what-it-shows", test_every_size_has_room_for_what_it_shows);
  g_test_add_func ("/timeline/at-any-size-of-the-text-areas-begin-at-whole-pixels",
                   test_at_any_size_of_the_text_areas_begin_at_whole_pixels);
  g_test_add_func ("/timeline/no-column-is-blank-where-something-happened",
                   test_no_column_is_blank_where_something_happened);
  g_test_add_func ("/timeline/one-event", test_one_event);
  g_test_add_func ("/timeline/one-task-of-a-nanosecond", test_one_task_of_a_nanosecond);
  g_test_add_func ("/timeline/a-year", test_a_year);
  g_test_add_func ("/timeline/many-lanes", test_many_lanes);
  g_test_add_func ("/timeline/names-that-run-from-right-to-left", test_names_that_run_from_right_to_left);
  g_test_add_func ("/timeline/random-views-of-random-traces", test_random_views_of_random_traces);
  g_test_add_func ("/timeline/pictures", test_pictures);
  g_test_add_func ("/timeline/strips-give-way-before-lanes-are-left-out",
                   test_strips_give_way_before_lanes_are_left_out);
  g_test_add_func ("/timeline/strips-grow-with-the-lanes-where-there-is-room",
                   test_strips_grow_with_the_lanes_where_there_is_room);
  g_test_add_func ("/timeline/a-queue-has-a-strip-that-says-its-depth", test_a_queue_has_a_strip_that_says_its_depth);
  g_test_add_func ("/timeline/a-number-is-whole-or-not-there", test_a_number_is_whole_or_not_there);
  g_test_add_func ("/timeline/a-thumbnail-has-bars-and-no-words", test_a_thumbnail_has_bars_and_no_words);
  g_test_add_func ("/timeline/a-thumbnail-of-nothing-is-empty", test_a_thumbnail_of_nothing_is_empty);
  return g_test_run ();
}
