/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reading a file on another thread, which is the same for runs, workloads and measurements. */

/* On that thread: what is in the file; NULL with an error. */
typedef gpointer (*AppLoader) (GFile *file, const char *path, GError **error);

/* The callback's source is `source`, which is held meanwhile (NULL: none). `unload` frees what nobody takes. A file that
 * is not on this machine is an error. */
void app_load_async (gpointer source, GFile *file, AppLoader load, GDestroyNotify unload, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer data);

/* What was loaded, which is the caller's then. */
gpointer app_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
