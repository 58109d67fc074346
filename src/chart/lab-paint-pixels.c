/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-paint-columns.h"
#include "lab-paint-pixels.h"

#define OPAQUE 0xff000000u
#define WHOLE 1e-6 /* so near to a whole number of pixels is one */

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

/* Pixels of an image, and which of them may be written. */
typedef struct
{
  guint32 *data;
  gssize stride;
  int left, top, right, bottom;
} Canvas;

static Canvas
get_canvas (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  return (Canvas){
    .data = (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
    .stride = cairo_image_surface_get_stride (surface) / (gssize) sizeof (guint32),
    .right = cairo_image_surface_get_width (surface),
    .bottom = cairo_image_surface_get_height (surface),
  };
}

/* Downwards, where there is something. */
static void
write_column (const Canvas *canvas, int x, int y, guint height, const LabCell *cell, const guint32 *colors)
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
write_columns (const Canvas *canvas, int x, int y, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  guint32 colors[LAB_N_TIMED_STATES];
  int first = MAX (canvas->left - x, 0), end = MIN (canvas->right - x, (int) mark->n);

  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    colors[state] = OPAQUE | lab_palette_get (theme, (LabInk) (LAB_INK_STATE + state));
  for (int i = first; i < end; i++)
    write_column (canvas, x + i, y, mark->units, &cells[i], colors);
}

static void
lay_over (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells, LabPixels *pixels)
{
  Canvas canvas;

  pixels_make_room (pixels, (int) mark->n, mark->units);
  if (cairo_surface_status (pixels->surface) != CAIRO_STATUS_SUCCESS)
    return;
  canvas = get_canvas (pixels->surface);
  for (guint y = 0; y < mark->units; y++)
    memset (canvas.data + y * canvas.stride, 0, mark->n * sizeof (guint32));
  write_columns (&canvas, 0, 0, theme, mark, cells);
  cairo_surface_mark_dirty (pixels->surface);

  cairo_save (cr);
  cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
  cairo_translate (cr, mark->x, mark->y);
  cairo_scale (cr, mark->w / mark->n, mark->h / mark->units);
  cairo_set_source_surface (cr, pixels->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* From units to pixels. */
typedef struct
{
  double scale_x, scale_y;
  double x, y;
} Mapping;

/* FALSE where the picture is turned. */
static gboolean
get_mapping (cairo_t *cr, cairo_surface_t *target, Mapping *mapping)
{
  cairo_matrix_t matrix;
  double scale_x, scale_y, x, y;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (target, &scale_x, &scale_y);
  cairo_surface_get_device_offset (target, &x, &y);
  *mapping = (Mapping){ matrix.xx * scale_x, matrix.yy * scale_y, matrix.x0 * scale_x + x, matrix.y0 * scale_y + y };
  return matrix.xy == 0 && matrix.yx == 0;
}

static gboolean
is_whole (double value, int *whole)
{
  *whole = (int) lround (value);
  return fabs (value - *whole) < WHOLE;
}

/* FALSE where the clip is more than a rectangle of whole pixels. */
static gboolean
clip_canvas (cairo_t *cr, const Mapping *mapping, Canvas *canvas)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  cairo_rectangle_t clip = list->num_rectangles > 0 ? list->rectangles[0] : (cairo_rectangle_t){ 0 };
  gboolean simple = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles <= 1;
  int left, top, right, bottom;

  cairo_rectangle_list_destroy (list);
  if (!simple || !is_whole (clip.x * mapping->scale_x + mapping->x, &left)
      || !is_whole (clip.y * mapping->scale_y + mapping->y, &top)
      || !is_whole ((clip.x + clip.width) * mapping->scale_x + mapping->x, &right)
      || !is_whole ((clip.y + clip.height) * mapping->scale_y + mapping->y, &bottom))
    return FALSE;
  canvas->left = MAX (canvas->left, left);
  canvas->top = MAX (canvas->top, top);
  canvas->right = MIN (canvas->right, right);
  canvas->bottom = MIN (canvas->bottom, bottom);
  return TRUE;
}

static gboolean
has_plain_pixels (cairo_surface_t *surface)
{
  cairo_format_t format;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE)
    return FALSE;
  format = cairo_image_surface_get_format (surface);
  return format == CAIRO_FORMAT_RGB24 || format == CAIRO_FORMAT_ARGB32;
}

/* FALSE where the mark does not fit the target's pixels. */
static gboolean
write_into (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  cairo_surface_t *target = cairo_get_group_target (cr);
  Mapping mapping;
  Canvas canvas;
  int x, y, width, height;

  if (!has_plain_pixels (target) || !get_mapping (cr, target, &mapping)
      || !is_whole (mark->x * mapping.scale_x + mapping.x, &x) || !is_whole (mark->y * mapping.scale_y + mapping.y, &y)
      || !is_whole (mark->w * mapping.scale_x, &width) || !is_whole (mark->h * mapping.scale_y, &height)
      || width != (int) mark->n || height != mark->units)
    return FALSE;
  canvas = get_canvas (target);
  if (!clip_canvas (cr, &mapping, &canvas))
    return FALSE;
  write_columns (&canvas, x, y, theme, mark, cells);
  cairo_surface_mark_dirty (target);
  return TRUE;
}

void
lab_paint_columns_as_pixels (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells, LabPixels *pixels)
{
  LabMark trimmed = *mark;

  if (trim (&trimmed, &cells) && !write_into (cr, theme, &trimmed, cells))
    lay_over (cr, theme, &trimmed, cells, pixels);
}
