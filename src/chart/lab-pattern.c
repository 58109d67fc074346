/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-color.h"
#include "lab-pattern.h"

#define SIZE LAB_PATTERN_SIZE

static void
add_dots (cairo_t *cr)
{
  for (int x = 2; x < SIZE; x += 4)
    for (int y = 2; y < SIZE; y += 4)
      {
        cairo_new_sub_path (cr);
        cairo_arc (cr, x, y, 1, 0, 2 * G_PI);
      }
  cairo_fill (cr);
}

/* Through the tile and its neighbours, so that the lines go on from tile to tile. */
static void
add_diagonals (cairo_t *cr, int direction, double width)
{
  cairo_set_line_width (cr, width);
  for (int x = -2 * SIZE; x <= 2 * SIZE; x += SIZE / 2)
    {
      cairo_move_to (cr, x - direction * SIZE, -SIZE);
      cairo_line_to (cr, x + direction * 2 * SIZE, 2 * SIZE);
    }
  cairo_stroke (cr);
}

static void
add_stripes (cairo_t *cr, gboolean upright)
{
  for (int i = 1; i < SIZE; i += 4)
    if (upright)
      cairo_rectangle (cr, i, 0, 1.5, SIZE);
    else
      cairo_rectangle (cr, 0, i, SIZE, 1.5);
  cairo_fill (cr);
}

typedef struct
{
  const char *id;
  void (*draw) (cairo_t *cr);
} Pattern;

static void
draw_diagonal (cairo_t *cr)
{
  add_diagonals (cr, -1, 1.3);
}

static void
draw_counter_diagonal (cairo_t *cr)
{
  add_diagonals (cr, 1, 1.3);
}

static void
draw_cross (cairo_t *cr)
{
  add_diagonals (cr, -1, 1);
  add_diagonals (cr, 1, 1);
}

static void
draw_vertical (cairo_t *cr)
{
  add_stripes (cr, TRUE);
}

static void
draw_horizontal (cairo_t *cr)
{
  add_stripes (cr, FALSE);
}

static const Pattern patterns[] = {
  { "counter-diagonal", draw_counter_diagonal },
  { "cross", draw_cross },
  { "diagonal", draw_diagonal },
  { "dots", add_dots },
  { "horizontal", draw_horizontal },
  { "vertical", draw_vertical },
};

static void
draw_tile (cairo_t *cr, LabTheme theme, LabState state, gboolean ground)
{
  LabInk ink = (LabInk) (LAB_INK_STATE + state);
  const char *id = lab_state_get_info (state)->pattern;

  lab_color_set_source (cr, lab_palette_get_pale (theme, ink));
  if (ground)
    cairo_paint (cr);
  lab_color_set_source (cr, lab_palette_get (theme, ink));
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_str_equal (patterns[i].id, id))
      patterns[i].draw (cr);
}

cairo_pattern_t *
lab_pattern_new (LabTheme theme, LabState state, double scale)
{
  const cairo_rectangle_t extents = { 0, 0, SIZE, SIZE };
  int pixels = MAX ((int) lround (SIZE * scale), 1);
  cairo_surface_t *surface = scale > 0 ? cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels, pixels)
                                       : cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;

  if (scale > 0)
    cairo_scale (cr, (double) pixels / SIZE, (double) pixels / SIZE);
  draw_tile (cr, theme, state, scale > 0);
  cairo_destroy (cr);

  pattern = cairo_pattern_create_for_surface (surface);
  cairo_surface_destroy (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  if (scale > 0)
    {
      cairo_matrix_init_scale (&matrix, (double) pixels / SIZE, (double) pixels / SIZE);
      cairo_pattern_set_matrix (pattern, &matrix);
      cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
    }
  return pattern;
}

gboolean
lab_pattern_is_solid (LabState state)
{
  return g_str_equal (lab_state_get_info (state)->pattern, "solid");
}

gboolean
lab_pattern_is_outline (LabState state)
{
  return g_str_equal (lab_state_get_info (state)->pattern, "outline");
}
