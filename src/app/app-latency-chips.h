/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-latency-columns.h"

G_BEGIN_DECLS

#define APP_TYPE_LATENCY_CHIPS (app_latency_chips_get_type ())

/* A row of chips, each a column that can be shown or not, and a list of all others behind a button. */
G_DECLARE_FINAL_TYPE (AppLatencyChips, app_latency_chips, APP, LATENCY_CHIPS, GtkWidget)

void app_latency_chips_set_columns (AppLatencyChips *self, AppLatencyColumns *columns);

G_END_DECLS
