/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-record-private.h"
#include "lab-source.h"

G_DEFINE_FINAL_TYPE (AppRecord, app_record, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

enum
{
  GREW,
  SETTLED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

char *
app_record_describe (const LabExperiment *experiment)
{
  if (experiment == NULL)
    return g_strdup (_ ("A run"));
  return g_strdup_printf ("%s · %s", lab_workload_get_title (experiment->workload), _ (experiment->model->title));
}

void
app_record_grow (AppRecord *self)
{
  g_signal_emit (self, signals[GREW], 0);
}

void
app_record_settle (AppRecord *self)
{
  self->state = APP_RECORD_SETTLED;
  g_signal_emit (self, signals[SETTLED], 0);
}

void
app_record_make_timeline (AppRecord *self)
{
  LabTaskNamer namer = lab_names_get_namer (self->names);

  self->timeline = lab_timeline_new (app_record_get_trace (self), &namer);
}

void
app_record_prepare (AppRecord *self)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  g_autoptr (LabScene) scene = lab_scene_new (1, 1);

  for (LabView by = LAB_VIEW_WORKERS; by <= LAB_VIEW_TASKS; by++)
    {
      LabTimelineView view;

      lab_timeline_init_view (self->timeline, &view, by);
      view.height = view.width;
      lab_timeline_layout (self->timeline, &view, font, scene);
    }
}

static void
app_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, APP_RECORD (object)->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_record_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_TITLE)
    app_record_set_title (APP_RECORD (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
app_record_finalize (GObject *object)
{
  AppRecord *self = APP_RECORD (object);

  g_clear_handle_id (&self->reader, g_source_remove);
  g_mutex_clear (&self->growing);
  g_clear_pointer (&self->timeline, lab_timeline_free);
  g_clear_pointer (&self->names, lab_names_free);
  g_clear_pointer (&self->result, lab_result_free);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_pointer (&self->trace, lab_trace_free);
  g_clear_pointer (&self->experiment, lab_experiment_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_error (&self->error);
  g_free (self->title);
  G_OBJECT_CLASS (app_record_parent_class)->finalize (object);
}

static void
app_record_class_init (AppRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_record_get_property;
  object_class->set_property = app_record_set_property;
  object_class->finalize = app_record_finalize;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[GREW] = g_signal_new ("grew", APP_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", APP_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_record_init (AppRecord *self)
{
  g_mutex_init (&self->growing);
}

AppRecord *
app_record_new (const LabExperiment *experiment)
{
  AppRecord *self;

  g_return_val_if_fail (experiment != NULL, NULL);

  self = g_object_new (APP_TYPE_RECORD, NULL);
  self->experiment = lab_experiment_copy (experiment);
  self->title = app_record_describe (experiment);
  self->time = g_date_time_new_now_local ();
  return self;
}

/* Whether there was something. */
static gboolean
take_in_locked (AppRecord *self)
{
  LabTrace *trace = app_record_get_trace (self);

  self->is_read = TRUE;
  if (self->run != NULL)
    lab_trace_update (trace, NULL);
  if (lab_trace_get_n_events (trace) == self->n_events)
    return FALSE;
  self->n_events = lab_trace_get_n_events (trace);
  lab_timeline_update (self->timeline);
  return TRUE;
}

gboolean
app_record_update (AppRecord *self)
{
  gboolean grew;

  g_return_val_if_fail (APP_IS_RECORD (self), FALSE);

  if (self->timeline == NULL || !g_mutex_trylock (&self->growing))
    return FALSE;
  grew = take_in_locked (self);
  g_mutex_unlock (&self->growing);
  if (grew)
    app_record_grow (self);
  return grew;
}

void
app_record_take_in_last (AppRecord *self)
{
  gboolean grew;

  if (self->timeline == NULL)
    return;
  g_mutex_lock (&self->growing);
  grew = take_in_locked (self);
  g_mutex_unlock (&self->growing);
  if (grew)
    app_record_grow (self);
}

void
app_record_hold (AppRecord *self)
{
  g_return_if_fail (APP_IS_RECORD (self));

  g_mutex_lock (&self->growing);
}

void
app_record_release (AppRecord *self)
{
  g_return_if_fail (APP_IS_RECORD (self));

  g_mutex_unlock (&self->growing);
}

AppRecordState
app_record_get_state (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), APP_RECORD_NEW);

  return self->state;
}

gboolean
app_record_is_live (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), FALSE);

  return self->state != APP_RECORD_NEW && self->state != APP_RECORD_SETTLED;
}

const GError *
app_record_get_error (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->error;
}

LabTrace *
app_record_get_trace (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->run != NULL ? lab_run_get_trace (self->run) : self->trace;
}

LabTimeline *
app_record_get_timeline (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->timeline;
}

LabSegment *
app_record_get_segment (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->run != NULL ? lab_run_get_segment (self->run) : NULL;
}

const LabResult *
app_record_get_result (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->result;
}

const LabExperiment *
app_record_get_experiment (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->experiment;
}

void
app_record_init_view (AppRecord *self, LabTimelineView *view, LabView by)
{
  g_return_if_fail (APP_IS_RECORD (self) && self->timeline != NULL);

  lab_report_init_view (self->timeline, view, by, self->experiment,
                        self->result != NULL ? self->result->metrics.n_cpus : g_get_num_processors ());
}

void
app_record_get_progress (AppRecord *self, guint64 *n_ended, guint64 *n_tasks)
{
  gboolean known = APP_IS_RECORD (self) && self->timeline != NULL;

  *n_ended = known ? lab_trace_get_n_ends (app_record_get_trace (self)) : 0;
  *n_tasks = !known ? 0 : self->run != NULL ? lab_run_get_n_tasks (self->run) : self->result->metrics.n_tasks;
}

gboolean
app_record_has_own_title (AppRecord *self)
{
  g_autofree char *usual = NULL;

  g_return_val_if_fail (APP_IS_RECORD (self), FALSE);

  usual = app_record_describe (self->experiment);
  return g_strcmp0 (usual, self->title) != 0;
}

const char *
app_record_get_title (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->title;
}

void
app_record_set_title (AppRecord *self, const char *title)
{
  g_return_if_fail (APP_IS_RECORD (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = title != NULL && *title != '\0' ? g_strdup (title) : app_record_describe (self->experiment);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

GDateTime *
app_record_get_time (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->time;
}

GFile *
app_record_get_file (AppRecord *self)
{
  g_return_val_if_fail (APP_IS_RECORD (self), NULL);

  return self->file;
}
