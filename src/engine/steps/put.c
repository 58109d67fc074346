/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine-objects.h"
#include "engine-parking.h"
#include "engine-steps.h"
#include "lab-quantity.h"

static gboolean
check_length (const char *item, GError **error)
{
  g_autofree char *found = NULL;
  g_autofree char *limit = NULL;

  if (strlen (item) <= LAB_ITEM_MAX)
    return TRUE;
  found = lab_format_count (strlen (item));
  limit = lab_format_count (LAB_ITEM_MAX);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("it puts %s bytes into a queue, whose items have at most %s"),
               found, limit);
  return FALSE;
}

static LabStepResult
put_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  LabEngine *engine = worker->engine;
  guint16 queue = lab_step_get_detail (worker, task, step);
  g_autofree char *item = lab_task_get_text (task, engine->program, step);
  guint64 time;

  if (!check_length (item, error))
    return LAB_STEP_FAILED;
  if (!lab_shared_try_put (engine->shared, queue, task->index, item, &time))
    return LAB_STEP_WAIT;
  lab_recorder_add_deed_at (worker->recorder, time, task->index, LAB_DEED_PUT, queue);
  lab_parking_wake_at_queue (engine->parking, engine, queue, LAB_SIDE_GET);
  return LAB_STEP_CONTINUE;
}

static LabStepResult
put_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  guint16 queue = lab_step_get_detail (worker, task, step);
  LabStepResult result;

  do
    {
      if (!lab_shared_wait_queue (worker->engine->shared, queue, LAB_SIDE_PUT, task->index))
        return LAB_STEP_CANCELLED;
      result = put_attempt (worker, task, step, error);
    }
  while (result == LAB_STEP_WAIT);
  return result;
}

static LabStepResult
put_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  LabWorker *worker = lab_loop_get_worker (loop);
  guint16 queue = lab_step_get_detail (worker, task, step);

  while (!lab_shared_begin_wait_queue (worker->engine->shared, queue, LAB_SIDE_PUT, task->index))
    {
      LabStepResult result = put_attempt (worker, task, step, error);

      if (result != LAB_STEP_WAIT)
        return result;
    }
  lab_parking_add_at_queue (worker->engine->parking, loop, task, queue, LAB_SIDE_PUT);
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_put = {
  .id = LAB_STEP_PUT,
  .wait_state = LAB_STATE_CHANNEL,
  .attempt = put_attempt,
  .blocking = put_blocking,
  .begin = put_begin,
};
