/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"

static LabStepResult
result_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  g_autofree char *text = lab_task_get_text (task, worker->engine->program, step);

  g_free (task->result);
  /* A copy as long as the text: results are kept to the end of the run, perhaps a hundred thousand of them. */
  task->result = g_strdup (text);
  return LAB_STEP_CONTINUE;
}

const LabStepKind lab_step_result = {
  .id = LAB_STEP_RESULT,
  .wait_state = LAB_STATE_IDLE,
  .blocking = result_blocking,
};
