/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "app-timeline-private.h"
#include "lab-walk.h"

/* What it asks for, in units: enough for some lanes, and no more than leaves room for what is below. */
#define HEIGHT_MIN 150
#define HEIGHT_MAX 460

LabTimelineView
app_timeline_get_sized_view (AppTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  LabTimelineView view = self->view;
  double zoom = app_chart_get_zoom (APP_CHART (self));

  view.width = gtk_widget_get_width (widget) / zoom;
  view.height = gtk_widget_get_height (widget) / zoom;
  view.column = 1 / (zoom * gtk_widget_get_scale_factor (widget));
  return view;
}

void
app_timeline_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  AppTimeline *self = APP_TIMELINE (widget);
  LabTimeline *timeline = app_timeline_get_timeline (self);
  double zoom = app_chart_get_zoom (APP_CHART (self));
  LabTimelineView view = self->view;
  double full = HEIGHT_MIN;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  view.width = (for_size > 0 ? for_size : 640) / zoom;
  if (timeline != NULL)
    full = lab_timeline_get_full_height (timeline, &view, app_chart_get_font (APP_CHART (self)));
  *minimum = (int) (HEIGHT_MIN * zoom);
  *natural = (int) (CLAMP (ceil (full), HEIGHT_MIN, HEIGHT_MAX) * zoom);
}

void
app_timeline_allocate_scrollbar (AppTimeline *self, int width)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabTimelineView view = app_timeline_get_sized_view (self);
  double zoom = app_chart_get_zoom (APP_CHART (self));
  LabRect lanes = { 0 };
  double content = 0;
  int bar_width;

  if (timeline != NULL)
    lanes = lab_timeline_get_lanes_place (timeline, &view, app_chart_get_font (APP_CHART (self)), &content);
  gtk_widget_set_child_visible (self->scrollbar, content > lanes.h + 0.5);
  self->view.scroll = CLAMP (self->view.scroll, 0, MAX (content - lanes.h, 0));
  gtk_adjustment_configure (self->adjustment, self->view.scroll, 0, content, lanes.h / 10, lanes.h * 0.9, lanes.h);
  gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_HORIZONTAL, -1, &bar_width, NULL, NULL, NULL);
  gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_VERTICAL, bar_width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (
    self->scrollbar,
    &(GtkAllocation){ width - bar_width, (int) (lanes.y * zoom), bar_width, MAX ((int) (lanes.h * zoom), 1) }, -1);
}

static void
on_scrollbar_moved (GtkAdjustment *adjustment, AppTimeline *self)
{
  AppLook look = app_timeline_get_look (self);

  look.scroll = gtk_adjustment_get_value (adjustment);
  app_timeline_go_to (self, &look, APP_MOVE_PAN);
}

void
app_timeline_add_scrollbar (AppTimeline *self)
{
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (on_scrollbar_moved), self);
  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, self->adjustment);
  gtk_widget_add_css_class (self->scrollbar, "overlay-indicator");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrollbar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Lanes"), -1);
  gtk_widget_set_parent (self->scrollbar, GTK_WIDGET (self));
}

void
app_timeline_lanes_changed (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);

  self->n_lanes = timeline != NULL ? lab_timeline_get_n_lanes (timeline, self->view.by) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  app_chart_queue_layout (APP_CHART (self));
}

/* The same moment of the same task, in the other view. */
static void
translate_focus (AppTimeline *self, LabView by)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint64 n;
  guint row;
  LabSpan span;

  if (!app_timeline_get_focused_span (self, &row, &n))
    return;
  span = lab_timeline_get_span (timeline, self->view.by, row, n);
  self->view.focused_span = G_MAXUINT64;
  if (span.who == LAB_NO_TASK || !lab_timeline_find_span (timeline, by, span.who, span.start, &n))
    return;
  self->view.focused_row = span.who;
  self->view.focused_span = n;
}

void
app_timeline_set_by_task (AppTimeline *self, gboolean by_task)
{
  LabView by = by_task ? LAB_VIEW_TASKS : LAB_VIEW_WORKERS;
  gboolean inside;

  g_return_if_fail (APP_IS_TIMELINE (self));

  if (self->view.by == by)
    return;
  app_timeline_hide_bubbles (self);
  inside = app_timeline_is_inside (self);
  translate_focus (self, by);
  self->view.by = by;
  self->view.scroll = 0;
  self->view.hovered_span = G_MAXUINT64;
  self->view.selected_row = G_MAXUINT;
  app_timeline_lanes_changed (self);
  if (self->view.focused_span != G_MAXUINT64)
    app_timeline_put_focus (self, self->view.focused_row, self->view.focused_span, inside);
  else
    app_timeline_update_items (self);
  g_object_notify (G_OBJECT (self), "by-task");
}

gboolean
app_timeline_get_by_task (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  return self->view.by == LAB_VIEW_TASKS;
}

void
app_timeline_toggle_group (AppTimeline *self, gint32 pid)
{
  LabTimeline *timeline;

  g_return_if_fail (APP_IS_TIMELINE (self));

  timeline = app_timeline_get_timeline (self);
  if (timeline == NULL)
    return;
  lab_timeline_set_folded (timeline, self->view.by, pid, !lab_timeline_is_folded (timeline, self->view.by, pid));
  self->toggled_pid = pid;
  app_timeline_lanes_changed (self);
}
