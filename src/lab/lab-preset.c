/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-data.h"
#include "lab-error.h"
#include "lab-json.h"
#include "lab-preset.h"
#include "lab-read.h"
#include "lab-suggest.h"

#define KIND "presets"

struct _LabPreset
{
  JsonNode *root; /* owns the texts */
  const char *id, *title, *about;
  LabExperiment *experiment;
};

void
lab_preset_free (LabPreset *self)
{
  if (self == NULL)
    return;
  lab_experiment_free (self->experiment);
  json_node_unref (self->root);
  g_free (self);
}

static gboolean
read_text (const LabPlace *root, const char *name, const char **text, GError **error)
{
  LabPlace place = lab_place_member (root, name);

  *text = lab_place_get_text (&place, error);
  return *text != NULL;
}

static gboolean
read_id (const LabPlace *root, LabPreset *self, GError **error)
{
  LabPlace place = lab_place_member (root, "id");

  return read_text (root, "id", &self->id, error)
         && (lab_read_is_id (self->id)
             || lab_place_fail_expected (&place, _ ("lower case letters, digits and \"-\""), error));
}

static LabWorkload *
read_workload (const LabPlace *root, GError **error)
{
  LabPlace place = lab_place_member (root, "workload");
  const char *name = lab_place_get_text (&place, error);
  GError *cause = NULL;
  LabWorkload *workload;

  if (name == NULL)
    return NULL;
  workload = lab_workload_load (name, &cause);
  if (workload == NULL)
    lab_place_fail_with (&place, cause, error);
  return workload;
}

static const LabModel *
read_model (const LabPlace *root, GError **error)
{
  LabPlace place = lab_place_member (root, "model");

  return lab_read_model (&place, error);
}

/* A parameter of the workload or an option of the model. */
static gboolean
set_value (LabExperiment *experiment, const LabPlace *place, GError **error)
{
  gboolean is_param = lab_values_find_spec (experiment->params, place->name) != NULL;
  gboolean is_option = lab_values_find_spec (experiment->options, place->name) != NULL;
  GError *cause = NULL;
  gboolean ok;

  if (!is_param && !is_option)
    ok = lab_experiment_set (experiment, place->name, "", &cause);
  else
    ok = lab_values_set_node (is_param ? experiment->params : experiment->options, place->name, place->node, &cause);
  return ok || lab_place_fail_with (place, cause, error);
}

static gboolean
read_values (const LabPlace *root, LabExperiment *experiment, GError **error)
{
  LabPlace place = lab_place_member (root, "values");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (place.node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (place.node))
    return lab_place_fail_expected (&place, _ ("an object"), error);
  json_object_iter_init_ordered (&iter, json_node_get_object (place.node));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      LabPlace value = lab_place_member (&place, name);

      if (!set_value (experiment, &value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (const LabPlace *root, LabPreset *self, GError **error)
{
  static const char *const fields[] = { "id", "title", "about", "workload", "model", "values", NULL };
  g_autoptr (LabWorkload) workload = NULL;
  const LabModel *model;

  if (!lab_place_check_object (root, fields, error) || !read_id (root, self, error)
      || !read_text (root, "title", &self->title, error) || !read_text (root, "about", &self->about, error))
    return FALSE;
  workload = read_workload (root, error);
  model = workload == NULL ? NULL : read_model (root, error);
  if (model == NULL)
    return FALSE;
  self->experiment = lab_experiment_new (workload, model);
  return read_values (root, self->experiment, error);
}

LabPreset *
lab_preset_new_from_json (const char *json, gssize length, const char *source, GError **error)
{
  g_autoptr (LabPreset) self = NULL;
  JsonNode *node;
  LabPlace root;

  g_return_val_if_fail (json != NULL && source != NULL, NULL);

  node = lab_json_parse (json, length, LAB_PRESET_SIZE_MAX, source, error);
  if (node == NULL)
    return NULL;
  self = g_new0 (LabPreset, 1);
  self->root = node;
  root = lab_place_root (source, node);
  return read_all (&root, self, error) ? g_steal_pointer (&self) : NULL;
}

static LabPreset *
load_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gsize length;
  g_autofree char *text = lab_data_read (path, LAB_PRESET_SIZE_MAX, &length, &cause);

  if (text != NULL)
    return lab_preset_new_from_json (text, (gssize) length, path, error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("cannot read the preset %s: %s"), path, cause->message);
  return NULL;
}

LabPreset *
lab_preset_load (const char *name, GError **error)
{
  g_autofree char *path = NULL;
  g_auto (GStrv) known = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  path = lab_data_find (KIND, name);
  if (path != NULL)
    return load_file (path, error);
  known = lab_data_list (KIND);
  lab_set_unknown_error (error, _ ("preset"), name, (const char *const *) known);
  return NULL;
}

GPtrArray *
lab_preset_list (GPtrArray *problems)
{
  GPtrArray *presets = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_preset_free);
  g_auto (GStrv) names = lab_data_list (KIND);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      LabPreset *preset = lab_preset_load (names[i], &error);

      if (preset != NULL)
        g_ptr_array_add (presets, preset);
      else if (problems != NULL)
        g_ptr_array_add (problems, g_strdup (error->message));
    }
  return presets;
}

const char *
lab_preset_get_id (const LabPreset *self)
{
  return self->id;
}

const char *
lab_preset_get_title (const LabPreset *self)
{
  return lab_data_translate (self->title);
}

const char *
lab_preset_get_about (const LabPreset *self)
{
  return lab_data_translate (self->about);
}

const LabExperiment *
lab_preset_get_experiment (const LabPreset *self)
{
  return self->experiment;
}

LabExperiment *
lab_preset_make_experiment (const LabPreset *self, const LabModel *model)
{
  LabExperiment *experiment;

  g_return_val_if_fail (self != NULL && model != NULL, NULL);

  experiment = lab_experiment_new (self->experiment->workload, model);
  g_clear_pointer (&experiment->params, lab_values_free);
  experiment->params = lab_values_copy (self->experiment->params);
  for (guint i = 0; i < lab_values_get_n_specs (self->experiment->options); i++)
    {
      const char *id = lab_values_get_spec (self->experiment->options, i)->id;
      g_autofree char *text = lab_values_get_text (self->experiment->options, id);

      if (lab_values_find_spec (experiment->options, id) != NULL)
        lab_values_set_text (experiment->options, id, text, NULL);
    }
  return experiment;
}
