/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-timeline.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_HIT_NOTHING,
  LAB_HIT_SPAN,     /* of a lane */
  LAB_HIT_LANE,     /* beside its spans, or its name */
  LAB_HIT_GROUP,    /* the heading of a process */
  LAB_HIT_OVERVIEW, /* `time` is where in the whole run */
  LAB_HIT_RULER,
} LabHitKind;

/* What is at a place of the picture. A value. */
typedef struct
{
  LabHitKind kind;
  guint64 time;     /* under the pointer, ns of the trace */
  guint row;        /* of the view's index */
  gint32 pid;       /* of a group */
  guint64 n;        /* the span's number in its row: its neighbours are n - 1 and n + 1 */
  guint64 n_hidden; /* how many more spans are in the same column */
  LabSpan span;
} LabHit;

LabHit lab_timeline_hit (LabTimeline *self, const LabTimelineView *view, LabFont *font, double x, double y);

/* A span by its number, and how many a row has. */
guint64 lab_timeline_get_n_spans (LabTimeline *self, LabView by, guint row);
LabSpan lab_timeline_get_span (LabTimeline *self, LabView by, guint row, guint64 n);

/* What the span is, why, since when and how long: "task 3 waits for the GIL, held by worker 2. 12 ms, from 40 ms on."
 * Caller frees. */
char *lab_timeline_describe_span (LabTimeline *self, LabView by, guint row, guint64 n);

/* The nearest beginning or end of a span in the row, where one is as near as `reach` ns; else the time itself. */
guint64 lab_timeline_snap (LabTimeline *self, LabView by, guint row, guint64 time, guint64 reach);

G_END_DECLS
