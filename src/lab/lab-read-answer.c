/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"

/* One template, compiled for every group of tasks: each has its own named arguments. */
static gboolean
read_each (const LabPlace *place, LabWorkload *workload, GError **error)
{
  LabAnswerPlan *answer = &workload->answer;
  GPtrArray *tasks = workload->tasks;

  for (guint i = 0; i < tasks->len; i++)
    {
      LabNames names = lab_task_plan_get_names (g_ptr_array_index (tasks, i), workload->params);

      if (!lab_expression_read (lab_plan_add_expression (answer->values), place, LAB_EXPRESSION_TEXT, &names,
                                LAB_NAMES_ALL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_number (const LabPlace *place, LabWorkload *workload, GError **error)
{
  GArray *params = workload->params;
  LabNames names = { .params = (const LabParamSpec *) params->data, .n_params = params->len };

  return lab_expression_read (lab_plan_add_expression (workload->answer.values), place, LAB_EXPRESSION_INTEGER, &names,
                              LAB_NAMES_PARAMS, error);
}

/* Which group an element's task belongs to shows only with the values, so these know no named arguments. */
static gboolean
read_list (const LabPlace *place, LabWorkload *workload, GError **error)
{
  LabAnswerPlan *answer = &workload->answer;
  GArray *params = workload->params;
  LabNames names = {
    .params = (const LabParamSpec *) params->data,
    .n_params = params->len,
    .n_arguments = LAB_ARGUMENTS_UNKNOWN,
  };
  guint n = lab_place_get_length (place);

  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!lab_expression_read (lab_plan_add_expression (answer->values), &element, LAB_EXPRESSION_ITEM, &names,
                                LAB_NAMES_ALL & ~LAB_NAMES_NAMED, error))
        return FALSE;
    }
  return TRUE;
}

/* The counter's right end is the sum of all that is added, which has to be known without a run. */
static gboolean
read_counter (const LabPlace *place, LabWorkload *workload, GError **error)
{
  return lab_read_counter_id (place, workload->counters, &workload->answer.counter, error);
}

gboolean
lab_read_answer (const LabPlace *place, LabWorkload *workload, GError **error)
{
  static const char *const fields[] = {
    [LAB_ANSWER_EACH] = "each", [LAB_ANSWER_SUM] = "sum",         [LAB_ANSWER_COUNT] = "count",
    [LAB_ANSWER_LIST] = "list", [LAB_ANSWER_COUNTER] = "counter", NULL,
  };
  static gboolean (*const readers[]) (const LabPlace *, LabWorkload *, GError **) = {
    [LAB_ANSWER_EACH] = read_each, [LAB_ANSWER_SUM] = read_number,      [LAB_ANSWER_COUNT] = read_number,
    [LAB_ANSWER_LIST] = read_list, [LAB_ANSWER_COUNTER] = read_counter,
  };

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  if (json_object_get_size (json_node_get_object (place->node)) != 1)
    return lab_place_fail (place, error, _ ("expected one of \"each\", \"sum\", \"count\", \"list\" and \"counter\""));
  workload->answer.values = lab_plan_expressions_new ();
  for (guint i = 0; fields[i] != NULL; i++)
    {
      LabPlace value = lab_place_member (place, fields[i]);

      workload->answer.kind = i;
      if (value.node != NULL)
        return readers[i](&value, workload, error);
    }
  g_assert_not_reached ();
}
