/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "lab-preset.h"

G_BEGIN_DECLS

#define APP_TYPE_FORM (app_form_get_type ())

/* What a person fills in: a workload and its values, a model and its values, or a preset of all that. Every value is
 * checked as it is typed, and says in its row what is wrong with it.
 * Signals: "changed" after anything that app_form_make_experiment() depends on; "ready" once, when the workloads and
 * presets have been read: until then there is nothing to choose from.
 * Properties: "valid"; "with-model" (construct only, TRUE): without it, it asks for no model, no preset and no bet. */
G_DECLARE_FINAL_TYPE (AppForm, app_form, APP, FORM, GtkWidget)

GtkWidget *app_form_new (gboolean with_model);

/* What stands in it now; the error is the one that the row shows. Caller frees. The time scale and the recording's cap
 * are those of the settings. */
LabExperiment *app_form_make_experiment (AppForm *self, GError **error);

/* The same workload and values under this model, with the options that the workload suggests for it. */
LabExperiment *app_form_make_experiment_for (AppForm *self, const LabModel *model, GError **error);

void app_form_set_experiment (AppForm *self, const LabExperiment *experiment); /* copied */

/* Fills it with one of the presets and shows what is said of it. FALSE with a reason where there is none of that name,
 * or where they have not been read yet. */
gboolean app_form_set_preset (AppForm *self, const char *id, GError **error);

/* What to look at, of the preset that still stands in it unchanged; NULL: none. */
const char *app_form_get_about (AppForm *self);

/* A workload of one's own; what is wrong with the file is said where the workload is chosen. */
void app_form_open_workload (AppForm *self, GFile *file);

gboolean app_form_is_valid (AppForm *self);
gboolean app_form_is_ready (AppForm *self);

/* To the first row with something wrong in it. */
void app_form_focus_error (AppForm *self);

/* How long it will take, as the person has bet, ns; 0: no bet. */
guint64 app_form_get_bet (AppForm *self);

G_END_DECLS
