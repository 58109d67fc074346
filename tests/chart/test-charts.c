/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chart-fixture.h"
#include "golden.h"
#include "lab-instant.h"
#include "lab-race.h"
#include "lab-scaling.h"

/* Each as text everywhere, and as a picture where the font is. */
static void
check (const char *name, const LabScene *scene, LabTheme theme)
{
  golden_check_scene (name, scene);
  golden_check_image (name, scene, theme, 1);
}

static void
lay_out_race (LabTimeline *story, LabTimeline *gil, double width, double height, LabScene *scene)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  const LabRacer racers[] = {
    { .timeline = story, .name = "Threads", .makespan = 100 * MS, .speed_up = 0.91, .memory = 5 << 20 },
    { .timeline = gil, .name = "Threads under a GIL", .detail = "one at a time", .makespan = 91 * MS, .speed_up = 1 },
    { .timeline = gil, .name = "Another", .makespan = 20 * MS, .trouble = "wrong answer" },
  };
  const LabRace race = {
    .racers = racers,
    .n_racers = G_N_ELEMENTS (racers),
    .title = "A race",
    .subtitle = "Of three",
    .verdict = "\"Threads under a GIL\" won with 91 ms, by a hair: the others had more to do.",
    .width = width,
    .height = height,
    .cursor = G_MAXUINT64,
  };

  lab_race_layout (&race, font, scene);
}

static const char *
find_first_name (const LabScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_TEXT && mark->style == LAB_TEXT_STRONG && mark->align == LAB_ALIGN_LEFT)
        return mark->text;
    }
  return NULL;
}

/* The one with the wrong answer was first, and is last. */
static void
test_a_race_is_in_the_order_of_finish (void)
{
  g_autoptr (Fixture) one = chart_fixture_story ();
  g_autoptr (Fixture) other = chart_fixture_gil ();
  g_autoptr (LabTimeline) story = chart_make_timeline (one);
  g_autoptr (LabTimeline) gil = chart_make_timeline (other);
  g_autoptr (LabScene) scene = lab_scene_new (900, 0);

  lay_out_race (story, gil, 900, 0, scene);
  g_assert_cmpstr (find_first_name (scene), ==, "Threads under a GIL");
  check ("race", scene, LAB_THEME_LIGHT);
  lay_out_race (story, gil, 360, 300, scene);
  check ("race-small", scene, LAB_THEME_DARK);
}

/* All that a row of the picture says in captions, in one line. */
static char *
read_captions (const LabScene *scene)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_TEXT && mark->style == LAB_TEXT_CAPTION)
        g_string_append_printf (said, "%s%s", said->len > 0 ? " " : "", mark->text);
    }
  return g_string_free (g_steal_pointer (&said), FALSE);
}

static void
test_who_did_not_begin_says_why_in_full (void)
{
  static const char reason[] = "cannot start interleave-runner (/usr/libexec/interleave-runner): No such file or "
                               "directory; it belongs to the program, and is missing on this machine for a reason that "
                               "takes more than one line even where there is much room for it";
  static const double widths[] = { 900, 360 };
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (900, 0);
  const LabRacer racers[] = { { .name = "Threads", .trouble = reason, .unfinished = TRUE },
                              { .name = "Fibers", .trouble = "stopped", .unfinished = TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      const LabRace race = { racers, 2, .title = "A race", .width = widths[i], .cursor = G_MAXUINT64 };
      g_autofree LabRect *rows = lab_race_get_rows (&race, font);
      g_autofree char *said = NULL;

      lab_race_layout (&race, font, scene);
      said = read_captions (scene);
      g_assert_nonnull (strstr (said, reason));
      g_assert_cmpfloat (rows[0].h, >, rows[1].h);
      g_assert_cmpfloat (lab_scene_get_bottom (scene), <=, scene->height);
    }
}

static void
test_utilisation (void)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (500, 320);
  const LabFigure figure = { "Utilisation", "Of two processors", 500, 320 };
  const LabConcurrency parallelism = { .max = 4, .level = { 34, 38, 19, 0, 9 } };
  const LabConcurrency nothing = { 0 };

  lab_utilisation_layout (&figure, &parallelism, 2, font, scene);
  check ("utilisation", scene, LAB_THEME_LIGHT);
  lab_utilisation_layout (&figure, &nothing, 2, font, scene);
  g_assert_cmpuint (scene->marks->len, ==, 1);
}

static void
test_states (void)
{
  g_autoptr (Fixture) self = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (700, 260);
  const LabFigure figure = { "States", "Of four workers", 700, 260 };

  lab_states_layout (&figure, timeline, LAB_VIEW_WORKERS, font, scene);
  check ("states", scene, LAB_THEME_PRINT);
}

static void
test_scaling (void)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (600, 420);
  const LabFigure figure = { "Scaling", "Up to 16 workers", 600, 420 };
  const LabScalingPoint points[] = {
    { 1, 800 * MS, 4 << 20 }, { 2, 410 * MS, 5 << 20 }, { 4, 390 * MS, 6 << 20 }, { 16, 400 * MS, 11 << 20 }
  };
  const LabScaling many = { points, G_N_ELEMENTS (points), "workers", TRUE };
  const LabScaling one = { points, 1, "workers", TRUE };
  const LabScaling none = { points, 0, "workers", TRUE };

  lab_scaling_layout (&figure, &many, font, scene);
  check ("scaling", scene, LAB_THEME_DARK);
  lab_scaling_layout (&figure, &one, font, scene);
  g_assert_cmpuint (scene->marks->len, >, 1);
  lab_scaling_layout (&figure, &none, font, scene);
  g_assert_cmpuint (scene->marks->len, ==, 1);
}

static void
test_instants (void)
{
  g_autoptr (Fixture) one = chart_fixture_story ();
  g_autoptr (Fixture) other = chart_fixture_gil ();
  g_autoptr (LabTimeline) story = chart_make_timeline (one);
  g_autoptr (LabTimeline) gil = chart_make_timeline (other);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (800, 340);
  const LabFigure figure = { "At one instant", NULL, 800, 340 };

  lab_loop_layout (&figure, story, 15 * MS, font, scene);
  check ("loop", scene, LAB_THEME_LIGHT);
  lab_threads_layout (&figure, gil, 15 * MS, font, scene);
  check ("threads", scene, LAB_THEME_DARK);
}

/* No size is too small or too large for any of them. */
static void
test_every_size (void)
{
  static const double sizes[][2] = { { 200, 100 }, { 360, 640 }, { 1920, 1080 }, { 7680, 4320 } };
  g_autoptr (Fixture) self = chart_fixture_gil ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (self);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (0, 0);
  const LabConcurrency parallelism = { .max = 64, .level = { [0] = 1, [64] = 9 } };
  const LabScalingPoint points[] = { { 1, 800 * MS, 0 }, { 1000000, 1, 0 } };
  const LabScaling scaling = { points, G_N_ELEMENTS (points), "tasks", FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const LabFigure figure = { "A title that is too long for a picture of this size", "x", sizes[i][0], sizes[i][1] };

      lab_utilisation_layout (&figure, &parallelism, 64, font, scene);
      lab_states_layout (&figure, timeline, LAB_VIEW_TASKS, font, scene);
      lab_scaling_layout (&figure, &scaling, font, scene);
      lab_loop_layout (&figure, timeline, 15 * MS, font, scene);
      lab_threads_layout (&figure, timeline, 15 * MS, font, scene);
      lay_out_race (timeline, timeline, sizes[i][0], sizes[i][1], scene);
      for (guint n = 0; n < scene->marks->len; n++)
        g_assert_true (g_array_index (scene->marks, LabMark, n).w >= 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/a-race-is-in-the-order-of-finish", test_a_race_is_in_the_order_of_finish);
  g_test_add_func ("/charts/who-did-not-begin-says-why-in-full", test_who_did_not_begin_says_why_in_full);
  g_test_add_func ("/charts/utilisation", test_utilisation);
  g_test_add_func ("/charts/states", test_states);
  g_test_add_func ("/charts/scaling", test_scaling);
  g_test_add_func ("/charts/instants", test_instants);
  g_test_add_func ("/charts/every-size", test_every_size);
  return g_test_run ();
}
