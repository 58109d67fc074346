/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-plan.h"

static void
expression_free (gpointer expression)
{
  lab_expression_clear (expression);
  g_free (expression);
}

GPtrArray *
lab_plan_expressions_new (void)
{
  return g_ptr_array_new_with_free_func (expression_free);
}

LabExpression *
lab_plan_add_expression (GPtrArray *expressions)
{
  LabExpression *expression = g_new0 (LabExpression, 1);

  g_ptr_array_add (expressions, expression);
  return expression;
}

static void
step_clear (gpointer step)
{
  LabStepPlan *plan = step;

  lab_expression_clear (&plan->value);
  lab_expression_clear (&plan->every);
  for (guint i = 0; i < LAB_N_DETAILS; i++)
    lab_expression_clear (&plan->details[i]);
  g_clear_pointer (&plan->words, g_ptr_array_unref);
  lab_fetch_plan_free (plan->fetch);
}

LabTaskPlan *
lab_task_plan_new (void)
{
  LabTaskPlan *self = g_new0 (LabTaskPlan, 1);

  self->arguments = lab_plan_expressions_new ();
  self->named = lab_plan_expressions_new ();
  self->named_ids = g_ptr_array_new ();
  self->steps = g_array_new (FALSE, TRUE, sizeof (LabStepPlan));
  g_array_set_clear_func (self->steps, step_clear);
  return self;
}

void
lab_task_plan_free (LabTaskPlan *self)
{
  if (self == NULL)
    return;
  lab_expression_clear (&self->name);
  lab_expression_clear (&self->count);
  lab_expression_clear (&self->each);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_ptr_array_unref (self->arguments);
  g_ptr_array_unref (self->named);
  g_ptr_array_unref (self->named_ids);
  g_array_unref (self->steps);
  g_free (self);
}

LabStepPlan *
lab_task_plan_add_step (LabTaskPlan *self, LabStepKindId kind)
{
  g_array_set_size (self->steps, self->steps->len + 1);
  g_array_index (self->steps, LabStepPlan, self->steps->len - 1).kind = kind;
  return &g_array_index (self->steps, LabStepPlan, self->steps->len - 1);
}

LabExpressionType
lab_step_get_type (LabStepKindId kind, LabComputeKind compute)
{
  if (kind == LAB_STEP_SLEEP || kind == LAB_STEP_BLOCK || (kind == LAB_STEP_COMPUTE && compute == LAB_COMPUTE_DURATION))
    return LAB_EXPRESSION_DURATION;
  if (kind == LAB_STEP_COMPUTE || kind == LAB_STEP_REPEAT)
    return LAB_EXPRESSION_INTEGER;
  if (kind == LAB_STEP_ADD)
    return LAB_EXPRESSION_SIGNED;
  if (kind == LAB_STEP_COPY)
    return LAB_EXPRESSION_SIZE;
  return LAB_EXPRESSION_TEXT;
}

LabExpressionType
lab_detail_get_type (LabDetail detail)
{
  static const LabExpressionType types[LAB_N_DETAILS] = {
    [LAB_DETAIL_TO] = LAB_EXPRESSION_TEXT,    [LAB_DETAIL_FROM] = LAB_EXPRESSION_TEXT,
    [LAB_DETAIL_KEY] = LAB_EXPRESSION_TEXT,   [LAB_DETAIL_TIMEOUT] = LAB_EXPRESSION_DURATION,
    [LAB_DETAIL_PIECE] = LAB_EXPRESSION_SIZE, [LAB_DETAIL_CACHE] = LAB_EXPRESSION_TEXT,
  };

  return types[detail];
}

gboolean
lab_step_get_object_kind (LabStepKindId kind, LabObjectKind *object)
{
  switch (kind)
    {
    case LAB_STEP_LOCK:
    case LAB_STEP_UNLOCK:
      *object = LAB_OBJECT_LOCK;
      return TRUE;

    case LAB_STEP_EVENT_SET:
    case LAB_STEP_EVENT_WAIT:
    case LAB_STEP_UNTIL:
      *object = LAB_OBJECT_EVENT;
      return TRUE;

    case LAB_STEP_PUT:
    case LAB_STEP_GET:
    case LAB_STEP_DRAIN:
      *object = LAB_OBJECT_QUEUE;
      return TRUE;

    case LAB_STEP_COPY:
      *object = LAB_OBJECT_WIRE;
      return TRUE;

    default:
      return FALSE;
    }
}
