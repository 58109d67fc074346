/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"

static LabStepResult
yield_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  lab_worker_let_others (worker);
  return LAB_STEP_CONTINUE;
}

static LabStepResult
yield_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  lab_loop_resume (loop, task);
  return LAB_STEP_WAIT;
}

/* Who gives way is ready to run and waits for its turn: that is queued. */
const LabStepKind lab_step_yield = {
  .id = LAB_STEP_YIELD,
  .wait_state = LAB_STATE_QUEUED,
  .blocking = yield_blocking,
  .begin = yield_begin,
};
