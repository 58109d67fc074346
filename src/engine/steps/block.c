/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"

static LabStepResult
block_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  gint64 duration;

  if (!lab_task_get_number (task, worker->engine->program, step, &duration, error))
    return LAB_STEP_FAILED;
  return lab_segment_sleep_until (worker->engine->segment, lab_step_deadline_after (duration)) ? LAB_STEP_CONTINUE
                                                                                               : LAB_STEP_CANCELLED;
}

/* A call that holds its thread until it is done, whatever the model. It has no asynchronous twin on purpose: what a
 * loop cannot see, it cannot wait for. */
const LabStepKind lab_step_block = {
  .id = LAB_STEP_BLOCK,
  .wait_state = LAB_STATE_IO,
  .offload = TRUE,
  .blocking = block_blocking,
};
