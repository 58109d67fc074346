/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-objects.h"
#include "engine-steps.h"

static LabStepResult
unlock_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  LabEngine *engine = worker->engine;
  guint16 lock = lab_program_get_object (engine->program, step, task->index);

  if (lab_engine_unlock (engine, worker->recorder, task->index, lock))
    return LAB_STEP_CONTINUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("it gives the lock %s back, which it does not hold"),
               lab_objects_get (engine->objects, lock)->name);
  return LAB_STEP_FAILED;
}

const LabStepKind lab_step_unlock = {
  .id = LAB_STEP_UNLOCK,
  .wait_state = LAB_STATE_IDLE,
  .blocking = unlock_blocking,
};
