/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-canvas.h"
#include "lab-paint-columns.h"
#include "lab-paint-pixels.h"

void
lab_pixels_clear (LabPixels *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
}

static void
pixels_make_room (LabPixels *self, int width, int height)
{
  if (self->surface != NULL && self->width >= width && self->height >= height)
    return;
  lab_pixels_clear (self);
  self->width = width;
  self->height = height;
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
}

static gboolean
is_empty (const LabCell *cell)
{
  static const LabCell empty;

  return memcmp (cell, &empty, sizeof (empty)) == 0;
}

/* The columns from first to last that have something in them; FALSE where none has: all that is seen are bars. */
static gboolean
trim (LabMark *mark, const LabCell **cells)
{
  double column = mark->w / mark->n;
  guint first = 0, end = mark->n;

  while (first < end && is_empty (&(*cells)[first]))
    first++;
  while (end > first && is_empty (&(*cells)[end - 1]))
    end--;
  *cells += first;
  mark->x += first * column;
  mark->n = end - first;
  mark->w = mark->n * column;
  return mark->n > 0;
}

/* Downwards, where there is something. */
static void
write_column (const LabCanvas *canvas, int x, int y, guint height, const LabCell *cell, const guint32 *colors)
{
  int bottom = MIN (y + (int) height, canvas->bottom);

  y += (int) (height - MIN (lab_cell_count_units (cell), height)) / 2;
  for (guint i = 0; i < LAB_N_TIMED_STATES - 1; i++)
    {
      LabState state = lab_column_order[i];
      int from = MAX (y, canvas->top);
      int to = MIN (y + cell->units[state], bottom);

      y += cell->units[state];
      for (gssize at = from * canvas->stride + x; from < to; from++, at += canvas->stride)
        canvas->data[at] = colors[state];
    }
}

static void
write_columns (const LabCanvas *canvas, int x, int y, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  guint32 colors[LAB_N_TIMED_STATES];
  int first = MAX (canvas->left - x, 0), end = MIN (canvas->right - x, (int) mark->n);

  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    colors[state] = LAB_CANVAS_OPAQUE | lab_palette_get (theme, (LabInk) (LAB_INK_STATE + state));
  for (int i = first; i < end; i++)
    write_column (canvas, x + i, y, mark->units, &cells[i], colors);
}

static void
lay_over (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells, LabPixels *pixels)
{
  LabCanvas canvas;

  pixels_make_room (pixels, (int) mark->n, mark->units);
  if (cairo_surface_status (pixels->surface) != CAIRO_STATUS_SUCCESS)
    return;
  lab_canvas_open_whole (&canvas, pixels->surface);
  for (guint y = 0; y < mark->units; y++)
    memset (canvas.data + y * canvas.stride, 0, mark->n * sizeof (guint32));
  write_columns (&canvas, 0, 0, theme, mark, cells);
  lab_canvas_close (&canvas);

  cairo_save (cr);
  cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
  cairo_translate (cr, mark->x, mark->y);
  cairo_scale (cr, mark->w / mark->n, mark->h / mark->units);
  cairo_set_source_surface (cr, pixels->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* FALSE where the mark does not fit the target's pixels. */
static gboolean
write_into (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  LabCanvas canvas;
  LabPixelBox box;

  if (!lab_canvas_open (&canvas, cr))
    return FALSE;
  if (!lab_canvas_map (&canvas, mark->x, mark->y, mark->w, mark->h, &box) || box.width != (int) mark->n
      || box.height != mark->units)
    return FALSE;
  write_columns (&canvas, box.x, box.y, theme, mark, cells);
  lab_canvas_close (&canvas);
  return TRUE;
}

void
lab_paint_columns_as_pixels (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells, LabPixels *pixels)
{
  LabMark trimmed = *mark;

  if (trim (&trimmed, &cells) && !write_into (cr, theme, &trimmed, cells))
    lay_over (cr, theme, &trimmed, cells, pixels);
}
