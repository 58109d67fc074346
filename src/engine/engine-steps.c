/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"

static const LabStepKind *const kinds[LAB_N_STEP_KINDS] = {
  [LAB_STEP_ADD] = &lab_step_add,
  [LAB_STEP_BLOCK] = &lab_step_block,
  [LAB_STEP_CALL] = &lab_step_call,
  [LAB_STEP_COMPUTE] = &lab_step_compute,
  [LAB_STEP_EVENT_SET] = &lab_step_event_set,
  [LAB_STEP_EVENT_WAIT] = &lab_step_event_wait,
  [LAB_STEP_COPY] = &lab_step_copy,
  [LAB_STEP_DRAIN] = &lab_step_drain,
  [LAB_STEP_GET] = &lab_step_get,
  [LAB_STEP_FETCH] = &lab_step_fetch,
  [LAB_STEP_LOCK] = &lab_step_lock,
  [LAB_STEP_PRINT] = &lab_step_print,
  [LAB_STEP_PUT] = &lab_step_put,
  [LAB_STEP_READ] = &lab_step_read,
  [LAB_STEP_RESULT] = &lab_step_result,
  [LAB_STEP_SLEEP] = &lab_step_sleep,
  [LAB_STEP_UNLOCK] = &lab_step_unlock,
  [LAB_STEP_YIELD] = &lab_step_yield,
};

const LabStepKind *
lab_step_kind_get (LabStepKindId id)
{
  g_assert (id < LAB_N_STEP_KINDS && kinds[id] != NULL);

  return kinds[id];
}

guint64
lab_step_deadline_after (gint64 duration)
{
  guint64 now = lab_clock_now ();

  return (guint64) duration > G_MAXINT64 - now ? G_MAXINT64 : now + (guint64) duration;
}

static LabIoKind
get_io (const LabStep *step)
{
  if (step->kind == LAB_STEP_FETCH && step->fetch->addresses->len > 1)
    return LAB_IO_GATHER;
  return lab_step_kind_get (step->kind)->io;
}

guint16
lab_step_get_detail (LabWorker *worker, const LabTask *task, const LabStep *step)
{
  LabState state = lab_step_kind_get (step->kind)->wait_state;

  if (step->kind == LAB_STEP_PUT)
    return lab_program_get_target (worker->engine->program, step, task->index, &task->computed, task->gathered);
  if (state == LAB_STATE_LOCK || state == LAB_STATE_CHANNEL)
    return lab_program_get_object (worker->engine->program, step, task->index);
  return state == LAB_STATE_IO ? get_io (step) : step->index;
}
