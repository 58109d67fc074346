/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives a name to what GTK leaves without in the window of the shortcuts: the button of its search. */
void app_shortcuts_name (GtkApplicationWindow *window);

G_END_DECLS
