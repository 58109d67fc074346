/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-objects.h"
#include "engine-parking.h"
#include "engine-steps.h"

/* A loop over the queue ends with it; who wants just one more item has waited in vain. */
static LabStepResult
meet_end (LabWorker *worker, LabTask *task, const LabStep *step, guint16 queue, GError **error)
{
  if (step->kind == LAB_STEP_DRAIN)
    {
      task->next = step->partner + 1u;
      return LAB_STEP_CONTINUE;
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED,
               _ ("the queue \"%s\" is empty, and all tasks that put something into it have ended"),
               lab_objects_get (worker->engine->objects, queue)->name);
  return LAB_STEP_FAILED;
}

static void
keep_item (LabTask *task, const LabStep *step, char *item)
{
  LabGathered *gathered = lab_task_gather (task);

  g_free (gathered->got);
  gathered->got = item;
  gathered->taken++;
  if (step->kind == LAB_STEP_DRAIN)
    task->kept = task->computed;
}

static LabStepResult
get_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  LabEngine *engine = worker->engine;
  guint16 queue = lab_step_get_detail (worker, task, step);
  guint64 time;
  char *item;

  switch (lab_shared_try_get (engine->shared, queue, task->index, &item, &time))
    {
    case LAB_GET_EMPTY:
      return LAB_STEP_WAIT;

    case LAB_GET_ENDED:
      return meet_end (worker, task, step, queue, error);

    case LAB_GET_DONE:
    default:
      lab_recorder_add_deed_at (worker->recorder, time, task->index, LAB_DEED_GET, queue);
      keep_item (task, step, item);
      lab_parking_wake_at_queue (engine->parking, engine, queue, LAB_SIDE_PUT);
      return LAB_STEP_CONTINUE;
    }
}

static LabStepResult
get_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  guint16 queue = lab_step_get_detail (worker, task, step);
  LabStepResult result;

  do
    {
      if (!lab_shared_wait_queue (worker->engine->shared, queue, LAB_SIDE_GET, task->index))
        return LAB_STEP_CANCELLED;
      result = get_attempt (worker, task, step, error);
    }
  while (result == LAB_STEP_WAIT);
  return result;
}

static LabStepResult
get_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  LabWorker *worker = lab_loop_get_worker (loop);
  guint16 queue = lab_step_get_detail (worker, task, step);

  while (!lab_shared_begin_wait_queue (worker->engine->shared, queue, LAB_SIDE_GET, task->index))
    {
      LabStepResult result = get_attempt (worker, task, step, error);

      if (result != LAB_STEP_WAIT)
        return result;
    }
  lab_parking_add_at_queue (worker->engine->parking, loop, task, queue, LAB_SIDE_GET);
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_get = {
  .id = LAB_STEP_GET,
  .wait_state = LAB_STATE_CHANNEL,
  .attempt = get_attempt,
  .blocking = get_blocking,
  .begin = get_begin,
};

const LabStepKind lab_step_drain = {
  .id = LAB_STEP_DRAIN,
  .wait_state = LAB_STATE_CHANNEL,
  .attempt = get_attempt,
  .blocking = get_blocking,
  .begin = get_begin,
};
