/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-color.h"
#include "lab-pattern.h"

#define SIZE LAB_PATTERN_SIZE
#define PITCH LAB_PATTERN_PITCH

/* What is to be covered. */
typedef struct
{
  double x0, y0, x1, y1;
} Extents;

/* The first place of a pattern that repeats every PITCH: patterns of neighbours fit together. */
static double
align (double place)
{
  return floor (place / PITCH) * PITCH;
}

static void
add_line (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
}

static void
draw_dots (cairo_t *cr, const Extents *extents)
{
  const double dashes[] = { 0, PITCH };

  for (double y = align (extents->y0) + PITCH / 2; y < extents->y1 + PITCH; y += PITCH)
    add_line (cr, align (extents->x0) - PITCH / 2, y, extents->x1 + PITCH, y);
  cairo_set_line_width (cr, 2);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
}

static void
draw_diagonals (cairo_t *cr, const Extents *extents, int direction, double width)
{
  double top = align (extents->y0) - PITCH, bottom = align (extents->y1) + 2 * PITCH;
  double height = bottom - top;

  for (double x = align (extents->x0) - height; x < extents->x1 + height; x += PITCH)
    add_line (cr, x, top, x + direction * height, bottom);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
draw_diagonal (cairo_t *cr, const Extents *extents)
{
  draw_diagonals (cr, extents, -1, 1.3);
}

static void
draw_counter_diagonal (cairo_t *cr, const Extents *extents)
{
  draw_diagonals (cr, extents, 1, 1.3);
}

static void
draw_cross (cairo_t *cr, const Extents *extents)
{
  draw_diagonals (cr, extents, -1, 1);
  draw_diagonals (cr, extents, 1, 1);
}

static void
draw_vertical (cairo_t *cr, const Extents *extents)
{
  for (double x = align (extents->x0) + 1.75; x < extents->x1 + PITCH; x += PITCH)
    add_line (cr, x, extents->y0 - 1, x, extents->y1 + 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_horizontal (cairo_t *cr, const Extents *extents)
{
  for (double y = align (extents->y0) + 1.75; y < extents->y1 + PITCH; y += PITCH)
    add_line (cr, extents->x0 - 1, y, extents->x1 + 1, y);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

typedef struct
{
  const char *id;
  void (*draw) (cairo_t *cr, const Extents *extents);
} Pattern;

static const Pattern patterns[] = {
  { "counter-diagonal", draw_counter_diagonal },
  { "cross", draw_cross },
  { "diagonal", draw_diagonal },
  { "dots", draw_dots },
  { "horizontal", draw_horizontal },
  { "vertical", draw_vertical },
};

void
lab_pattern_draw (cairo_t *cr, LabTheme theme, LabState state)
{
  LabInk ink = (LabInk) (LAB_INK_STATE + state);
  const char *id = lab_state_get_info (state)->pattern;
  Extents extents;

  cairo_clip_extents (cr, &extents.x0, &extents.y0, &extents.x1, &extents.y1);
  cairo_save (cr);
  lab_color_set_source (cr, lab_palette_get_pale (theme, ink));
  cairo_paint (cr);
  lab_color_set_source (cr, lab_palette_get (theme, ink));
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    if (g_str_equal (patterns[i].id, id))
      patterns[i].draw (cr, &extents);
  cairo_restore (cr);
}

cairo_pattern_t *
lab_pattern_new (LabTheme theme, LabState state, double scale)
{
  int pixels = MAX ((int) lround (SIZE * scale), 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels, pixels);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;
  cairo_matrix_t matrix;

  cairo_scale (cr, (double) pixels / SIZE, (double) pixels / SIZE);
  lab_pattern_draw (cr, theme, state);
  cairo_destroy (cr);

  pattern = cairo_pattern_create_for_surface (surface);
  cairo_surface_destroy (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_matrix_init_scale (&matrix, (double) pixels / SIZE, (double) pixels / SIZE);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
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
