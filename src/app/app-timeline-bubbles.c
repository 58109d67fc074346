/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-timeline-private.h"

/* A press elsewhere in the window, as everybody expects of such things. */
static void
on_pressed_outside (GtkGestureClick *gesture, int n_press, double x, double y, AppTimeline *self)
{
  GtkWidget *root = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  graphene_point_t place;

  if (event == NULL || gdk_event_get_surface (event) != gtk_native_get_surface (GTK_NATIVE (root)))
    return;
  if (gtk_widget_compute_point (root, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &place)
      && !gtk_widget_contains (GTK_WIDGET (self), place.x, place.y))
    app_timeline_hide_bubbles (self);
}

static void
watch_outside (AppTimeline *self)
{
  GtkGesture *press;

  if (self->outside != NULL)
    return;
  press = gtk_gesture_click_new ();
  self->outside = GTK_EVENT_CONTROLLER (press);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
  gtk_event_controller_set_propagation_phase (self->outside, GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed_outside), self);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), self->outside);
}

/* They do not take the pointer away: with one open, the next span is a click away. */
static GtkWidget *
make_bubble (AppTimeline *self, GtkWidget *content, const char *label)
{
  GtkWidget *bubble = gtk_popover_new ();

  gtk_popover_set_autohide (GTK_POPOVER (bubble), FALSE);
  gtk_popover_set_child (GTK_POPOVER (bubble), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bubble), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_parent (bubble, GTK_WIDGET (self));
  return bubble;
}

static void
on_go_to (AppSpanDetails *details, guint row, guint64 n, AppTimeline *self)
{
  app_timeline_put_focus (self, row, n, FALSE);
}

static void
on_zoom (AppRangeDetails *details, AppTimeline *self)
{
  guint64 from, to;

  if (app_timeline_get_selected_range (self, &from, &to))
    app_timeline_show_time (self, from, to);
  app_timeline_hide_bubbles (self);
}

static void
point_at (AppTimeline *self, GtkWidget *bubble, const LabRect *place)
{
  double zoom = app_chart_get_zoom (APP_CHART (self));
  double bottom = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRectangle rectangle = {
    .x = (int) (place->x * zoom),
    .y = (int) CLAMP (place->y * zoom, 0, bottom - 1),
    .width = MAX ((int) (place->w * zoom), 1),
    .height = MAX ((int) MIN (place->h * zoom, bottom), 1),
  };

  gtk_popover_set_pointing_to (GTK_POPOVER (bubble), &rectangle);
}

static void
place_span_bubble (AppTimeline *self)
{
  LabTimelineView view = app_timeline_get_sized_view (self);
  LabRect place;

  if (lab_timeline_get_span_place (app_timeline_get_timeline (self), &view, app_chart_get_font (APP_CHART (self)),
                                   self->view.focused_row, self->view.focused_span, &place))
    point_at (self, self->span_bubble, &place);
}

static void
place_range_bubble (AppTimeline *self)
{
  LabTimelineView view = app_timeline_get_sized_view (self);
  double content;
  LabRect lanes = lab_timeline_get_lanes_place (app_timeline_get_timeline (self), &view,
                                                app_chart_get_font (APP_CHART (self)), &content);
  double unit = (double) (view.end - view.start) / MAX (lanes.w, 1);
  double from = CLAMP (((double) view.selected_from - (double) view.start) / unit, 0, lanes.w);
  double to = CLAMP (((double) view.selected_to - (double) view.start) / unit, 0, lanes.w);

  lanes.x += from;
  lanes.w = to - from;
  point_at (self, self->range_bubble, &lanes);
}

void
app_timeline_renew_span_bubble (AppTimeline *self)
{
  guint64 n;
  guint row;

  if (self->span_bubble == NULL || !gtk_widget_is_visible (self->span_bubble)
      || !app_timeline_get_focused_span (self, &row, &n))
    return;
  app_span_details_set_span (APP_SPAN_DETAILS (self->span_details), self->record, self->view.by, row, n);
  place_span_bubble (self);
}

void
app_timeline_show_span_bubble (AppTimeline *self, gboolean grab)
{
  guint64 n;
  guint row;

  if (!app_timeline_get_focused_span (self, &row, &n))
    return;
  app_timeline_hide_bubbles (self);
  if (self->span_bubble == NULL)
    {
      self->span_details = app_span_details_new ();
      self->span_bubble = make_bubble (self, self->span_details, _ ("Details of the span"));
      g_signal_connect (self->span_details, "go-to", G_CALLBACK (on_go_to), self);
    }
  app_span_details_set_span (APP_SPAN_DETAILS (self->span_details), self->record, self->view.by, row, n);
  place_span_bubble (self);
  watch_outside (self);
  gtk_popover_popup (GTK_POPOVER (self->span_bubble));
  if (grab)
    gtk_widget_child_focus (self->span_bubble, GTK_DIR_TAB_FORWARD);
}

void
app_timeline_show_range_bubble (AppTimeline *self, gboolean grab)
{
  guint64 from, to;

  if (!app_timeline_get_selected_range (self, &from, &to))
    return;
  app_timeline_hide_bubbles (self);
  if (self->range_bubble == NULL)
    {
      self->range_details = app_range_details_new ();
      self->range_bubble = make_bubble (self, self->range_details, _ ("Details of the range"));
      g_signal_connect (self->range_details, "zoom", G_CALLBACK (on_zoom), self);
    }
  app_range_details_set_range (APP_RANGE_DETAILS (self->range_details), self->record, self->view.by, from, to);
  place_range_bubble (self);
  watch_outside (self);
  gtk_popover_popup (GTK_POPOVER (self->range_bubble));
  if (grab)
    gtk_widget_child_focus (self->range_bubble, GTK_DIR_TAB_FORWARD);
}

static gboolean
hide (AppTimeline *self, GtkWidget *bubble)
{
  if (bubble == NULL || !gtk_widget_is_visible (bubble))
    return FALSE;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == bubble
      && (self->view.focused_span == G_MAXUINT64
          || !app_timeline_put_focus (self, self->view.focused_row, self->view.focused_span, TRUE)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_popover_popdown (GTK_POPOVER (bubble));
  return TRUE;
}

gboolean
app_timeline_hide_bubbles (AppTimeline *self)
{
  gboolean span = hide (self, self->span_bubble);

  return hide (self, self->range_bubble) || span;
}

void
app_timeline_drop_bubbles (AppTimeline *self)
{
  if (self->span_bubble != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->span_bubble));
  if (self->range_bubble != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->range_bubble));
  if (self->outside != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (self->outside), self->outside);
  self->outside = NULL;
}

void
app_timeline_allocate_bubbles (AppTimeline *self)
{
  if (self->span_bubble != NULL && gtk_widget_is_visible (self->span_bubble))
    place_span_bubble (self);
  if (self->range_bubble != NULL && gtk_widget_is_visible (self->range_bubble))
    place_range_bubble (self);
  if (self->span_bubble != NULL)
    gtk_popover_present (GTK_POPOVER (self->span_bubble));
  if (self->range_bubble != NULL)
    gtk_popover_present (GTK_POPOVER (self->range_bubble));
}
