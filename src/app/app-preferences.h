/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define APP_TYPE_PREFERENCES (app_preferences_get_type ())

/* What the user can set, which holds at once. */
G_DECLARE_FINAL_TYPE (AppPreferences, app_preferences, APP, PREFERENCES, AdwPreferencesWindow)

/* Over that window; NULL: over none. */
void app_preferences_show (GtkWindow *parent);

G_END_DECLS
