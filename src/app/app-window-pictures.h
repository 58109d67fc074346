/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-export.h"
#include "app-window.h"

G_BEGIN_DECLS

/* What a window does with the chart that is seen: exports, copies and prints it. What goes wrong is said in the window.
 */

/* For the window: its actions "win.export", "win.copy-picture" and "win.print". */
void app_window_pictures_class_init (GtkWidgetClass *widget_class);

void app_window_export_file (AppWindow *self, AppChart *chart, const AppExportForm *form, GFile *file);

G_END_DECLS
