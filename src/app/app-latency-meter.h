/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-latency-columns.h"

G_BEGIN_DECLS

#define APP_TYPE_LATENCY_METER (app_latency_meter_get_type ())

/* Measures this machine, again and again, into columns. Belongs to the window's thread.
 * Signals: "changed" whenever there is more to say; "ended" once for each measurement. */
G_DECLARE_FINAL_TYPE (AppLatencyMeter, app_latency_meter, APP, LATENCY_METER, GObject)

AppLatencyMeter *app_latency_meter_new (AppLatencyColumns *columns);

/* `remote`: HOST or HOST:PORT, which is contacted then; NULL: none. Harmless while one goes on. */
void app_latency_meter_start (AppLatencyMeter *self, gboolean careful, const char *remote);
void app_latency_meter_stop (AppLatencyMeter *self);
gboolean app_latency_meter_is_running (AppLatencyMeter *self);

double app_latency_meter_get_fraction (AppLatencyMeter *self);    /* of the rows, how many there are already */
const char *app_latency_meter_get_status (AppLatencyMeter *self); /* what goes on, or how it ended; "" before */
gboolean app_latency_meter_has_problem (AppLatencyMeter *self);   /* that the status tells of */

G_END_DECLS
