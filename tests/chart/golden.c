/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pangocairo.h>

#include "golden.h"
#include "lab-paint.h"

/* A channel may differ by so much, */
#define TOLERANCE 24

/* and so large a share of the pixels by more. */
#define SHARE_MAX 0.002

/* From this version on cairo places letters at fractions of a pixel: they look the same and stand up to one beside. */
#define CAIRO_PLACES_LETTERS CAIRO_VERSION_ENCODE (1, 17, 4)

static char *
make_path (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_build_filename (g_getenv (folder), file, NULL);
}

static gboolean
is_updating (void)
{
  return g_strcmp0 (g_getenv ("UPDATE_GOLDEN"), "1") == 0;
}

void
golden_check_scene (const char *name, const LabScene *scene)
{
  g_autofree char *path = make_path ("GOLDEN_DIR", name, ".scene");
  g_autofree char *text = lab_scene_to_text (scene);
  g_autofree char *expected = NULL;
  g_autofree char *out = make_path ("OUTPUT_DIR", name, ".out.scene");

  if (is_updating ())
    {
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      return;
    }
  if (g_file_get_contents (path, &expected, NULL, NULL) && g_str_equal (text, expected))
    return;
  g_assert_true (g_file_set_contents (out, text, -1, NULL));
  g_test_message ("compare %s with %s", out, path);
  g_test_fail ();
}

gboolean
golden_has_font (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();

  return pango_font_map_get_family (map, GOLDEN_FONT) != NULL
         && g_str_equal (pango_font_family_get_name (pango_font_map_get_family (map, GOLDEN_FONT)), GOLDEN_FONT);
}

static cairo_surface_t *
paint (const LabScene *scene, LabTheme theme, double scale)
{
  g_autoptr (LabFont) font = lab_font_new (GOLDEN_FONT);
  g_autoptr (LabPainter) painter = lab_painter_new (theme, font);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (scene->width * scale),
                                                         (int) (scene->height * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  lab_painter_paint (painter, scene, cr, LAB_PAINT_ALL);
  cairo_destroy (cr);
  return surface;
}

static gboolean
has_same_size (cairo_surface_t *one, cairo_surface_t *other)
{
  return cairo_surface_status (other) == CAIRO_STATUS_SUCCESS
         && cairo_image_surface_get_width (one) == cairo_image_surface_get_width (other)
         && cairo_image_surface_get_height (one) == cairo_image_surface_get_height (other);
}

static guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                 + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

/* Of one channel of the pixels around a place, as far as `reach`. */
static void
get_range (cairo_surface_t *surface, int x, int y, guint shift, int reach, int *low, int *high)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);

  *low = 0xff;
  *high = 0;
  for (int row = MAX (y - reach, 0); row <= MIN (y + reach, height - 1); row++)
    for (int column = MAX (x - reach, 0); column <= MIN (x + reach, width - 1); column++)
      {
        int value = (int) (get_row (surface, row)[column] >> shift & 0xff);

        *low = MIN (*low, value);
        *high = MAX (*high, value);
      }
}

static gboolean
differs_at (cairo_surface_t *one, cairo_surface_t *other, int x, int y, int reach)
{
  for (guint shift = 0; shift <= 16; shift += 8)
    {
      int value = (int) (get_row (one, y)[x] >> shift & 0xff);
      int low, high;

      get_range (other, x, y, shift, reach, &low, &high);
      if (value < low - TOLERANCE || value > high + TOLERANCE)
        return TRUE;
    }
  return FALSE;
}

/* The share of pixels that differ; they become red in `one`, and the others pale. */
static double
mark_differences (cairo_surface_t *one, cairo_surface_t *other)
{
  int width = cairo_image_surface_get_width (one), height = cairo_image_surface_get_height (one);
  int reach = cairo_version () >= CAIRO_PLACES_LETTERS ? 1 : 0;
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 *pixel = &get_row (one, y)[x];
        gboolean differs = differs_at (one, other, x, y, reach);

        n += differs;
        *pixel = differs ? 0xff0000 : 0xc0c0c0 | (*pixel >> 2 & 0x3f3f3f);
      }
  cairo_surface_mark_dirty (one);
  return (double) n / ((double) width * height);
}

static void
compare (const char *name, cairo_surface_t *painted, cairo_surface_t *expected)
{
  g_autofree char *out = make_path ("OUTPUT_DIR", name, ".out.png");
  g_autofree char *diff = make_path ("OUTPUT_DIR", name, ".diff.png");

  cairo_surface_write_to_png (painted, out);
  if (!has_same_size (painted, expected))
    {
      g_test_message ("%s: there is no such golden picture, or it has another size", out);
      g_test_fail ();
    }
  else if (mark_differences (painted, expected) > SHARE_MAX)
    {
      cairo_surface_write_to_png (painted, diff);
      g_test_message ("look at %s and %s", out, diff);
      g_test_fail ();
    }
}

void
golden_check_image (const char *name, const LabScene *scene, LabTheme theme, double scale)
{
  g_autofree char *path = make_path ("GOLDEN_DIR", name, ".png");
  cairo_surface_t *painted, *expected;

  if (!golden_has_font ())
    {
      g_test_skip ("the font " GOLDEN_FONT " is not installed");
      return;
    }
  painted = paint (scene, theme, scale);
  expected = cairo_image_surface_create_from_png (path);
  if (is_updating ())
    g_assert_cmpint (cairo_surface_write_to_png (painted, path), ==, CAIRO_STATUS_SUCCESS);
  else
    compare (name, painted, expected);
  cairo_surface_destroy (painted);
  cairo_surface_destroy (expected);
}

/* A copy, because one that was read from a file still has that with it and must not be changed. */
static cairo_surface_t *
read_picture (const char *path)
{
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);
  cairo_surface_t *copy;
  cairo_t *cr;

  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  copy = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (picture),
                                     cairo_image_surface_get_height (picture));
  cr = cairo_create (copy);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (picture);
  return copy;
}

void
golden_check_file (const char *name, const char *made, const char *expected)
{
  cairo_surface_t *painted = read_picture (made);
  cairo_surface_t *golden = cairo_image_surface_create_from_png (expected);

  if (is_updating ())
    g_assert_cmpint (cairo_surface_write_to_png (painted, expected), ==, CAIRO_STATUS_SUCCESS);
  else
    compare (name, painted, golden);
  cairo_surface_destroy (painted);
  cairo_surface_destroy (golden);
}
