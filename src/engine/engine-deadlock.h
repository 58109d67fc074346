/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine.h"

G_BEGIN_DECLS

/* Watches over a run that has locks or events, on a thread of its own: when its tasks wait for each other for ever, it
 * lets that stand for a moment, for the picture, and then ends the run instead of letting it hang. */
typedef struct _LabDeadlockWatch LabDeadlockWatch;

/* NULL with an error where no thread can be started. */
LabDeadlockWatch *lab_deadlock_watch_start (LabEngine *engine, GError **error);

/* After the run. What it saw, in words, for the caller to free; NULL: nothing. Frees the watch. */
char *lab_deadlock_watch_stop (LabDeadlockWatch *self);

G_END_DECLS
