/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-paint.h"

#define WIDTH 240
#define HEIGHT 200
#define N_BOXES 200

static void
add_boxes (LabScene *scene, GRand *random, LabInk ink, LabForm form)
{
  for (guint i = 0; i < N_BOXES; i++)
    {
      double x = g_rand_int_range (random, -20, WIDTH), y = g_rand_int_range (random, -10, HEIGHT);
      double w = g_rand_double_range (random, 0.3, 30), h = g_rand_int_range (random, 1, 24);

      lab_scene_add_round_box (scene, ink, form, x, y, w, h, form == LAB_FORM_FILL ? (guint) (i % 4) : 0);
    }
}

/* Boxes of every look, under a clip that cuts them, over columns of every share. */
static LabScene *
make_scene (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  LabScene *scene = lab_scene_new (WIDTH, HEIGHT);
  LabCell *cells;

  lab_scene_add_clip (scene, 10, 5, WIDTH - 30, HEIGHT - 40);
  cells = lab_scene_add_columns (scene, 20, -4, 160, 40, 160, 40);
  for (guint i = 0; i < 160; i++)
    for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
      cells[i].units[state] = (guint8) g_rand_int_range (random, 0, 5);
  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      add_boxes (scene, random, (LabInk) (LAB_INK_STATE + state), LAB_FORM_PATTERN);
      lab_scene_add_clip (scene, 0, 0, WIDTH, HEIGHT);
      lab_scene_add_unclip (scene);
    }
  add_boxes (scene, random, LAB_INK_TINT, LAB_FORM_PALE);
  lab_scene_add_unclip (scene);
  return scene;
}

/* Where a clip is no box, nothing is written past cairo. The lowest unit of the right half is left out. */
static void
clip_oddly (cairo_t *cr)
{
  cairo_rectangle (cr, 0, 0, WIDTH / 2, HEIGHT);
  cairo_rectangle (cr, WIDTH / 2, 0, WIDTH / 2, HEIGHT - 1);
  cairo_clip (cr);
}

static cairo_surface_t *
paint (const LabScene *scene, double scale, double shift, gboolean by_cairo)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabPainter) painter = lab_painter_new (LAB_THEME_LIGHT, font);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (WIDTH * scale),
                                                         (int) (HEIGHT * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  cairo_translate (cr, shift, shift);
  if (by_cairo)
    clip_oddly (cr);
  lab_painter_paint (painter, scene, cr, LAB_PAINT_NO_TEXT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_differences (cairo_surface_t *one, cairo_surface_t *other, int rows_left_out)
{
  int width = cairo_image_surface_get_width (one);
  int height = cairo_image_surface_get_height (one) - rows_left_out;
  gsize stride = (gsize) cairo_image_surface_get_stride (one) / sizeof (guint32);
  const guint32 *a = (const guint32 *) (gpointer) cairo_image_surface_get_data (one);
  const guint32 *b = (const guint32 *) (gpointer) cairo_image_surface_get_data (other);
  guint n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      n += a[(gsize) y * stride + (gsize) x] != b[(gsize) y * stride + (gsize) x];
  return n;
}

static void
check (double scale, double shift)
{
  for (guint32 seed = 1; seed <= 5; seed++)
    {
      g_autoptr (LabScene) scene = make_scene (seed);
      cairo_surface_t *written = paint (scene, scale, shift, FALSE);
      cairo_surface_t *painted = paint (scene, scale, shift, TRUE);

      g_assert_cmpuint (count_differences (written, painted, (int) ((1 - shift) * scale)), ==, 0);
      cairo_surface_destroy (written);
      cairo_surface_destroy (painted);
    }
}

static void
test_what_is_written_is_what_cairo_paints (void)
{
  check (1, 0);
  check (2, 0);
  check (3, 0);
}

static void
test_a_picture_that_is_moved_is_the_same (void)
{
  check (1, -7);
  check (2, -7);
}

static void
test_a_group_is_painted_on_and_not_what_is_below (void)
{
  g_autoptr (LabScene) scene = make_scene (1);
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabPainter) painter = lab_painter_new (LAB_THEME_LIGHT, font);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_surface_t *empty = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_push_group (cr);
  lab_painter_paint (painter, scene, cr, LAB_PAINT_NO_TEXT);
  cairo_pattern_destroy (cairo_pop_group (cr));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_differences (surface, empty, 0), ==, 0);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (empty);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/paint/what-is-written-is-what-cairo-paints", test_what_is_written_is_what_cairo_paints);
  g_test_add_func ("/chart/paint/a-picture-that-is-moved-is-the-same", test_a_picture_that_is_moved_is_the_same);
  g_test_add_func ("/chart/paint/a-group-is-painted-on-and-not-what-is-below",
                   test_a_group_is_painted_on_and_not_what_is_below);
  return g_test_run ();
}
