/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define APP_TYPE_REPLAY (app_replay_get_type ())

/* A playhead that goes through a finished run. It moves when it is told how late it is, so whoever shows it gives it
 * the frames: AppReplayBar does, while it plays. Properties: "time" (guint64, ns of the trace; G_MAXUINT64 where there
 * is no run), "playing", "speed" (1: as fast as the run was). */
G_DECLARE_FINAL_TYPE (AppReplay, app_replay, APP, REPLAY, GObject)

#define APP_REPLAY_SLOWEST 0.0001
#define APP_REPLAY_FASTEST 10.0

AppReplay *app_replay_new (void);

/* The time that there is, in ns of the trace; the same: none. The playhead goes to its start, and the speed becomes one
 * at which there is something to be seen. */
void app_replay_set_range (AppReplay *self, guint64 start, guint64 end);
void app_replay_get_range (AppReplay *self, guint64 *start, guint64 *end);

/* From the start where it stands at the end. */
void app_replay_play (AppReplay *self);
void app_replay_pause (AppReplay *self);
gboolean app_replay_is_playing (AppReplay *self);

void app_replay_seek (AppReplay *self, guint64 time);
guint64 app_replay_get_time (AppReplay *self);

void app_replay_set_speed (AppReplay *self, double speed);
double app_replay_get_speed (AppReplay *self);

/* It is so late, in µs of any clock; pauses at the end. */
void app_replay_advance (AppReplay *self, gint64 now);

G_END_DECLS
