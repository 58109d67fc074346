/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "lab-columns.h"
#include "lab-critical.h"
#include "lab-flow.h"
#include "lab-lanes.h"
#include "lab-ticks.h"
#include "lab-timeline.h"

G_BEGIN_DECLS

#define LAB_N_VIEWS 2 /* by worker, by task */

#define LAB_HEADING_HEIGHT 22

/* One way to look at the trace; made when it is first looked at. */
typedef struct
{
  LabIndex *index;
  LabColumns *columns;
  LabLanes *lanes;
  guint present;      /* a bit for each state that some lane is in at some time */
  guint64 present_at; /* `now` when that was found out */
} LabTimelineRows;

struct _LabTimeline
{
  LabTrace *trace; /* borrowed */
  LabTaskNamer namer;
  LabTimelineRows rows[LAB_N_VIEWS];
  LabFlow *flow;             /* made when it is first asked for */
  LabCriticalPath *critical; /* the same */
  guint64 critical_at;       /* the last time when it was made */
  guint64 first_time;
  gboolean has_events;
};

/* Where everything stands, and which time is where. A value. */
typedef struct
{
  double plot_x, plot_w; /* what has a time axis */
  double column;         /* width of a column, */
  guint n_columns;       /* how many there are, */
  double ns;             /* of what they stand for, */
  guint64 first;         /* and the number of the first */
  guint64 origin;        /* what the ruler calls 0: the run's first event */
  double title_y;        /* negative, as of all parts: left out */
  double overview_y;
  double ruler_y;
  double lanes_y, lanes_h; /* what is seen of them */
  double rest_h;           /* below them, where there are more */
  double lane_h;
  double bar_h;
  guint units;    /* of a bar */
  double stretch; /* of the strips, see lab_stretch() */
  double locks_y;
  double queues_y;
  double curves_y;
  double legend_y;
  double bottom; /* where the vertical lines end */
} LabTimelineFrame;

#define LAB_OVERVIEW_HEIGHT 30
#define LAB_RULER_HEIGHT 22
#define LAB_CAPTION_HEIGHT 20

/* lab-timeline.c */
LabTimelineRows *lab_timeline_get_rows (LabTimeline *self, LabView by);

LabFlow *lab_timeline_get_flow (LabTimeline *self);
const LabCriticalPath *lab_timeline_get_critical (LabTimeline *self);

/* What a lane is called. Caller frees. */
char *lab_timeline_get_row_name (LabTimeline *self, LabView by, guint row);

/* lab-holder.c: who held a lock in a span of its row: the worker, or, on a loop, where all tasks share a lane, the
 * task, which is LAB_NO_TASK otherwise. Its name; caller frees. */
guint32 lab_timeline_find_holding_task (LabTimeline *self, guint object, const LabSpan *held);
char *lab_timeline_get_holder_name (LabTimeline *self, guint object, const LabSpan *held);

/* lab-timeline-frame.c */
void lab_timeline_make_frame (LabTimeline *self, const LabTimelineView *view, LabFont *font, LabTimelineFrame *frame);

/* The nearest edge between two pixels: at some sizes of the text a unit is not a whole number of them, and what lies
 * side by side would have seams. */
static inline double
lab_snap (double at, double column)
{
  double pixel = MIN (column, 1);

  return round (at / pixel) * pixel;
}

static inline double
lab_frame_snap (const LabTimelineFrame *frame, double at)
{
  return lab_snap (at, frame->column);
}

static inline double
lab_frame_get_x (const LabTimelineFrame *frame, guint64 time)
{
  return frame->plot_x + ((double) time / frame->ns - (double) frame->first) * frame->column;
}

/* The time at the left edge of column n. */
static inline guint64
lab_frame_get_time (const LabTimelineFrame *frame, guint n)
{
  return lab_column_get_edge (frame->ns, frame->first + n);
}

static inline guint64
lab_frame_get_end (const LabTimelineFrame *frame)
{
  return lab_frame_get_time (frame, frame->n_columns);
}

/* The ruler's marks, and where they stand. */
LabTicks lab_frame_get_ticks (const LabTimelineFrame *frame);
double lab_frame_get_tick_x (const LabTimelineFrame *frame, const LabTicks *ticks, guint n);

/* lab-timeline-rows.c: the lanes, their bars and labels. */
void lab_timeline_add_rows (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                            LabFont *font, LabScene *scene);

/* lab-timeline-ends.c: where tasks failed or were stopped. */
void lab_timeline_add_ends (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                            LabScene *scene);

/* lab-timeline-ruler.c */
void lab_timeline_add_ruler (LabTimeline *self, const LabTimelineFrame *frame, LabFont *font, LabScene *scene);

/* lab-timeline-overview.c */
void lab_timeline_add_overview (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                                LabScene *scene);

/* The mean of the lanes, of some evenly chosen where there are very many. */
void lab_timeline_sum_lanes (LabTimelineRows *rows, double ns, guint64 first, guint n, guint units, LabCell *cells);

/* How many ns of the overview a unit of its width is. */
double lab_timeline_get_overview_unit (LabTimeline *self, const LabTimelineFrame *frame);

/* lab-timeline-strips.c: strips give way for the lanes, and grow with them: a length is `tight` where the stretch is 0,
 * `full` where it is 1, and more where there is more room than all need. A whole number. */
#define LAB_STRETCH_MAX 4

double lab_stretch (double stretch, double tight, double full);

/* Of a strip with a curve in it, how much there is at a time: its height, the gap above it, both, and what the curve
 * takes at most. */
double lab_curve_get_height (double stretch);
double lab_curve_get_gap (double stretch);
double lab_curve_get_pitch (double stretch);
double lab_curve_get_room (double stretch);

/* lab-timeline-curves.c: how many at once. */
#define LAB_N_CURVES 2

void lab_timeline_add_curves (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                              LabFont *font, LabScene *scene);

/* The things that have a strip of their own below the lanes, in the order of their numbers. */
#define LAB_STRIPS_MAX 6

typedef struct
{
  guint n;
  guint n_more; /* have none, because there are so many: those that least happens to */
  guint objects[LAB_STRIPS_MAX];
} LabStrips;

/* Of locks LAB_FLOW_HOLDER, of queues LAB_FLOW_DEPTH. */
LabStrips lab_timeline_get_strips (LabTimeline *self, LabFlowRow row);

/* Whose strip is at y, when each is that high. */
gboolean lab_strips_find (const LabStrips *self, double y, double height, guint *object);

/* lab-timeline-locks.c: who held what, and how many waited for it. */
double lab_lock_get_pitch (double stretch);
void lab_timeline_add_locks (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                             LabFont *font, LabScene *scene);
gboolean lab_timeline_find_lock_at (LabTimeline *self, const LabTimelineFrame *frame, double y, guint *object);

/* lab-timeline-queues.c: how much there was in each. */
void lab_timeline_add_queues (LabTimeline *self, const LabTimelineFrame *frame, LabFont *font, LabScene *scene);
gboolean lab_timeline_find_queue_at (LabTimeline *self, const LabTimelineFrame *frame, double y, guint *object);

/* How many there were at most, in the room for names: half a number would be another one. "": there is no room. Caller
 * frees. */
char *lab_timeline_describe_most (const LabTimelineFrame *frame, LabFont *font, guint64 n);

/* A name, and something smaller below it or, where the strip is tight, beside it, left of a strip of `height` at y. */
void lab_timeline_add_strip_name (const LabTimelineFrame *frame, LabFont *font, LabScene *scene, double y,
                                  double height, const char *name, const char *caption);

/* lab-timeline-links.c: what led to what. */
void lab_timeline_add_links (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                             LabScene *scene);

/* lab-timeline-marks.c: what is chosen and pointed at. The lane lies below its bars. */
void lab_timeline_add_selected_lane (const LabTimelineView *view, const LabTimelineFrame *frame, double y,
                                     LabScene *scene);
void lab_timeline_add_focus (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                             LabScene *scene);
void lab_timeline_add_marks (const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font,
                             LabScene *scene);

/* lab-timeline-places.c: where a lane begins, FALSE where it is not among those that are shown; where a bar of a state
 * stands in it, from its top; and where a span stands. */
gboolean lab_frame_get_lane_y (const LabTimelineFrame *frame, LabTimeline *self, const LabTimelineView *view, guint row,
                               double *y);
void lab_frame_get_bar (const LabTimelineFrame *frame, LabState state, double *y, double *h);
gboolean lab_frame_get_span_place (const LabTimelineFrame *frame, LabTimeline *self, const LabTimelineView *view,
                                   guint row, guint64 n, LabRect *place);

/* lab-timeline-legend.c: the states that there are; the height it takes at a width. */
double lab_timeline_get_legend_height (LabTimeline *self, LabView by, LabFont *font, double width);
void lab_timeline_add_legend (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                              LabFont *font, LabScene *scene);

G_END_DECLS
