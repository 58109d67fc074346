/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-program-private.h"

/* What one task adds to one counter, from *next on up to the end of the loop that this stands in, or of all. Nothing is
 * added inside "until". */
static gboolean
sum_steps (const LabProgram *self, const LabTaskGroup *group, guint32 task, guint counter, guint *next, gint64 *sum)
{
  while (*next < group->n_steps)
    {
      const LabStep *step = &group->steps[(*next)++];
      gint64 number = 0;
      gint64 body = 0;

      if (step->kind == LAB_STEP_END_REPEAT)
        return TRUE;
      if (step->kind != LAB_STEP_REPEAT && (step->kind != LAB_STEP_ADD || step->counter != counter))
        continue;
      if (!lab_program_get_number (self, step, task, NULL, &number, NULL))
        return FALSE;
      if (step->kind == LAB_STEP_REPEAT
          && (!sum_steps (self, group, task, counter, next, &body) || __builtin_mul_overflow (body, number, &number)))
        return FALSE;
      if (__builtin_add_overflow (*sum, number, sum))
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_program_get_counter_sum (const LabProgram *self, guint counter, gint64 *sum)
{
  g_return_val_if_fail (self != NULL && counter < self->counters->len && sum != NULL, FALSE);

  *sum = g_array_index (self->counters, LabCounter, counter).start;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const LabTaskGroup *group = lab_program_get_group (self, i);

      for (guint32 n = 0; n < group->n_tasks; n++)
        {
          guint next = 0;

          if (!sum_steps (self, group, group->first + n, counter, &next, sum))
            return FALSE;
        }
    }
  return TRUE;
}

const LabCounter *
lab_program_get_counters (const LabProgram *self, guint *n_counters)
{
  g_return_val_if_fail (self != NULL && n_counters != NULL, NULL);

  *n_counters = self->counters->len;
  return (const LabCounter *) self->counters->data;
}
