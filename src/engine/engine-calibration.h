/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is measured of the machine, because a run's figures mean little without it. A few milliseconds together. */

/* Turns of the arithmetic kernel per second, on one core that has nothing else to do. */
guint64 lab_calibrate_rate (void);

/* Nanoseconds to record one event, time stamp included. */
double lab_calibrate_event_cost (void);

/* How much faster two threads compute than one: 2.0 on two idle cores, 1.0 where there is but one. */
double lab_calibrate_two_threads (void);

/* Processors that this process may use. */
guint lab_calibrate_n_cpus (void);

G_END_DECLS
