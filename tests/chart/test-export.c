/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chart-fixture.h"
#include "golden.h"
#include "lab-error.h"
#include "lab-export.h"

static LabScene *
make_scene (void)
{
  g_autoptr (Fixture) story = chart_fixture_story ();
  g_autoptr (LabTimeline) timeline = chart_make_timeline (story);
  LabTimelineView view;

  lab_timeline_init_view (timeline, &view, LAB_VIEW_WORKERS);
  view.title = "A <title> & more";
  view.width = 640;
  view.height = 300;
  return chart_layout (timeline, &view);
}

static GBytes *
export_scene (const LabScene *scene, LabFormat format, gboolean real_text)
{
  const LabExportOptions options = { format, 1, real_text, 1700000000 };
  g_autoptr (LabFont) font = lab_font_new (GOLDEN_FONT);
  g_autoptr (LabPainter) painter = lab_painter_new (LAB_THEME_LIGHT, font);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = lab_export (painter, font, scene, &options, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_the_same_scene_is_the_same_bytes (void)
{
  g_autoptr (LabScene) scene = make_scene ();

  for (LabFormat format = 0; format < LAB_N_FORMATS; format++)
    {
      g_autoptr (GBytes) one = export_scene (scene, format, FALSE);
      g_autoptr (GBytes) other = export_scene (scene, format, FALSE);

      g_assert_cmpuint (g_bytes_get_size (one), >, 1000);
      g_assert_true (g_bytes_equal (one, other));
    }
}

static void
test_formats_begin_as_they_should (void)
{
  static const char *const starts[] = { "\x89PNG", "<?xml", "%PDF" };
  g_autoptr (LabScene) scene = make_scene ();

  for (LabFormat format = 0; format < LAB_N_FORMATS; format++)
    {
      g_autoptr (GBytes) bytes = export_scene (scene, format, FALSE);

      g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), starts[format], strlen (starts[format])), ==, 0);
    }
}

static gboolean
has_text (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strstr_len (data, (gssize) size, text) != NULL;
}

static void
test_svg_says_what_it_shows (void)
{
  g_autoptr (LabScene) scene = make_scene ();
  g_autoptr (GBytes) bytes = export_scene (scene, LAB_FORMAT_SVG, FALSE);

  g_assert_true (has_text (bytes, "<title id=\"title\">A &lt;title&gt; &amp; more</title>"));
  g_assert_true (has_text (bytes, "<desc id=\"description\">A timeline of 4 lanes over 100 ms"));
  g_assert_true (has_text (bytes, "role=\"img\" aria-labelledby=\"title description\""));
  g_assert_false (has_text (bytes, "<text"));
}

static void
test_svg_has_real_text_where_it_is_wanted (void)
{
  g_autoptr (LabScene) scene = make_scene ();
  g_autoptr (GBytes) bytes = export_scene (scene, LAB_FORMAT_SVG, TRUE);

  g_assert_true (has_text (bytes, ">worker 3</text>"));
  g_assert_true (has_text (bytes, "font-family=\"" GOLDEN_FONT "\""));
  g_assert_false (has_text (bytes, "<symbol"));
}

static void
test_svg_is_well_formed (void)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (LabScene) scene = make_scene ();
  g_autoptr (GBytes) bytes = export_scene (scene, LAB_FORMAT_SVG, TRUE);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_markup_parse_context_parse (context, data, (gssize) size, &error));
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
}

static void
test_what_is_too_large_is_refused (void)
{
  const LabExportOptions options = { LAB_FORMAT_PNG, 8, FALSE, 0 };
  g_autoptr (LabScene) scene = lab_scene_new (5000, 100);
  g_autoptr (LabFont) font = lab_font_new (GOLDEN_FONT);
  g_autoptr (LabPainter) painter = lab_painter_new (LAB_THEME_LIGHT, font);
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_export (painter, font, scene, &options, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
}

static void
test_formats_are_known_by_the_ending (void)
{
  LabFormat format;

  g_assert_true (lab_format_from_path ("a.b/c.SVG", &format));
  g_assert_cmpint (format, ==, LAB_FORMAT_SVG);
  g_assert_true (lab_format_from_path ("c.pdf", &format));
  g_assert_cmpint (format, ==, LAB_FORMAT_PDF);
  g_assert_false (lab_format_from_path ("png", &format));
  g_assert_false (lab_format_from_path ("c.jpg", &format));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/the-same-scene-is-the-same-bytes", test_the_same_scene_is_the_same_bytes);
  g_test_add_func ("/export/formats-begin-as-they-should", test_formats_begin_as_they_should);
  g_test_add_func ("/export/svg-says-what-it-shows", test_svg_says_what_it_shows);
  g_test_add_func ("/export/svg-has-real-text-where-it-is-wanted", test_svg_has_real_text_where_it_is_wanted);
  g_test_add_func ("/export/svg-is-well-formed", test_svg_is_well_formed);
  g_test_add_func ("/export/what-is-too-large-is-refused", test_what_is_too_large_is_refused);
  g_test_add_func ("/export/formats-are-known-by-the-ending", test_formats_are_known_by_the_ending);
  return g_test_run ();
}
