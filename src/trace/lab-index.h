/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_VIEW_WORKERS, /* a row per lane: which task is it running? */
  LAB_VIEW_TASKS,   /* a row per task: what is it doing? */
} LabView;

/* A row's states tile time without gaps, from its first event on. On a loop, which has many tasks at once, a wait
 * without a task (`who` is LAB_NO_TASK) is that of most of them. A task's row ends with a span of no length whose state
 * is the end; should events follow an end, the time between counts as IDLE. */
typedef struct
{
  guint64 start;
  guint64 end;
  guint32 who; /* the task on a worker's row, the lane (n) on a task's row; LAB_NO_TASK for none */
  LabState state;
} LabSpan;

/* The spans of a trace, and for any stretch of time the exact share of each state. Grows with the
 * trace; one thread at a time. */
typedef struct _LabIndex LabIndex;

LabIndex *lab_index_new (LabTrace *trace, LabView view); /* borrows the trace */
void lab_index_free (LabIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabIndex, lab_index_free)

/* Takes in what lab_trace_update() has seen since. The last state of a row is open until its next event:
 * up to then it lasts to the trace's last time. */
void lab_index_update (LabIndex *self);

LabView lab_index_get_view (LabIndex *self);
guint64 lab_index_get_now (LabIndex *self); /* up to here open spans last */
guint lab_index_get_n_rows (LabIndex *self);
guint64 lab_index_get_n_spans (LabIndex *self);
guint64 lab_index_get_row_n_spans (LabIndex *self, guint row);
LabSpan lab_index_get_span (LabIndex *self, guint row, guint64 n);

/* The span that holds `time`, the first or the last where it lies outside; FALSE for an empty row. */
gboolean lab_index_find (LabIndex *self, guint row, guint64 time, guint64 *n);

/* Nanoseconds of each state in [start, end). Exact. */
void lab_index_query (LabIndex *self, guint row, guint64 start, guint64 end, guint64 shares[LAB_N_TIMED_STATES]);

/* The same for n columns: column i is [edges[i], edges[i + 1]); edges do not decrease. */
void lab_index_query_columns (LabIndex *self, guint row, const guint64 *edges, guint n,
                              guint64 (*shares)[LAB_N_TIMED_STATES]);

/* Bytes that the spans take, and those beside the spans (what makes a query fast). */
guint64 lab_index_get_span_bytes (LabIndex *self);
guint64 lab_index_get_extra_bytes (LabIndex *self);

G_END_DECLS
