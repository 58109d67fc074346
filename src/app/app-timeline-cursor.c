/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline-private.h"
#include "lab-walk.h"

/* Marks of a cursor: boxes, and the text of its tag. The picture below stays as it is, however fast the cursor moves.
 */
static void
append_mark (AppTimeline *self, GtkSnapshot *snapshot, const LabMark *mark)
{
  guint32 color = lab_palette_get (app_chart_get_theme (APP_CHART (self)), (LabInk) mark->ink);
  GdkRGBA rgba = { (float) (color >> 16 & 0xff) / 255, (float) (color >> 8 & 0xff) / 255, (float) (color & 0xff) / 255,
                   1 };
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) mark->x, (float) mark->y, (float) mark->w, (float) mark->h);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &box, mark->radius);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &rgba, &box);
  gtk_snapshot_pop (snapshot);
}

static void
append_text (AppTimeline *self, GtkSnapshot *snapshot, const LabMark *mark)
{
  guint32 color = lab_palette_get (app_chart_get_theme (APP_CHART (self)), (LabInk) mark->ink);
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT ((float) (mark->x - mark->w), (float) mark->y - 12, (float) mark->w * 2, 24));

  cairo_set_source_rgb (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
  lab_font_draw (app_chart_get_font (APP_CHART (self)), cr, (LabTextStyle) mark->style, mark->text,
                 mark->x - mark->w / 2, mark->y);
  cairo_destroy (cr);
}

static guint64
get_shown_cursor (AppTimeline *self)
{
  gboolean playing = self->replay != NULL && app_replay_is_playing (self->replay);

  return self->pointer_time != G_MAXUINT64 && !playing ? self->pointer_time : self->cursor;
}

void
app_timeline_append_cursor (AppTimeline *self, GtkSnapshot *snapshot)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint64 time = get_shown_cursor (self);
  LabTimelineView view = app_timeline_get_sized_view (self);
  LabFont *font = app_chart_get_font (APP_CHART (self));
  float zoom = (float) app_chart_get_zoom (APP_CHART (self));
  g_autoptr (LabScene) scene = lab_scene_new (view.width, view.height);
  LabCursorFrame frame;
  double unit;
  guint64 start, end;

  if (timeline == NULL || time == G_MAXUINT64)
    return;
  lab_timeline_get_range (timeline, &start, &end);
  lab_timeline_get_cursor_frame (timeline, &view, font, &frame);
  unit = (double) (view.end - view.start) / MAX (frame.right - frame.left, 1);
  lab_scene_add_cursor (scene, font, &frame, frame.left + ((double) time - (double) view.start) / unit,
                        time - MIN (start, time), unit);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, zoom, zoom);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const LabMark *mark = &g_array_index (scene->marks, LabMark, i);

      if (mark->kind == LAB_MARK_BOX)
        append_mark (self, snapshot, mark);
      else if (mark->kind == LAB_MARK_TEXT)
        append_text (self, snapshot, mark);
    }
  gtk_snapshot_restore (snapshot);
}

void
app_timeline_update_replay (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint64 start = 0, end = 0;

  if (self->replay == NULL)
    return;
  if (timeline != NULL && !app_timeline_is_live (self))
    lab_timeline_get_range (timeline, &start, &end);
  app_replay_set_range (self->replay, start, end);
}

/* A page at a time: what is seen stands still while the playhead goes through it. */
static void
turn_page (AppTimeline *self, guint64 time)
{
  AppLook look = app_timeline_get_look (self);
  AppReach reach = app_timeline_get_reach (self);

  if (time >= look.start && time <= look.end)
    return;
  look = app_look_pan (&look, &reach, (double) time - (double) look.start);
  app_timeline_set_look (self, &look);
}

/* Before it is first played there is a picture to be looked at, and no line in it. */
static gboolean
is_at_rest (AppReplay *replay)
{
  guint64 start, end;

  app_replay_get_range (replay, &start, &end);
  return !app_replay_is_playing (replay) && app_replay_get_time (replay) == start;
}

static void
on_playhead_moved (AppTimeline *self)
{
  guint64 time = app_replay_get_time (self->replay);

  app_timeline_set_cursor (self, is_at_rest (self->replay) ? G_MAXUINT64 : time);
  if (app_replay_is_playing (self->replay))
    turn_page (self, time);
  app_timeline_point_at (self, time);
}

void
app_timeline_set_replay (AppTimeline *self, AppReplay *replay)
{
  g_return_if_fail (APP_IS_TIMELINE (self));

  if (self->replay == replay)
    return;
  if (self->replay != NULL)
    g_signal_handlers_disconnect_by_data (self->replay, self);
  g_set_object (&self->replay, replay);
  if (replay != NULL)
    g_signal_connect_swapped (replay, "notify::time", G_CALLBACK (on_playhead_moved), self);
  app_timeline_update_replay (self);
}

void
app_timeline_set_cursor (AppTimeline *self, guint64 time)
{
  g_return_if_fail (APP_IS_TIMELINE (self));

  if (self->cursor == time)
    return;
  self->cursor = time;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
