/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-window.h"

G_BEGIN_DECLS

/* What a window does with files: opens and saves them. What goes wrong is said in the window. */

/* For the window: its actions "win.open", "win.open-recent" and "win.save"; files that are dropped on it; and its menu
 * of recent files. */
void app_window_files_class_init (GtkWidgetClass *widget_class);
void app_window_files_init (AppWindow *self, GtkMenuButton *menu_button, GMenu *recent);

/* Saved runs, the first in this window and each other in one of its own; and what ends in ".json", which is a
 * measurement where the latency scale is seen, and else a workload. */
void app_window_open_files (AppWindow *self, GListModel *files);
void app_window_open_file (AppWindow *self, GFile *file);

void app_window_save_file (AppWindow *self, AppRecord *record, GFile *file);

G_END_DECLS
