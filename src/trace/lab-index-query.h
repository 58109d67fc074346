/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index-row.h"

G_BEGIN_DECLS

/* Walks a row that is not empty, forwards in time, and knows the time of each state up to where it stands. A value;
 * valid until the row changes. */
typedef struct
{
  const LabRow *row;
  guint64 row_end;
  guint block;      /* the span it stands at: the number of its block, */
  guint i;          /* its place in that, */
  guint64 start;    /* and when it begins */
  LabShares before; /* the time of each state before that */
} LabRowCursor;

void lab_row_cursor_init (LabRowCursor *self, const LabRow *row, guint64 now);

/* Goes to the span that holds `time`, the first or the last where it lies outside. Never goes back. */
void lab_row_cursor_seek (LabRowCursor *self, guint64 time);

/* Goes there, and gives the time of each state before `time`. */
void lab_row_cursor_sum (LabRowCursor *self, guint64 time, LabShares sum);

G_END_DECLS
