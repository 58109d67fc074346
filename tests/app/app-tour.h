/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-watchdog.h"

G_BEGIN_DECLS

/* A walk through the app as a person takes it in a whole session, with the watchdog beside it. */

/* A step of it has ended: what it was, and the turns of the window's thread that it took. */
typedef void (*AppTourTell) (const char *step, const AppWatchdogTurns *turns, gpointer data);

/* With a trace of so many tasks as the large one. The watchdog has to be started. */
void app_tour_walk (guint n_tasks, AppTourTell tell, gpointer data);

G_END_DECLS
