/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-timeline-private.h"
#include "app-yardstick.h"
#include "lab-heading.h"

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
  view.width = width;
  view.height = height;
  view.column = column;
  lab_timeline_layout (timeline, &view, font, scene);
}

static void
app_timeline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (app_timeline_parent_class)->snapshot (widget, snapshot);
  app_timeline_append_cursor (APP_TIMELINE (widget), snapshot);
}

static void
app_timeline_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AppTimeline *self = APP_TIMELINE (widget);

  app_timeline_allocate_scrollbar (self, width);
  app_timeline_allocate_items (self);
  app_timeline_allocate_bubbles (self);
}

void
app_timeline_grab_self (AppTimeline *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    GTK_WIDGET_CLASS (app_timeline_parent_class)->grab_focus (GTK_WIDGET (self));
}

/* Whoever has the timeline take the keyboard means the span that is focused, where one is. */
static gboolean
app_timeline_grab_focus (GtkWidget *widget)
{
  return app_timeline_grab_item (APP_TIMELINE (widget))
         || GTK_WIDGET_CLASS (app_timeline_parent_class)->grab_focus (widget);
}

static void
app_timeline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_timeline_parent_class)->map (widget);
  app_timeline_start_ticking (APP_TIMELINE (widget));
  app_timeline_queue_items (APP_TIMELINE (widget));
}

static void
app_timeline_unmap (GtkWidget *widget)
{
  app_timeline_stop_ticking (APP_TIMELINE (widget));
  g_clear_handle_id (&APP_TIMELINE (widget)->items_source, g_source_remove);
  app_timeline_drop_bubbles (APP_TIMELINE (widget));
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
app_timeline_dispose (GObject *object)
{
  AppTimeline *self = APP_TIMELINE (object);

  app_timeline_stop_ticking (self);
  app_timeline_set_replay (self, NULL);
  app_timeline_clear_items (self);
  app_timeline_forget_record (self);
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
  widget_class->grab_focus = app_timeline_grab_focus;
  widget_class->map = app_timeline_map;
  widget_class->unmap = app_timeline_unmap;
  APP_CHART_CLASS (klass)->layout = app_timeline_layout;
  APP_CHART_CLASS (klass)->make_draft = app_timeline_make_draft;
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
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  app_timeline_add_scrollbar (self);
  app_timeline_add_keys (self);
  app_timeline_add_pointer (self);
  app_timeline_add_scroll (self);
  app_timeline_add_tooltip (self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  app_yardstick_prepare ();
}

GtkWidget *
app_timeline_new (void)
{
  return g_object_new (APP_TYPE_TIMELINE, NULL);
}

void
app_timeline_set_record (AppTimeline *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_TIMELINE (self) && (record == NULL || APP_IS_RECORD (record)));

  if (self->record == record)
    return;
  app_timeline_hide_bubbles (self);
  app_timeline_stop_ticking (self);
  app_timeline_clear_items (self);
  app_timeline_forget_record (self);
  clear_view (self);
  app_looks_clear (self->looks);
  self->cursor = G_MAXUINT64;
  self->is_whole = TRUE;
  if (record != NULL)
    {
      self->record = g_object_ref (record);
      app_timeline_watch_record (self);
    }
  app_timeline_keep_up (self);
  app_timeline_lanes_changed (self);
  app_timeline_queue_items (self);
  app_timeline_update_replay (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RECORD]);
}

AppRecord *
app_timeline_get_record (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), NULL);

  return self->record;
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
app_timeline_point_at (AppTimeline *self, guint64 time)
{
  g_signal_emit (self, signals[CURSOR_MOVED], 0, time);
}

void
app_timeline_activate_span (AppTimeline *self, guint row, guint64 n)
{
  g_signal_emit (self, signals[SPAN_ACTIVATED], 0, row, n);
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
