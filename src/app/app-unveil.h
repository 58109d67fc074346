/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_UNVEIL (app_unveil_get_type ())

/* A list for a view: the same as another one, but of what comes new only so much at first as can be seen, a few rows
 * more with each frame, and the rest at last. Without it GTK makes widgets of the first 200 rows at once, whatever is
 * seen of them. Of a view that is not shown there is no more than that. A GListModel. */
G_DECLARE_FINAL_TYPE (AppUnveil, app_unveil, APP, UNVEIL, GObject)

/* The frames are those of the view, which outlives it. Takes over the list. */
AppUnveil *app_unveil_new (GListModel *list, GtkWidget *view);

/* Somebody goes to that row: if it is not there yet, all is there now. */
void app_unveil_reach (AppUnveil *self, guint position);

/* FALSE while frames are awaited, which come where the view is seen. */
gboolean app_unveil_is_whole (AppUnveil *self);

G_END_DECLS
