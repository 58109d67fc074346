/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-timeline-private.h"

G_BEGIN_DECLS

/* A span that is wide enough to be a bar of its own, with pattern and label. */
typedef struct
{
  guint row;
  LabSpan span;
  double x, w;    /* what is seen of it */
  gboolean meets; /* it runs, and so does the next span: something must part the two */
} LabBar;

/* Narrower spans are in their columns' shares. In columns. */
#define LAB_BAR_COLUMNS_MIN 6

/* Finds the bars of a row among its columns, and empties the columns that they take. Adds them to `bars` (of LabBar),
 * from left to right. Costs what is seen, never what the row holds. */
void lab_bars_find (LabIndex *index, const LabTimelineFrame *frame, guint row, LabCell *cells, GArray *bars);

G_END_DECLS
