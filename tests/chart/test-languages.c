/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "chart-fixture.h"
#include "clipping.h"
#include "golden.h"
#include "lab-instant.h"
#include "lab-latency-chart.h"
#include "lab-locale.h"
#include "lab-race.h"
#include "lab-scaling.h"

/* Every kind of picture in every language that there is, from the width of a telephone on, with the letters of a real
 * font: all that is written can be read. */

typedef struct
{
  const char *language;
  LabFont *font;
  LabScene *scene;
  double width;
} Page;

/* From now on. Newer C libraries listen to LANGUAGE in the locale of a country only: in the one that is made for the
 * tests. */
static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  if (setlocale (LC_MESSAGES, "de_DE.UTF-8") == NULL)
    setlocale (LC_MESSAGES, "C.UTF-8");
}

static void
check (Page *self, const char *kind)
{
  g_autofree char *fault = clipping_find (self->scene);

  if (fault == NULL)
    return;
  g_test_message ("%s, %s, %.0f wide: %s", kind, self->language, self->width, fault);
  g_test_fail ();
}

static void
check_timeline (Page *self, const char *kind, LabTimeline *timeline)
{
  for (LabView by = 0; by <= LAB_VIEW_TASKS; by++)
    {
      LabTimelineView view;

      lab_timeline_init_view (timeline, &view, by);
      view.width = self->width;
      view.parts = LAB_TIMELINE_ALL | LAB_TIMELINE_CRITICAL;
      view.title = "Philosophers";
      view.subtitle = kind;
      view.height = lab_timeline_get_full_height (timeline, &view, self->font);
      lab_timeline_layout (timeline, &view, self->font, self->scene);
      check (self, kind);
    }
}

static void
check_instants (Page *self, const char *kind, LabTimeline *timeline)
{
  const LabFigure figure = { "", NULL, self->width, 340 };
  guint64 start, end;

  lab_timeline_get_range (timeline, &start, &end);
  for (guint part = 1; part < 8; part += 2)
    {
      guint64 time = start + (end - start) / 8 * part;

      lab_loop_layout (&figure, timeline, time, self->font, self->scene);
      check (self, kind);
      lab_threads_layout (&figure, timeline, time, self->font, self->scene);
      check (self, kind);
    }
}

static void
check_states (Page *self, const char *kind, LabTimeline *timeline)
{
  LabFigure figure = { "", NULL, self->width, 0 };

  for (LabView by = 0; by <= LAB_VIEW_TASKS; by++)
    {
      figure.height = lab_states_get_full_height (&figure, timeline, by, self->font);
      lab_states_layout (&figure, timeline, by, self->font, self->scene);
      check (self, kind);
    }
}

static void
check_race (Page *self, LabTimeline *one, LabTimeline *other)
{
  const LabRacer racers[] = {
    { .timeline = one, .name = "Threads", .makespan = 100 * MS, .speed_up = 0.91, .memory = 5 << 20 },
    { .timeline = other, .name = "Threads under a GIL", .detail = "x", .makespan = 91 * MS, .memory = 1023 << 20 },
    { .timeline = other, .name = "Another", .makespan = 20 * MS, .trouble = "wrong answer" },
    { .name = "Later", .unfinished = TRUE },
  };
  LabRace race = {
    .racers = racers,
    .n_racers = G_N_ELEMENTS (racers),
    .title = "",
    .width = self->width,
    .cursor = G_MAXUINT64,
  };

  lab_race_layout (&race, self->font, self->scene);
  check (self, "race");
  race.keep_order = TRUE;
  lab_race_layout (&race, self->font, self->scene);
  check (self, "race that goes on");
}

static void
check_figures (Page *self)
{
  const LabFigure figure = { "", NULL, self->width, 360 };
  const LabConcurrency parallelism = { .max = 4, .level = { 34, 38, 19, 0, 9 } };
  const LabScalingPoint points[] = {
    { 1, 800 * MS, 4 << 20 }, { 2, 410 * MS, 5 << 20 }, { 4, 390 * MS, 6 << 20 }, { 16, 400 * MS, 11 << 20 }
  };
  const LabScaling scaling = { points, G_N_ELEMENTS (points), "workers", TRUE };

  lab_utilisation_layout (&figure, &parallelism, 2, self->font, self->scene);
  check (self, "utilisation");
  lab_scaling_layout (&figure, &scaling, self->font, self->scene);
  check (self, "scaling");
}

static void
check_latency (Page *self, const char *name)
{
  g_autoptr (GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_edition_unref);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  g_autoptr (LabEdition) scott = lab_edition_new_scott (LAB_SCOTT_YEAR_KNOWN);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabAnalogy) analogy = lab_analogy_new (name, 0, scott, &error);
  LabLatencyView view;

  g_assert_no_error (error);
  g_ptr_array_add (editions, lab_edition_load ("notes", &error));
  g_assert_no_error (error);
  g_ptr_array_add (editions, g_steal_pointer (&scott));
  lab_latency_init_view (&view, editions, sheets, analogy);
  view.width = self->width;
  lab_latency_layout (&view, self->font, self->scene);
  check (self, name);
}

/* The guide's traces are runs of every model. */
static void
check_traces (Page *self)
{
  g_autoptr (GDir) dir = g_dir_open (g_getenv ("TRACES_DIR"), 0, NULL);
  const char *file;

  g_assert_nonnull (dir);
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("TRACES_DIR"), file, NULL);
      g_autoptr (LabTrace) trace = g_str_has_suffix (file, ".trace") ? lab_trace_open (path, NULL) : NULL;
      g_autoptr (LabTimeline) timeline = NULL;

      if (trace == NULL)
        continue;
      timeline = lab_timeline_new (trace, NULL);
      lab_timeline_update (timeline);
      check_timeline (self, file, timeline);
      check_instants (self, file, timeline);
      check_states (self, file, timeline);
    }
}

static void
check_width (Page *self)
{
  g_autoptr (Fixture) one = chart_fixture_story ();
  g_autoptr (Fixture) other = chart_fixture_gil ();
  g_autoptr (LabTimeline) story = chart_make_timeline (one);
  g_autoptr (LabTimeline) gil = chart_make_timeline (other);

  check_timeline (self, "story", story);
  check_race (self, story, gil);
  check_figures (self);
  for (const char *const *name = lab_analogy_get_names (); *name != NULL; name++)
    check_latency (self, *name);
  check_traces (self);
}

static void
test_all_that_is_written_can_be_read (gconstpointer language)
{
  static const double widths[] = { 360, 640, 1280, 3840 };
  g_autoptr (LabFont) font = lab_font_new (GOLDEN_FONT);
  g_autoptr (LabScene) scene = lab_scene_new (0, 0);

  if (!golden_has_font ())
    {
      g_test_skip ("there is no " GOLDEN_FONT);
      return;
    }
  speak (language);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      Page page = { language, font, scene, widths[i] };

      check_width (&page);
    }
}

static void
assert_found (LabScene *scene, const char *expected)
{
  g_autofree char *fault = clipping_find (scene);

  g_assert_cmpstr (fault, ==, expected);
}

static void
test_what_cannot_be_read_is_found (void)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (100, 100);

  lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, 10, 20, "one");
  lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, 10, 40, "two");
  assert_found (scene, NULL);
  lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_RIGHT, 40, 22, "three");
  assert_found (scene, "\"three\" lies on \"one\"");
  lab_scene_reset (scene, 100, 100);
  lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_CENTRE, 95, 20, "four");
  assert_found (scene, "\"four\" is cut off");
  lab_scene_reset (scene, 100, 100);
  lab_scene_add_clip (scene, 0, 0, 50, 50);
  lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, 10, 50, "five");
  assert_found (scene, "\"five\" is cut off");
}

/* Else every language would be the same, and well. */
static void
test_the_languages_are_there (void)
{
  speak ("de");
  g_assert_cmpstr (lab_state_get_name (LAB_STATE_RUNNING), !=, "running");
}

static void
add (const char *language)
{
  g_autofree char *path = g_strconcat ("/languages/all-can-be-read/", language, NULL);

  g_test_add_data_func_full (path, g_strdup (language), test_all_that_is_written_can_be_read, g_free);
}

int
main (int argc, char **argv)
{
  g_autofree char *list = NULL;
  g_auto (GStrv) languages = NULL;

  lab_locale_init ();
  g_test_init (&argc, &argv, NULL);
  g_assert_true (g_file_get_contents (g_getenv ("LINGUAS"), &list, NULL, NULL));
  languages = g_strsplit (g_strchomp (list), "\n", -1);
  add ("C");
  g_test_add_func ("/languages/what-cannot-be-read-is-found", test_what_cannot_be_read_is_found);
  g_test_add_func ("/languages/are-there", test_the_languages_are_there);
  for (char **language = languages; *language != NULL; language++)
    add (*language);
  return g_test_run ();
}
