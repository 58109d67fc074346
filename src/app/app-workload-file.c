/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-workload-file.h"
#include "lab-error.h"

GtkFileChooserNative *
app_workload_file_ask (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Open a Workload"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_file_filter_set_name (filter, _ ("Workloads (JSON)"));
  gtk_file_filter_add_pattern (filter, "*.json");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LabWorkload *workload = lab_workload_load (data, &error);

  if (workload != NULL)
    g_task_return_pointer (task, workload, (GDestroyNotify) lab_workload_unref);
  else
    g_task_return_error (task, error);
}

void
app_workload_file_load_async (gpointer source, GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, data);
  char *path = g_file_get_path (file);

  g_task_set_source_tag (task, app_workload_file_load_async);
  if (path == NULL)
    {
      g_task_return_new_error (task, LAB_ERROR, LAB_ERROR_USAGE, "%s", _ ("Only files on this machine can be opened."));
      return;
    }
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, load_in_thread);
}

LabWorkload *
app_workload_file_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
