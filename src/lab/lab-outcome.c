/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-json.h"
#include "lab-verdict.h"

#define JSON_SIZE_MAX (1 << 20)

static const char *const kind_ids[] = {
  [LAB_OUTCOME_RUNNING] = "running",     [LAB_OUTCOME_DONE] = "done",           [LAB_OUTCOME_FAILED] = "failed",
  [LAB_OUTCOME_CANCELLED] = "cancelled", [LAB_OUTCOME_TIMED_OUT] = "timed-out", [LAB_OUTCOME_CRASHED] = "crashed",
  [LAB_OUTCOME_DEADLOCK] = "deadlock",
};

static const char *const error_ids[] = {
  [LAB_ERROR_USAGE] = "usage",
  [LAB_ERROR_UNAVAILABLE] = "unavailable",
  [LAB_ERROR_INVALID] = "invalid",
  [LAB_ERROR_FAILED] = "failed",
};

const char *
lab_outcome_kind_get_id (LabOutcomeKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kind_ids), NULL);

  return kind_ids[kind];
}

LabOutcome *
lab_outcome_new (LabOutcomeKind kind)
{
  LabOutcome *self = g_new0 (LabOutcome, 1);

  self->kind = kind;
  self->error_code = LAB_ERROR_FAILED;
  return self;
}

void
lab_outcome_free (LabOutcome *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->answer_why);
  g_free (self->note);
  g_free (self);
}

/* The number of an id, or `fallback` where it is none of them. */
static guint
find_id (const char *id, const char *const *ids, guint n_ids, guint fallback)
{
  for (guint i = 0; i < n_ids; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return i;
  return fallback;
}

static char *
get_text (const LabPlace *root, const char *name)
{
  LabPlace place = lab_place_member (root, name);

  return lab_place_is_text (&place) ? g_strdup (json_node_get_string (place.node)) : NULL;
}

static guint64
get_number (const LabPlace *root, const char *name)
{
  LabPlace place = lab_place_member (root, name);
  gint64 number = lab_place_is_integer (&place) ? json_node_get_int (place.node) : 0;

  return number < 0 ? 0 : (guint64) number;
}

static void
read_answer (LabOutcome *self, const LabPlace *root)
{
  LabPlace place = lab_place_member (root, "answer_ok");

  self->answer_known = place.node != NULL && JSON_NODE_HOLDS_VALUE (place.node)
                       && json_node_get_value_type (place.node) == G_TYPE_BOOLEAN;
  self->answer_ok = self->answer_known && json_node_get_boolean (place.node);
  self->answer_why = get_text (root, "answer_why");
}

LabOutcome *
lab_outcome_new_from_json (const char *json)
{
  g_autoptr (JsonNode) node = json == NULL ? NULL : lab_json_parse (json, -1, JSON_SIZE_MAX, "outcome", NULL);
  LabPlace root = lab_place_root ("outcome", node);
  g_autofree char *kind = get_text (&root, "outcome");
  g_autofree char *error_id = get_text (&root, "error");
  LabOutcome *self = lab_outcome_new (find_id (kind, kind_ids, G_N_ELEMENTS (kind_ids), LAB_OUTCOME_RUNNING));

  self->error_code = find_id (error_id, error_ids, G_N_ELEMENTS (error_ids), LAB_ERROR_FAILED);
  self->reason = get_text (&root, "reason");
  self->note = get_text (&root, "note");
  self->start_rss = get_number (&root, "start_rss_bytes");
  self->peak_rss = get_number (&root, "peak_rss_bytes");
  self->n_tasks = get_number (&root, "n_tasks");
  read_answer (self, &root);
  return self;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text == NULL)
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, text);
}

char *
lab_outcome_to_json (const LabOutcome *self)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "outcome", lab_outcome_kind_get_id (self->kind));
  json_object_set_string_member (object, "error", error_ids[self->error_code]);
  set_text (object, "reason", self->reason);
  if (self->answer_known)
    json_object_set_boolean_member (object, "answer_ok", self->answer_ok);
  else
    json_object_set_null_member (object, "answer_ok");
  set_text (object, "answer_why", self->answer_why);
  set_text (object, "note", self->note);
  json_object_set_int_member (object, "start_rss_bytes", (gint64) self->start_rss);
  json_object_set_int_member (object, "peak_rss_bytes", (gint64) self->peak_rss);
  json_object_set_int_member (object, "n_tasks", (gint64) self->n_tasks);
  node = json_node_init_object (json_node_alloc (), object);
  return lab_json_to_text (node);
}

gboolean
lab_outcome_is_expected (const LabOutcome *self, const LabExperiment *experiment)
{
  LabMishap mishap;

  g_return_val_if_fail (self != NULL && experiment != NULL, FALSE);

  if (self->kind == LAB_OUTCOME_DEADLOCK)
    mishap = LAB_MISHAP_DEADLOCK;
  else if (self->kind == LAB_OUTCOME_DONE && self->answer_known && !self->answer_ok)
    mishap = LAB_MISHAP_WRONG_ANSWER;
  else
    return FALSE;
  return lab_workload_expects (experiment->workload, experiment->params, experiment->model, mishap);
}
