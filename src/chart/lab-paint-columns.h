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

/* Columns as an image that is laid over the target: a pixel wide and a unit high each. */
void lab_paint_columns_as_pixels (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells,
                                  LabPixels *pixels);

/* Columns as one shape for each state; neighbours that look alike are one. */
void lab_paint_columns_as_shapes (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells);

/* How many rectangles those shapes have. */
guint lab_count_column_shapes (const LabMark *mark, const LabCell *cells);

G_END_DECLS
