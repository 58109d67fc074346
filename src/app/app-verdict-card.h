/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_VERDICT_CARD (app_verdict_card_get_type ())

/* What happened in a run, in words: a bold sentence, a plain one, the hazards that were seen, how near the bet came,
 * and what to look at. While the run goes on it says how far it is. Announced to those who cannot see it. */
G_DECLARE_FINAL_TYPE (AppVerdictCard, app_verdict_card, APP, VERDICT_CARD, GtkWidget)

/* As the run is now; to be called again when it is further. */
void app_verdict_card_show (AppVerdictCard *self, AppRecord *record);

/* Both belong to the run that is shown; NULL and 0: none. */
void app_verdict_card_set_about (AppVerdictCard *self, const char *about);
void app_verdict_card_set_bet (AppVerdictCard *self, guint64 bet);

const char *app_verdict_card_get_headline (AppVerdictCard *self);

G_END_DECLS
