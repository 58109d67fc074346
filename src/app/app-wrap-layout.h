/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_WRAP_LAYOUT (app_wrap_layout_get_type ())

/* Children one beside the other like words, in as many lines as that takes, each as high as its line. One that expands
 * takes what is left of its line. */
G_DECLARE_FINAL_TYPE (AppWrapLayout, app_wrap_layout, APP, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
