/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"

G_BEGIN_DECLS

#define APP_TYPE_SWATCH (app_swatch_get_type ())

/* How a state looks on the timeline, as large as a word. It stands beside the state's name, which says the same. */
G_DECLARE_FINAL_TYPE (AppSwatch, app_swatch, APP, SWATCH, AppChart)

GtkWidget *app_swatch_new (LabState state);

void app_swatch_set_state (AppSwatch *self, LabState state);

G_END_DECLS
