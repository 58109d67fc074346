/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-objects.h"
#include "engine-shared.h"
#include "engine-task.h"

void
lab_task_init (LabTask *self, guint32 index)
{
  *self = (LabTask){
    .index = index,
    .computed = { LAB_COMPUTE_OPERATIONS, index },
  };
}

void
lab_task_clear (LabTask *self)
{
  g_clear_pointer (&self->result, g_free);
  g_clear_pointer (&self->errand, lab_errand_free);
  if (self->gathered != NULL)
    {
      g_free (self->gathered->got);
      g_free (self->gathered->output);
    }
  g_clear_pointer (&self->gathered, g_free);
}

void
lab_errand_free (LabErrand *self)
{
  self->free (self);
}

LabGathered *
lab_task_gather (LabTask *self)
{
  if (self->gathered == NULL)
    self->gathered = g_new0 (LabGathered, 1);
  return self->gathered;
}

gboolean
lab_task_get_number (const LabTask *self, const LabProgram *program, const LabStep *step, gint64 *number,
                     GError **error)
{
  return lab_program_get_number (program, step, self->index, self->gathered, number, error);
}

char *
lab_task_get_text (const LabTask *self, const LabProgram *program, const LabStep *step)
{
  return lab_program_get_text (program, step, self->index, &self->computed, self->gathered);
}

static gboolean
enter_repeat (LabTask *self, const LabProgram *program, const LabStep *step, GError **error)
{
  gint64 rounds;

  if (!lab_task_get_number (self, program, step, &rounds, error))
    return FALSE;
  if (rounds <= 0 || step->partner == step->index + 1)
    {
      self->next = step->partner + 1u;
      return TRUE;
    }
  self->left[step->depth] = (guint64) rounds;
  self->next = step->index + 1u;
  return TRUE;
}

static void
close_round (LabTask *self, const LabStep *step)
{
  if (--self->left[step->depth] > 0)
    self->next = step->partner + 1u;
  else
    self->next = step->index + 1u;
}

static gboolean
is_set (LabTask *self, LabWorker *worker, const LabStep *until)
{
  LabEngine *engine = worker->engine;

  return lab_shared_is_set (engine->shared, lab_program_get_object (engine->program, until, self->index));
}

static void
enter_until (LabTask *self, LabWorker *worker, const LabStep *step)
{
  self->kept = self->computed;
  self->next = is_set (self, worker, step) ? step->partner + 1u : step->index + 1u;
}

/* What was computed in the loop is thrown away: how often it was done depends on the others. */
static void
close_until (LabTask *self, LabWorker *worker, const LabStep *step, const LabStep *until)
{
  if (!is_set (self, worker, until))
    {
      self->next = step->partner + 1u;
      return;
    }
  self->computed = self->kept;
  self->next = step->index + 1u;
}

/* Back to the step that gets the next item. What the round computed is thrown away, as above. */
static void
close_drain (LabTask *self, const LabStep *step)
{
  self->computed = self->kept;
  self->next = step->partner;
}

/* FALSE for a step that does something, and with an error. */
static gboolean
follow_loop (LabTask *self, LabWorker *worker, const LabTaskGroup *group, const LabStep *step, GError **error)
{
  switch (step->kind)
    {
    case LAB_STEP_REPEAT:
      return enter_repeat (self, worker->engine->program, step, error);

    case LAB_STEP_END_REPEAT:
      close_round (self, step);
      return TRUE;

    case LAB_STEP_UNTIL:
      enter_until (self, worker, step);
      return TRUE;

    case LAB_STEP_END_UNTIL:
      close_until (self, worker, step, &group->steps[step->partner]);
      return TRUE;

    case LAB_STEP_END_DRAIN:
      close_drain (self, step);
      return TRUE;

    default:
      return FALSE;
    }
}

LabStepResult
lab_task_next_step (LabTask *self, LabWorker *worker, const LabStep **step, GError **error)
{
  const LabTaskGroup *group = lab_program_find_group (worker->engine->program, self->index);

  while (self->next < group->n_steps)
    {
      const LabStep *candidate = &group->steps[self->next];
      GError *cause = NULL;

      if (lab_engine_is_cancelled (worker->engine))
        return LAB_STEP_CANCELLED;
      if (follow_loop (self, worker, group, candidate, &cause))
        {
          if (self->next <= candidate->index && !lab_worker_checkpoint (worker))
            return LAB_STEP_CANCELLED;
          continue;
        }
      if (cause != NULL)
        {
          g_propagate_error (error, cause);
          return LAB_STEP_FAILED;
        }
      self->next++;
      *step = candidate;
      return LAB_STEP_CONTINUE;
    }
  return lab_engine_check_holds_nothing (worker->engine, self->index, error) ? LAB_STEP_END : LAB_STEP_FAILED;
}
