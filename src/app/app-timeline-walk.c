/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline-private.h"
#include "lab-walk.h"

/* To the span at the other end of an arrow; where there is none, nothing happens. */
void
app_timeline_follow_link (AppTimeline *self, LabLinkDirection direction)
{
  guint64 n, to_n;
  guint row, to_row;

  if (app_timeline_get_focused_span (self, &row, &n)
      && lab_timeline_follow_link (app_timeline_get_timeline (self), self->view.by, row, n, direction, &to_row, &to_n))
    app_timeline_put_focus (self, to_row, to_n, TRUE);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
app_timeline_step (AppTimeline *self, gboolean back)
{
  guint64 n, found;
  guint row;

  if (app_timeline_enter (self) || !app_timeline_get_focused_span (self, &row, &n))
    return;
  if (lab_timeline_step_span (app_timeline_get_timeline (self), self->view.by, row, n, back, &found))
    app_timeline_put_focus (self, row, found, TRUE);
}

/* Into another lane, at the same time. */
gboolean
app_timeline_change_lane (AppTimeline *self, int by)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint64 n, found;
  guint row, to;
  LabSpan span;

  if (app_timeline_enter (self))
    return TRUE;
  if (!app_timeline_get_focused_span (self, &row, &n) || !lab_timeline_find_lane (timeline, self->view.by, row, by, &to)
      || to == row)
    return FALSE;
  span = lab_timeline_get_span (timeline, self->view.by, row, n);
  if (!lab_timeline_find_span (timeline, self->view.by, to,
                               CLAMP (span.start + (span.end - span.start) / 2, self->view.start, self->view.end),
                               &found))
    return FALSE;
  return app_timeline_put_focus (self, to, found, TRUE);
}

void
app_timeline_go_to_end (AppTimeline *self, gboolean last)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  AppReach reach = app_timeline_get_reach (self);
  AppLook look = app_timeline_get_look (self);
  guint64 n;
  guint row;

  look = app_look_pan (&look, &reach, last ? (double) (reach.end - look.start) : -(double) look.start);
  app_timeline_go_to (self, &look, APP_MOVE_JUMP);
  if (app_timeline_is_inside (self) && app_timeline_get_focused_span (self, &row, &n))
    app_timeline_put_focus (self, row, last ? lab_timeline_get_n_spans (timeline, self->view.by, row) - 1 : 0, TRUE);
}

/* The next end of a span of the lane, from a time on. */
static guint64
find_edge (AppTimeline *self, guint row, guint64 time, gboolean back)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabSpan span;
  guint64 n;

  if (!lab_timeline_find_span (timeline, self->view.by, row, time, &n))
    return time;
  span = lab_timeline_get_span (timeline, self->view.by, row, n);
  if (back && span.start >= time && n > 0)
    span = lab_timeline_get_span (timeline, self->view.by, row, n - 1);
  if (!back && span.end <= time && n + 1 < lab_timeline_get_n_spans (timeline, self->view.by, row))
    span = lab_timeline_get_span (timeline, self->view.by, row, n + 1);
  return back ? MIN (span.start, time) : MAX (span.end, time);
}

/* From the focused span on, span by span: the end that the range began with stays. */
void
app_timeline_extend_range (AppTimeline *self, gboolean back)
{
  guint64 from, to, edge, n;
  guint row;

  app_timeline_enter (self);
  if (!app_timeline_get_focused_span (self, &row, &n))
    return;
  if (!app_timeline_get_selected_range (self, &from, &to))
    {
      LabSpan span = lab_timeline_get_span (app_timeline_get_timeline (self), self->view.by, row, n);

      self->anchor = back ? span.end : span.start;
      from = to = self->anchor;
    }
  edge = find_edge (self, row, self->anchor == from ? to : from, back);
  app_timeline_select_range (self, self->anchor, edge);
  app_timeline_point_at (self, edge);
  if (edge < self->view.start || edge > self->view.end)
    {
      AppReach reach = app_timeline_get_reach (self);
      AppLook look = app_timeline_get_look (self);

      look = app_look_pan (&look, &reach,
                           edge < look.start ? (double) edge - (double) look.start : (double) edge - (double) look.end);
      app_timeline_go_to (self, &look, APP_MOVE_PAN);
    }
}
