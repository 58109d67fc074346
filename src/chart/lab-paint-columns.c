/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-color.h"
#include "lab-paint-columns.h"

#define OPAQUE 0xff000000u

/* What stands on top comes first. */
static const LabState order[] = {
  LAB_STATE_RUNNING, LAB_STATE_SLEEPING, LAB_STATE_IO,       LAB_STATE_GIL,
  LAB_STATE_LOCK,    LAB_STATE_CHANNEL,  LAB_STATE_STARTING, LAB_STATE_QUEUED,
};
G_STATIC_ASSERT (G_N_ELEMENTS (order) == LAB_N_TIMED_STATES - 1);

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

static guint
count_units (const LabCell *cell)
{
  guint sum = 0;

  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    sum += cell->units[state];
  return sum;
}

/* Downwards, onto pixels that are all clear. */
static void
write_column (guint32 *pixel, gsize stride, guint height, const LabCell *cell, const guint32 *colors)
{
  guint y = (height - MIN (count_units (cell), height)) / 2;

  pixel += y * stride;
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint n = MIN (cell->units[order[i]], height - y); n > 0; n--, y++, pixel += stride)
      *pixel = colors[order[i]];
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

static void
write_columns (LabPixels *pixels, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  guint32 colors[LAB_N_TIMED_STATES];
  gsize stride = (gsize) cairo_image_surface_get_stride (pixels->surface) / sizeof (guint32);
  guint32 *data;

  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    colors[state] = OPAQUE | lab_palette_get (theme, (LabInk) (LAB_INK_STATE + state));
  cairo_surface_flush (pixels->surface);
  data = (guint32 *) (gpointer) cairo_image_surface_get_data (pixels->surface);
  for (guint y = 0; y < mark->units; y++)
    memset (data + y * stride, 0, mark->n * sizeof (guint32));
  for (guint i = 0; i < mark->n; i++)
    write_column (data + i, stride, mark->units, &cells[i], colors);
  cairo_surface_mark_dirty (pixels->surface);
}

void
lab_paint_columns_as_pixels (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells, LabPixels *pixels)
{
  LabMark trimmed = *mark;

  if (!trim (&trimmed, &cells))
    return;
  mark = &trimmed;
  pixels_make_room (pixels, (int) mark->n, mark->units);
  if (cairo_surface_status (pixels->surface) != CAIRO_STATUS_SUCCESS)
    return;
  write_columns (pixels, theme, mark, cells);

  cairo_save (cr);
  cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
  cairo_translate (cr, mark->x, mark->y);
  cairo_scale (cr, mark->w / mark->n, mark->h / mark->units);
  cairo_set_source_surface (cr, pixels->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* Where a state stands in a column: units from the top of the mark. */
typedef struct
{
  guint top;
  guint bottom;
} Extent;

static Extent
find_extent (const LabMark *mark, const LabCell *cell, LabState state)
{
  guint y = (mark->units - MIN (count_units (cell), mark->units)) / 2;

  for (gsize i = 0; order[i] != state; i++)
    y += cell->units[order[i]];
  return (Extent){ y, y + cell->units[state] };
}

/* The rectangles of a state, into the path where there is one. */
static guint
walk_shapes (const LabMark *mark, const LabCell *cells, LabState state, cairo_t *cr)
{
  double column = mark->w / mark->n;
  double unit = mark->h / mark->units;
  guint count = 0;
  guint end;

  for (guint i = 0; i < mark->n; i = end)
    {
      Extent extent = find_extent (mark, &cells[i], state);

      for (end = i + 1; end < mark->n; end++)
        {
          Extent next = find_extent (mark, &cells[end], state);

          if (next.top != extent.top || next.bottom != extent.bottom)
            break;
        }
      if (extent.top == extent.bottom)
        continue;
      count++;
      if (cr != NULL)
        cairo_rectangle (cr, mark->x + i * column, mark->y + extent.top * unit, (end - i) * column,
                         (extent.bottom - extent.top) * unit);
    }
  return count;
}

void
lab_paint_columns_as_shapes (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (walk_shapes (mark, cells, order[i], cr) > 0)
      {
        lab_color_set_source (cr, lab_palette_get (theme, (LabInk) (LAB_INK_STATE + order[i])));
        cairo_fill (cr);
      }
}

guint
lab_count_column_shapes (const LabMark *mark, const LabCell *cells)
{
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    count += walk_shapes (mark, cells, order[i], NULL);
  return count;
}
