/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app-timeline-private.h"

#define ZOOM_STEP 1.25 /* a notch of a wheel */
#define PAN_STEP 0.1   /* of what is seen */
#define LANE_STEP 34

/* A wheel zooms, two fingers on a touchpad move: so one looks around with either. */
static gboolean
is_touchpad (GtkEventController *controller)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);

  return (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHPAD)
         || gtk_event_controller_scroll_get_unit (GTK_EVENT_CONTROLLER_SCROLL (controller)) == GDK_SCROLL_UNIT_SURFACE;
}

static gboolean
pan_pixels (AppTimeline *self, double dx)
{
  AppLook look = app_timeline_get_look (self);
  AppReach reach = app_timeline_get_reach (self);

  look = app_look_pan (&look, &reach, dx * app_timeline_get_ns_per_pixel (self));
  return app_timeline_go_to (self, &look, APP_MOVE_PAN);
}

static gboolean
zoom_at_pointer (AppTimeline *self, double factor)
{
  AppLook before = app_timeline_get_look (self), after;

  app_timeline_zoom (self, factor, app_timeline_hit (self, self->pointer_x, app_timeline_get_plot (self).y).time);
  after = app_timeline_get_look (self);
  return !app_look_equal (&before, &after);
}

/* What does nothing here is for what is around: a page can be scrolled past a timeline that is all to be seen. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, AppTimeline *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  LabRect plot = app_timeline_get_plot (self);

  if (app_timeline_get_timeline (self) == NULL)
    return FALSE;
  app_timeline_stop_glide (self);
  if (is_touchpad (GTK_EVENT_CONTROLLER (controller)) && !(state & GDK_CONTROL_MASK))
    {
      gboolean panned = ABS (dx) > 0 && pan_pixels (self, dx);

      return (ABS (dy) > 0 && app_timeline_scroll_lanes (self, dy / app_chart_get_zoom (APP_CHART (self)))) || panned
             || ABS (dx) > ABS (dy);
    }
  if (state & GDK_SHIFT_MASK)
    {
      app_timeline_pan (self, PAN_STEP * (ABS (dx) > ABS (dy) ? dx : dy));
      return TRUE;
    }
  if (ABS (dx) > ABS (dy))
    {
      app_timeline_pan (self, PAN_STEP * dx);
      return TRUE;
    }
  if (self->pointer_x < plot.x && self->pointer_y >= plot.y && self->pointer_y < plot.y + plot.h)
    return app_timeline_scroll_lanes (self, LANE_STEP * dy);
  return zoom_at_pointer (self, pow (ZOOM_STEP, dy));
}

static void
on_decelerate (GtkEventControllerScroll *controller, double vx, double vy, AppTimeline *self)
{
  if (is_touchpad (GTK_EVENT_CONTROLLER (controller))
      && app_glide_throw (&self->glide, g_get_monotonic_time (), -vx, -vy))
    app_timeline_start_glide (self);
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, AppTimeline *self)
{
  app_timeline_stop_glide (self);
  self->pinch = app_timeline_get_look (self);
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, AppTimeline *self)
{
  AppReach reach = app_timeline_get_reach (self);
  LabRect plot = app_timeline_get_plot (self);
  double x = self->pointer_x, y;
  double place;
  AppLook look;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  place = CLAMP ((x - plot.x) / MAX (plot.w, 1), 0, 1);
  look = app_look_zoom (&self->pinch, &reach,
                        self->pinch.start + (guint64) (place * (double) (self->pinch.end - self->pinch.start)),
                        1 / MAX (scale, 1e-3));
  app_timeline_go_to (self, &look, APP_MOVE_ZOOM);
}

void
app_timeline_add_scroll (AppTimeline *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES
                                                                | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (scroll, "decelerate", G_CALLBACK (on_decelerate), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}
