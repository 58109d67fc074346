/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-read.h"

LabNames
lab_task_plan_get_names (const LabTaskPlan *task, GArray *params)
{
  gboolean each = task->each.template != NULL || task->items != NULL;

  return (LabNames){
    .params = (const LabParamSpec *) params->data,
    .n_params = params->len,
    .named = (const char *const *) task->named_ids->pdata,
    .n_arguments = each ? LAB_ARGUMENTS_UNKNOWN : task->arguments->len,
  };
}

static gboolean
read_expressions (const LabPlace *place, GPtrArray *expressions, const LabNames *names, LabNameKinds allowed,
                  GError **error)
{
  guint n = lab_place_get_length (place);

  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!lab_expression_read (lab_plan_add_expression (expressions), &element, LAB_EXPRESSION_ITEM, names, allowed,
                                error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_each (const LabPlace *place, LabTaskPlan *task, const LabNames *names, GError **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (place->node))
    return lab_expression_read (&task->each, place, LAB_EXPRESSION_TEXT, names, LAB_NAMES_PARAMS, error);
  task->items = lab_plan_expressions_new ();
  return read_expressions (place, task->items, names, LAB_NAMES_PARAMS, error);
}

static gboolean
read_number_of_tasks (const LabPlace *place, LabTaskPlan *task, const LabNames *names, GError **error)
{
  LabPlace count = lab_place_member (place, "count");
  LabPlace each = lab_place_member (place, "each");

  if ((count.node == NULL) == (each.node == NULL))
    return lab_place_fail (place, error, _ ("expected either \"count\" or \"each\""));
  if (each.node != NULL)
    return read_each (&each, task, names, error);
  return lab_expression_read (&task->count, &count, LAB_EXPRESSION_INTEGER, names, LAB_NAMES_PARAMS, error);
}

static gboolean
read_arguments (const LabPlace *task_place, LabTaskPlan *task, const LabNames *names, GError **error)
{
  LabPlace place = lab_place_member (task_place, "arguments");

  if (place.node == NULL)
    return TRUE;
  if (task->count.template == NULL)
    return lab_place_fail (&place, error, _ ("with \"each\" the words of an item are the arguments"));
  return read_expressions (&place, task->arguments, names, LAB_NAMES_TASK, error);
}

static gboolean
is_argument_name (const char *name)
{
  return (g_ascii_isalpha (*name) || *name == '_')
         && name[strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-")] == '\0';
}

static gboolean
check_argument_name (const LabPlace *place, const LabNames *names, GError **error)
{
  if (!is_argument_name (place->name))
    return lab_place_fail (place, error, _ ("a name has only letters, digits, \"_\" and \"-\""));
  if (lab_template_is_reserved (place->name))
    return lab_place_fail (place, error, _ ("\"%s\" has a meaning of its own in every text"), place->name);
  for (guint i = 0; i < names->n_params; i++)
    if (g_str_equal (names->params[i].id, place->name))
      return lab_place_fail (place, error, _ ("\"%s\" is a parameter already"), place->name);
  return TRUE;
}

static gboolean
read_named (const LabPlace *task_place, LabTaskPlan *task, const LabNames *names, GError **error)
{
  LabPlace place = lab_place_member (task_place, "named");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (place.node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (place.node))
    return lab_place_fail_expected (&place, _ ("an object"), error);
  json_object_iter_init_ordered (&iter, json_node_get_object (place.node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      LabPlace member = lab_place_member (&place, name);

      if (!check_argument_name (&member, names, error))
        return FALSE;
      g_ptr_array_add (task->named_ids, (gpointer) name);
      if (!lab_expression_read (lab_plan_add_expression (task->named), &member, LAB_EXPRESSION_TEXT, names,
                                LAB_NAMES_TASK | LAB_NAMES_ARGUMENTS, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_name (const LabPlace *task_place, LabTaskPlan *task, const LabNames *names, GError **error)
{
  LabNameKinds allowed = LAB_NAMES_TASK | LAB_NAMES_ARGUMENTS | LAB_NAMES_NAMED;
  LabPlace place = lab_place_member (task_place, "name");

  if (place.node != NULL)
    return lab_expression_read (&task->name, &place, LAB_EXPRESSION_TEXT, names, allowed, error);
  task->name.template = lab_template_new ("task {number}", names, allowed, error);
  return task->name.template != NULL;
}

gboolean
lab_read_task (const LabPlace *place, LabTaskPlan *task, const LabWorkload *workload, GError **error)
{
  static const char *const fields[] = { "name", "count", "each", "arguments", "named", "steps", NULL };
  GArray *params = workload->params;
  LabPlace steps = lab_place_member (place, "steps");
  LabNames names = { .params = (const LabParamSpec *) params->data, .n_params = params->len };

  /* In this order: each part may speak of those before it. */
  if (!lab_place_check_object (place, fields, error) || !read_number_of_tasks (place, task, &names, error)
      || !read_arguments (place, task, &names, error))
    return FALSE;
  names = lab_task_plan_get_names (task, params);
  if (!read_named (place, task, &names, error))
    return FALSE;
  g_ptr_array_add (task->named_ids, NULL);
  names = lab_task_plan_get_names (task, params);
  return read_name (place, task, &names, error) && lab_read_steps (&steps, task, &names, workload, error);
}
