/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index.h"
#include "lab-scene.h"

G_BEGIN_DECLS

/* The exact share of each state in every column of a picture, from an index, remembered tile by tile: a picture that is
 * scrolled, or comes back to a scale, asks the index only for what it has not shown yet. Column k of a scale is
 * [k * scale, (k + 1) * scale), in ns, rounded down; where a column is shorter than 1 ns it is the one that it is in.
 */
typedef struct _LabColumns LabColumns;

#define LAB_UNITS_MAX 250

LabColumns *lab_columns_new (LabIndex *index); /* borrows the index */
void lab_columns_free (LabColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabColumns, lab_columns_free)

/* To be called before each picture: what the last ones did not need may be forgotten. */
void lab_columns_begin (LabColumns *self);

/* n cells from column `first` on, `units` (at most LAB_UNITS_MAX) high. */
void lab_columns_get (LabColumns *self, guint row, double scale, guint64 first, guint n, guint units, LabCell *cells);

guint64 lab_columns_get_bytes (LabColumns *self);

static inline guint64
lab_column_get_edge (double scale, guint64 column)
{
  return (guint64) ((double) column * scale);
}

/* How high a column is that does nothing but wait: a third. */
guint lab_cell_get_wait_units (guint units);

/* Shares of a column of `width` ns as units. What is there at all takes at least one. */
LabCell lab_cell_make (const guint64 shares[LAB_N_TIMED_STATES], guint64 width, guint units);

G_END_DECLS
