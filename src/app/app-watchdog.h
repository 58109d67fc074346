/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the window's thread is held: the time between two waits of the main loop. For whoever develops, and for the
 * benchmark; measured in the loop's own waits, so it wakes nothing up. */

/* Where INTERLEAVE_WATCHDOG is set. */
void app_watchdog_start (void);

/* One line on stderr: "watchdog: worst 5.2 ms; 0 of 1234 turns over 8 ms". Nothing where it was not started. */
void app_watchdog_report (void);

G_END_DECLS
