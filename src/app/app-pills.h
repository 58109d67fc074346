/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_PILLS (app_pills_get_type ())

/* Some words, each in a pill of its own: what a model can, what went wrong. Seen only while there are any. */
G_DECLARE_FINAL_TYPE (AppPills, app_pills, APP, PILLS, GtkWidget)

GtkWidget *app_pills_new (void);

void app_pills_clear (AppPills *self);

/* `style` is a class of its look, or NULL; `tooltip` may be NULL. */
void app_pills_add (AppPills *self, const char *word, const char *style, const char *tooltip);

G_END_DECLS
