/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-history-entry.h"
#include "lab-json.h"

#define SCHEMA 1

LabHistoryEntry *
lab_history_entry_copy (const LabHistoryEntry *self)
{
  LabHistoryEntry *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof (*self));
  copy->id = g_strdup (self->id);
  copy->title = g_strdup (self->title);
  copy->workload = g_strdup (self->workload);
  copy->model = g_strdup (self->model);
  copy->experiment = g_strdup (self->experiment);
  return copy;
}

void
lab_history_entry_free (LabHistoryEntry *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->workload);
  g_free (self->model);
  g_free (self->experiment);
  g_free (self);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

char *
lab_history_entry_to_json (const LabHistoryEntry *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  add_number (builder, "schema", SCHEMA);
  add_text (builder, "title", self->title);
  add_text (builder, "workload", self->workload);
  add_text (builder, "model", self->model);
  add_number (builder, "time", self->time);
  add_number (builder, "makespan_ns", (gint64) self->makespan);
  add_number (builder, "n_tasks", (gint64) self->n_tasks);
  add_text (builder, "outcome", lab_outcome_kind_get_id (self->outcome));
  json_builder_set_member_name (builder, "answer_ok");
  json_builder_add_boolean_value (builder, !self->answer_wrong);
  add_text (builder, "experiment", self->experiment);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return lab_json_to_text (node);
}

static gboolean
read_text (const LabPlace *root, const char *name, gboolean optional, char **text, GError **error)
{
  LabPlace place = lab_place_member (root, name);
  const char *value;

  if (optional && (place.node == NULL || JSON_NODE_HOLDS_NULL (place.node)))
    return TRUE;
  value = lab_place_get_text (&place, error);
  *text = g_strdup (value);
  return value != NULL;
}

static gboolean
read_count (const LabPlace *root, const char *name, guint64 *count, GError **error)
{
  LabPlace place = lab_place_member (root, name);
  gint64 number;

  if (!lab_place_get_integer (&place, &number, error))
    return FALSE;
  *count = (guint64) number;
  return number >= 0 || lab_place_fail_expected (&place, _ ("no less than 0"), error);
}

static gboolean
read_outcome (const LabPlace *root, LabHistoryEntry *self, GError **error)
{
  LabPlace place = lab_place_member (root, "outcome");
  LabPlace answer = lab_place_member (root, "answer_ok");
  const char *id = lab_place_get_text (&place, error);

  self->answer_wrong = answer.node != NULL && JSON_NODE_HOLDS_VALUE (answer.node)
                       && json_node_get_value_type (answer.node) == G_TYPE_BOOLEAN
                       && !json_node_get_boolean (answer.node);
  for (LabOutcomeKind kind = LAB_OUTCOME_RUNNING; id != NULL && kind <= LAB_OUTCOME_DEADLOCK; kind++)
    if (g_str_equal (id, lab_outcome_kind_get_id (kind)))
      {
        self->outcome = kind;
        return TRUE;
      }
  return id != NULL && lab_place_fail_expected (&place, _ ("an outcome"), error);
}

/* Fields that a later version may have added are no reason not to show what is known. */
LabHistoryEntry *
lab_history_entry_new_from_json (const char *json, gssize length, const char *source, GError **error)
{
  g_autoptr (JsonNode) node = lab_json_parse (json, length, LAB_HISTORY_ENTRY_SIZE_MAX, source, error);
  g_autoptr (LabHistoryEntry) self = g_new0 (LabHistoryEntry, 1);
  LabPlace root = lab_place_root (source, node);
  guint64 time;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      lab_place_fail_expected (&root, _ ("an object"), error);
      return NULL;
    }
  if (!read_text (&root, "title", TRUE, &self->title, error)
      || !read_text (&root, "workload", FALSE, &self->workload, error)
      || !read_text (&root, "model", FALSE, &self->model, error)
      || !read_text (&root, "experiment", TRUE, &self->experiment, error) || !read_count (&root, "time", &time, error)
      || !read_count (&root, "makespan_ns", &self->makespan, error)
      || !read_count (&root, "n_tasks", &self->n_tasks, error) || !read_outcome (&root, self, error))
    return NULL;
  self->time = (gint64) time;
  return g_steal_pointer (&self);
}
