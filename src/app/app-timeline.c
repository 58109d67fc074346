/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-timeline.h"

struct _AppTimeline
{
  AppChart parent_instance;

  AppRecord *record; /* NULL: none */
  LabTimelineView view;
  guint tick; /* while the run goes on; 0: none */
};

G_DEFINE_FINAL_TYPE (AppTimeline, app_timeline, APP_TYPE_CHART)

enum
{
  PROP_0,
  PROP_RECORD,
  PROP_BY_TASK,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
app_timeline_layout (AppChart *chart, double width, double height, double column, LabFont *font, LabScene *scene)
{
  AppTimeline *self = APP_TIMELINE (chart);
  LabTimeline *timeline = self->record != NULL ? app_record_get_timeline (self->record) : NULL;
  LabTimelineView view = self->view;

  if (timeline == NULL)
    return;
  view.width = width;
  view.height = height;
  view.column = column;
  lab_timeline_layout (timeline, &view, font, scene);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AppTimeline *self = APP_TIMELINE (widget);

  if (app_record_update (self->record))
    app_timeline_fit (self);
  if (app_record_is_live (self->record))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
app_timeline_dispose (GObject *object)
{
  g_clear_object (&APP_TIMELINE (object)->record);
  G_OBJECT_CLASS (app_timeline_parent_class)->dispose (object);
}

static void
app_timeline_class_init (AppTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_timeline_get_property;
  object_class->set_property = app_timeline_set_property;
  object_class->dispose = app_timeline_dispose;
  APP_CHART_CLASS (klass)->layout = app_timeline_layout;
  props[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, APP_TYPE_RECORD,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_BY_TASK] = g_param_spec_boolean ("by-task", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_timeline_init (AppTimeline *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
app_timeline_new (void)
{
  return g_object_new (APP_TYPE_TIMELINE, NULL);
}

void
app_timeline_set_record (AppTimeline *self, AppRecord *record)
{
  g_return_if_fail (APP_IS_TIMELINE (self));

  if (!g_set_object (&self->record, record))
    return;
  app_timeline_fit (self);
  if (record != NULL && app_record_is_live (record) && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RECORD]);
}

AppRecord *
app_timeline_get_record (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), NULL);

  return self->record;
}

void
app_timeline_set_by_task (AppTimeline *self, gboolean by_task)
{
  LabView by = by_task ? LAB_VIEW_TASKS : LAB_VIEW_WORKERS;

  g_return_if_fail (APP_IS_TIMELINE (self));

  if (self->view.by == by)
    return;
  self->view.by = by;
  self->view.scroll = 0;
  app_chart_queue_layout (APP_CHART (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BY_TASK]);
}

gboolean
app_timeline_get_by_task (AppTimeline *self)
{
  g_return_val_if_fail (APP_IS_TIMELINE (self), FALSE);

  return self->view.by == LAB_VIEW_TASKS;
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
}

void
app_timeline_fit (AppTimeline *self)
{
  g_return_if_fail (APP_IS_TIMELINE (self));

  if (self->record != NULL && app_record_get_timeline (self->record) != NULL)
    app_record_init_view (self->record, &self->view, self->view.by);
  app_chart_queue_layout (APP_CHART (self));
}
