/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-load.h"
#include "app-workload-file.h"

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

static gpointer
load (GFile *file, const char *path, GError **error)
{
  return lab_workload_load (path, error);
}

void
app_workload_file_load_async (gpointer source, GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  app_load_async (source, file, load, (GDestroyNotify) lab_workload_unref, NULL, callback, data);
}

LabWorkload *
app_workload_file_load_finish (GAsyncResult *result, GError **error)
{
  return app_load_finish (result, error);
}
