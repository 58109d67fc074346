/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-objects.h"
#include "engine-parking.h"
#include "engine-shared.h"
#include "engine-steps.h"

static guint16
get_lock (LabWorker *worker, LabTask *task, const LabStep *step)
{
  return lab_program_get_object (worker->engine->program, step, task->index);
}

static LabStepResult
lock_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  guint16 lock = get_lock (worker, task, step);

  if (!lab_shared_try_lock (worker->engine->shared, lock, task->index))
    return LAB_STEP_WAIT;
  lab_engine_record_deed (worker->recorder, task->index, LAB_DEED_TAKE, lock);
  return LAB_STEP_CONTINUE;
}

static LabStepResult
lock_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  guint16 lock = get_lock (worker, task, step);

  if (!lab_shared_wait (worker->engine->shared, lock, task->index))
    return LAB_STEP_CANCELLED;
  lab_engine_record_deed (worker->recorder, task->index, LAB_DEED_TAKE, lock);
  return LAB_STEP_CONTINUE;
}

static LabStepResult
lock_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  LabWorker *worker = lab_loop_get_worker (loop);
  guint16 lock = get_lock (worker, task, step);

  /* On a loop nobody else could have given it back since the attempt. */
  if (!lab_shared_begin_wait (worker->engine->shared, lock, task->index))
    g_assert_not_reached ();
  lab_parking_add (worker->engine->parking, loop, task, lock);
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_lock = {
  .id = LAB_STEP_LOCK,
  .wait_state = LAB_STATE_LOCK,
  .attempt = lock_attempt,
  .blocking = lock_blocking,
  .begin = lock_begin,
};
