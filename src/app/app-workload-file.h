/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-workload.h"

G_BEGIN_DECLS

/* A person's own workload, out of a JSON file. */

/* Asks which; the "response" is the caller's to connect to, and so is its end. Over the window that the widget is in.
 * Caller unrefs. */
GtkFileChooserNative *app_workload_file_ask (GtkWidget *widget);

/* Reads it on another thread. The callback's source is `source`, which is held meanwhile. */
void app_workload_file_load_async (gpointer source, GFile *file, GAsyncReadyCallback callback, gpointer data);
LabWorkload *app_workload_file_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
