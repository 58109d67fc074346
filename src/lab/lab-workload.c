/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-data.h"
#include "lab-read.h"
#include "lab-suggest.h"

const char *const lab_workload_groups[] = { "waiting", "computing", "mixed", "hazards", NULL };
static const char *const group_titles[] = { N_ ("Waiting"), N_ ("Computing"), N_ ("Mixed"), N_ ("Hazards") };

static void
param_clear (gpointer param)
{
  g_free ((gpointer) ((LabParamSpec *) param)->choices);
}

static void
counter_clear (gpointer counter)
{
  lab_expression_clear (&((LabCounterPlan *) counter)->memory);
}

static void
queue_clear (gpointer queue)
{
  lab_expression_clear (&((LabQueuePlan *) queue)->size);
  lab_expression_clear (&((LabQueuePlan *) queue)->parts);
}

static void
files_clear (gpointer files)
{
  lab_expression_clear (&((LabFilesPlan *) files)->count);
  lab_expression_clear (&((LabFilesPlan *) files)->size);
}

static void
wire_clear (gpointer wire)
{
  lab_expression_clear (&((LabWirePlan *) wire)->how);
}

static LabWorkload *
workload_alloc (JsonNode *root, const char *source)
{
  LabWorkload *self = g_new0 (LabWorkload, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->root = root;
  self->source = g_strdup (source);
  self->params = g_array_new (FALSE, TRUE, sizeof (LabParamSpec));
  g_array_set_clear_func (self->params, param_clear);
  self->counters = g_array_new (FALSE, TRUE, sizeof (LabCounterPlan));
  g_array_set_clear_func (self->counters, counter_clear);
  self->wires = g_array_new (FALSE, TRUE, sizeof (LabWirePlan));
  g_array_set_clear_func (self->wires, wire_clear);
  self->files = g_array_new (FALSE, TRUE, sizeof (LabFilesPlan));
  g_array_set_clear_func (self->files, files_clear);
  self->queues = g_array_new (FALSE, TRUE, sizeof (LabQueuePlan));
  g_array_set_clear_func (self->queues, queue_clear);
  self->expectations = g_array_new (FALSE, TRUE, sizeof (LabExpectationPlan));
  self->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_task_plan_free);
  return self;
}

LabWorkload *
lab_workload_ref (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lab_workload_unref (LabWorkload *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->tasks);
  g_array_unref (self->counters);
  g_array_unref (self->queues);
  g_array_unref (self->files);
  g_array_unref (self->wires);
  g_array_unref (self->expectations);
  lab_server_plan_clear (&self->server);
  g_clear_pointer (&self->options, lab_values_free);
  g_clear_pointer (&self->answer.values, g_ptr_array_unref);
  g_array_unref (self->params);
  g_free (self->source);
  json_node_unref (self->root);
  g_free (self);
}

static gboolean
read_id (const LabPlace *root, LabWorkload *self, GError **error)
{
  LabPlace place = lab_place_member (root, "id");

  self->id = lab_place_get_text (&place, error);
  if (self->id == NULL)
    return FALSE;
  return lab_read_is_id (self->id)
         || lab_place_fail_expected (&place, _ ("lower case letters, digits and \"-\""), error);
}

static gboolean
read_text (const LabPlace *root, const char *name, const char *fallback, const char **text, GError **error)
{
  LabPlace place = lab_place_member (root, name);

  *text = place.node == NULL ? fallback : lab_place_get_text (&place, error);
  return *text != NULL;
}

static gboolean
read_group (const LabPlace *root, LabWorkload *self, GError **error)
{
  LabPlace place = lab_place_member (root, "group");
  GError *cause = NULL;

  if (!read_text (root, "group", "mixed", &self->group, error))
    return FALSE;
  if (g_strv_contains (lab_workload_groups, self->group))
    return TRUE;
  lab_set_unknown_error (&cause, _ ("group"), self->group, lab_workload_groups);
  return lab_place_fail_with (&place, cause, error);
}

static gboolean
read_tasks (const LabPlace *root, LabWorkload *self, GError **error)
{
  LabPlace place = lab_place_member (root, "tasks");
  guint n = lab_place_get_length (&place);

  if (!lab_place_check_array (&place, error))
    return FALSE;
  if (n == 0)
    return lab_place_fail (&place, error, _ ("there must be at least one group of tasks"));
  for (guint i = 0; i < n; i++)
    {
      LabPlace task = lab_place_element (&place, i);

      g_ptr_array_add (self->tasks, lab_task_plan_new ());
      if (!lab_read_task (&task, g_ptr_array_index (self->tasks, i), self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (const LabPlace *root, LabWorkload *self, GError **error)
{
  static const char *const fields[] = { "id",       "title",  "summary", "group",  "parameters",
                                        "counters", "queues", "files",   "wires",  "tasks",
                                        "answer",   "expect", "suggest", "server", NULL };
  LabPlace params = lab_place_member (root, "parameters");
  LabPlace counters = lab_place_member (root, "counters");
  LabPlace wires = lab_place_member (root, "wires");
  LabPlace files = lab_place_member (root, "files");
  LabPlace queues = lab_place_member (root, "queues");
  LabPlace server = lab_place_member (root, "server");
  LabPlace answer = lab_place_member (root, "answer");
  LabPlace expect = lab_place_member (root, "expect");
  LabPlace suggest = lab_place_member (root, "suggest");

  return lab_place_check_object (root, fields, error) && read_id (root, self, error)
         && read_text (root, "title", self->id, &self->title, error)
         && read_text (root, "summary", "", &self->summary, error) && read_group (root, self, error)
         && lab_read_params (&params, self->params, error)
         && lab_read_counters (&counters, self->counters, self->params, error)
         && lab_read_wires (&wires, self->wires, self->params, error)
         && lab_read_files (&files, self->files, self->params, error)
         && lab_read_queues (&queues, self->queues, self->params, error) && lab_read_server (&server, self, error)
         && read_tasks (root, self, error) && lab_read_answer (&answer, self, error)
         && lab_read_expectations (&expect, self, error) && lab_read_suggestion (&suggest, self, error);
}

LabWorkload *
lab_workload_new_from_json (const char *json, gssize length, const char *source, GError **error)
{
  g_autoptr (LabWorkload) self = NULL;
  JsonNode *node;
  LabPlace root;

  g_return_val_if_fail (json != NULL && source != NULL, NULL);

  node = lab_json_parse (json, length, LAB_WORKLOAD_SIZE_MAX, source, error);
  if (node == NULL)
    return NULL;
  self = workload_alloc (node, source);
  root = lab_place_root (self->source, node);
  return read_all (&root, self, error) ? g_steal_pointer (&self) : NULL;
}

const char *
lab_workload_get_id (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

const char *
lab_workload_get_title (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return lab_data_translate (self->title);
}

const char *
lab_workload_get_summary (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return lab_data_translate (self->summary);
}

const char *
lab_workload_get_group (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->group;
}

const char *
lab_workload_get_group_title (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (group_titles); i++)
    if (g_str_equal (lab_workload_groups[i], self->group))
      return _ (group_titles[i]);
  g_return_val_if_reached (NULL);
}

const LabParamSpec *
lab_workload_get_params (LabWorkload *self, guint *n_params)
{
  g_return_val_if_fail (self != NULL && n_params != NULL, NULL);

  *n_params = self->params->len;
  return (const LabParamSpec *) self->params->data;
}

static gboolean
names_model (JsonNode *models, const char *id)
{
  JsonArray *array = json_node_get_array (models);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), id))
      return TRUE;
  return FALSE;
}

gboolean
lab_workload_expects (LabWorkload *self, const LabValues *params, const LabModel *model, LabMishap mishap)
{
  g_return_val_if_fail (self != NULL && params != NULL && model != NULL, FALSE);

  for (guint i = 0; i < self->expectations->len; i++)
    {
      const LabExpectationPlan *plan = &g_array_index (self->expectations, LabExpectationPlan, i);

      if (plan->mishap == mishap && (plan->models == NULL || names_model (plan->models, model->id))
          && lab_condition_holds (&plan->when, params))
        return TRUE;
    }
  return FALSE;
}

const LabModel *
lab_workload_get_suggestion (LabWorkload *self, const LabValues **options)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (options != NULL)
    *options = self->options;
  return self->model;
}

JsonNode *
lab_workload_get_node (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->root;
}

const char *
lab_workload_get_source (LabWorkload *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}
