/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"

static LabStepResult
sleep_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  gint64 duration;

  if (!lab_task_get_number (task, worker->engine->program, step, &duration, error))
    return LAB_STEP_FAILED;
  return lab_segment_sleep_until (worker->engine->segment, lab_step_deadline_after (duration)) ? LAB_STEP_CONTINUE
                                                                                               : LAB_STEP_CANCELLED;
}

static LabStepResult
sleep_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  gint64 duration;

  if (!lab_task_get_number (task, lab_loop_get_worker (loop)->engine->program, step, &duration, error))
    return LAB_STEP_FAILED;
  lab_loop_resume_at (loop, task, lab_step_deadline_after (duration));
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_sleep = {
  .id = LAB_STEP_SLEEP,
  .wait_state = LAB_STATE_SLEEPING,
  .blocking = sleep_blocking,
  .begin = sleep_begin,
};
