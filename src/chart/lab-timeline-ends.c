/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-timeline-private.h"

#define MARK_SIZE 4
#define LINE_WIDTH 2
#define HALO 1.5 /* of the ground, so that it is seen on every bar */

typedef struct
{
  LabTimeline *timeline;
  const LabTimelineView *view;
  const LabTimelineFrame *frame;
  LabScene *scene;
} Ends;

static void
add_cross (const Ends *self, LabInk ink, double x, double y, double width)
{
  double size = MARK_SIZE + (width - LINE_WIDTH) / 2;
  LabPoint down[] = { { x - size, y - size }, { x + size, y + size } };
  LabPoint up[] = { { x - size, y + size }, { x + size, y - size } };

  lab_scene_add_line (self->scene, ink, LAB_FORM_FILL, width, down, 2);
  lab_scene_add_line (self->scene, ink, LAB_FORM_FILL, width, up, 2);
}

/* A cross where a task failed, a bar where it was stopped. */
static void
add_mark (const Ends *self, guint row, guint64 time, LabState state)
{
  const LabTimelineFrame *frame = self->frame;
  double x = lab_frame_get_x (frame, time);
  LabInk ink = (LabInk) (LAB_INK_STATE + state);
  double y, height = frame->bar_h;

  if (x < frame->plot_x || x > frame->plot_x + frame->plot_w
      || !lab_frame_get_lane_y (frame, self->timeline, self->view, row, &y) || y + frame->lane_h < frame->lanes_y
      || y > frame->lanes_y + frame->lanes_h)
    return;
  x = MIN (x, frame->plot_x + frame->plot_w - MARK_SIZE);
  y += frame->lane_h / 2;
  if (state == LAB_STATE_FAILED)
    {
      add_cross (self, LAB_INK_GROUND, x, y, LINE_WIDTH + 2 * HALO);
      add_cross (self, ink, x, y, LINE_WIDTH);
      return;
    }
  x = floor (x) - 1;
  lab_scene_add_box (self->scene, LAB_INK_GROUND, LAB_FORM_FILL, x - 1, y - height / 2, 5, height);
  lab_scene_add_box (self->scene, ink, LAB_FORM_FILL, x, y - height / 2, 3, height);
}

static guint
find_first (const LabFlowEnd *ends, guint n, guint64 time)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ends[middle].time < time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Of a worker's tasks all that are seen, but of those within one column one. */
static void
add_marks_of_workers (const Ends *self)
{
  guint n_lanes = lab_trace_get_n_lanes (self->timeline->trace);
  g_autofree double *last = g_new (double, MAX (n_lanes, 1));
  guint64 end = lab_frame_get_end (self->frame);
  guint n;
  const LabFlowEnd *ends = lab_flow_get_ends (lab_timeline_get_flow (self->timeline), &n);

  for (guint i = 0; i < n_lanes; i++)
    last[i] = -1;
  for (guint i = find_first (ends, n, lab_frame_get_time (self->frame, 0)); i < n && ends[i].time <= end; i++)
    {
      double x = floor (lab_frame_get_x (self->frame, ends[i].time));

      if (ends[i].lane >= n_lanes || x <= last[ends[i].lane])
        continue;
      last[ends[i].lane] = x;
      add_mark (self, ends[i].lane, ends[i].time, ends[i].state);
    }
}

static void
add_marks_of_tasks (const Ends *self)
{
  LabTimelineRows *rows = lab_timeline_get_rows (self->timeline, self->view->by);
  guint first = lab_lanes_find (rows->lanes, self->view->scroll, self->frame->lane_h, LAB_HEADING_HEIGHT);
  guint end = lab_lanes_find (rows->lanes, self->view->scroll + self->frame->lanes_h, self->frame->lane_h,
                              LAB_HEADING_HEIGHT);

  for (guint i = first; i <= end && i < lab_lanes_get_n_entries (rows->lanes); i++)
    {
      guint row = lab_lanes_get_entry (rows->lanes, i)->row;
      LabSpan last = lab_index_get_span (rows->index, row, lab_index_get_row_n_spans (rows->index, row) - 1);

      if (last.state == LAB_STATE_FAILED || last.state == LAB_STATE_CANCELLED)
        add_mark (self, row, last.start, last.state);
    }
}

void
lab_timeline_add_ends (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, LabScene *scene)
{
  const Ends ends = { self, view, frame, scene };

  if (view->by == LAB_VIEW_WORKERS)
    add_marks_of_workers (&ends);
  else
    add_marks_of_tasks (&ends);
}
