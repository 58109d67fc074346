/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"

#define STEPS_MAX 10000

typedef struct
{
  LabTaskPlan *task;
  const LabNames *names;
} Reader;

static gboolean read_list (Reader *reader, const LabPlace *place, guint depth, GError **error);

static gboolean
read_value (Reader *reader, const LabPlace *place, LabStepPlan *step, LabNameKinds allowed, GError **error)
{
  LabExpressionType type = lab_step_get_type (step->kind, step->compute);

  return lab_expression_read (&step->value, place, type, reader->names, allowed, error);
}

static gboolean
read_text (Reader *reader, const LabPlace *place, LabStepPlan *step, GError **error)
{
  return read_value (reader, place, step, LAB_NAMES_ALL, error);
}

static gboolean
read_amount (Reader *reader, const LabPlace *place, LabStepPlan *step, GError **error)
{
  return read_value (reader, place, step, LAB_NAMES_STEP, error);
}

static gboolean
read_compute (Reader *reader, const LabPlace *place, LabStepPlan *step, GError **error)
{
  static const char *const fields[] = {
    [LAB_COMPUTE_PRIME] = "prime",
    [LAB_COMPUTE_OPERATIONS] = "operations",
    [LAB_COMPUTE_DURATION] = "duration",
    NULL,
  };

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  if (json_object_get_size (json_node_get_object (place->node)) != 1)
    return lab_place_fail (place, error, _ ("expected one of \"prime\", \"operations\" and \"duration\""));
  for (guint i = 0; fields[i] != NULL; i++)
    {
      LabPlace amount = lab_place_member (place, fields[i]);

      if (amount.node == NULL)
        continue;
      step->compute = i;
      return read_value (reader, &amount, step, LAB_NAMES_STEP, error);
    }
  g_assert_not_reached ();
}

static gboolean
read_yield (Reader *reader, const LabPlace *place, LabStepPlan *step, GError **error)
{
  if (place->node != NULL && JSON_NODE_HOLDS_VALUE (place->node)
      && json_node_get_value_type (place->node) == G_TYPE_BOOLEAN && json_node_get_boolean (place->node))
    return TRUE;
  return lab_place_fail_expected (place, "true", error);
}

static const struct
{
  const char *field;
  LabStepKindId kind;
  gboolean (*read) (Reader *reader, const LabPlace *place, LabStepPlan *step, GError **error);
} kinds[] = {
  { "compute", LAB_STEP_COMPUTE, read_compute }, { "print", LAB_STEP_PRINT, read_text },
  { "repeat", LAB_STEP_REPEAT, read_amount },    { "result", LAB_STEP_RESULT, read_text },
  { "sleep", LAB_STEP_SLEEP, read_amount },      { "yield", LAB_STEP_YIELD, read_yield },
};

static gboolean
read_repeated (Reader *reader, const LabPlace *place, guint start, guint depth, GError **error)
{
  LabPlace steps = lab_place_member (place, "steps");
  GArray *all = reader->task->steps;
  LabStepPlan *end;

  if (depth == LAB_REPEAT_DEPTH_MAX)
    return lab_place_fail (place, error, _ ("\"repeat\" is nested more than %d deep"), LAB_REPEAT_DEPTH_MAX);
  if (!read_list (reader, &steps, depth + 1, error))
    return FALSE;
  end = lab_task_plan_add_step (reader->task, LAB_STEP_END_REPEAT);
  end->partner = (guint16) start;
  end->depth = (guint16) depth;
  g_array_index (all, LabStepPlan, start).partner = (guint16) (all->len - 1);
  g_array_index (all, LabStepPlan, start).depth = (guint16) depth;
  return TRUE;
}

static gboolean
find_kind (const LabPlace *place, guint *found, GError **error)
{
  static const char *const fields[] = { "compute", "print", "repeat", "result", "sleep", "yield", "steps", NULL };
  guint n = 0;

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (lab_place_member (place, kinds[i].field).node != NULL)
      {
        *found = i;
        n++;
      }
  if (n == 0)
    return lab_place_fail (place, error, _ ("expected a step: one of compute, print, repeat, result, sleep and yield"));
  if (n > 1)
    return lab_place_fail (place, error, _ ("a step does one thing, this one has %u"), n);
  if (kinds[*found].kind != LAB_STEP_REPEAT && lab_place_member (place, "steps").node != NULL)
    return lab_place_fail (place, error, _ ("only \"repeat\" has \"steps\""));
  return TRUE;
}

static gboolean
read_step (Reader *reader, const LabPlace *place, guint depth, GError **error)
{
  guint start = reader->task->steps->len;
  guint n = 0;
  LabPlace value;

  if (start >= STEPS_MAX)
    return lab_place_fail (place, error, _ ("a task has at most %d steps"), STEPS_MAX);
  if (!find_kind (place, &n, error))
    return FALSE;
  value = lab_place_member (place, kinds[n].field);
  if (!kinds[n].read (reader, &value, lab_task_plan_add_step (reader->task, kinds[n].kind), error))
    return FALSE;
  return kinds[n].kind != LAB_STEP_REPEAT || read_repeated (reader, place, start, depth, error);
}

static gboolean
read_list (Reader *reader, const LabPlace *place, guint depth, GError **error)
{
  guint n = lab_place_get_length (place);

  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      LabPlace step = lab_place_element (place, i);

      if (!read_step (reader, &step, depth, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_read_steps (const LabPlace *place, LabTaskPlan *task, const LabNames *names, GError **error)
{
  Reader reader = { task, names };

  return read_list (&reader, place, 0, error);
}
