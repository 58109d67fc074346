/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-load.h"
#include "app-workload-file.h"

void
app_workload_file_ask (GtkWidget *widget, AppFileChosen chosen, gpointer data)
{
  GtkFileChooserNative *chooser = app_file_chooser_new (widget, _ ("Open a Workload"), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                        NULL);

  app_file_chooser_add_filter (chooser, _ ("Workloads (JSON)"), (const char *const[]){ "*.json", NULL });
  app_file_chooser_ask (chooser, chosen, data, NULL);
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
