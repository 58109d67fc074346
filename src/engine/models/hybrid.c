/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-gil.h"
#include "engine-loop.h"
#include "engine-models.h"
#include "engine-objects.h"
#include "engine-pool.h"

/* A step on its way through the pool. */
typedef struct
{
  LabLoop *loop;
  LabTask *task;
  const LabStep *step;
  LabStepResult result; /* from here on once it has been done */
  GError *error;
} Errand;

typedef struct
{
  LabPool *pool; /* NULL once the run is cancelled */
  LabGil *gil;   /* NULL: none */
  gboolean holds_gil;
  Errand **errands; /* by task; NULL while it is not in the pool. Only the loop's thread */
  guint32 n_tasks;
} Hybrid;

static void
errand_free (Errand *self)
{
  g_clear_error (&self->error);
  g_free (self);
}

static void
do_errand (LabWorker *worker, gpointer data)
{
  Errand *errand = data;

  errand->result = lab_worker_run_errand (worker, errand->task, errand->step, &errand->error);
  lab_loop_return (errand->loop, errand->task);
}

static gboolean
wants_gil (LabEngine *engine)
{
  return g_str_equal (lab_values_get_string (engine->experiment->options, "gil"), "yes");
}

static void
hybrid_close (gpointer data)
{
  Hybrid *self = data;

  g_clear_pointer (&self->pool, lab_pool_free);
  g_clear_pointer (&self->gil, lab_gil_free);
  for (guint32 i = 0; i < self->n_tasks; i++)
    g_clear_pointer (&self->errands[i], errand_free);
  g_free (self->errands);
  g_free (self);
}

static gpointer
hybrid_open (LabLoop *loop, GError **error)
{
  LabWorker *worker = lab_loop_get_worker (loop);
  LabEngine *engine = worker->engine;
  gint64 n_workers = lab_values_get_number (engine->experiment->options, "workers");
  Hybrid *self = g_new0 (Hybrid, 1);
  LabPoolSetup setup = { .lane_name = _ ("worker"), .run = do_errand };

  self->n_tasks = lab_program_get_n_tasks (engine->program);
  self->errands = g_new0 (Errand *, self->n_tasks);
  if (wants_gil (engine))
    {
      /* The object that hybrid_run() has added last. */
      self->gil = lab_gil_new_from_options (engine, (guint16) (engine->objects->len - 1));
      lab_gil_attach (self->gil, worker);
    }
  setup.gil = self->gil;
  setup.n_threads = (guint) MIN (n_workers, self->n_tasks);
  self->pool = lab_pool_new (engine, &setup, error);
  if (self->pool != NULL)
    return self;
  hybrid_close (self);
  return NULL;
}

static gboolean
hybrid_offload (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  Hybrid *self = lab_loop_get_data (loop);
  Errand *errand = g_new (Errand, 1);

  *errand = (Errand){ .loop = loop, .task = task, .step = step };
  self->errands[task->index] = errand;
  return lab_pool_push (self->pool, errand, error);
}

/* Python's loop has the lock from when its poll returns to when it polls anew, whichever tasks it runs meanwhile. */
static void
hybrid_before_turn (LabLoop *loop, LabTask *task)
{
  Hybrid *self = lab_loop_get_data (loop);

  if (self->gil == NULL || self->holds_gil)
    return;
  lab_gil_take (self->gil, lab_loop_get_worker (loop));
  self->holds_gil = TRUE;
}

static void
hybrid_after_turns (LabLoop *loop)
{
  Hybrid *self = lab_loop_get_data (loop);

  if (!self->holds_gil)
    return;
  lab_gil_drop (self->gil, lab_loop_get_worker (loop), lab_clock_now ());
  self->holds_gil = FALSE;
}

static void
hybrid_take_turn (LabLoop *loop, LabTask *task)
{
  Hybrid *self = lab_loop_get_data (loop);
  Errand *errand = g_steal_pointer (&self->errands[task->index]);

  /* Others may have asked for the lock during the turns before. */
  lab_worker_checkpoint (lab_loop_get_worker (loop));
  if (errand == NULL || errand->result == LAB_STEP_CONTINUE)
    lab_loop_run_steps (loop, task);
  else
    lab_loop_end_task (loop, task, errand->result, errand->error != NULL ? errand->error->message : NULL);
  if (errand != NULL)
    errand_free (errand);
}

/* No task ends before all that is in the pool has come back: the pool's workers are at its steps. */
static void
hybrid_unwind (LabLoop *loop, LabTask *task)
{
  Hybrid *self = lab_loop_get_data (loop);

  g_clear_pointer (&self->pool, lab_pool_free);
}

static const LabLoopKind with_pool = {
  .open = hybrid_open,
  .close = hybrid_close,
  .before_turn = hybrid_before_turn,
  .take_turn = hybrid_take_turn,
  .after_turns = hybrid_after_turns,
  .offload = hybrid_offload,
  .unwind = hybrid_unwind,
};

static gboolean
hybrid_run (LabEngine *engine, GError **error)
{
  if (wants_gil (engine))
    lab_gil_announce (engine, 1);
  return lab_loop_run_engine (engine, &with_pool, error);
}

const LabModelRunner lab_model_runner_hybrid = {
  .id = "hybrid",
  .run = hybrid_run,
};
