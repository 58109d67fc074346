/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "app-timeline-private.h"
#include "lab-walk.h"

/* While the run grows the picture's scale stays for a while: so the lanes grow into it, and what was painted before is
 * still known. */
#define STEPS_PER_DOUBLING 4

/* A run that has just begun has this room, in ns: with another scale in each of its first frames all would be painted
 * and laid out again in each, just when the page has to appear. */
#define LIVE_ROOM 250e6

AppReach
app_timeline_get_reach (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  AppReach reach = { 0, 1 };

  if (timeline == NULL)
    return reach;
  lab_timeline_get_range (timeline, &reach.start, &reach.end);
  if (app_timeline_is_live (self))
    reach.end = MAX (reach.end, self->view.end);
  return reach;
}

AppLook
app_timeline_get_look (AppTimeline *self)
{
  return (AppLook){ self->view.start, self->view.end, self->view.scroll };
}

static double
get_scroll_max (AppTimeline *self, LabRect *lanes)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabTimelineView view = app_timeline_get_sized_view (self);
  double content;

  *lanes = (LabRect){ 0 };
  if (timeline == NULL || view.height <= 0)
    return 0;
  *lanes = lab_timeline_get_lanes_place (timeline, &view, app_chart_get_font (APP_CHART (self)), &content);
  return MAX (content - lanes->h, 0);
}

void
app_timeline_set_look (AppTimeline *self, const AppLook *look)
{
  LabRect lanes;

  self->view.start = look->start;
  self->view.end = look->end;
  self->view.scroll = CLAMP (look->scroll, 0, get_scroll_max (self, &lanes));
  gtk_adjustment_set_value (self->adjustment, self->view.scroll);
  app_timeline_queue_items (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  app_chart_queue_layout (APP_CHART (self));
}

gboolean
app_timeline_go_to (AppTimeline *self, const AppLook *look, AppMove how)
{
  AppLook before = app_timeline_get_look (self);
  AppReach reach;

  if (app_timeline_get_timeline (self) == NULL || app_look_equal (look, &before))
    return FALSE;
  reach = app_timeline_get_reach (self);
  app_looks_add (self->looks, &before, how, self->asked_at != 0 ? self->asked_at : g_get_monotonic_time ());
  app_timeline_set_look (self, look);
  self->is_whole = !app_timeline_is_live (self) && app_look_is_whole (look, &reach);
  if (look->start != before.start || look->end != before.end)
    app_timeline_set_follow (self, FALSE);
  return TRUE;
}

double
app_timeline_get_ns_per_pixel (AppTimeline *self)
{
  LabRect lanes;

  get_scroll_max (self, &lanes);
  return (double) (self->view.end - self->view.start) / MAX (lanes.w, 1) / app_chart_get_zoom (APP_CHART (self));
}

gboolean
app_timeline_scroll_lanes (AppTimeline *self, double by)
{
  AppLook look = app_timeline_get_look (self);
  LabRect lanes;

  look.scroll = CLAMP (look.scroll + by, 0, get_scroll_max (self, &lanes));
  return app_timeline_go_to (self, &look, APP_MOVE_PAN);
}

static guint64
round_up (double length)
{
  return (guint64) exp2 (ceil (log2 (MAX (length, LIVE_ROOM)) * STEPS_PER_DOUBLING) / STEPS_PER_DOUBLING);
}

void
app_timeline_keep_up (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  gboolean live = app_timeline_is_live (self);
  AppLook before = app_timeline_get_look (self), look = before;
  guint64 start, end;

  if (timeline == NULL || !(self->follow || self->is_whole))
    return;
  lab_timeline_get_range (timeline, &start, &end);
  if (self->is_whole)
    {
      look.start = start;
      look.end = live ? start + round_up ((double) (end - start)) : end;
    }
  else if (end > look.end)
    {
      look.start += end - look.end;
      look.end = end;
    }
  /* Most frames of a run only have more in them: to give out places anew in each would cost more than to paint it. */
  if (!live || !app_look_equal (&look, &before))
    app_timeline_set_look (self, &look);
}

/* The way to a span is short: what is seen moves only as far as it must, and has it in the middle when it came from
 * far. */
void
app_timeline_reveal (AppTimeline *self, guint row, guint64 n)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabSpan span = lab_timeline_get_span (timeline, self->view.by, row, n);
  LabTimelineView view = app_timeline_get_sized_view (self);
  AppLook look = app_timeline_get_look (self);
  AppReach reach = app_timeline_get_reach (self);
  LabRect lanes, lane;
  double max = get_scroll_max (self, &lanes);

  if (span.end <= look.start || span.start >= look.end)
    {
      double middle = (double) span.start + (double) (span.end - span.start) / 2;
      double length = (double) (look.end - look.start);

      if ((double) (span.end - span.start) > length)
        middle = (double) span.start + length * 0.45;
      look = app_look_pan (&look, &reach, middle - length / 2 - (double) look.start);
    }
  if (lanes.h > 0 && lab_timeline_get_lane_place (timeline, &view, app_chart_get_font (APP_CHART (self)), row, &lane))
    look.scroll = CLAMP (look.scroll + MIN (lane.y - lanes.y, 0) + MAX (lane.y + lane.h - lanes.y - lanes.h, 0), 0,
                         max);
  app_timeline_go_to (self, &look, APP_MOVE_PAN);
}

void
app_timeline_fit (AppTimeline *self)
{
  AppReach reach;
  AppLook look;

  g_return_if_fail (APP_IS_TIMELINE (self));

  if (app_timeline_get_timeline (self) == NULL)
    return;
  look = app_timeline_get_look (self);
  reach = app_timeline_get_reach (self);
  look = app_look_show (&look, &reach, reach.start, reach.end);
  app_timeline_go_to (self, &look, APP_MOVE_JUMP);
  self->is_whole = TRUE;
  if (app_timeline_is_live (self))
    app_timeline_set_follow (self, TRUE);
}

void
app_timeline_zoom (AppTimeline *self, double factor, guint64 around)
{
  AppLook look;
  AppReach reach;

  g_return_if_fail (APP_IS_TIMELINE (self) && factor > 0);

  look = app_timeline_get_look (self);
  reach = app_timeline_get_reach (self);
  if (around == G_MAXUINT64)
    around = look.start + (look.end - look.start) / 2;
  look = app_look_zoom (&look, &reach, around, factor);
  app_timeline_go_to (self, &look, APP_MOVE_ZOOM);
}

void
app_timeline_pan (AppTimeline *self, double share)
{
  AppLook look;
  AppReach reach;

  g_return_if_fail (APP_IS_TIMELINE (self));

  look = app_timeline_get_look (self);
  reach = app_timeline_get_reach (self);
  look = app_look_pan (&look, &reach, share * (double) (look.end - look.start));
  app_timeline_go_to (self, &look, APP_MOVE_PAN);
}

void
app_timeline_show_time (AppTimeline *self, guint64 from, guint64 to)
{
  AppLook look;
  AppReach reach;

  g_return_if_fail (APP_IS_TIMELINE (self));

  look = app_timeline_get_look (self);
  reach = app_timeline_get_reach (self);
  look = app_look_show (&look, &reach, from, to);
  app_timeline_go_to (self, &look, APP_MOVE_JUMP);
}

static gboolean
travel (AppTimeline *self, gboolean (*exchange) (AppLooks *looks, AppLook *look))
{
  AppLook look = app_timeline_get_look (self);
  AppReach reach;

  if (app_timeline_get_timeline (self) == NULL || !exchange (self->looks, &look))
    return FALSE;
  app_timeline_set_follow (self, FALSE);
  app_timeline_set_look (self, &look);
  reach = app_timeline_get_reach (self);
  self->is_whole = !app_timeline_is_live (self) && app_look_is_whole (&look, &reach);
  return TRUE;
}

gboolean
app_timeline_undo (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  return travel (self, app_looks_undo);
}

gboolean
app_timeline_redo (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  return travel (self, app_looks_redo);
}

static gboolean
on_glide (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppTimeline *self = APP_TIMELINE (widget);
  AppLook before = app_timeline_get_look (self), look;
  AppReach reach = app_timeline_get_reach (self);
  double dx, dy;
  gboolean goes_on = app_glide_step (&self->glide, gdk_frame_clock_get_frame_time (clock), &dx, &dy);
  LabRect lanes;

  look = app_look_pan (&before, &reach, -dx * app_timeline_get_ns_per_pixel (self));
  look.scroll = CLAMP (look.scroll - dy / app_chart_get_zoom (APP_CHART (self)), 0, get_scroll_max (self, &lanes));
  app_timeline_go_to (self, &look, APP_MOVE_PAN);
  /* At the end of the run there is nothing to glide to. */
  if (goes_on && (hypot (dx, dy) < 1 || !app_look_equal (&look, &before)))
    return G_SOURCE_CONTINUE;
  self->glide_tick = 0;
  return G_SOURCE_REMOVE;
}

void
app_timeline_start_glide (AppTimeline *self)
{
  if (self->glide_tick == 0 && adw_get_enable_animations (GTK_WIDGET (self)))
    self->glide_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_glide, NULL, NULL);
}

void
app_timeline_stop_glide (AppTimeline *self)
{
  if (self->glide_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->glide_tick);
  self->glide_tick = 0;
}
