/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_SPAN_ITEM (app_span_item_get_type ())

/* A span of a timeline for those who do not see it: an item of its list, that can have the keyboard's focus and is
 * called by a sentence. It draws nothing, and the pointer goes through it: the picture below is all. */
G_DECLARE_FINAL_TYPE (AppSpanItem, app_span_item, APP, SPAN_ITEM, GtkWidget)

GtkWidget *app_span_item_new (guint row, guint64 n, const char *sentence);

guint app_span_item_get_row (AppSpanItem *self);
guint64 app_span_item_get_n (AppSpanItem *self);
void app_span_item_set_sentence (AppSpanItem *self, const char *sentence);

G_END_DECLS
