/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times beside the latency scale's: how many main memory references a wait is. Of the window's thread. */

/* Reads the scale on another thread, unless that was asked for before; to be called some time before it is wanted. */
void app_yardstick_prepare (void);

/* Reads it anew: this machine was measured. */
void app_yardstick_renew (void);

/* "240 × Main memory reference (this machine)"; NULL where nothing on the scale is as short, or it is not read yet.
 * Caller frees. */
char *app_yardstick_compare (guint64 ns);

G_END_DECLS
