/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-plan.h"

G_BEGIN_DECLS

/* The parts of a workload document, from JSON to plan. Errors say where and what was expected. */

gboolean lab_read_params (const LabPlace *place, GArray *params, GError **error);
gboolean lab_read_counters (const LabPlace *place, GArray *counters, GArray *params, GError **error);
gboolean lab_read_wires (const LabPlace *place, GArray *wires, GArray *params, GError **error);
gboolean lab_read_files (const LabPlace *place, GArray *files, GArray *params, GError **error);
gboolean lab_read_queues (const LabPlace *place, GArray *queues, GArray *params, GError **error);

/* The next two of a workload whose parameters, counters and queues are there. */
gboolean lab_read_task (const LabPlace *place, LabTaskPlan *task, const LabWorkload *workload, GError **error);
gboolean lab_read_steps (const LabPlace *place, LabTaskPlan *task, const LabNames *names, const LabWorkload *workload,
                         GError **error);

/* The addresses of a fetch and what stands beside it. */
gboolean lab_read_fetch (const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, const LabNames *names,
                         GError **error);
gboolean lab_read_server (const LabPlace *place, LabWorkload *workload, GError **error);

/* The next three of a workload whose other parts are there. */
gboolean lab_read_answer (const LabPlace *place, LabWorkload *workload, GError **error);
gboolean lab_read_expectations (const LabPlace *place, LabWorkload *workload, GError **error);
gboolean lab_read_suggestion (const LabPlace *place, LabWorkload *workload, GError **error);

/* The model that a text names. */
const LabModel *lab_read_model (const LabPlace *place, GError **error);

/* The number of the counter that a text names. */
gboolean lab_read_counter_id (const LabPlace *place, GArray *counters, guint *counter, GError **error);

/* What templates of this task may speak of. Borrows both. */
LabNames lab_task_plan_get_names (const LabTaskPlan *task, GArray *params);

/* Lower case letters, digits and '-'. */
gboolean lab_read_is_id (const char *text);

G_END_DECLS
