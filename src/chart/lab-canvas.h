/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The pixels of an image that is painted on with cairo, for what cairo is slow at: a thousand small boxes. A value;
 * valid until cairo paints again. */
typedef struct
{
  cairo_surface_t *surface; /* borrowed */
  guint32 *data;
  gssize stride;                /* in pixels */
  int left, top, right, bottom; /* what may be written */
  double scale_x, scale_y;      /* from units to pixels */
  double x, y;
} LabCanvas;

#define LAB_CANVAS_OPAQUE 0xff000000u

typedef struct
{
  int x, y;
  int width, height;
} LabPixelBox;

/* FALSE where the target is no image of plain pixels, is turned, or is clipped to more than a box of whole pixels. */
gboolean lab_canvas_open (LabCanvas *self, cairo_t *cr);

/* All of a surface that the caller made, a pixel being a unit. */
void lab_canvas_open_whole (LabCanvas *self, cairo_surface_t *surface);

/* To be called before cairo paints on it again. */
void lab_canvas_close (LabCanvas *self);

/* FALSE where that is no box of whole pixels. */
gboolean lab_canvas_map (const LabCanvas *self, double x, double y, double w, double h, LabPixelBox *box);

/* What a box is filled with: a square of pixels that repeats; of one pixel, a color. */
typedef struct
{
  const guint32 *pixels;
  gssize stride; /* in pixels */
  int size;
  int y; /* the row of the picture on which its first one stands */
} LabTexture;

/* Sets all but `y`. FALSE where pixels of the texture are not pixels of the canvas. Borrows the surface of the pattern.
 */
gboolean lab_canvas_get_texture (const LabCanvas *self, cairo_pattern_t *pattern, LabTexture *texture);

void lab_canvas_fill (const LabCanvas *self, const LabPixelBox *box, const LabTexture *texture);

G_END_DECLS
