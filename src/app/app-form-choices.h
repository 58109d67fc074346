/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chooser.h"
#include "app-pills.h"
#include "lab-workload.h"

G_BEGIN_DECLS

/* For AppForm: what there is to choose from. `own` are the LabWorkloads out of files that a person has opened. */

void app_form_list_workloads (AppChooser *chooser, GPtrArray *own);
void app_form_list_models (AppChooser *chooser);
void app_form_list_presets (AppChooser *chooser);

/* What tells a workload in the list: those of files by their path. Borrowed. */
const char *app_form_get_choice_id (GPtrArray *own, LabWorkload *workload);

/* What a model can and cannot, a word each. */
void app_form_show_traits (AppPills *pills, const LabModel *model);

G_END_DECLS
