/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-hit.h"
#include "lab-timeline-private.h"

static void
hit_span (LabTimelineRows *rows, const LabTimelineFrame *frame, double x, LabHit *hit)
{
  guint column = (guint) CLAMP ((x - frame->plot_x) / frame->column, 0, frame->n_columns - 1);
  guint64 first, last;

  if (!lab_index_find (rows->index, hit->row, hit->time, &hit->n))
    return;
  hit->span = lab_index_get_span (rows->index, hit->row, hit->n);
  if (hit->time < hit->span.start || hit->time > hit->span.end || hit->span.state == LAB_STATE_IDLE
      || lab_state_is_end (hit->span.state))
    return;
  hit->kind = LAB_HIT_SPAN;
  lab_index_find (rows->index, hit->row, lab_frame_get_time (frame, column), &first);
  lab_index_find (rows->index, hit->row, lab_frame_get_time (frame, column + 1), &last);
  hit->n_hidden = last - first;
}

static void
hit_lane (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, double x, double y,
          LabHit *hit)
{
  LabTimelineRows *rows = lab_timeline_get_rows (self, view->by);
  guint n = lab_lanes_find (rows->lanes, y - frame->lanes_y + view->scroll, frame->lane_h, LAB_HEADING_HEIGHT);
  const LabLaneEntry *entry;

  if (n >= lab_lanes_get_n_entries (rows->lanes))
    return;
  entry = lab_lanes_get_entry (rows->lanes, n);
  hit->row = entry->row;
  hit->pid = entry->pid;
  hit->kind = entry->is_group ? LAB_HIT_GROUP : LAB_HIT_LANE;
  if (!entry->is_group && x >= frame->plot_x && x < frame->plot_x + frame->plot_w)
    hit_span (rows, frame, x, hit);
}

/* Which span of a thing's row holds the time. */
static void
find_flow_span (LabTimeline *self, LabFlowRow row, LabHit *hit)
{
  LabFlow *flow = lab_timeline_get_flow (self);

  if (lab_flow_find (flow, hit->object, row, hit->time, &hit->n))
    hit->span = lab_flow_get_span (flow, hit->object, row, hit->n);
}

/* What stands below the lanes. */
static void
hit_strips (LabTimeline *self, const LabTimelineFrame *frame, double y, LabHit *hit)
{
  if (lab_timeline_find_lock_at (self, frame, y, &hit->object))
    {
      hit->kind = LAB_HIT_LOCK;
      find_flow_span (self, LAB_FLOW_HOLDER, hit);
    }
  else if (lab_timeline_find_queue_at (self, frame, y, &hit->object))
    {
      hit->kind = LAB_HIT_QUEUE;
      find_flow_span (self, LAB_FLOW_DEPTH, hit);
    }
  else if (frame->curves_y >= 0 && y >= frame->curves_y && y < frame->bottom)
    hit->kind = LAB_HIT_CURVES;
}

static guint64
get_time_at (const LabTimelineFrame *frame, double x)
{
  double column = CLAMP ((x - frame->plot_x) / frame->column, 0, frame->n_columns);

  return (guint64) (((double) frame->first + column) * frame->ns);
}

static guint64
get_overview_time (LabTimeline *self, const LabTimelineFrame *frame, double x)
{
  guint64 start, end;

  lab_timeline_get_range (self, &start, &end);
  start += (guint64) (CLAMP (x - frame->plot_x, 0, frame->plot_w) * lab_timeline_get_overview_unit (self, frame));
  return MIN (start, end);
}

LabHit
lab_timeline_hit (LabTimeline *self, const LabTimelineView *view, LabFont *font, double x, double y)
{
  LabTimelineFrame frame;
  LabHit hit = { .kind = LAB_HIT_NOTHING };

  lab_timeline_make_frame (self, view, font, &frame);
  hit.time = get_time_at (&frame, x);
  if (frame.overview_y >= 0 && y >= frame.overview_y && y < frame.overview_y + LAB_OVERVIEW_HEIGHT)
    {
      hit.kind = LAB_HIT_OVERVIEW;
      hit.time = get_overview_time (self, &frame, x);
    }
  else if (y >= frame.ruler_y && y < frame.ruler_y + LAB_RULER_HEIGHT)
    hit.kind = LAB_HIT_RULER;
  else if (y >= frame.lanes_y && y < frame.lanes_y + frame.lanes_h)
    hit_lane (self, view, &frame, x, y, &hit);
  else if (x >= frame.plot_x && x < frame.plot_x + frame.plot_w)
    hit_strips (self, &frame, y, &hit);
  return hit;
}

guint64
lab_timeline_get_n_spans (LabTimeline *self, LabView by, guint row)
{
  return lab_index_get_row_n_spans (lab_timeline_get_rows (self, by)->index, row);
}

LabSpan
lab_timeline_get_span (LabTimeline *self, LabView by, guint row, guint64 n)
{
  return lab_index_get_span (lab_timeline_get_rows (self, by)->index, row, n);
}

guint64
lab_timeline_snap (LabTimeline *self, LabView by, guint row, guint64 time, guint64 reach)
{
  LabIndex *index = lab_timeline_get_rows (self, by)->index;
  LabSpan span;
  guint64 n, to_start, to_end;

  if (row >= lab_index_get_n_rows (index) || !lab_index_find (index, row, time, &n))
    return time;
  span = lab_index_get_span (index, row, n);
  to_start = time > span.start ? time - span.start : span.start - time;
  to_end = time > span.end ? time - span.end : span.end - time;
  if (MIN (to_start, to_end) > reach)
    return time;
  return to_start <= to_end ? span.start : span.end;
}
