/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_SUGGESTIONS (app_suggestions_get_type ())

/* A few presets to begin with, each a button. Emits "suggested" with a preset's id. */
G_DECLARE_FINAL_TYPE (AppSuggestions, app_suggestions, APP, SUGGESTIONS, GtkBox)

G_END_DECLS
