/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-fiber.h"
#include "engine-loop.h"
#include "engine-models.h"
#include "lab-quantity.h"

typedef struct
{
  LabEngine *engine;
  LabStacks *stacks;
  LabFiber **fibers; /* by task; NULL before its first turn and after its end */
} Fibers;

static gpointer
fibers_open (LabLoop *loop, GError **error)
{
  LabEngine *engine = lab_loop_get_worker (loop)->engine;
  guint32 n_tasks = lab_program_get_n_tasks (engine->program);
  gsize size = (gsize) lab_values_get_number (engine->experiment->options, "stack");
  LabStacks *stacks = lab_stacks_new (size, n_tasks, LAB_GUARDS_BEST, error);
  Fibers *self;

  if (stacks == NULL)
    return NULL;
  self = g_new (Fibers, 1);
  *self = (Fibers){ engine, stacks, g_new0 (LabFiber *, n_tasks) };
  return self;
}

static void
fibers_note_unguarded (Fibers *self)
{
  g_autofree char *unguarded = lab_format_count (lab_stacks_get_n_unguarded (self->stacks));
  g_autofree char *all = lab_format_count (lab_stacks_get_n_used (self->stacks));

  g_autofree char *note = NULL;

  if (lab_stacks_get_n_unguarded (self->stacks) == 0)
    return;
  note = g_strdup_printf (_ ("%s of %s stacks have no guard page, for this machine allows no more "
                             "mappings: a task that overflows one harms its neighbour"),
                          unguarded, all);
  lab_engine_add_note (self->engine, note);
}

static void
fibers_close (gpointer data)
{
  Fibers *self = data;

  fibers_note_unguarded (self);
  lab_stacks_free (self->stacks);
  g_free (self->fibers);
  g_free (self);
}

static void
fiber_main (gpointer task, gpointer loop)
{
  lab_loop_run_steps (loop, task);
}

static void
fibers_resume (Fibers *self, const LabTask *task)
{
  if (!lab_fiber_resume (self->fibers[task->index]))
    self->fibers[task->index] = NULL;
}

static void
fibers_take_turn (LabLoop *loop, LabTask *task)
{
  Fibers *self = lab_loop_get_data (loop);

  /* As many stacks as tasks: there is always one left. */
  if (self->fibers[task->index] == NULL)
    self->fibers[task->index] = lab_fiber_new (self->stacks, fiber_main, task, loop);
  fibers_resume (self, task);
}

static LabStepResult
fibers_wait (LabLoop *loop, LabTask *task)
{
  Fibers *self = lab_loop_get_data (loop);

  lab_fiber_suspend (self->fibers[task->index]);
  return lab_engine_is_cancelled (self->engine) ? LAB_STEP_CANCELLED : LAB_STEP_CONTINUE;
}

static void
fibers_unwind (LabLoop *loop, LabTask *task)
{
  Fibers *self = lab_loop_get_data (loop);

  if (self->fibers[task->index] != NULL)
    fibers_resume (self, task);
}

/* Where a task waits, its whole stack is kept: a coroutine that can wait however deep it is within calls. */
static const LabLoopKind stackful = {
  .open = fibers_open,
  .close = fibers_close,
  .take_turn = fibers_take_turn,
  .wait = fibers_wait,
  .unwind = fibers_unwind,
};

static gboolean
fibers_run (LabEngine *engine, GError **error)
{
  return lab_loop_run_engine (engine, &stackful, error);
}

const LabModelRunner lab_model_runner_fibers = {
  .id = "fibers",
  .run = fibers_run,
};
