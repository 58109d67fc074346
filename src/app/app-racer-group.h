/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-form.h"

G_BEGIN_DECLS

#define APP_TYPE_RACER_GROUP (app_racer_group_get_type ())

/* The models that may take part in a race, each with its values.
 * Signal "changed". */
G_DECLARE_FINAL_TYPE (AppRacerGroup, app_racer_group, APP, RACER_GROUP, AdwPreferencesGroup)

/* Another workload suggests other values; the same one again changes nothing. */
void app_racer_group_set_workload (AppRacerGroup *self, LabWorkload *workload);

/* Those that take part: of LabModel, and NULL-terminated. Caller unrefs. */
GPtrArray *app_racer_group_get_models (AppRacerGroup *self);

/* These take part with their values, and no others; of several under one model the first. */
void app_racer_group_set_experiments (AppRacerGroup *self, GPtrArray *experiments);

/* The work of the form under each of them: of LabExperiment. NULL with what is wrong in the form or here. Caller unrefs. */
GPtrArray *app_racer_group_make_experiments (AppRacerGroup *self, AppForm *form, GError **error);

/* To the first value that is wrong. */
void app_racer_group_focus_error (AppRacerGroup *self);

/* Who takes part and all values, to be brought back later: a{s(ba{ss})}, floating. What is not there any more then, or
 * not allowed, is left as it is. */
GVariant *app_racer_group_save (AppRacerGroup *self);
void app_racer_group_restore (AppRacerGroup *self, GVariant *saved);

G_END_DECLS
