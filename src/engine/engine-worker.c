/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "engine-steps.h"
#include "engine-web.h"
#include "engine-worker.h"

void
lab_worker_init (LabWorker *self, LabEngine *engine, LabLaneKind kind, const char *name, guint number)
{
  g_autofree char *numbered = number > 0 ? g_strdup_printf ("%s %u", name, number) : g_strdup (name);

  *self = (LabWorker){
    .engine = engine,
    .recorder = lab_recorder_new (engine->segment, kind, numbered),
    .counters = engine->counters,
  };
}

void
lab_worker_clear (LabWorker *self)
{
  g_clear_pointer (&self->web, lab_web_client_free);
  g_clear_pointer (&self->recorder, lab_recorder_free);
}

/* Where the task begins to wait, and behind its end. */
static void
worker_stop (LabWorker *self, guint64 now)
{
  if (self->hooks != NULL)
    self->hooks->before_wait (self, now);
}

/* Before the task's first step and behind each wait; says from when on it goes on. */
static guint64
worker_go_on (LabWorker *self)
{
  return self->hooks != NULL ? self->hooks->after_wait (self) : lab_clock_now ();
}

static void
worker_begin_wait (LabWorker *self, const LabTask *task, LabState state, guint16 detail)
{
  guint64 now = lab_clock_now ();

  lab_recorder_add_at (self->recorder, now, task->index, state, detail);
  worker_stop (self, now);
}

LabStepResult
lab_worker_run_step (LabWorker *self, LabTask *task, const LabStep *step, GError **error)
{
  const LabStepKind *kind = lab_step_kind_get (step->kind);
  LabStepResult result;
  guint64 now;

  if (kind->attempt != NULL)
    {
      result = kind->attempt (self, task, step, error);
      if (result != LAB_STEP_WAIT)
        return result;
    }
  if (kind->wait_state == LAB_STATE_IDLE)
    return kind->blocking (self, task, step, error);

  worker_begin_wait (self, task, kind->wait_state, lab_step_get_detail (self, task, step));
  result = kind->blocking (self, task, step, error);
  now = worker_go_on (self);
  if (result == LAB_STEP_CONTINUE)
    lab_recorder_add_at (self->recorder, now, task->index, LAB_STATE_RUNNING, step->index);
  return result;
}

/* Under a lock a yield would be over before the one who waits for the lock is awake, and the lock taken again; so it is
 * a sleep of no time, as Python's sleep(0), which takes the thread from its processor. */
void
lab_worker_let_others (LabWorker *self)
{
  struct timespec now;

  if (self->hooks == NULL)
    {
      g_thread_yield ();
      return;
    }
  clock_gettime (CLOCK_MONOTONIC, &now);
  clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &now, NULL);
}

void
lab_worker_give_way (LabWorker *self, LabTask *task, const LabStep *step)
{
  worker_begin_wait (self, task, LAB_STATE_QUEUED, step->index);
  lab_worker_let_others (self);
  lab_recorder_add_at (self->recorder, worker_go_on (self), task->index, LAB_STATE_RUNNING, step->index);
}

static LabStepResult
run_steps (LabWorker *self, LabTask *task, GError **error)
{
  const LabStep *step;
  LabStepResult result;

  lab_recorder_add_at (self->recorder, worker_go_on (self), task->index, LAB_STATE_RUNNING, 0);
  do
    {
      result = lab_task_next_step (task, self, &step, error);
      if (result == LAB_STEP_CONTINUE)
        result = lab_worker_run_step (self, task, step, error);
    }
  while (result == LAB_STEP_CONTINUE);
  return result;
}

LabState
lab_worker_run_task (LabWorker *self, guint32 index, char **reason)
{
  g_autoptr (GError) error = NULL;
  LabState end;
  LabTask task;

  if (lab_engine_is_cancelled (self->engine))
    {
      lab_engine_end_task (self->engine, self->recorder, index, LAB_STATE_CANCELLED, NULL, NULL);
      return LAB_STATE_CANCELLED;
    }
  lab_task_init (&task, index);
  self->task = &task;
  end = lab_step_result_to_end (run_steps (self, &task, &error));
  lab_engine_end_task (self->engine, self->recorder, index, end, g_steal_pointer (&task.result),
                       error != NULL ? error->message : NULL);
  worker_stop (self, lab_clock_now ());
  self->task = NULL;
  lab_task_clear (&task);
  if (reason != NULL && error != NULL)
    *reason = g_strdup (error->message);
  return end;
}

LabStepResult
lab_worker_run_errand (LabWorker *self, LabTask *task, const LabStep *step, GError **error)
{
  LabStepResult result;

  if (lab_engine_is_cancelled (self->engine))
    return LAB_STEP_CANCELLED;
  self->task = task;
  lab_recorder_add_at (self->recorder, worker_go_on (self), task->index, LAB_STATE_RUNNING, step->index);
  result = lab_worker_run_step (self, task, step, error);
  worker_begin_wait (self, task, LAB_STATE_QUEUED, step->index);
  self->task = NULL;
  return result;
}
