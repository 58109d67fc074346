/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page of the guide as widgets. Reading it, its pictures and the titles of what it shows takes a thread's time;
 * making widgets of that takes none. */

/* "index.md". The error is a sentence. */
void app_help_page_load_async (const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer data);
GPtrArray *app_help_page_load_finish (GAsyncResult *result, GError **error); /* caller unrefs */

/* A box with all of it. `on_link` is gboolean (*) (gpointer data, const char *uri): whether it has gone there. */
GtkWidget *app_help_page_build (GPtrArray *page, GCallback on_link, gpointer data);

G_END_DECLS
