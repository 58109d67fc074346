/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lab-race-bet.h"

G_BEGIN_DECLS

#define APP_TYPE_RACE_BET (app_race_bet_get_type ())

/* Who will win, and in what time: both may be left open. */
G_DECLARE_FINAL_TYPE (AppRaceBet, app_race_bet, APP, RACE_BET, AdwPreferencesGroup)

/* Those that one can bet on, in the order of a form; NULL-terminated. A bet on one that is left stays. */
void app_race_bet_set_models (AppRaceBet *self, const LabModel *const *models);

LabRaceBet app_race_bet_get (AppRaceBet *self);

G_END_DECLS
