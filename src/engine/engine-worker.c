/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"
#include "engine-worker.h"

void
lab_worker_init (LabWorker *self, LabEngine *engine, LabLaneKind kind, const char *name, guint number)
{
  g_autofree char *numbered = number > 0 ? g_strdup_printf ("%s %u", name, number) : g_strdup (name);

  self->engine = engine;
  self->recorder = lab_recorder_new (engine->segment, kind, numbered);
  self->hooks = NULL;
  self->counters = engine->counters;
}

void
lab_worker_clear (LabWorker *self)
{
  g_clear_pointer (&self->recorder, lab_recorder_free);
}

static void
enter_wait (LabWorker *self, LabTask *task, LabState state, guint16 detail)
{
  lab_recorder_add (self->recorder, task->index, state, detail);
  if (self->hooks != NULL && self->hooks->before_wait != NULL)
    self->hooks->before_wait (self);
}

static void
leave_wait (LabWorker *self)
{
  if (self->hooks != NULL && self->hooks->after_wait != NULL)
    self->hooks->after_wait (self);
}

static LabStepResult
run_step (LabWorker *self, LabTask *task, const LabStep *step, GError **error)
{
  const LabStepKind *kind = lab_step_kind_get (step->kind);
  LabStepResult result;

  if (kind->attempt != NULL)
    {
      result = kind->attempt (self, task, step, error);
      if (result != LAB_STEP_WAIT)
        return result;
    }
  if (kind->wait_state == LAB_STATE_IDLE)
    return kind->blocking (self, task, step, error);

  enter_wait (self, task, kind->wait_state, lab_step_get_detail (self, task, step));
  result = kind->blocking (self, task, step, error);
  leave_wait (self);
  if (result == LAB_STEP_CONTINUE)
    lab_recorder_add (self->recorder, task->index, LAB_STATE_RUNNING, step->index);
  return result;
}

void
lab_worker_give_way (LabWorker *self, LabTask *task, const LabStep *step)
{
  enter_wait (self, task, LAB_STATE_QUEUED, step->index);
  g_thread_yield ();
  leave_wait (self);
  lab_recorder_add (self->recorder, task->index, LAB_STATE_RUNNING, step->index);
}

LabStepResult
lab_worker_run_steps (LabWorker *self, LabTask *task, GError **error)
{
  const LabStep *step;
  LabStepResult result;

  lab_recorder_add (self->recorder, task->index, LAB_STATE_RUNNING, 0);
  do
    {
      result = lab_task_next_step (task, self, &step, error);
      if (result == LAB_STEP_CONTINUE)
        result = run_step (self, task, step, error);
    }
  while (result == LAB_STEP_CONTINUE);
  return result;
}

void
lab_worker_run_task (LabWorker *self, guint32 index)
{
  g_autoptr (GError) error = NULL;
  LabStepResult result;
  LabTask task;

  if (lab_engine_is_cancelled (self->engine))
    {
      lab_engine_end_task (self->engine, self->recorder, index, LAB_STATE_CANCELLED, NULL, NULL);
      return;
    }
  lab_task_init (&task, index);
  result = lab_worker_run_steps (self, &task, &error);
  lab_engine_end_task (self->engine, self->recorder, index, lab_step_result_to_end (result),
                       g_steal_pointer (&task.result), error != NULL ? error->message : NULL);
  lab_task_clear (&task);
}
