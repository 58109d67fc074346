/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lab-experiment.h"

G_BEGIN_DECLS

#define APP_TYPE_RACER_ROW (app_racer_row_get_type ())

/* A model that may take part in a race: whether it does, why it cannot, and its values.
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (AppRacerRow, app_racer_row, APP, RACER_ROW, AdwExpanderRow)

GtkWidget *app_racer_row_new (const LabModel *model);

const LabModel *app_racer_row_get_model (AppRacerRow *self);

gboolean app_racer_row_is_chosen (AppRacerRow *self); /* FALSE where it cannot run here */
void app_racer_row_set_chosen (AppRacerRow *self, gboolean chosen);

/* The values that it starts with and goes back to. */
void app_racer_row_set_options (AppRacerRow *self, const LabValues *options);

/* It takes part, with the values of an experiment of its model; NULL: it does not, and its values stay. */
void app_racer_row_set_experiment (AppRacerRow *self, const LabExperiment *experiment);

/* Sets them in an experiment of this model; the error is that of the first one that is wrong. */
gboolean app_racer_row_apply (AppRacerRow *self, LabExperiment *experiment, GError **error);

/* Opens itself and goes to the first value that is wrong; FALSE where none is. */
gboolean app_racer_row_focus_error (AppRacerRow *self);

/* Whether it takes part, and its values, to be brought back later: (ba{ss}), floating. What is not allowed then is left
 * as it is. */
GVariant *app_racer_row_save (AppRacerRow *self);
void app_racer_row_restore (AppRacerRow *self, GVariant *saved);

G_END_DECLS
