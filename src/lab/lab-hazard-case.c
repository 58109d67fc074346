/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-hazard-case.h"
#include "lab-json.h"
#include "lab-quantity.h"
#include "lab-quote.h"

#define RECORD_SIZE_MAX (1 << 20)

static gboolean
has_program (LabHazardCase *self, guint64 task)
{
  if (self->program == NULL && self->experiment != NULL)
    self->program = lab_program_new (self->experiment->workload, self->experiment->params, NULL);
  return self->program != NULL && task < lab_program_get_n_tasks (self->program);
}

char *
lab_hazard_case_name_task (LabHazardCase *self, guint64 task)
{
  g_autofree char *number = lab_format_count (task);
  g_autofree char *name = NULL;

  if (!has_program (self, task))
    return g_strdup_printf (_ ("task %s"), number);
  name = lab_program_get_task_name (self->program, (guint32) task);
  return lab_quote (name);
}

char *
lab_hazard_case_name_object (LabHazardCase *self, guint64 object, gboolean is_gil)
{
  const LabObject *known = object <= LAB_OBJECTS_MAX ? lab_objects_get (self->objects, (guint) object) : NULL;
  g_autofree char *number = lab_format_count (object);
  g_autofree char *name = known == NULL ? NULL : lab_quote (known->name);

  if (is_gil && (name == NULL || g_str_equal (known->name, "GIL")))
    return g_strdup (_ ("the GIL"));
  if (name != NULL)
    return g_steal_pointer (&name);
  return g_strdup_printf (_ ("lock %s"), number);
}

JsonNode *
lab_hazard_case_get_record (LabHazardCase *self, const char *key)
{
  const char *json = lab_trace_get_meta (self->trace, key);

  return json == NULL ? NULL : lab_json_parse (json, -1, RECORD_SIZE_MAX, key, NULL);
}
