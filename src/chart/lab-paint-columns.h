/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* The states of a column, the topmost first. */
extern const LabState lab_column_order[LAB_N_TIMED_STATES - 1];

static inline guint
lab_cell_count_units (const LabCell *cell)
{
  guint sum = 0;

  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    sum += cell->units[state];
  return sum;
}

/* Columns as one shape for each state; neighbours that look alike are one. */
void lab_paint_columns_as_shapes (cairo_t *cr, LabTheme theme, const LabMark *mark, const LabCell *cells);

/* How many rectangles those shapes have. */
guint lab_count_column_shapes (const LabMark *mark, const LabCell *cells);

G_END_DECLS
