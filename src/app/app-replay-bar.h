/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-replay.h"

G_BEGIN_DECLS

#define APP_TYPE_REPLAY_BAR (app_replay_bar_get_type ())

/* The controls of a replay: play and pause, where it stands, how fast it goes. Gives the replay its frames while it
 * plays, so one that plays must be shown.
 * Property "replay". */
G_DECLARE_FINAL_TYPE (AppReplayBar, app_replay_bar, APP, REPLAY_BAR, GtkWidget)

GtkWidget *app_replay_bar_new (AppReplay *replay); /* takes a reference */

void app_replay_bar_set_replay (AppReplayBar *self, AppReplay *replay); /* NULL: none */
AppReplay *app_replay_bar_get_replay (AppReplayBar *self);

G_END_DECLS
