/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-timeline-private.h"
#include "lab-walk.h"

guint
lab_timeline_get_n_lanes (LabTimeline *self, LabView by)
{
  return lab_lanes_get_n_lanes (lab_timeline_get_rows (self, by)->lanes);
}

gboolean
lab_timeline_find_lane (LabTimeline *self, LabView by, guint row, int step, guint *found)
{
  LabLanes *lanes = lab_timeline_get_rows (self, by)->lanes;
  guint n_entries = lab_lanes_get_n_entries (lanes);
  int direction = step < 0 ? -1 : 1;
  guint n = 0;

  if (lab_lanes_get_n_lanes (lanes) == 0)
    return FALSE;
  if (!lab_lanes_find_row (lanes, row, &n))
    {
      while (lab_lanes_get_entry (lanes, n)->is_group)
        n++;
      step = 0;
    }
  *found = lab_lanes_get_entry (lanes, n)->row;
  while (step != 0 && (direction < 0 ? n > 0 : n + 1 < n_entries))
    {
      n = direction < 0 ? n - 1 : n + 1;
      if (lab_lanes_get_entry (lanes, n)->is_group)
        continue;
      *found = lab_lanes_get_entry (lanes, n)->row;
      step -= direction;
    }
  return TRUE;
}

char *
lab_timeline_get_lane_name (LabTimeline *self, LabView by, guint row)
{
  return lab_timeline_get_row_name (self, by, row);
}

char *
lab_timeline_get_full_lane_name (LabTimeline *self, guint row)
{
  const LabLane *lane;

  g_return_val_if_fail (self != NULL && row < lab_trace_get_n_lanes (self->trace), NULL);

  lane = lab_trace_get_lane (self->trace, row);
  if (lab_lanes_get_only_pid (lab_timeline_get_rows (self, LAB_VIEW_WORKERS)->lanes) == 0)
    return g_strdup_printf ("%s %d", lane->name, lane->pid);
  return g_strdup (lane->name);
}

gboolean
lab_timeline_find_span (LabTimeline *self, LabView by, guint row, guint64 time, guint64 *n)
{
  return lab_index_find (lab_timeline_get_rows (self, by)->index, row, time, n);
}

gboolean
lab_timeline_step_span (LabTimeline *self, LabView by, guint row, guint64 n, gboolean back, guint64 *found)
{
  LabIndex *index = lab_timeline_get_rows (self, by)->index;
  guint64 n_spans = lab_index_get_row_n_spans (index, row);

  while (back ? n > 0 && n <= n_spans : n + 1 < n_spans)
    {
      LabState state;

      n = back ? n - 1 : n + 1;
      state = lab_index_get_span (index, row, n).state;
      if (state == LAB_STATE_IDLE || lab_state_is_end (state))
        continue;
      *found = n;
      return TRUE;
    }
  return FALSE;
}

gboolean
lab_timeline_get_lane_group (LabTimeline *self, LabView by, guint row, gint32 *pid)
{
  LabLanes *lanes = lab_timeline_get_rows (self, by)->lanes;
  guint n;

  if (lab_lanes_get_n_groups (lanes) == 0 || !lab_lanes_find_row (lanes, row, &n))
    return FALSE;
  *pid = lab_lanes_get_entry (lanes, n)->pid;
  return TRUE;
}

gboolean
lab_timeline_is_folded (LabTimeline *self, LabView by, gint32 pid)
{
  LabLanes *lanes = lab_timeline_get_rows (self, by)->lanes;

  for (guint n = 0; n < lab_lanes_get_n_entries (lanes); n++)
    if (lab_lanes_get_entry (lanes, n)->is_group && lab_lanes_get_entry (lanes, n)->pid == pid)
      return lab_lanes_get_entry (lanes, n)->is_folded;
  return FALSE;
}

void
lab_timeline_get_cursor_frame (LabTimeline *self, const LabTimelineView *view, LabFont *font, LabCursorFrame *cursor)
{
  LabTimelineFrame frame;

  lab_timeline_make_frame (self, view, font, &frame);
  *cursor = (LabCursorFrame){
    .left = frame.plot_x,
    .right = frame.plot_x + frame.plot_w,
    .ruler_y = frame.ruler_y,
    .ruler_h = LAB_RULER_HEIGHT,
    .bottom = frame.bottom,
  };
}
