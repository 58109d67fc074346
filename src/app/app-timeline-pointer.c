/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline-private.h"

#define HANDLE 7 /* how near to an end of the overview's window it is taken, */
#define SNAP 8   /* and how near to the end of a span an edge goes there, in pixels */

LabHit
app_timeline_hit (AppTimeline *self, double x, double y)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabTimelineView view = app_timeline_get_sized_view (self);
  double zoom = app_chart_get_zoom (APP_CHART (self));

  if (timeline == NULL || view.width <= 0 || view.height <= 0)
    return (LabHit){ .kind = LAB_HIT_NOTHING };
  return lab_timeline_hit (timeline, &view, app_chart_get_font (APP_CHART (self)), x / zoom, y / zoom);
}

/* Where the time axis is, in the widget's pixels. */
LabRect
app_timeline_get_plot (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabTimelineView view = app_timeline_get_sized_view (self);
  double zoom = app_chart_get_zoom (APP_CHART (self));
  double content;
  LabRect plot;

  if (timeline == NULL)
    return (LabRect){ 0 };
  plot = lab_timeline_get_lanes_place (timeline, &view, app_chart_get_font (APP_CHART (self)), &content);
  return (LabRect){ plot.x * zoom, plot.y * zoom, plot.w * zoom, plot.h * zoom };
}

/* What a press in the overview takes hold of. */
static AppDragKind
find_handle (AppTimeline *self, double x, double y, guint64 time)
{
  AppReach reach = app_timeline_get_reach (self);
  AppLook look = app_timeline_get_look (self);
  double near = HANDLE * (double) (reach.end - reach.start) / MAX (app_timeline_get_plot (self).w, 1);
  double to_start = ABS ((double) time - (double) look.start), to_end = ABS ((double) time - (double) look.end);

  if (app_look_is_whole (&look, &reach))
    return APP_DRAG_WINDOW_NEW;
  if ((double) (look.end - look.start) > 3 * near && MIN (to_start, to_end) <= near)
    return to_start < to_end ? APP_DRAG_WINDOW_START : APP_DRAG_WINDOW_END;
  return APP_DRAG_WINDOW;
}

static AppDragKind
find_drag (AppTimeline *self, const LabHit *hit, double x, double y, GdkModifierType state)
{
  if (hit->kind == LAB_HIT_OVERVIEW)
    return find_handle (self, x, y, hit->time);
  if (app_timeline_get_timeline (self) == NULL)
    return APP_DRAG_NOTHING;
  if (hit->kind == LAB_HIT_RULER || (state & GDK_SHIFT_MASK))
    return APP_DRAG_RANGE;
  return APP_DRAG_PICTURE;
}

static const char *
find_cursor (AppTimeline *self, const LabHit *hit)
{
  if (self->drag.kind == APP_DRAG_PICTURE && self->drag.moved)
    return "grabbing";
  switch (hit->kind)
    {
    case LAB_HIT_OVERVIEW:
      switch (find_handle (self, self->pointer_x, self->pointer_y, hit->time))
        {
        case APP_DRAG_WINDOW_START:
        case APP_DRAG_WINDOW_END:
          return "ew-resize";
        case APP_DRAG_WINDOW:
          return "grab";
        case APP_DRAG_NOTHING:
        case APP_DRAG_PICTURE:
        case APP_DRAG_RANGE:
        case APP_DRAG_WINDOW_NEW:
        default:
          return "crosshair";
        }
    case LAB_HIT_RULER:
      return "col-resize";
    case LAB_HIT_SPAN:
    case LAB_HIT_GROUP:
      return "pointer";
    case LAB_HIT_NOTHING:
    case LAB_HIT_LANE:
    case LAB_HIT_LOCK:
    case LAB_HIT_QUEUE:
    case LAB_HIT_CURVES:
    default:
      return NULL;
    }
}

static void
set_hovered (AppTimeline *self, const LabHit *hit)
{
  guint64 n = hit->kind == LAB_HIT_SPAN ? hit->n : G_MAXUINT64;

  if (self->view.hovered_span == n && (n == G_MAXUINT64 || self->view.hovered_row == hit->row))
    return;
  self->view.hovered_row = hit->row;
  self->view.hovered_span = n;
  app_chart_queue_layout (APP_CHART (self));
}

static void
set_pointer_time (AppTimeline *self, guint64 time)
{
  if (self->pointer_time == time)
    return;
  self->pointer_time = time;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->replay == NULL || !app_replay_is_playing (self->replay))
    app_timeline_point_at (self, time != G_MAXUINT64 ? time : self->cursor);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, AppTimeline *self)
{
  LabRect plot = app_timeline_get_plot (self);
  LabHit hit;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag.moved)
    return;
  hit = app_timeline_hit (self, x, y);
  set_hovered (self, &hit);
  set_pointer_time (self, x >= plot.x && x <= plot.x + plot.w && hit.kind != LAB_HIT_NOTHING ? hit.time : G_MAXUINT64);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), find_cursor (self, &hit));
}

static void
on_leave (GtkEventControllerMotion *controller, AppTimeline *self)
{
  LabHit nothing = { .kind = LAB_HIT_NOTHING };

  set_hovered (self, &nothing);
  set_pointer_time (self, G_MAXUINT64);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, AppTimeline *self)
{
  LabHit hit = app_timeline_hit (self, x, y);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  app_timeline_stop_glide (self);
  app_glide_hold (&self->glide);
  self->drag = (AppDrag){ .x = x, .y = y, .last_x = x, .last_y = y, .time = hit.time };
  self->drag.kind = find_drag (self, &hit, x, y, state);
  self->drag.look = app_timeline_get_look (self);
}

static void
drag_picture (AppTimeline *self, double x, double y)
{
  AppReach reach = app_timeline_get_reach (self);
  AppLook look = app_look_pan (&self->drag.look, &reach, (self->drag.x - x) * app_timeline_get_ns_per_pixel (self));

  look.scroll = self->drag.look.scroll + (self->drag.y - y) / app_chart_get_zoom (APP_CHART (self));
  app_timeline_go_to (self, &look, APP_MOVE_PAN);
  app_glide_drag (&self->glide, g_get_monotonic_time (), x, y);
}

/* The edge goes to the end of a span of the lane below the pointer, on the ruler of the focused one, where one is
 * near. */
static guint64
snap (AppTimeline *self, double x, double y)
{
  LabHit hit = app_timeline_hit (self, x, y);

  if (hit.kind == LAB_HIT_RULER && self->view.focused_span != G_MAXUINT64)
    hit.row = self->view.focused_row;
  else if (hit.kind != LAB_HIT_SPAN && hit.kind != LAB_HIT_LANE)
    return hit.time;
  return lab_timeline_snap (app_timeline_get_timeline (self), self->view.by, hit.row, hit.time,
                            (guint64) (SNAP * app_timeline_get_ns_per_pixel (self)));
}

static void
set_range (AppTimeline *self, guint64 from, guint64 to)
{
  self->view.selected_from = MIN (from, to);
  self->view.selected_to = MAX (from, to);
  app_chart_queue_layout (APP_CHART (self));
}

static void
drag_window (AppTimeline *self, double x)
{
  AppReach reach = app_timeline_get_reach (self);
  guint64 time = app_timeline_hit (self, x, self->drag.y).time;
  double by = (double) time - (double) self->drag.time;
  AppLook look = self->drag.look;
  double start = (double) look.start, end = (double) look.end;

  if (self->drag.kind == APP_DRAG_WINDOW)
    look = app_look_pan (&look, &reach, by);
  else if (self->drag.kind == APP_DRAG_WINDOW_START)
    look = app_look_show (&look, &reach, (guint64) CLAMP (start + by, 0, end - 1), look.end);
  else if (self->drag.kind == APP_DRAG_WINDOW_END)
    look = app_look_show (&look, &reach, look.start, (guint64) MAX (end + by, start + 1));
  else
    look = app_look_show (&look, &reach, self->drag.time, time);
  app_timeline_go_to (self, &look, APP_MOVE_PAN);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, AppTimeline *self)
{
  double x = self->drag.x + dx, y = self->drag.y + dy;

  if (!self->drag.moved
      && !gtk_drag_check_threshold (GTK_WIDGET (self), (int) self->drag.x, (int) self->drag.y, (int) x, (int) y))
    return;
  if (self->drag.kind == APP_DRAG_NOTHING)
    return;
  if (!self->drag.moved)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      app_timeline_hide_bubbles (self);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      if (self->drag.kind == APP_DRAG_PICTURE)
        gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }
  self->drag.moved = TRUE;
  self->drag.last_x = x;
  self->drag.last_y = y;
  if (self->drag.kind == APP_DRAG_PICTURE)
    drag_picture (self, x, y);
  else if (self->drag.kind == APP_DRAG_RANGE)
    set_range (self, snap (self, self->drag.x, self->drag.y), snap (self, x, y));
  else
    drag_window (self, x);
}

static void
on_drag_end (GtkGestureDrag *gesture, double dx, double dy, AppTimeline *self)
{
  AppDrag drag = self->drag;

  self->drag = (AppDrag){ 0 };
  if (!drag.moved)
    return;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
  if (drag.kind == APP_DRAG_PICTURE && app_glide_release (&self->glide, g_get_monotonic_time ()))
    app_timeline_start_glide (self);
  if (drag.kind == APP_DRAG_RANGE)
    {
      app_timeline_select_range (self, self->view.selected_from, self->view.selected_to);
      app_timeline_show_range_bubble (self, FALSE);
    }
}

static void
click_span (AppTimeline *self, const LabHit *hit, int n_press)
{
  if (n_press > 1)
    {
      guint64 room = (hit->span.end - hit->span.start) / 8;

      app_timeline_hide_bubbles (self);
      app_timeline_show_time (self, hit->span.start - MIN (room, hit->span.start), hit->span.end + room);
      return;
    }
  app_timeline_put_focus (self, hit->row, hit->n, TRUE);
  app_timeline_activate_span (self, hit->row, hit->n);
  app_timeline_show_span_bubble (self, FALSE);
}

static void
centre (AppTimeline *self, guint64 time)
{
  AppLook look = app_timeline_get_look (self);
  AppReach reach = app_timeline_get_reach (self);
  double half = (double) (look.end - look.start) / 2;

  look = app_look_pan (&look, &reach, (double) time - half - (double) look.start);
  app_timeline_go_to (self, &look, APP_MOVE_JUMP);
}

static void
click_ruler (AppTimeline *self, guint64 time)
{
  if (self->replay != NULL)
    app_replay_seek (self->replay, time);
  else
    app_timeline_set_cursor (self, time);
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, AppTimeline *self)
{
  LabHit hit = app_timeline_hit (self, x, y);
  LabRect plot = app_timeline_get_plot (self);

  if (!gtk_widget_contains (GTK_WIDGET (self), x, y))
    return;
  if (hit.kind == LAB_HIT_SPAN)
    {
      click_span (self, &hit, n_press);
      return;
    }
  app_timeline_hide_bubbles (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (hit.kind == LAB_HIT_OVERVIEW)
    centre (self, hit.time);
  else if (hit.kind == LAB_HIT_RULER)
    click_ruler (self, hit.time);
  else if (hit.kind == LAB_HIT_GROUP)
    app_timeline_toggle_group (self, hit.pid);
  else
    {
      gboolean name = hit.kind == LAB_HIT_LANE && x < plot.x;

      self->view.selected_row = name && self->view.selected_row != hit.row ? hit.row : G_MAXUINT;
      app_timeline_select_range (self, 0, 0);
      app_timeline_clear_focus (self);
    }
}

void
app_timeline_add_pointer (AppTimeline *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
