/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-program-private.h"
#include "lab-quantity.h"

#define FILES_MAX 10000

gboolean
lab_program_add_files (LabProgram *self, GError **error)
{
  GArray *plans = self->workload->files;

  for (guint i = 0; i < plans->len; i++)
    {
      const LabFilesPlan *plan = &g_array_index (plans, LabFilesPlan, i);
      LabFiles files = { .id = plan->id };

      if (!lab_expression_get_number (&plan->count, self->params, LAB_EXPRESSION_INTEGER, &files.count, error)
          || !lab_expression_get_number (&plan->size, self->params, LAB_EXPRESSION_SIZE, &files.size, error))
        return FALSE;
      if (files.count > FILES_MAX)
        {
          g_autofree char *limit = lab_format_count (FILES_MAX);

          g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s: there are more than %s files"), plan->count.place,
                       limit);
          return FALSE;
        }
      g_array_append_val (self->files, files);
    }
  return TRUE;
}

const LabFiles *
lab_program_get_files (const LabProgram *self, guint *n_files)
{
  g_return_val_if_fail (self != NULL && n_files != NULL, NULL);

  *n_files = self->files->len;
  return (const LabFiles *) self->files->data;
}

static gboolean
is_cold (const LabStep *step)
{
  const LabTemplate *cache = step->details[LAB_DETAIL_CACHE];

  return step->kind == LAB_STEP_READ && cache != NULL && g_strcmp0 (lab_template_get_constant (cache), "cold") == 0;
}

gboolean
lab_program_reads_cold (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const LabTaskGroup *group = lab_program_get_group (self, i);

      for (guint j = 0; j < group->n_steps; j++)
        if (is_cold (&group->steps[j]))
          return TRUE;
    }
  return FALSE;
}
