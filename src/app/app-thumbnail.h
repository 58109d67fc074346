/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_THUMBNAIL (app_thumbnail_get_type ())

/* A kept trace as a picture of 160x48: bars and nothing else. It is painted on another thread, one trace after the
 * other, once: then it lies in the user's cache. */
G_DECLARE_FINAL_TYPE (AppThumbnail, app_thumbnail, APP, THUMBNAIL, GtkWidget)

GtkWidget *app_thumbnail_new (void);

/* `id` names it in the cache; NULL: nothing to show. */
void app_thumbnail_set_trace (AppThumbnail *self, const char *id, GFile *file);

G_END_DECLS
