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
  guint aim;        /* the number of the block that it goes to next, */
  guint block;      /* of the block where it stands, */
  guint i;          /* and of the span in that, */
  guint64 start;    /* which begins here */
  LabShares before; /* the time of each state before that span */
} LabRowCursor;

void lab_row_cursor_init (LabRowCursor *self, const LabRow *row, guint64 now);

/* Finds the block that holds `time`, which never decreases, and has its memory fetched. What is done until it is read
 * is done while the memory comes: that halves the time of a picture of the whole trace. */
void lab_row_cursor_aim (LabRowCursor *self, guint64 time);

/* Goes to the span that holds `time`, which was aimed at; to the first or the last where it lies outside. */
void lab_row_cursor_seek (LabRowCursor *self, guint64 time);

/* Gives the time of each state before `time`, which was aimed at, and aims at `next`. */
void lab_row_cursor_sum (LabRowCursor *self, guint64 time, guint64 next, LabShares sum);

/* Of a row that may be empty (NULL): as lab_index_find() and lab_index_query_columns(). */
gboolean lab_row_find (const LabRow *row, guint64 now, guint64 time, guint64 *n);
void lab_row_query_columns (const LabRow *row, guint64 now, const guint64 *edges, guint n, LabShares *shares);

G_END_DECLS
