/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-program-private.h"
#include "lab-quantity.h"
#include "lab-quote.h"

/* Few enough to look through all of them at each task's end. */
#define PARTS_MAX 64

const LabQueuePlan *
lab_program_find_queue_plan (const LabProgram *self, const char *name)
{
  GArray *plans = self->workload->queues;
  gsize length = strcspn (name, " ");

  for (guint i = 0; i < plans->len; i++)
    {
      const LabQueuePlan *plan = &g_array_index (plans, LabQueuePlan, i);

      if (strlen (plan->id) == length && strncmp (plan->id, name, length) == 0)
        return plan;
    }
  return NULL;
}

static gboolean
get_number (const LabProgram *self, const LabExpression *expression, gint64 maximum, gint64 *number, GError **error)
{
  g_autofree char *limit = lab_format_count ((guint64) maximum);

  if (!lab_expression_get_number (expression, self->params, LAB_EXPRESSION_INTEGER, number, error))
    return FALSE;
  if (*number >= 1 && *number <= maximum)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("%s: expected a number from 1 to %s"), expression->place, limit);
  return FALSE;
}

gboolean
lab_program_get_n_parts (const LabProgram *self, const LabQueuePlan *plan, guint16 *n_parts, GError **error)
{
  gint64 number = 0;

  if (plan->parts.template != NULL && !get_number (self, &plan->parts, PARTS_MAX, &number, error))
    return FALSE;
  *n_parts = (guint16) number;
  return TRUE;
}

gboolean
lab_program_add_queue (LabProgram *self, guint16 object, GError **error)
{
  const char *name = lab_objects_get (self->objects, object)->name;
  const LabQueuePlan *plan = lab_program_find_queue_plan (self, name);
  g_autofree char *quoted = NULL;
  gint64 size;

  if (plan == NULL)
    {
      quoted = lab_quote (name);
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("there is no queue %s among the workload's \"queues\""),
                   quoted);
      return FALSE;
    }
  if (!get_number (self, &plan->size, LAB_QUEUE_SIZE_MAX, &size, error))
    return FALSE;
  if (object >= self->queues->len)
    g_array_set_size (self->queues, object + 1u);
  g_array_index (self->queues, LabQueue, object).size = (guint32) size;
  return TRUE;
}

static void
add_once (GArray *objects, guint16 object)
{
  for (guint i = 0; i < objects->len; i++)
    if (g_array_index (objects, guint16, i) == object)
      return;
  g_array_append_val (objects, object);
}

GArray *
lab_program_get_targets (const LabProgram *self, guint32 task)
{
  const LabTaskGroup *group = lab_program_find_group (self, task);
  GArray *targets;

  if (self->queues->len == 0)
    return NULL;
  targets = g_array_new (FALSE, FALSE, sizeof (guint16));
  for (guint i = 0; i < group->n_steps; i++)
    {
      const LabStep *step = &group->steps[i];
      guint16 first;

      if (step->kind != LAB_STEP_PUT)
        continue;
      first = lab_program_get_object (self, step, task);
      for (guint part = 0; part < MAX (step->n_parts, 1u); part++)
        add_once (targets, (guint16) (first + part));
    }
  return targets;
}

void
lab_program_count_producers (LabProgram *self)
{
  for (guint32 task = 0; self->queues->len > 0 && task < self->n_tasks; task++)
    {
      g_autoptr (GArray) targets = lab_program_get_targets (self, task);

      for (guint i = 0; i < targets->len; i++)
        g_array_index (self->queues, LabQueue, g_array_index (targets, guint16, i)).n_producers++;
    }
}

LabQueue
lab_program_get_queue (const LabProgram *self, guint16 object)
{
  return object < self->queues->len ? g_array_index (self->queues, LabQueue, object) : (LabQueue){ 0 };
}

guint16
lab_program_get_target (const LabProgram *self, const LabStep *step, guint32 task, const LabComputed *computed,
                        const LabGathered *gathered)
{
  g_autofree char *key = lab_program_get_detail (self, step, LAB_DETAIL_KEY, task, computed, gathered);

  if (key == NULL)
    return lab_program_get_object (self, step, task);
  return (guint16) (step->object + g_str_hash (key) % step->n_parts);
}
