/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A source that calls `func` when g_source_set_ready_time() says, and then again and again until that is set anew; at
 * first never. Unlike a time-out of GLib's it has no interval of its own. Owned by the caller, and attached to
 * `context` (NULL: the default one). */
GSource *lab_alarm_new (GMainContext *context, const char *name, GSourceFunc func, gpointer data);

/* Destroys the source and drops the reference. */
void lab_alarm_free (GSource *alarm);

G_END_DECLS
