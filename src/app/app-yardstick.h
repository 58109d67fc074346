/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times beside the latency scale's: how many main memory references a wait is. */

/* Reads the scale on another thread; to be called once, some time before it is wanted. */
void app_yardstick_prepare (void);

/* "240 × Main memory reference"; NULL where nothing on the scale is as short, or it is not read yet. Caller frees. */
char *app_yardstick_compare (guint64 ns);

G_END_DECLS
