/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
}

static gboolean
enter_repeat (LabTask *self, const LabProgram *program, const LabStep *step, GError **error)
{
  gint64 rounds;

  if (!lab_program_get_number (program, step, self->index, &rounds, error))
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

LabStepResult
lab_task_next_step (LabTask *self, const LabProgram *program, LabSegment *segment, const LabStep **step, GError **error)
{
  const LabTaskGroup *group = lab_program_find_group (program, self->index);

  while (self->next < group->n_steps)
    {
      const LabStep *candidate = &group->steps[self->next];

      if (lab_segment_is_cancelled (segment))
        return LAB_STEP_CANCELLED;
      if (candidate->kind == LAB_STEP_REPEAT)
        {
          if (!enter_repeat (self, program, candidate, error))
            return LAB_STEP_FAILED;
        }
      else if (candidate->kind == LAB_STEP_END_REPEAT)
        close_round (self, candidate);
      else
        {
          self->next++;
          *step = candidate;
          return LAB_STEP_CONTINUE;
        }
    }
  return LAB_STEP_END;
}
