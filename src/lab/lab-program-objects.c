/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-program-private.h"
#include "lab-quantity.h"
#include "lab-quote.h"

/* Room is left for those that a model brings along: an interpreter's lock. */
#define OBJECTS_MAX 32768u

/* Of a name, in bytes: all of them stand in the trace, which long ones would fill before anything has run. */
#define NAME_MAX_BYTES 256u

/* So often names that depend on the task are worked out, 0.1 us and two bytes each time: a small file with many tasks
 * must not take hours. */
#define NAMES_MAX (1u << 22)

typedef struct
{
  LabProgram *program;
  GHashTable *numbers; /* by the kind's id and the name: a lock and an event may be called the same; of number + 1 */
  guint n_names;
} Finder;

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *quoted = NULL;

  if (*name == '\0')
    {
      g_set_error_literal (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("a lock, an event or a queue has an empty name"));
      return FALSE;
    }
  if (strlen (name) <= NAME_MAX_BYTES)
    return TRUE;
  quoted = lab_quote (name);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE,
               _ ("the name of a lock, an event or a queue has more than %u bytes: %s"), NAME_MAX_BYTES, quoted);
  return FALSE;
}

static gboolean
find_number (Finder *self, LabObjectKind kind, const char *name, guint16 *number, GError **error)
{
  g_autofree char *key = g_strconcat (lab_object_kind_get_id (kind), " ", name, NULL);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));

  if (found == 0)
    {
      if (!check_name (name, error))
        return FALSE;
      if (self->program->objects->len == OBJECTS_MAX)
        {
          g_autofree char *limit = lab_format_count (OBJECTS_MAX);

          g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("there are more than %s locks, events and queues"), limit);
          return FALSE;
        }
      lab_objects_add (self->program->objects, kind, name);
      found = self->program->objects->len;
      g_hash_table_insert (self->numbers, g_steal_pointer (&key), GUINT_TO_POINTER (found));
    }
  *number = (guint16) (found - 1);
  return TRUE;
}

/* A queue or a wire has to be declared, and gets its size when its name is met first. */
static gboolean
find_object (Finder *self, LabObjectKind kind, const char *name, guint16 *number, GError **error)
{
  return find_number (self, kind, name, number, error)
         && (kind != LAB_OBJECT_QUEUE || lab_program_add_queue (self->program, *number, error))
         && (kind != LAB_OBJECT_WIRE || lab_program_add_wire (self->program, *number, error));
}

/* What the step says of the object's name. */
static const LabTemplate *
get_name (const LabStep *step)
{
  if (step->kind != LAB_STEP_PUT && step->kind != LAB_STEP_COPY)
    return step->value;
  return step->details[LAB_DETAIL_TO] != NULL ? step->details[LAB_DETAIL_TO] : step->details[LAB_DETAIL_FROM];
}

static gboolean
find_of_task (Finder *self, LabObjectKind kind, const LabStep *step, guint32 task, guint16 *number, GError **error)
{
  LabTaskFacts facts = lab_program_get_facts (self->program, task, NULL);
  g_autoptr (GString) name = g_string_new (NULL);

  lab_template_append (get_name (step), &facts, name);
  return find_object (self, kind, name->str, number, error);
}

/* All parts of a queue stand one behind the other, because they get their numbers here, before any step. */
static gboolean
find_all_parts (Finder *self, GError **error)
{
  GArray *plans = self->program->workload->queues;

  for (guint i = 0; i < plans->len; i++)
    {
      const LabQueuePlan *plan = &g_array_index (plans, LabQueuePlan, i);
      guint16 n_parts;

      if (!lab_program_get_n_parts (self->program, plan, &n_parts, error))
        return FALSE;
      for (guint part = 1; part <= n_parts; part++)
        {
          g_autofree char *name = g_strdup_printf ("%s %u", plan->id, part);
          guint16 number;

          if (!find_object (self, LAB_OBJECT_QUEUE, name, &number, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
find_parts (Finder *self, LabStep *step, GError **error)
{
  const char *name = lab_template_get_constant (step->details[LAB_DETAIL_TO]);
  const LabQueuePlan *plan = name == NULL ? NULL : lab_program_find_queue_plan (self->program, name);
  g_autofree char *first = NULL;

  if (plan == NULL || !g_str_equal (plan->id, name) || plan->parts.template == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID,
                   _ ("a \"key\" chooses among the parts of a queue: \"to\" has "
                      "to be one that is declared with \"parts\""));
      return FALSE;
    }
  first = g_strconcat (name, " 1", NULL);
  return lab_program_get_n_parts (self->program, plan, &step->n_parts, error)
         && find_object (self, LAB_OBJECT_QUEUE, first, &step->object, error);
}

static gboolean
find_of_step (Finder *self, const LabTaskGroup *group, LabStep *step, GError **error)
{
  const char *constant;
  LabObjectKind kind;

  if (!lab_step_get_object_kind (step->kind, &kind))
    return TRUE;
  if (step->details[LAB_DETAIL_KEY] != NULL)
    return find_parts (self, step, error);
  constant = lab_template_get_constant (get_name (step));
  if (constant != NULL)
    return find_object (self, kind, constant, &step->object, error);
  if (group->n_tasks > NAMES_MAX - self->n_names)
    {
      g_autofree char *limit = lab_format_count (NAMES_MAX);

      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("locks, events and queues are named more than %s times"),
                   limit);
      return FALSE;
    }
  self->n_names += group->n_tasks;
  step->objects = g_new (guint16, group->n_tasks);
  for (guint32 i = 0; i < group->n_tasks; i++)
    if (!find_of_task (self, kind, step, group->first + i, &step->objects[i], error))
      return FALSE;
  return TRUE;
}

gboolean
lab_program_find_objects (LabProgram *self, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Finder finder = { .program = self, .numbers = numbers };

  if (!find_all_parts (&finder, error))
    return FALSE;
  for (guint i = 0; i < self->groups->len; i++)
    {
      LabProgramGroup *group = &g_array_index (self->groups, LabProgramGroup, i);

      for (guint j = 0; j < group->steps->len; j++)
        if (!find_of_step (&finder, &group->public, &g_array_index (group->steps, LabStep, j), error))
          return FALSE;
    }
  lab_program_count_producers (self);
  return TRUE;
}

guint16
lab_program_get_object (const LabProgram *self, const LabStep *step, guint32 task)
{
  if (step->objects == NULL)
    return step->object;
  return step->objects[task - lab_program_find_private_group (self, task)->public.first];
}

GPtrArray *
lab_program_get_objects (const LabProgram *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->objects;
}
