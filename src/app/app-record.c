/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "app-record"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-load.h"
#include "app-record.h"
#include "app-watchdog.h"
#include "lab-run.h"
#include "lab-source.h"

/* A run that nobody looks at is read so often, in ms: else all of it would have to be at its end, in one go. */
#define READ_EVERY 100

struct _AppRecord
{
  GObject parent_instance;

  AppRecordState state;
  GError *error;
  char *title;
  GDateTime *time;
  GFile *file; /* NULL: none */

  LabExperiment *experiment; /* NULL where a trace does not say */
  LabRun *run;               /* of a run; NULL for a file */
  LabTrace *trace;           /* of a file; owned */
  LabNames *names;
  LabTimeline *timeline;
  LabResult *result;
  guint64 n_events; /* that the timeline has taken in */
  guint reader;     /* a source while it runs; 0: none */
  gboolean is_read; /* since that source came last: by who shows it, in each frame */
};

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

static char *
describe (const LabExperiment *experiment)
{
  if (experiment == NULL)
    return g_strdup (_ ("A run"));
  return g_strdup_printf ("%s · %s", lab_workload_get_title (experiment->workload), _ (experiment->model->title));
}

static void
app_record_settle (AppRecord *self)
{
  self->state = APP_RECORD_SETTLED;
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
app_record_fail (AppRecord *self, GError *error)
{
  self->error = error;
  app_record_settle (self);
}

/* A reader of its own: one thread at a time reads a trace, and the window draws this one meanwhile. */
static void
read_result_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (LabTrace) trace = lab_trace_new (data);
  g_autoptr (GError) error = NULL;

  if (!lab_trace_update (trace, &error))
    g_debug ("the trace ends early: %s", error->message);
  lab_trace_end_texts (trace);
  g_task_return_pointer (task, lab_result_new_for_trace (trace), (GDestroyNotify) lab_result_free);
}

static void
on_result_read (GObject *source, GAsyncResult *result, gpointer data)
{
  AppRecord *self = APP_RECORD (source);

  app_watchdog_note ("a run has ended");
  self->result = g_task_propagate_pointer (G_TASK (result), NULL);
  app_record_update (self);
  app_record_settle (self);
}

static void
on_run_ended (LabRun *run, AppRecord *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_result_read, NULL);

  g_clear_handle_id (&self->reader, g_source_remove);
  self->state = APP_RECORD_READING;
  g_task_set_task_data (task, lab_segment_ref (lab_run_get_segment (run)), (GDestroyNotify) lab_segment_unref);
  g_task_run_in_thread (task, read_result_in_thread);
}

static void
app_record_make_timeline (AppRecord *self)
{
  LabTaskNamer namer = lab_names_get_namer (self->names);

  self->timeline = lab_timeline_new (app_record_get_trace (self), &namer);
}

/* Whatever a first picture makes of a trace, in both ways to look at it: of a run that begins it grows with it, of a
 * file it is made where nobody waits. */
static void
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

static gboolean
on_read_due (gpointer data)
{
  AppRecord *self = data;

  if (!self->is_read)
    app_record_update (self);
  self->is_read = FALSE;
  return G_SOURCE_CONTINUE;
}

static void
on_run_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecord) self = data;
  GError *error = NULL;

  if (!lab_run_start_finish (self->run, result, &error))
    {
      app_record_fail (self, error);
      return;
    }
  app_watchdog_note ("a run begins");
  self->state = APP_RECORD_RUNNING;
  app_record_make_timeline (self);
  app_record_prepare (self);
  self->reader = g_timeout_add (READ_EVERY, on_read_due, self);
  g_signal_emit (self, signals[GREW], 0);
}

/* The names need the expanded program, too. */
static void
make_names_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, lab_names_new (APP_RECORD (source)->experiment), (GDestroyNotify) lab_names_free);
}

static void
on_names_made (GObject *source, GAsyncResult *result, gpointer data)
{
  AppRecord *self = APP_RECORD (source);

  self->names = g_task_propagate_pointer (G_TASK (result), NULL);
  lab_run_start_async (self->run, on_run_started, g_object_ref (self));
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
}

AppRecord *
app_record_new (const LabExperiment *experiment)
{
  AppRecord *self;

  g_return_val_if_fail (experiment != NULL, NULL);

  self = g_object_new (APP_TYPE_RECORD, NULL);
  self->experiment = lab_experiment_copy (experiment);
  self->title = describe (experiment);
  self->time = g_date_time_new_now_local ();
  return self;
}

void
app_record_start (AppRecord *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (APP_IS_RECORD (self));
  g_return_if_fail (self->state == APP_RECORD_NEW && self->experiment != NULL);

  self->state = APP_RECORD_STARTING;
  self->run = lab_run_new (self->experiment);
  g_signal_connect (self->run, "ended", G_CALLBACK (on_run_ended), self);
  task = g_task_new (self, NULL, on_names_made, NULL);
  g_task_run_in_thread (task, make_names_in_thread);
}

void
app_record_stop (AppRecord *self)
{
  g_return_if_fail (APP_IS_RECORD (self));

  if (self->run != NULL)
    lab_run_cancel (self->run);
}

/* Of a file it is when that was written. */
static GDateTime *
read_time (GFile *file)
{
  g_autoptr (GFileInfo)
    info = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GDateTime) time = info != NULL ? g_file_info_get_modification_date_time (info) : NULL;

  return time != NULL ? g_date_time_to_local (time) : g_date_time_new_now_local ();
}

/* Everything that a window shows first is made here: both ways to look at it. */
static gpointer
load (GFile *file, const char *path, GError **error)
{
  g_autoptr (LabSource) opened = lab_source_open (path, error);
  AppRecord *self;

  if (opened == NULL)
    return NULL;
  self = g_object_new (APP_TYPE_RECORD, NULL);
  self->state = APP_RECORD_SETTLED;
  self->file = g_object_ref (file);
  self->time = read_time (self->file);
  self->trace = g_steal_pointer (&opened->trace);
  self->names = g_steal_pointer (&opened->names);
  self->result = g_steal_pointer (&opened->result);
  if (self->result->experiment != NULL)
    self->experiment = lab_experiment_copy (self->result->experiment);
  self->title = describe (self->experiment);
  app_record_make_timeline (self);
  app_record_update (self);
  app_record_prepare (self);
  return self;
}

void
app_record_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (G_IS_FILE (file));

  app_load_async (NULL, file, load, g_object_unref, cancellable, callback, data);
}

AppRecord *
app_record_open_finish (GAsyncResult *result, GError **error)
{
  return app_load_finish (result, error);
}

gboolean
app_record_update (AppRecord *self)
{
  LabTrace *trace;

  g_return_val_if_fail (APP_IS_RECORD (self), FALSE);

  if (self->timeline == NULL)
    return FALSE;
  self->is_read = TRUE;
  trace = app_record_get_trace (self);
  if (self->run != NULL)
    lab_trace_update (trace, NULL);
  if (lab_trace_get_n_events (trace) == self->n_events)
    return FALSE;
  self->n_events = lab_trace_get_n_events (trace);
  lab_timeline_update (self->timeline);
  g_signal_emit (self, signals[GREW], 0);
  return TRUE;
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

  usual = describe (self->experiment);
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
  self->title = title != NULL && *title != '\0' ? g_strdup (title) : describe (self->experiment);
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

typedef struct
{
  LabSegment *segment; /* of a run; else the bytes are those of `from` */
  GFile *from;
  GFile *to;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_pointer (&saving->segment, lab_segment_unref);
  g_clear_object (&saving->from);
  g_clear_object (&saving->to);
  g_free (saving);
}

static gboolean
save_segment (const Saving *saving, GError **error)
{
  g_autoptr (LabTrace) trace = lab_trace_new (saving->segment);
  g_autofree char *path = g_file_get_path (saving->to);

  if (path != NULL)
    return lab_trace_update (trace, error) && lab_trace_save (trace, path, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("It can only be saved to a folder on this machine."));
  return FALSE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  GError *error = NULL;
  gboolean saved;

  if (saving->segment != NULL)
    saved = save_segment (saving, &error);
  else
    saved = g_file_equal (saving->from, saving->to)
            || g_file_copy (saving->from, saving->to, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, &error);
  if (saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
app_record_save_async (AppRecord *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (APP_IS_RECORD (self) && G_IS_FILE (file));
  g_return_if_fail (self->state >= APP_RECORD_READING && self->timeline != NULL);

  saving = g_new0 (Saving, 1);
  saving->to = g_object_ref (file);
  if (self->run != NULL)
    saving->segment = lab_segment_ref (lab_run_get_segment (self->run));
  else
    saving->from = g_object_ref (self->file);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, app_record_save_async);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
app_record_save_finish (AppRecord *self, GAsyncResult *result, GError **error)
{
  const Saving *saving;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  saving = g_task_get_task_data (G_TASK (result));
  if (self->run != NULL)
    g_set_object (&self->file, saving->to);
  return TRUE;
}
