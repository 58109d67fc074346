/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How large the user wants text: 1 is the usual, 1.5 is 150 %. The setting "gtk-xft-dpi" tells of a change. */
double app_text_size_get (GtkSettings *settings);

/* For this process only. */
void app_text_size_set (GtkSettings *settings, double size);

G_END_DECLS
