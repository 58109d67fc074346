/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* Memory for the pixels of one mark; all zeroes: none yet. */
typedef struct
{
  cairo_surface_t *surface;
  int width;
  int height;
} LabPixels;

void lab_pixels_clear (LabPixels *self);

/* Columns on an image: written into it where a column and a unit are a pixel each, else as an image that is laid over
 * it. */
void lab_paint_columns_as_pixels (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells,
                                  LabPixels *pixels);

G_END_DECLS
