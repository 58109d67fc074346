/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-task.h"
#include "engine.h"

G_BEGIN_DECLS

/* What a model does around the waits and within the computing of its workers: a GIL is these three. Any may be NULL. */
typedef struct
{
  void (*before_wait) (LabWorker *worker);
  void (*after_wait) (LabWorker *worker);
  void (*checkpoint) (LabWorker *worker);
} LabWorkerHooks;

/* The blocking interpreter: a lane, and one task at a time on the calling thread. A value, used by one thread at a
 * time. */
struct _LabWorker
{
  LabEngine *engine;
  LabRecorder *recorder;
  const LabWorkerHooks *hooks; /* NULL: none */
  gint64 *counters;            /* the private ones of its memory: the engine's, or an interpreter's own */
};

/* A new lane; `number` (from 1) tells it from the others of its name. 0: a name without a number. */
void lab_worker_init (LabWorker *self, LabEngine *engine, LabLaneKind kind, const char *name, guint number);
void lab_worker_clear (LabWorker *self);

/* Runs a task from its first step to its end, whatever that is, and records it. */
void lab_worker_run_task (LabWorker *self, guint32 task);

/* The same without recording the end, which the caller has to do: the task's state is in *task, why it
 * failed in the error. Never WAIT. */
LabStepResult lab_worker_run_steps (LabWorker *self, LabTask *task, GError **error);

/* Called by steps that compute, every few microseconds, ten at most. FALSE: stop, the run is cancelled. */
static inline gboolean
lab_worker_checkpoint (LabWorker *self)
{
  if (self->hooks != NULL && self->hooks->checkpoint != NULL)
    self->hooks->checkpoint (self);
  return !lab_engine_is_cancelled (self->engine);
}

/* For a step that computes for long and lets others go first in its middle. */
void lab_worker_give_way (LabWorker *self, LabTask *task, const LabStep *step);

/* Which end a finished task has reached. */
static inline LabState
lab_step_result_to_end (LabStepResult result)
{
  return result == LAB_STEP_FAILED      ? LAB_STATE_FAILED
         : result == LAB_STEP_CANCELLED ? LAB_STATE_CANCELLED
                                        : LAB_STATE_DONE;
}

G_END_DECLS
