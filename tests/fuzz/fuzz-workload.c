/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-experiment.h"
#include "lab-plan.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define TASKS_MAX 3

static void
evaluate_step (const LabProgram *program, const LabStep *step, guint32 task)
{
  const LabComputed computed = { LAB_COMPUTE_OPERATIONS, task };
  g_autofree char *text = NULL;
  LabObjectKind kind;
  gint64 number;

  if (step->kind == LAB_STEP_PUT)
    g_assert_cmpuint (lab_program_get_target (program, step, task, &computed, NULL), <,
                      lab_program_get_objects (program)->len);
  if (step->kind == LAB_STEP_PRINT || step->kind == LAB_STEP_RESULT || step->kind == LAB_STEP_PUT)
    text = lab_program_get_text (program, step, task, &computed, NULL);
  else if (lab_step_get_object_kind (step->kind, &kind))
    g_assert_cmpuint (lab_program_get_object (program, step, task), <, lab_program_get_objects (program)->len);
  else if (step->value != NULL && lab_program_get_number (program, step, task, NULL, &number, NULL))
    g_assert_true (number >= 0 || step->kind == LAB_STEP_ADD);
}

static void
evaluate_task (const LabProgram *program, guint32 task)
{
  const LabTaskGroup *group = lab_program_find_group (program, task);
  g_autofree char *name = lab_program_get_task_name (program, task);
  g_autofree char *arguments = lab_program_get_task_arguments (program, task);

  g_assert_true (task >= group->first && task - group->first < group->n_tasks);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_str_has_prefix (arguments, "{\"arguments\": ["));
  for (guint i = 0; i < group->n_steps; i++)
    evaluate_step (program, &group->steps[i], task);
}

static void
evaluate (LabProgram *program)
{
  const char *results[TASKS_MAX] = { "a", NULL, "1" };
  guint32 n_tasks = lab_program_get_n_tasks (program);
  g_autofree char *why = NULL;
  g_autofree gint64 *counters = NULL;
  guint n_counters;

  lab_program_get_counters (program, &n_counters);
  counters = g_new0 (gint64, n_counters + 1);
  lab_program_set_rate (program, 1000000000);
  for (guint32 task = 0; task < MIN (n_tasks, TASKS_MAX); task++)
    evaluate_task (program, task);
  if (n_tasks <= TASKS_MAX)
    lab_program_check_answer (program, results, counters, &why);
}

static void
try_workload (LabWorkload *workload)
{
  g_autoptr (LabExperiment) experiment = lab_experiment_new (workload, lab_model_find ("threads"));
  g_autoptr (LabProgram) program = lab_program_new (workload, experiment->params, NULL);
  g_autofree char *command = lab_experiment_to_command (experiment);
  g_autofree char *json = lab_experiment_to_json (experiment);
  g_autoptr (LabExperiment) again = lab_experiment_new_from_json (json, -1, NULL);

  g_assert_nonnull (again);
  g_assert_true (g_shell_parse_argv (command, NULL, NULL, NULL));
  if (program != NULL)
    evaluate (program);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = lab_workload_new_from_json ((const char *) data, (gssize) size, "fuzz", &error);
  g_autoptr (LabExperiment) experiment = lab_experiment_new_from_json ((const char *) data, (gssize) size, NULL);

  g_assert_true ((workload == NULL) == (error != NULL));
  g_assert_true (workload == NULL || experiment == NULL);
  if (workload != NULL)
    try_workload (workload);
  return 0;
}
