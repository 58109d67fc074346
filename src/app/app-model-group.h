/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab-experiment.h"

G_BEGIN_DECLS

#define APP_TYPE_MODEL_GROUP (app_model_group_get_type ())

/* The part of a form that asks for a model and its options, and says what it can and cannot.
 * Signals: "chosen" (const char *id) when a person has chosen another one: it is its owner who shows it; "changed" when
 * an option has another value. */
G_DECLARE_FINAL_TYPE (AppModelGroup, app_model_group, APP, MODEL_GROUP, GtkBox)

/* Its options start with what the workload suggests for them. */
void app_model_group_set (AppModelGroup *self, const LabModel *model, LabWorkload *workload);
const LabModel *app_model_group_get (AppModelGroup *self); /* NULL: none yet */

/* Of AppParamRow: its options. Borrowed; others when another model is set. */
GPtrArray *app_model_group_get_rows (AppModelGroup *self);

G_END_DECLS
