/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-file-chooser.h"
#include "lab-workload.h"

G_BEGIN_DECLS

/* A person's own workload, out of a JSON file. */

/* Asks which, over the window that the widget is in; the data has to be there as long as that. */
void app_workload_file_ask (GtkWidget *widget, AppFileChosen chosen, gpointer data);

/* Reads it on another thread. The callback's source is `source`, which is held meanwhile. */
void app_workload_file_load_async (gpointer source, GFile *file, GAsyncReadyCallback callback, gpointer data);
LabWorkload *app_workload_file_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
