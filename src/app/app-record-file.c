/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-load.h"
#include "app-record-private.h"
#include "lab-source.h"

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
  self->title = app_record_describe (self->experiment);
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

typedef struct
{
  LabTrace *trace; /* a reader of its own: one thread at a time reads a trace */
  GFile *to;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  lab_trace_free (saving->trace);
  g_object_unref (saving->to);
  g_free (saving);
}

static gboolean
save (const Saving *saving, GError **error)
{
  g_autofree char *path = g_file_get_path (saving->to);

  if (path != NULL)
    return lab_trace_update (saving->trace, error) && lab_trace_save (saving->trace, path, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("It can only be saved to a folder on this machine."));
  return FALSE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save (data, &error))
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
  saving->trace = lab_trace_new_reader (app_record_get_trace (self));
  saving->to = g_object_ref (file);
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
