/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-steps.h"

static LabStepResult
print_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  g_autofree char *text = lab_task_get_text (task, worker->engine->program, step);

  lab_recorder_add_text (worker->recorder, LAB_TEXT_PRINT, task->index, text, strlen (text));
  return LAB_STEP_CONTINUE;
}

const LabStepKind lab_step_print = {
  .id = LAB_STEP_PRINT,
  .wait_state = LAB_STATE_IDLE,
  .blocking = print_blocking,
};
