/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-canvas.h"

#define WHOLE 1e-6 /* so near to a whole number of pixels is one */

static gboolean
is_whole (double value, int *whole)
{
  *whole = (int) lround (value);
  return fabs (value - *whole) < WHOLE;
}

/* FALSE where the picture is turned. */
static gboolean
canvas_set_mapping (LabCanvas *self, cairo_t *cr)
{
  cairo_matrix_t matrix;
  double scale_x, scale_y, x, y;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (self->surface, &scale_x, &scale_y);
  cairo_surface_get_device_offset (self->surface, &x, &y);
  self->scale_x = matrix.xx * scale_x;
  self->scale_y = matrix.yy * scale_y;
  self->x = matrix.x0 * scale_x + x;
  self->y = matrix.y0 * scale_y + y;
  return matrix.xy == 0 && matrix.yx == 0 && self->scale_x > 0 && self->scale_y > 0;
}

static gboolean
canvas_clip (LabCanvas *self, cairo_t *cr)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  cairo_rectangle_t clip = list->num_rectangles > 0 ? list->rectangles[0] : (cairo_rectangle_t){ 0 };
  gboolean simple = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles <= 1;
  LabPixelBox box;

  cairo_rectangle_list_destroy (list);
  if (!simple || !lab_canvas_map (self, clip.x, clip.y, clip.width, clip.height, &box))
    return FALSE;
  self->left = MAX (self->left, box.x);
  self->top = MAX (self->top, box.y);
  self->right = MIN (self->right, box.x + box.width);
  self->bottom = MIN (self->bottom, box.y + box.height);
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

void
lab_canvas_open_whole (LabCanvas *self, cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  *self = (LabCanvas){
    .surface = surface,
    .data = (guint32 *) (gpointer) cairo_image_surface_get_data (surface),
    .stride = cairo_image_surface_get_stride (surface) / (gssize) sizeof (guint32),
    .right = cairo_image_surface_get_width (surface),
    .bottom = cairo_image_surface_get_height (surface),
    .scale_x = 1,
    .scale_y = 1,
  };
}

gboolean
lab_canvas_open (LabCanvas *self, cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_group_target (cr);

  if (!has_plain_pixels (target) || cairo_get_operator (cr) != CAIRO_OPERATOR_OVER)
    return FALSE;
  lab_canvas_open_whole (self, target);
  return self->data != NULL && canvas_set_mapping (self, cr) && canvas_clip (self, cr);
}

void
lab_canvas_close (LabCanvas *self)
{
  cairo_surface_mark_dirty (self->surface);
}

gboolean
lab_canvas_map (const LabCanvas *self, double x, double y, double w, double h, LabPixelBox *box)
{
  int right, bottom;

  if (!is_whole (x * self->scale_x + self->x, &box->x) || !is_whole (y * self->scale_y + self->y, &box->y)
      || !is_whole ((x + w) * self->scale_x + self->x, &right)
      || !is_whole ((y + h) * self->scale_y + self->y, &bottom))
    return FALSE;
  box->width = right - box->x;
  box->height = bottom - box->y;
  return TRUE;
}

gboolean
lab_canvas_get_texture (const LabCanvas *self, cairo_pattern_t *pattern, LabTexture *texture)
{
  cairo_surface_t *surface;
  cairo_matrix_t matrix;
  int x, y;

  if (cairo_pattern_get_surface (pattern, &surface) != CAIRO_STATUS_SUCCESS)
    return FALSE;
  cairo_pattern_get_matrix (pattern, &matrix);
  texture->pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  texture->stride = cairo_image_surface_get_stride (surface) / (gssize) sizeof (guint32);
  texture->size = cairo_image_surface_get_width (surface);
  return matrix.xx == self->scale_x && matrix.yy == self->scale_y && is_whole (self->x, &x) && is_whole (self->y, &y);
}

static int
wrap (int place, int size)
{
  return (place % size + size) % size;
}

/* The first repetition by itself, the others from what is there already. */
static void
fill_row (guint32 *pixels, int n, const guint32 *texture, int offset, int size)
{
  int done = MIN (n, size);

  for (int i = 0; i < done; i++)
    {
      pixels[i] = LAB_CANVAS_OPAQUE | texture[offset];
      offset = offset + 1 == size ? 0 : offset + 1;
    }
  for (int more; done < n; done += more)
    {
      more = MIN (done, n - done);
      memcpy (pixels + done, pixels, (gsize) more * sizeof (guint32));
    }
}

static void
fill_row_plain (guint32 *pixels, int n, guint32 color)
{
  for (int i = 0; i < n; i++)
    pixels[i] = color;
}

void
lab_canvas_fill (const LabCanvas *self, const LabPixelBox *box, const LabTexture *texture)
{
  int left = MAX (box->x, self->left), right = MIN (box->x + box->width, self->right);
  int top = MAX (box->y, self->top), bottom = MIN (box->y + box->height, self->bottom);
  int x = wrap (left - (int) lround (self->x), texture->size);

  for (int y = top; y < bottom; y++)
    if (texture->size == 1)
      fill_row_plain (self->data + y * self->stride + left, right - left, LAB_CANVAS_OPAQUE | texture->pixels[0]);
    else
      fill_row (self->data + y * self->stride + left, right - left,
                texture->pixels + wrap (y - (int) lround (self->y) - texture->y, texture->size) * texture->stride, x,
                texture->size);
}
