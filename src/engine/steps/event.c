/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-objects.h"
#include "engine-parking.h"
#include "engine-shared.h"
#include "engine-steps.h"

static guint16
get_event (LabWorker *worker, LabTask *task, const LabStep *step)
{
  return lab_program_get_object (worker->engine->program, step, task->index);
}

static LabStepResult
set_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  lab_engine_set_event (worker->engine, worker->recorder, task->index, get_event (worker, task, step));
  return LAB_STEP_CONTINUE;
}

static LabStepResult
wait_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  return lab_shared_is_set (worker->engine->shared, get_event (worker, task, step)) ? LAB_STEP_CONTINUE : LAB_STEP_WAIT;
}

static LabStepResult
wait_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  return lab_shared_wait (worker->engine->shared, get_event (worker, task, step), task->index) ? LAB_STEP_CONTINUE
                                                                                               : LAB_STEP_CANCELLED;
}

static LabStepResult
wait_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  LabWorker *worker = lab_loop_get_worker (loop);
  guint16 event = get_event (worker, task, step);

  /* On a loop nobody else could have set it since the attempt. */
  if (!lab_shared_begin_wait (worker->engine->shared, event, task->index))
    g_assert_not_reached ();
  lab_parking_add (worker->engine->parking, loop, task, event);
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_event_set = {
  .id = LAB_STEP_EVENT_SET,
  .wait_state = LAB_STATE_IDLE,
  .blocking = set_blocking,
};

const LabStepKind lab_step_event_wait = {
  .id = LAB_STEP_EVENT_WAIT,
  .wait_state = LAB_STATE_CHANNEL,
  .attempt = wait_attempt,
  .blocking = wait_blocking,
  .begin = wait_begin,
};
