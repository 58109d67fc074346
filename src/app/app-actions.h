/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-window.h"

G_BEGIN_DECLS

/* The application's actions, for menus, the guide, the desktop file and D-Bus, and the keys of all actions. */
void app_actions_add (GtkApplication *application);

/* The window that was used last, or a new one. */
AppWindow *app_actions_get_window (GtkApplication *application);

G_END_DECLS
