/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"
#include "app-race.h"

G_BEGIN_DECLS

#define APP_TYPE_RACE_CHART (app_race_chart_get_type ())

/* The lanes of all who take part, on one time axis; they grow while the race goes on. Every row is a button.
 * Signal "racer-activated" with its number. */
G_DECLARE_FINAL_TYPE (AppRaceChart, app_race_chart, APP, RACE_CHART, AppChart)

GtkWidget *app_race_chart_new (void);

void app_race_chart_set_race (AppRaceChart *self, AppRace *race); /* NULL: none */

G_END_DECLS
