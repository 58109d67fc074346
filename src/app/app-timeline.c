/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "app-timeline-private.h"
#include "lab-heading.h"
#include "lab-walk.h"

/* What it asks for, in units: enough for some lanes, and no more than leaves room for what is below. */
#define HEIGHT_MIN 150
#define HEIGHT_MAX 460

G_DEFINE_FINAL_TYPE (AppTimeline, app_timeline, APP_TYPE_CHART)

enum
{
  PROP_0,
  PROP_RECORD,
  PROP_BY_TASK,
  PROP_FOLLOW,
  N_PROPS,
};

enum
{
  CURSOR_MOVED,
  SPAN_ACTIVATED,
  RANGE_SELECTED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

LabTimeline *
app_timeline_get_timeline (AppTimeline *self)
{
  return self->record != NULL ? app_record_get_timeline (self->record) : NULL;
}

gboolean
app_timeline_is_live (AppTimeline *self)
{
  return self->record != NULL && app_record_is_live (self->record);
}

static void
set_size (AppTimeline *self, LabTimelineView *view, double width, double height, double column)
{
  view->width = width;
  view->height = height;
  view->column = column;
}

LabTimelineView
app_timeline_get_sized_view (AppTimeline *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  LabTimelineView view = self->view;
  double zoom = app_chart_get_zoom (APP_CHART (self));

  set_size (self, &view, gtk_widget_get_width (widget) / zoom, gtk_widget_get_height (widget) / zoom,
            1 / (zoom * gtk_widget_get_scale_factor (widget)));
  return view;
}

/* What stands where there is no run to be seen. */
static const char *
get_excuse (AppTimeline *self)
{
  const GError *error = self->record != NULL ? app_record_get_error (self->record) : NULL;

  if (error != NULL)
    return error->message;
  return app_timeline_is_live (self) ? _ ("Starting…") : _ ("No run yet.");
}

static void
app_timeline_layout (AppChart *chart, double width, double height, double column, LabFont *font, LabScene *scene)
{
  AppTimeline *self = APP_TIMELINE (chart);
  LabTimeline *timeline = app_timeline_get_timeline (self);
  LabTimelineView view = self->view;

  if (timeline == NULL)
    {
      scene->title = g_strdup (_ ("Timeline"));
      scene->description = g_strdup (get_excuse (self));
      lab_scene_add_nothing (scene, font, get_excuse (self));
      return;
    }
  set_size (self, &view, width, height, column);
  lab_timeline_layout (timeline, &view, font, scene);
}

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

static void
append_cursor (AppTimeline *self, LabTimeline *timeline, guint64 time, GtkSnapshot *snapshot)
{
  LabTimelineView view = app_timeline_get_sized_view (self);
  LabFont *font = app_chart_get_font (APP_CHART (self));
  float zoom = (float) app_chart_get_zoom (APP_CHART (self));
  g_autoptr (LabScene) scene = lab_scene_new (view.width, view.height);
  LabCursorFrame frame;
  double unit;
  guint64 start, end;

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

static void
app_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AppTimeline *self = APP_TIMELINE (widget);
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint64 time = get_shown_cursor (self);

  GTK_WIDGET_CLASS (app_timeline_parent_class)->snapshot (widget, snapshot);
  if (timeline != NULL && time != G_MAXUINT64)
    append_cursor (self, timeline, time, snapshot);
}

static void
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

static void
place_scrollbar (AppTimeline *self, int width)
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
app_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppTimeline *self = APP_TIMELINE (widget);

  place_scrollbar (self, width);
  app_timeline_allocate_items (self);
  app_timeline_allocate_bubbles (self);
}

static void
on_scrollbar_moved (GtkAdjustment *adjustment, AppTimeline *self)
{
  AppLook look = app_timeline_get_look (self);

  look.scroll = gtk_adjustment_get_value (adjustment);
  app_timeline_go_to (self, &look, APP_MOVE_PAN);
}

/* The keyboard comes to the timeline, or to the span where it was; Tab from there leads out again. */
static gboolean
app_timeline_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AppTimeline *self = APP_TIMELINE (widget);
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child != NULL && (child == self->span_bubble || child == self->range_bubble))
    return gtk_widget_child_focus (child, direction);
  if (child != NULL || gtk_widget_is_focus (widget) || !gtk_widget_get_can_focus (widget))
    return FALSE;
  if (self->view.focused_span != G_MAXUINT64
      && app_timeline_put_focus (self, self->view.focused_row, self->view.focused_span, TRUE))
    return TRUE;
  return gtk_widget_grab_focus (widget);
}

void
app_timeline_lanes_changed (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);

  self->n_lanes = timeline != NULL ? lab_timeline_get_n_lanes (timeline, self->view.by) : 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  app_chart_queue_layout (APP_CHART (self));
}

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
update_replay (AppTimeline *self)
{
  LabTimeline *timeline = app_timeline_get_timeline (self);
  guint64 start = 0, end = 0;

  if (self->replay == NULL)
    return;
  if (timeline != NULL && !app_timeline_is_live (self))
    lab_timeline_get_range (timeline, &start, &end);
  app_replay_set_range (self->replay, start, end);
}

static void
on_settled (AppTimeline *self)
{
  app_chart_set_growing (APP_CHART (self), FALSE);
  app_timeline_keep_up (self);
  app_timeline_lanes_changed (self);
  app_timeline_queue_items (self);
  update_replay (self);
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

static void
stop_ticking (AppTimeline *self)
{
  if (self->live_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->live_tick);
  self->live_tick = 0;
  app_timeline_stop_glide (self);
}

/* Only for what is seen: nobody looks at the pages behind. */
static void
start_ticking (AppTimeline *self)
{
  if (self->live_tick == 0 && app_timeline_is_live (self) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->live_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static void
app_timeline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_timeline_parent_class)->map (widget);
  start_ticking (APP_TIMELINE (widget));
}

static void
app_timeline_unmap (GtkWidget *widget)
{
  stop_ticking (APP_TIMELINE (widget));
  GTK_WIDGET_CLASS (app_timeline_parent_class)->unmap (widget);
}

static void
on_focus_left (AppTimeline *self)
{
  app_timeline_hide_bubbles (self);
}

static void
app_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  AppTimeline *self = APP_TIMELINE (object);

  switch (id)
    {
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_BY_TASK:
      g_value_set_boolean (value, app_timeline_get_by_task (self));
      break;
    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
app_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AppTimeline *self = APP_TIMELINE (object);

  switch (id)
    {
    case PROP_RECORD:
      app_timeline_set_record (self, g_value_get_object (value));
      break;
    case PROP_BY_TASK:
      app_timeline_set_by_task (self, g_value_get_boolean (value));
      break;
    case PROP_FOLLOW:
      app_timeline_set_follow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
forget_record (AppTimeline *self)
{
  if (self->record == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
}

static void
app_timeline_dispose (GObject *object)
{
  AppTimeline *self = APP_TIMELINE (object);

  stop_ticking (self);
  app_timeline_set_replay (self, NULL);
  app_timeline_clear_items (self);
  forget_record (self);
  g_clear_pointer (&self->span_bubble, gtk_widget_unparent);
  g_clear_pointer (&self->range_bubble, gtk_widget_unparent);
  g_clear_pointer (&self->scrollbar, gtk_widget_unparent);
  G_OBJECT_CLASS (app_timeline_parent_class)->dispose (object);
}

static void
app_timeline_finalize (GObject *object)
{
  AppTimeline *self = APP_TIMELINE (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->looks, app_looks_free);
  g_clear_object (&self->adjustment);
  G_OBJECT_CLASS (app_timeline_parent_class)->finalize (object);
}

static void
app_timeline_class_init (AppTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_timeline_get_property;
  object_class->set_property = app_timeline_set_property;
  object_class->dispose = app_timeline_dispose;
  object_class->finalize = app_timeline_finalize;
  widget_class->snapshot = app_timeline_snapshot;
  widget_class->measure = app_timeline_measure;
  widget_class->size_allocate = app_timeline_size_allocate;
  widget_class->focus = app_timeline_focus;
  widget_class->map = app_timeline_map;
  widget_class->unmap = app_timeline_unmap;
  APP_CHART_CLASS (klass)->layout = app_timeline_layout;
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  props[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, APP_TYPE_RECORD, flags);
  props[PROP_BY_TASK] = g_param_spec_boolean ("by-task", NULL, NULL, FALSE, flags);
  props[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", APP_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_UINT64);
  signals[SPAN_ACTIVATED] = g_signal_new ("span-activated", APP_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT64);
  signals[RANGE_SELECTED] = g_signal_new ("range-selected", APP_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
clear_view (AppTimeline *self)
{
  self->view = (LabTimelineView){
    .by = self->view.by,
    .hovered_span = G_MAXUINT64,
    .focused_span = G_MAXUINT64,
    .selected_row = G_MAXUINT,
    .cursor = G_MAXUINT64,
  };
}

static void
app_timeline_init (AppTimeline *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  clear_view (self);
  self->cursor = self->pointer_time = G_MAXUINT64;
  self->looks = app_looks_new ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect (self->adjustment, "value-changed", G_CALLBACK (on_scrollbar_moved), self);
  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_VERTICAL, self->adjustment);
  gtk_widget_add_css_class (self->scrollbar, "overlay-indicator");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrollbar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Lanes"), -1);
  gtk_widget_set_parent (self->scrollbar, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  app_timeline_add_pointer (self);
  app_timeline_add_keys (self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
app_timeline_new (void)
{
  return g_object_new (APP_TYPE_TIMELINE, NULL);
}

static void
watch_record (AppTimeline *self)
{
  gboolean live = app_timeline_is_live (self);

  g_signal_connect_swapped (self->record, "grew", G_CALLBACK (on_grew), self);
  g_signal_connect_swapped (self->record, "settled", G_CALLBACK (on_settled), self);
  if (app_timeline_get_timeline (self) != NULL)
    app_record_init_view (self->record, &self->view, self->view.by);
  app_chart_set_growing (APP_CHART (self), live);
  app_timeline_set_follow (self, live);
  start_ticking (self);
}

void
app_timeline_set_record (AppTimeline *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_TIMELINE (self) && (record == NULL || APP_IS_RECORD (record)));

  if (self->record == record)
    return;
  app_timeline_hide_bubbles (self);
  stop_ticking (self);
  app_timeline_clear_items (self);
  forget_record (self);
  clear_view (self);
  app_looks_clear (self->looks);
  self->cursor = G_MAXUINT64;
  self->is_whole = TRUE;
  if (record != NULL)
    {
      self->record = g_object_ref (record);
      watch_record (self);
    }
  app_timeline_keep_up (self);
  app_timeline_lanes_changed (self);
  update_replay (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RECORD]);
}

AppRecord *
app_timeline_get_record (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), NULL);

  return self->record;
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
  inside = app_timeline_is_inside (self);
  if (inside)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  app_timeline_hide_bubbles (self);
  translate_focus (self, by);
  self->view.by = by;
  self->view.scroll = 0;
  self->view.hovered_span = G_MAXUINT64;
  self->view.selected_row = G_MAXUINT;
  app_timeline_lanes_changed (self);
  if (self->view.focused_span != G_MAXUINT64)
    app_timeline_put_focus (self, self->view.focused_row, self->view.focused_span, inside);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BY_TASK]);
}

gboolean
app_timeline_get_by_task (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  return self->view.by == LAB_VIEW_TASKS;
}

void
app_timeline_set_follow (AppTimeline *self, gboolean follow)
{
  g_return_if_fail (APP_IS_TIMELINE (self));

  follow = follow && app_timeline_is_live (self);
  if (self->follow == follow)
    return;
  self->follow = follow;
  app_timeline_keep_up (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLLOW]);
}

gboolean
app_timeline_get_follow (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  return self->follow;
}

const LabTimelineView *
app_timeline_get_view (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), NULL);

  return &self->view;
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

void
app_timeline_point_at (AppTimeline *self, guint64 time)
{
  g_signal_emit (self, signals[CURSOR_MOVED], 0, time);
}

void
app_timeline_activate_span (AppTimeline *self, guint row, guint64 n)
{
  g_signal_emit (self, signals[SPAN_ACTIVATED], 0, row, n);
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

static void
on_playhead_moved (AppTimeline *self)
{
  guint64 time = app_replay_get_time (self->replay);

  app_timeline_set_cursor (self, time);
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
  update_replay (self);
}

void
app_timeline_select_range (AppTimeline *self, guint64 from, guint64 to)
{
  gboolean had;

  g_return_if_fail (APP_IS_TIMELINE (self));

  had = self->view.selected_from != self->view.selected_to;
  if (!had && from == to)
    return;
  self->view.selected_from = MIN (from, to);
  self->view.selected_to = MAX (from, to);
  app_chart_queue_layout (APP_CHART (self));
  g_signal_emit (self, signals[RANGE_SELECTED], 0, self->view.selected_from, self->view.selected_to);
}

gboolean
app_timeline_get_selected_range (AppTimeline *self, guint64 *from, guint64 *to)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  *from = self->view.selected_from;
  *to = self->view.selected_to;
  return *to > *from;
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
  app_timeline_lanes_changed (self);
}
