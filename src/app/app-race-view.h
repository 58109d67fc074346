/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app-race-chart.h"

G_BEGIN_DECLS

#define APP_TYPE_RACE_VIEW (app_race_view_get_type ())

/* A race and what is to be said of it: the chart, who won and why, what to use when, and how a bet came out. A click on
 * a racer shows that run on the Explore page of the window. */
G_DECLARE_FINAL_TYPE (AppRaceView, app_race_view, APP, RACE_VIEW, GtkWidget)

GtkWidget *app_race_view_new (void);

void app_race_view_set_race (AppRaceView *self, AppRace *race);

/* How a bet came out; NULL: there was none. */
void app_race_view_set_bet (AppRaceView *self, const char *sentence);

AppChart *app_race_view_get_chart (AppRaceView *self);

G_END_DECLS
