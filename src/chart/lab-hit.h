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
  LAB_HIT_LOCK,   /* `object`; `span` is who held it then (`who` is the lane; IDLE: nobody) */
  LAB_HIT_QUEUE,  /* `object`; `span` is how much there was in it then (`who`; IDLE: nothing) */
  LAB_HIT_CURVES, /* how many at once */
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
  guint object;     /* a lock or a queue, by its number in the trace */
  LabSpan span;
} LabHit;

LabHit lab_timeline_hit (LabTimeline *self, const LabTimelineView *view, LabFont *font, double x, double y);

/* A span by its number, and how many a row has. */
guint64 lab_timeline_get_n_spans (LabTimeline *self, LabView by, guint row);
LabSpan lab_timeline_get_span (LabTimeline *self, LabView by, guint row, guint64 n);

/* What the span is, why, since when and how long: "task 3 waits for the GIL, held by worker 2. 12 ms, from 40 ms on."
 * Caller frees. */
char *lab_timeline_describe_span (LabTimeline *self, LabView by, guint row, guint64 n);

/* What is there, in a sentence: of a span as above, of a lock "GIL: held by worker 2 from 11 ms to 21 ms. 2 waited for
 * it at 15 ms.", of a queue and of the curves how many there were. NULL where that would say nothing. Caller frees. */
char *lab_timeline_describe_hit (LabTimeline *self, LabView by, const LabHit *hit);

/* The nearest beginning or end of a span in the row, where one is as near as `reach` ns; else the time itself. */
guint64 lab_timeline_snap (LabTimeline *self, LabView by, guint row, guint64 time, guint64 reach);

/* Where a span is drawn, as much of its time as is seen. FALSE where its lane is not among those that are shown, or its
 * time is not seen; where the lanes are scrolled it may stand above or below what is seen of them. */
gboolean lab_timeline_get_span_place (LabTimeline *self, const LabTimelineView *view, LabFont *font, guint row,
                                      guint64 n, LabRect *place);

/* The same for a whole lane, its name included. */
gboolean lab_timeline_get_lane_place (LabTimeline *self, const LabTimelineView *view, LabFont *font, guint row,
                                      LabRect *place);

/* Where the lanes and their time axis are, and how high all lanes are together: where that is more they can be
 * scrolled. */
LabRect lab_timeline_get_lanes_place (LabTimeline *self, const LabTimelineView *view, LabFont *font, double *content);

G_END_DECLS
