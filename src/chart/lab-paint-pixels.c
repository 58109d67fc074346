/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-canvas.h"
#include "lab-columns.h"
#include "lab-paint-columns.h"
#include "lab-paint-pixels.h"

#define BLOCK_COLUMNS 64 /* four lines of the cache */
#define MIXED_PARTS 3    /* so many states a column on average: by rows */

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

/* Columns side by side. */
typedef struct
{
  guint8 bounds[LAB_N_TIMED_STATES]
               [BLOCK_COLUMNS]; /* where each state begins, in the order of painting; last: the end */
  guint8 top, bottom;           /* of all */
  guint n_parts;                /* how many states there are, summed over the columns */
} Block;
G_STATIC_ASSERT (LAB_UNITS_MAX < G_MAXUINT8);

static void
block_init (Block *self, const LabCell *cells, guint n, guint height)
{
  self->top = G_MAXUINT8;
  self->bottom = 0;
  self->n_parts = 0;
  memset (self->bounds, G_MAXUINT8, sizeof (self->bounds));
  for (guint x = 0; x < n; x++)
    {
      guint8 y;

      if (is_empty (&cells[x]))
        continue;
      y = (guint8) ((height - MIN (lab_cell_count_units (&cells[x]), height)) / 2);

      self->bounds[0][x] = y;
      self->top = MIN (self->top, y);
      for (guint i = 0; i < LAB_N_TIMED_STATES - 1; i++)
        {
          guint8 units = cells[x].units[lab_column_order[i]];

          self->n_parts += units > 0;
          self->bounds[i + 1][x] = y = (guint8) MIN (y + units, height);
        }
      self->bottom = MAX (self->bottom, y);
    }
}

/* What is to be kept of a pixel, and what comes over it, by the number of bounds above. */
typedef struct
{
  guint32 kept[LAB_N_TIMED_STATES + 1];
  guint32 color[LAB_N_TIMED_STATES + 1];
} Inks;

static void
inks_init (Inks *self, LabTheme theme)
{
  *self = (Inks){ .kept = { G_MAXUINT32 } };
  self->kept[LAB_N_TIMED_STATES] = G_MAXUINT32;
  for (guint i = 0; i < LAB_N_TIMED_STATES - 1; i++)
    self->color[i + 1] = LAB_CANVAS_OPAQUE | lab_palette_get (theme, (LabInk) (LAB_INK_STATE + lab_column_order[i]));
}

/* What stands at a row is how many of the bounds are above it: a sum, for many columns at once, with no question that a
 * processor could guess wrongly. */
static void
block_write_row (const Block *self, guint8 y, guint n, const Inks *inks, guint32 *pixels)
{
  guint8 above[BLOCK_COLUMNS] = { 0 };

  for (guint i = 0; i < LAB_N_TIMED_STATES; i++)
    for (guint x = 0; x < BLOCK_COLUMNS; x++)
      above[x] += self->bounds[i][x] <= y;
  for (guint x = 0; x < n; x++)
    pixels[x] = (pixels[x] & inks->kept[above[x]]) | inks->color[above[x]];
}

/* Downwards, where there is something. */
static void
block_write_column (const Block *self, guint x, int top, int bottom, const Inks *inks, guint32 *pixels, gssize stride)
{
  if (self->bounds[0][x] == G_MAXUINT8)
    return;
  for (guint i = 0; i < LAB_N_TIMED_STATES - 1; i++)
    {
      int to = MIN (self->bounds[i + 1][x], bottom);

      for (int y = MAX (self->bounds[i][x], top); y < to; y++)
        pixels[y * stride + x] = inks->color[i + 1];
    }
}

/* From row `top` to row `bottom` of what starts at `pixels`. By columns costs what there are of states in them, by rows
 * how high they are. */
static void
block_write (const Block *self, guint n, int top, int bottom, const Inks *inks, guint32 *pixels, gssize stride)
{
  if (self->n_parts < n * MIXED_PARTS)
    for (guint x = 0; x < n; x++)
      block_write_column (self, x, top, bottom, inks, pixels, stride);
  else
    for (int y = MAX (self->top, top); y < MIN (self->bottom, bottom); y++)
      block_write_row (self, (guint8) y, n, inks, pixels + y * stride);
}

static void
write_columns (const LabCanvas *canvas, int x, int y, LabTheme theme, const LabMark *mark, const LabCell *cells)
{
  int first = MAX (canvas->left - x, 0), end = MIN (canvas->right - x, (int) mark->n);
  Inks inks;

  inks_init (&inks, theme);
  for (int i = first; i < end; i += BLOCK_COLUMNS)
    {
      guint n = (guint) MIN (end - i, BLOCK_COLUMNS);
      Block block;

      block_init (&block, &cells[i], n, mark->units);
      block_write (&block, n, canvas->top - y, canvas->bottom - y, &inks, canvas->data + y * canvas->stride + x + i,
                   canvas->stride);
    }
}

/* A pixel a column and unit; nothing where none is. */
static gboolean
draw_units (LabPixels *pixels, LabTheme theme, const LabMark *mark, const LabCell *cells, LabCanvas *units)
{
  pixels_make_room (pixels, (int) mark->n, mark->units);
  if (cairo_surface_status (pixels->surface) != CAIRO_STATUS_SUCCESS)
    return FALSE;
  lab_canvas_open_whole (units, pixels->surface);
  for (guint y = 0; y < mark->units; y++)
    memset (units->data + y * units->stride, 0, mark->n * sizeof (guint32));
  write_columns (units, 0, 0, theme, mark, cells);
  lab_canvas_close (units);
  return TRUE;
}

/* Behind the units there may be others, of a mark before: an edge between two pixels of the target would show them. */
static void
stretch (cairo_t *cr, const LabMark *mark, const LabCanvas *units)
{
  cairo_surface_t *source = cairo_image_surface_create_for_data ((guint8 *) units->data, CAIRO_FORMAT_ARGB32,
                                                                 (int) mark->n, mark->units,
                                                                 (int) (units->stride * (gssize) sizeof (guint32)));

  cairo_save (cr);
  cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
  cairo_translate (cr, mark->x, mark->y);
  cairo_scale (cr, mark->w / mark->n, mark->h / mark->units);
  cairo_set_source_surface (cr, source, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (source);
}

/* The pixels that the mark touches. */
static LabPixelBox
get_touched (cairo_t *cr, const LabMark *mark)
{
  double left = mark->x, top = mark->y, right = mark->x + mark->w, bottom = mark->y + mark->h;
  LabPixelBox box;

  cairo_user_to_device (cr, &left, &top);
  cairo_user_to_device (cr, &right, &bottom);
  box.x = (int) floor (MIN (left, right));
  box.y = (int) floor (MIN (top, bottom));
  box.width = (int) ceil (MAX (left, right)) - box.x;
  box.height = (int) ceil (MAX (top, bottom)) - box.y;
  return box;
}

/* Where cairo takes a column from depends a little on how much of the whole it paints: so that is always all, apart. */
static void
lay_over (cairo_t *cr, const LabMark *mark, const LabCanvas *units)
{
  LabPixelBox box = get_touched (cr, mark);
  cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, box.width, box.height);
  cairo_t *apart;
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_set_device_offset (whole, -box.x, -box.y);
  apart = cairo_create (whole);
  cairo_set_matrix (apart, &matrix);
  stretch (apart, mark, units);
  cairo_destroy (apart);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_set_source_surface (cr, whole, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (whole);
}

/* The unit that a row of pixels shows; of two between which it lies the outer one, above and below the middle alike. */
static int
get_unit (int row, int height, int units)
{
  int twice = (2 * row + 1) * units;

  return (2 * row < height ? twice - 1 : twice) / (2 * height);
}

/* As cairo stretches it, where a column is so many whole pixels wide. */
static void
write_stretched (const LabCanvas *canvas, const LabPixelBox *box, const LabMark *mark, const LabCanvas *units)
{
  int left = MAX (canvas->left, box->x), right = MIN (canvas->right, box->x + box->width);
  int wide = box->width / (int) mark->n;

  for (int y = MAX (canvas->top, box->y); y < MIN (canvas->bottom, box->y + box->height); y++)
    {
      const guint32 *from = units->data + get_unit (y - box->y, box->height, mark->units) * units->stride;
      guint32 *to = canvas->data + y * canvas->stride;

      for (int x = left; x < right; x++)
        if (from[(x - box->x) / wide] != 0)
          to[x] = from[(x - box->x) / wide];
    }
}

/* FALSE where the mark does not fit the target's pixels. */
static gboolean
write_into (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells, LabPixels *pixels)
{
  LabCanvas canvas, units;
  LabPixelBox box;

  if (!lab_canvas_open (&canvas, cr))
    return FALSE;
  if (!lab_canvas_map (&canvas, mark->x, mark->y, mark->w, mark->h, &box) || box.width % (int) mark->n != 0)
    return FALSE;
  if (box.width == (int) mark->n && box.height == mark->units)
    write_columns (&canvas, box.x, box.y, theme, mark, cells);
  else if (draw_units (pixels, theme, mark, cells, &units))
    write_stretched (&canvas, &box, mark, &units);
  lab_canvas_close (&canvas);
  return TRUE;
}

void
lab_paint_columns_as_pixels (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells, LabPixels *pixels)
{
  LabMark trimmed = *mark;
  LabCanvas units;

  if (trim (&trimmed, &cells) && !write_into (cr, theme, &trimmed, cells, pixels)
      && draw_units (pixels, theme, &trimmed, cells, &units))
    lay_over (cr, &trimmed, &units);
}
