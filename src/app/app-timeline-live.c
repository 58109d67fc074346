/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline-private.h"
#include "lab-walk.h"

/* The timeline is there, or has more than before. */
static void
on_grew (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);

  if (self->view.end == 0)
    app_record_init_view (self->record, &self->view, self->view.by);
  app_timeline_keep_up (self);
  if (lab_timeline_get_n_lanes (timeline, self->view.by) != self->n_lanes)
    app_timeline_lanes_changed (self);
  app_chart_queue_layout (APP_CHART (self));
}

static void
on_settled (AppTimeline *self)
{
  app_chart_set_growing (APP_CHART (self), FALSE);
  app_timeline_keep_up (self);
  app_timeline_lanes_changed (self);
  app_timeline_queue_items (self);
  app_timeline_update_replay (self);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppTimeline *self = APP_TIMELINE (widget);

  app_record_update (self->record);
  if (app_timeline_is_live (self))
    return G_SOURCE_CONTINUE;
  self->live_tick = 0;
  return G_SOURCE_REMOVE;
}

void
app_timeline_stop_ticking (AppTimeline *self)
{
  if (self->live_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->live_tick);
  self->live_tick = 0;
  app_timeline_stop_glide (self);
}

/* Only for what is seen: nobody looks at the pages behind. */
void
app_timeline_start_ticking (AppTimeline *self)
{
  if (self->live_tick == 0 && app_timeline_is_live (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->live_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

void
app_timeline_forget_record (AppTimeline *self)
{
  if (self->record == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
}

void
app_timeline_watch_record (AppTimeline *self)
{
  gboolean live = app_timeline_is_live (self);

  g_signal_connect_swapped (self->record, "grew", G_CALLBACK (on_grew), self);
  g_signal_connect_swapped (self->record, "settled", G_CALLBACK (on_settled), self);
  if (app_timeline_get_timeline (self) != NULL)
    app_record_init_view (self->record, &self->view, self->view.by);
  app_chart_set_growing (APP_CHART (self), live);
  app_timeline_set_follow (self, live);
  app_timeline_start_ticking (self);
}
