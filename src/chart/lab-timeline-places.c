/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-hit.h"
#include "lab-timeline-private.h"

/* Doing is tall, waiting flat: as in a column of shares. */
void
lab_frame_get_bar (const LabTimelineFrame *frame, LabState state, double *y, double *h)
{
  guint units = lab_cell_get_wait_units (frame->units);

  *y = (frame->lane_h - frame->bar_h) / 2;
  *h = frame->bar_h;
  if (state == LAB_STATE_RUNNING)
    return;
  *y += frame->bar_h * ((frame->units - units) / 2) / frame->units;
  *h = frame->bar_h * units / frame->units;
}

gboolean
lab_frame_get_lane_y (const LabTimelineFrame *frame, LabTimeline *self, const LabTimelineView *view, guint row,
                      double *y)
{
  LabLanes *lanes = lab_timeline_get_rows (self, view->by)->lanes;
  guint n;

  if (!lab_lanes_find_row (lanes, row, &n))
    return FALSE;
  *y = frame->lanes_y - view->scroll + lab_lanes_get_y (lanes, n, frame->lane_h, LAB_HEADING_HEIGHT);
  return TRUE;
}

gboolean
lab_frame_get_span_place (const LabTimelineFrame *frame, LabTimeline *self, const LabTimelineView *view, guint row,
                          guint64 n, LabRect *place)
{
  double left = frame->plot_x, right = left + frame->plot_w;
  double y, below;
  LabSpan span;

  if (!lab_frame_get_lane_y (frame, self, view, row, &y) || n >= lab_timeline_get_n_spans (self, view->by, row))
    return FALSE;
  span = lab_timeline_get_span (self, view->by, row, n);
  place->x = lab_frame_get_x (frame, span.start);
  place->w = lab_frame_get_x (frame, span.end);
  if (place->x > right || place->w < left)
    return FALSE;
  place->x = CLAMP (place->x, left, right);
  place->w = MAX (CLAMP (place->w, left, right) - place->x, frame->column);
  lab_frame_get_bar (frame, span.state, &below, &place->h);
  place->y = y + below;
  return TRUE;
}

gboolean
lab_timeline_get_span_place (LabTimeline *self, const LabTimelineView *view, LabFont *font, guint row, guint64 n,
                             LabRect *place)
{
  LabTimelineFrame frame;

  lab_timeline_make_frame (self, view, font, &frame);
  return lab_frame_get_span_place (&frame, self, view, row, n, place);
}

gboolean
lab_timeline_get_lane_place (LabTimeline *self, const LabTimelineView *view, LabFont *font, guint row, LabRect *place)
{
  LabTimelineFrame frame;

  lab_timeline_make_frame (self, view, font, &frame);
  *place = (LabRect){ .w = view->width, .h = frame.lane_h };
  return lab_frame_get_lane_y (&frame, self, view, row, &place->y);
}

LabRect
lab_timeline_get_lanes_place (LabTimeline *self, const LabTimelineView *view, LabFont *font, double *content)
{
  LabLanes *lanes = lab_timeline_get_rows (self, view->by)->lanes;
  LabTimelineFrame frame;

  lab_timeline_make_frame (self, view, font, &frame);
  *content = lab_lanes_get_y (lanes, lab_lanes_get_n_entries (lanes), frame.lane_h, LAB_HEADING_HEIGHT);
  return (LabRect){ frame.plot_x, frame.lanes_y, frame.plot_w, frame.lanes_h };
}
