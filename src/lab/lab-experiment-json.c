/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-experiment.h"
#include "lab-json.h"
#include "lab-quantity.h"
#include "lab-read.h"

/* A workload of the largest size and a parameter of any. */
#define JSON_SIZE_MAX (8 << 20)

/* What is done, and how. */
static JsonObject *
make_core (const LabExperiment *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, "workload", json_node_ref (lab_workload_get_node (self->workload)));
  json_object_set_member (object, "params", lab_values_to_node (self->params));
  json_object_set_string_member (object, "model", self->model->id);
  json_object_set_member (object, "options", lab_values_to_node (self->options));
  json_object_set_double_member (object, "time_scale", self->time_scale);
  return object;
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return lab_json_to_text (node);
}

char *
lab_experiment_to_json (const LabExperiment *self)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *capacity = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  object = make_core (self);
  capacity = lab_size_to_text (self->capacity);
  json_object_set_string_member (object, "source", lab_workload_get_source (self->workload));
  json_object_set_string_member (object, "capacity", capacity);
  json_object_set_boolean_member (object, "network", self->network);
  return to_text (object);
}

char *
lab_experiment_get_fingerprint (const LabExperiment *self)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  object = make_core (self);
  text = to_text (object);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* The document is written out and read again, so that what is wrong in it is told as if it were the file. */
static LabWorkload *
read_workload (const LabPlace *root, GError **error)
{
  LabPlace place = lab_place_member (root, "workload");
  LabPlace source_place = lab_place_member (root, "source");
  const char *source = lab_place_get_text (&source_place, error);
  g_autofree char *json = NULL;

  if (source == NULL)
    return NULL;
  if (place.node == NULL || !JSON_NODE_HOLDS_OBJECT (place.node))
    {
      lab_place_fail_expected (&place, _ ("a workload"), error);
      return NULL;
    }
  json = lab_json_to_text (place.node);
  return lab_workload_new_from_json (json, -1, source, error);
}

static const LabModel *
read_model (const LabPlace *root, GError **error)
{
  LabPlace place = lab_place_member (root, "model");

  return lab_read_model (&place, error);
}

static gboolean
read_capacity (const LabPlace *root, guint64 *capacity, GError **error)
{
  LabPlace place = lab_place_member (root, "capacity");
  const char *text;
  GError *cause = NULL;

  if (place.node == NULL)
    return TRUE;
  text = lab_place_get_text (&place, error);
  if (text == NULL)
    return FALSE;
  return lab_parse_size (text, capacity, &cause) || lab_place_fail_with (&place, cause, error);
}

static gboolean
read_time_scale (const LabPlace *root, LabExperiment *self, GError **error)
{
  LabPlace place = lab_place_member (root, "time_scale");
  g_autofree char *text = NULL;
  GError *cause = NULL;

  if (place.node == NULL)
    return TRUE;
  text = lab_json_describe (place.node);
  return lab_experiment_set_time_scale (self, text, &cause) || lab_place_fail_with (&place, cause, error);
}

static gboolean
read_network (const LabPlace *root, gboolean *network, GError **error)
{
  LabPlace place = lab_place_member (root, "network");

  if (place.node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (place.node) || json_node_get_value_type (place.node) != G_TYPE_BOOLEAN)
    return lab_place_fail_expected (&place, _ ("true or false"), error);
  *network = json_node_get_boolean (place.node);
  return TRUE;
}

LabExperiment *
lab_experiment_new_from_json (const char *json, gssize length, GError **error)
{
  static const char *const fields[] = { "workload", "source",     "params",  "model", "options",
                                        "capacity", "time_scale", "network", NULL };
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (LabWorkload) workload = NULL;
  g_autoptr (LabExperiment) self = NULL;
  const LabModel *model;
  LabPlace root;
  LabPlace params;
  LabPlace options;

  g_return_val_if_fail (json != NULL, NULL);

  node = lab_json_parse (json, length, JSON_SIZE_MAX, _ ("experiment"), error);
  if (node == NULL)
    return NULL;
  root = lab_place_root (_ ("experiment"), node);
  if (!lab_place_check_object (&root, fields, error))
    return NULL;
  workload = read_workload (&root, error);
  model = workload == NULL ? NULL : read_model (&root, error);
  if (model == NULL)
    return NULL;
  self = lab_experiment_new (workload, model);
  params = lab_place_member (&root, "params");
  options = lab_place_member (&root, "options");
  if (!lab_values_read (self->params, &params, error) || !lab_values_read (self->options, &options, error)
      || !read_capacity (&root, &self->capacity, error) || !read_time_scale (&root, self, error)
      || !read_network (&root, &self->network, error))
    return NULL;
  return g_steal_pointer (&self);
}
