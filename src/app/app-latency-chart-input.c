/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app-latency-chart-private.h"

#define ZOOM_STEP 1.25
#define PAN_STEP 0.5 /* decades */
#define DRAG_MIN 8   /* pixels, from where on it is no click */

static LabLatencyHit
hit (AppLatencyChart *self)
{
  LabLatencyView view;

  if (!app_latency_chart_has_columns (self))
    return (LabLatencyHit){ LAB_LATENCY_NO_RUNG, G_MAXUINT, 0 };
  view = app_latency_chart_make_own_view (self);
  return lab_latency_hit (&view, app_chart_get_font (APP_CHART (self)), self->x, self->y);
}

static void
hover (AppLatencyChart *self, guint rung)
{
  if (self->hovered == rung)
    return;
  self->hovered = rung;
  app_chart_queue_layout (APP_CHART (self));
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, AppLatencyChart *self)
{
  self->x = x / app_chart_get_zoom (APP_CHART (self));
  self->y = y / app_chart_get_zoom (APP_CHART (self));
  hover (self, hit (self).rung);
}

static void
on_leave (GtkEventControllerMotion *controller, AppLatencyChart *self)
{
  hover (self, LAB_LATENCY_NO_RUNG);
}

static void
on_released (GtkGestureClick *gesture, int n, double x, double y, AppLatencyChart *self)
{
  guint rung = hit (self).rung;

  app_latency_chart_walk_to (self, rung);
  app_latency_chart_select (self, rung);
}

/* With Ctrl it zooms; the page scrolls with what is left. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, AppLatencyChart *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) != 0)
    app_latency_chart_zoom (self, pow (ZOOM_STEP, dy), hit (self).ns);
  else if ((state & GDK_SHIFT_MASK) != 0)
    app_latency_chart_pan (self, (dx + dy) * PAN_STEP);
  else if (fabs (dx) > fabs (dy))
    app_latency_chart_pan (self, dx * PAN_STEP);
  else
    return FALSE;
  return TRUE;
}

static void
hold (AppLatencyChart *self)
{
  self->held_from = self->from;
  self->held_to = self->to;
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, AppLatencyChart *self)
{
  double middle = (self->held_from + self->held_to) / 2;
  double span = (self->held_to - self->held_from) / MAX (scale, 0.01);

  app_latency_chart_set_range (self, middle - span / 2, span);
}

static void
on_drag (GtkGestureDrag *gesture, double dx, double dy, AppLatencyChart *self)
{
  double span = self->held_to - self->held_from;

  if (fabs (dx) < DRAG_MIN || app_latency_chart_shows_all (self))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  app_latency_chart_set_range (self, self->held_from - dx / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1) * span,
                               span);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, AppLatencyChart *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      app_latency_chart_zoom (self, 1 / ZOOM_STEP, 0);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      app_latency_chart_zoom (self, ZOOM_STEP, 0);
      return TRUE;
    case GDK_KEY_f:
    case GDK_KEY_F:
    case GDK_KEY_0:
      app_latency_chart_show_all (self);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      app_latency_chart_pan (self, (key == GDK_KEY_Right) != rtl ? PAN_STEP : -PAN_STEP);
      return TRUE;
    case GDK_KEY_Home:
      app_latency_chart_walk_to (self, 0);
      return TRUE;
    case GDK_KEY_End:
      app_latency_chart_walk_to (self, self->items->len - 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  AppLatencyChart *self = APP_LATENCY_CHART (widget);
  g_autofree char *text = NULL;

  if (keyboard || self->hovered >= self->rungs->len)
    return FALSE;
  text = app_latency_chart_describe (self, self->hovered);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ x - 4, y - 4, 8, 8 });
  return TRUE;
}

void
app_latency_chart_add_controllers (AppLatencyChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new (), *drag = gtk_gesture_drag_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (hold), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (hold), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag), self);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}
