/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_RUN_BUTTON (app_run_button_get_type ())

/* Run, or while something runs Stop and how far it has come. Activates "win.run" and "win.stop". */
G_DECLARE_FINAL_TYPE (AppRunButton, app_run_button, APP, RUN_BUTTON, AdwBin)

GtkWidget *app_run_button_new (const char *label, const char *icon_name); /* "Run", "Race" */

void app_run_button_set_busy (AppRunButton *self, gboolean busy);

/* "3 of 12"; of 0: nothing is known. */
void app_run_button_set_progress (AppRunButton *self, guint64 n_ended, guint64 n_tasks);

G_END_DECLS
