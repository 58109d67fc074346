/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-task.h"
#include "engine.h"

G_BEGIN_DECLS

typedef struct _LabGil LabGil;
typedef struct _LabWebClient LabWebClient;

/* What a model does around the waits and within the computing of its workers: a GIL is these three. */
typedef struct
{
  /* The task waits since `now`, or has come to its end. */
  void (*before_wait) (LabWorker *worker, guint64 now);
  /* The task is to go on, or to begin; says from when on it does. */
  guint64 (*after_wait) (LabWorker *worker);
  void (*checkpoint) (LabWorker *worker);
} LabWorkerHooks;

/* The blocking interpreter: a lane, and one task at a time on the calling thread. A value, used by one thread at a
 * time. */
struct _LabWorker
{
  LabEngine *engine;
  LabRecorder *recorder;
  const LabTask *task;         /* the one that it executes; NULL between two */
  const LabWorkerHooks *hooks; /* NULL: none */
  gint64 *counters;            /* the private ones of its memory: the engine's, or an interpreter's own */
  LabGil *gil;                 /* borrowed; NULL: none. With the next two the property of engine-gil.c */
  guint64 gil_looked;          /* when the task took the lock, or last might have looked whether somebody wants it */
  gboolean gil_asked;          /* it knows that somebody does */
  LabWebClient *web;           /* NULL until a step fetches */
};

/* A new lane; `number` (from 1) tells it from the others of its name. 0: a name without a number. */
void lab_worker_init (LabWorker *self, LabEngine *engine, LabLaneKind kind, const char *name, guint number);
void lab_worker_clear (LabWorker *self);

/* Runs a task from its first step to its end, whatever that is, and records it. Says which end that was, and in
 * *reason (which may be NULL) why it failed, for the caller to free. */
LabState lab_worker_run_task (LabWorker *self, guint32 task, char **reason);

/* Does one step of a task whose other steps are done elsewhere: it has been queued, runs meanwhile, and is queued anew
 * behind that. CONTINUE, FAILED or CANCELLED. */
LabStepResult lab_worker_run_errand (LabWorker *self, LabTask *task, const LabStep *step, GError **error);

/* Within a task: one step, while which the thread stands still. CONTINUE, FAILED or CANCELLED. */
LabStepResult lab_worker_run_step (LabWorker *self, LabTask *task, const LabStep *step, GError **error);

/* Called by steps that compute, every few microseconds, ten at most, and much more often where there are hooks
 * (lab_worker_get_slice()). FALSE: stop, the run is cancelled. */
static inline gboolean
lab_worker_checkpoint (LabWorker *self)
{
  if (self->hooks != NULL)
    self->hooks->checkpoint (self);
  return !lab_engine_is_cancelled (self->engine);
}

/* How much to do between two check points: `large` where nobody but the cancelled run is looked for. An interpreter
 * looks at each turn of a loop, some tens of nanoseconds; when it is late, its lock is handed over more evenly than
 * CPython's. */
static inline guint64
lab_worker_get_slice (const LabWorker *self, guint64 large, guint64 small)
{
  return self->hooks == NULL ? large : small;
}

/* What giving way is, between the two halves of a wait. */
void lab_worker_let_others (LabWorker *self);

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
