/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-load.h"
#include "lab-error.h"

typedef struct
{
  GFile *file;
  char *path; /* NULL: it has none */
  AppLoader load;
  GDestroyNotify unload;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  g_object_unref (self->file);
  g_free (self->path);
  g_free (self);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Loading *self = data;
  GError *error = NULL;
  gpointer loaded = self->load (self->file, self->path, &error);

  if (loaded != NULL)
    g_task_return_pointer (task, loaded, self->unload);
  else
    g_task_return_error (task, error);
}

void
app_load_async (gpointer source, GFile *file, AppLoader load, GDestroyNotify unload, GCancellable *cancellable,
                GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Loading *self;

  g_return_if_fail (G_IS_FILE (file) && load != NULL && unload != NULL);

  self = g_new0 (Loading, 1);
  self->file = g_object_ref (file);
  self->path = g_file_get_path (file);
  self->load = load;
  self->unload = unload;
  task = g_task_new (source, cancellable, callback, data);
  g_task_set_source_tag (task, app_load_async);
  g_task_set_task_data (task, self, loading_free);
  if (self->path != NULL)
    g_task_run_in_thread (task, load_in_thread);
  else
    g_task_return_new_error (task, LAB_ERROR, LAB_ERROR_USAGE, "%s", _ ("Only files on this machine can be opened."));
}

gpointer
app_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, app_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
