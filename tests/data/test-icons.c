/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo.h>
#include <glib.h>

/* The icons as a desktop draws them: rsvg-convert makes the pixels. */

static const int sizes[] = { 16, 32, 64, 128, 512 };

static cairo_surface_t *
draw_icon (const char *icon, int size)
{
  g_autofree char *svg = g_strconcat (g_getenv ("INTERLEAVE_ICONS"), "/", icon, ".svg", NULL);
  g_autofree char *png = g_strdup_printf ("%s/icon-%d.png", g_get_user_runtime_dir (), size);
  g_autofree char *length = g_strdup_printf ("%d", size);
  const char *argv[] = { "rsvg-convert", "-w", length, "-h", length, "-o", png, svg, NULL };
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  surface = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, size);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, size);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x];
}

/* How many of a hundred pixels are more opaque than not. */
static int
get_cover (cairo_surface_t *surface)
{
  int size = cairo_image_surface_get_width (surface);
  int n = 0;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      n += get_pixel (surface, x, y) >> 24 > 127;
  return n * 100 / (size * size);
}

/* The difference between the lightest and the darkest opaque pixel, of 255. */
static int
get_range (cairo_surface_t *surface)
{
  int size = cairo_image_surface_get_width (surface);
  int low = 255;
  int high = 0;

  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      {
        guint32 pixel = get_pixel (surface, x, y);
        int luma = (2126 * (pixel >> 16 & 255) + 7152 * (pixel >> 8 & 255) + 722 * (pixel & 255)) / 10000;

        if (pixel >> 24 < 255)
          continue;
        low = MIN (low, luma);
        high = MAX (high, luma);
      }
  return high - low;
}

static void
assert_free_margin (cairo_surface_t *surface)
{
  int size = cairo_image_surface_get_width (surface);
  int margin = size / 16;

  for (int i = 0; i < size; i++)
    for (int edge = 0; edge < margin; edge++)
      {
        g_assert_cmphex (get_pixel (surface, i, edge) >> 24, ==, 0);
        g_assert_cmphex (get_pixel (surface, edge, i) >> 24, ==, 0);
        g_assert_cmphex (get_pixel (surface, i, size - 1 - edge) >> 24, ==, 0);
        g_assert_cmphex (get_pixel (surface, size - 1 - edge, i) >> 24, ==, 0);
      }
}

/* A coloured icon does not fill its canvas, and what is drawn on it can be told from its ground, also at 16 pixels. */
static void
test_coloured (gconstpointer icon)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      cairo_surface_t *surface = draw_icon (icon, sizes[i]);

      if (sizes[i] >= 128)
        assert_free_margin (surface);
      g_assert_cmpint (get_cover (surface), >=, 45);
      g_assert_cmpint (get_cover (surface), <=, 80);
      g_assert_cmpint (get_range (surface), >=, 100);
      cairo_surface_destroy (surface);
    }
}

/* A symbolic icon is a shape: a part of its canvas, in one colour. */
static void
test_symbolic (gconstpointer icon)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      cairo_surface_t *surface = draw_icon (icon, sizes[i]);

      g_assert_cmpint (get_cover (surface), >=, 25);
      g_assert_cmpint (get_cover (surface), <=, 75);
      g_assert_cmpint (get_range (surface), <=, 2);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/icons/application", "scalable/apps/io.github.interleave.Interleave", test_coloured);
  g_test_add_data_func ("/icons/trace", "scalable/mimetypes/io.github.interleave.Interleave-trace", test_coloured);
  g_test_add_data_func ("/icons/symbolic", "symbolic/apps/io.github.interleave.Interleave-symbolic", test_symbolic);
  return g_test_run ();
}
