/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-layout.h"
#include "lab-program-private.h"
#include "lab-quantity.h"
#include "lab-quote.h"

static void
step_clear (gpointer step)
{
  LabStep *self = step;

  lab_template_free (self->value);
  for (guint i = 0; i < LAB_N_DETAILS; i++)
    lab_template_free (self->details[i]);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_free (self->objects);
  lab_program_clear_fetch (step);
}

static void
group_clear (gpointer data)
{
  LabProgramGroup *group = data;

  g_clear_pointer (&group->name, lab_template_free);
  g_clear_pointer (&group->texts.arguments, g_ptr_array_unref);
  g_clear_pointer (&group->texts.named, g_ptr_array_unref);
  g_clear_pointer (&group->texts.items, g_ptr_array_unref);
  g_clear_pointer (&group->steps, g_array_unref);
}

static GPtrArray *
bind_all (GPtrArray *expressions, const LabValues *params, LabTemplateStyle style)
{
  GPtrArray *bound = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_template_free);

  for (guint i = 0; i < expressions->len; i++)
    {
      const LabExpression *expression = g_ptr_array_index (expressions, i);

      g_ptr_array_add (bound, lab_template_bind (expression->template, params, style));
    }
  return bound;
}

/* A number that is the same for every task is worked out here and not again. */
static gboolean
bind_step (LabStep *step, const LabStepPlan *plan, const LabValues *params, GError **error)
{
  LabExpressionType type = lab_step_get_type (plan->kind, plan->compute);
  const char *constant;

  if (plan->value.template == NULL)
    return TRUE;
  step->value = lab_template_bind (plan->value.template, params, lab_expression_type_get_style (type));
  constant = lab_template_get_constant (step->value);
  step->constant = constant != NULL;
  if (type == LAB_EXPRESSION_TEXT || constant == NULL)
    return TRUE;
  return lab_expression_get_number (&plan->value, params, type, &step->number, error);
}

static void
bind_details (LabStep *step, const LabStepPlan *plan, const LabValues *params)
{
  for (guint i = 0; i < LAB_N_DETAILS; i++)
    if (plan->details[i].template != NULL)
      step->details[i] = lab_template_bind (plan->details[i].template, params,
                                            lab_expression_type_get_style (lab_detail_get_type (i)));
}

static gboolean
bind_every (LabStep *step, const LabStepPlan *plan, const LabValues *params, GError **error)
{
  return plan->every.template == NULL
         || lab_expression_get_number (&plan->every, params, LAB_EXPRESSION_INTEGER, &step->every, error);
}

/* The place of each step of the plan among those that are there with these values; G_MAXUINT16 for the others. A loop
 * that is not there takes with it what it holds. */
static guint16 *
find_places (const LabTaskPlan *plan, const LabValues *params, guint *n_steps)
{
  guint16 *places = g_new (guint16, plan->steps->len + 1);
  guint next = 0;

  *n_steps = 0;
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const LabStepPlan *step = &g_array_index (plan->steps, LabStepPlan, i);

      if (i >= next && !lab_condition_holds (&step->when, params))
        next = step->partner > i ? step->partner + 1u : i + 1;
      places[i] = i < next ? G_MAXUINT16 : (guint16) (*n_steps)++;
    }
  return places;
}

static gboolean
bind_steps (LabProgramGroup *group, const LabTaskPlan *plan, const LabValues *params, GError **error)
{
  guint n_steps;
  g_autofree guint16 *places = find_places (plan, params, &n_steps);

  group->steps = g_array_new (FALSE, TRUE, sizeof (LabStep));
  g_array_set_clear_func (group->steps, step_clear);
  g_array_set_size (group->steps, n_steps);
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const LabStepPlan *step_plan = &g_array_index (plan->steps, LabStepPlan, i);
      LabStep *step;

      if (places[i] == G_MAXUINT16)
        continue;
      step = &g_array_index (group->steps, LabStep, places[i]);
      step->kind = step_plan->kind;
      step->compute = step_plan->compute;
      step->add = step_plan->add;
      step->counter = step_plan->counter;
      step->partner = places[step_plan->partner];
      step->depth = step_plan->depth;
      step->index = places[i];
      step->keep = step_plan->keep;
      step->words = step_plan->words == NULL ? NULL : bind_all (step_plan->words, params, LAB_STYLE_TYPED);
      bind_details (step, step_plan, params);
      if (!bind_step (step, step_plan, params, error) || !bind_every (step, step_plan, params, error)
          || !lab_program_bind_fetch (step, step_plan->fetch, params, error))
        return FALSE;
    }
  group->public.steps = (const LabStep *) group->steps->data;
  group->public.n_steps = group->steps->len;
  return TRUE;
}

/* "2, 3, 5": between commas; what is empty is left out. */
static GPtrArray *
split_items (const char *list)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (items, g_strdup (parts[i]));
  return items;
}

static GPtrArray *
get_items (const LabTaskPlan *plan, const LabValues *params)
{
  g_autoptr (LabTemplate) list = NULL;
  g_autoptr (GPtrArray) bound = NULL;
  GPtrArray *items;

  if (plan->each.template != NULL)
    {
      list = lab_template_bind (plan->each.template, params, LAB_STYLE_LIST);
      return split_items (lab_template_get_constant (list));
    }
  bound = bind_all (plan->items, params, LAB_STYLE_TYPED);
  items = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < bound->len; i++)
    g_ptr_array_add (items, g_strdup (lab_template_get_constant (g_ptr_array_index (bound, i))));
  return items;
}

static gboolean
count_tasks (LabProgram *self, LabProgramGroup *group, const LabTaskPlan *plan, const LabValues *params, GError **error)
{
  g_autofree char *limit = NULL;
  gint64 count;

  if (plan->count.template == NULL)
    {
      group->texts.items = get_items (plan, params);
      count = group->texts.items->len;
    }
  else if (!lab_expression_get_number (&plan->count, params, LAB_EXPRESSION_INTEGER, &count, error))
    return FALSE;
  group->public.first = self->n_tasks;
  if (count <= (gint64) (LAB_TASKS_MAX - self->n_tasks))
    {
      group->public.n_tasks = (guint32) count;
      self->n_tasks += (guint32) count;
      return TRUE;
    }
  limit = lab_format_count (LAB_TASKS_MAX);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("there are more than %s tasks"), limit);
  return FALSE;
}

static gboolean
add_group (LabProgram *self, const LabTaskPlan *plan, const LabValues *params, GError **error)
{
  LabProgramGroup *group;

  g_array_set_size (self->groups, self->groups->len + 1);
  group = &g_array_index (self->groups, LabProgramGroup, self->groups->len - 1);
  group->named_ids = plan->named_ids;
  group->name = lab_template_bind (plan->name.template, params, LAB_STYLE_SHOWN);
  group->texts.name = group->name;
  group->texts.arguments = bind_all (plan->arguments, params, LAB_STYLE_TYPED);
  group->texts.named = bind_all (plan->named, params, LAB_STYLE_TYPED);
  return count_tasks (self, group, plan, params, error) && bind_steps (group, plan, params, error);
}

static gboolean
bind_answer (LabProgram *self, const LabAnswerPlan *plan, const LabValues *params, GError **error)
{
  self->answer = plan->kind;
  if (plan->kind == LAB_ANSWER_SUM || plan->kind == LAB_ANSWER_COUNT)
    return lab_expression_get_number (g_ptr_array_index (plan->values, 0), params, LAB_EXPRESSION_INTEGER,
                                      &self->answer_number, error);
  self->answer_counter = plan->counter;
  self->answers = bind_all (plan->values, params, LAB_STYLE_SHOWN);
  return TRUE;
}

static gboolean
add_counter (LabProgram *self, const LabCounterPlan *plan, const LabValues *params, GError **error)
{
  LabCounter counter = { .id = plan->id, .start = plan->start };
  g_autoptr (LabTemplate) bound = NULL;
  const char *memory;

  if (plan->memory.template != NULL)
    {
      bound = lab_template_bind (plan->memory.template, params, LAB_STYLE_TYPED);
      memory = lab_template_get_constant (bound);
      counter.shared = g_str_equal (memory, "shared");
      if (!counter.shared && !g_str_equal (memory, "private"))
        {
          g_autofree char *quoted = lab_quote (memory);

          g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("%s: expected \"private\" or \"shared\", found %s"),
                       plan->memory.place, quoted);
          return FALSE;
        }
    }
  g_array_append_val (self->counters, counter);
  return TRUE;
}

static gboolean
add_parts (LabProgram *self, LabWorkload *workload, const LabValues *params, GError **error)
{
  for (guint i = 0; i < workload->counters->len; i++)
    if (!add_counter (self, &g_array_index (workload->counters, LabCounterPlan, i), params, error))
      return FALSE;
  for (guint i = 0; i < workload->tasks->len; i++)
    if (!add_group (self, g_ptr_array_index (workload->tasks, i), params, error))
      return FALSE;
  lab_program_find_hosts (self);
  return bind_answer (self, &workload->answer, params, error) && lab_program_add_files (self, error)
         && lab_program_find_objects (self, error) && lab_program_bind_server (self, &workload->server, params, error);
}

LabProgram *
lab_program_new (LabWorkload *workload, const LabValues *params, GError **error)
{
  g_autoptr (LabProgram) self = NULL;

  g_return_val_if_fail (workload != NULL && params != NULL, NULL);

  self = g_new0 (LabProgram, 1);
  self->workload = lab_workload_ref (workload);
  self->groups = g_array_new (FALSE, TRUE, sizeof (LabProgramGroup));
  g_array_set_clear_func (self->groups, group_clear);
  self->counters = g_array_new (FALSE, TRUE, sizeof (LabCounter));
  self->objects = lab_objects_new ();
  self->wires = g_array_new (FALSE, TRUE, sizeof (guint8));
  self->files = g_array_new (FALSE, TRUE, sizeof (LabFiles));
  self->queues = g_array_new (FALSE, TRUE, sizeof (LabQueue));
  self->params = params;
  self->time_scale = 1;
  if (!add_parts (self, workload, params, error))
    return NULL;
  self->params = NULL;
  if (self->n_tasks > 0)
    return g_steal_pointer (&self);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("the workload \"%s\" has no task with these values"),
               lab_workload_get_id (workload));
  return NULL;
}

void
lab_program_free (LabProgram *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_array_unref (self->groups);
  g_array_unref (self->counters);
  g_ptr_array_unref (self->objects);
  g_array_unref (self->queues);
  g_array_unref (self->files);
  g_array_unref (self->wires);
  g_free (self->hosts);
  lab_workload_unref (self->workload);
  g_free (self);
}
