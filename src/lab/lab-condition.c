/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-condition.h"
#include "lab-suggest.h"

static const LabParamSpec *
find_choice (const LabPlace *place, const LabParamSpec *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GError *cause = NULL;

  for (guint i = 0; i < n_params; i++)
    {
      const LabParamSpec *spec = &params[i];

      if (spec->type != LAB_PARAM_CHOICE)
        continue;
      if (g_str_equal (spec->id, place->name))
        return spec;
      g_ptr_array_add (ids, (gpointer) spec->id);
    }
  if (ids->len == 0)
    {
      lab_place_fail (place, error, _ ("the workload has no parameter that is a choice"));
      return NULL;
    }
  g_ptr_array_add (ids, NULL);
  lab_set_unknown_error (&cause, _ ("choice"), place->name, (const char *const *) ids->pdata);
  lab_place_fail_with (place, cause, error);
  return NULL;
}

static gboolean
check_value (const LabPlace *place, const LabParamSpec *param, GError **error)
{
  const char *value = lab_place_get_text (place, error);
  GError *cause = NULL;

  if (value == NULL)
    return FALSE;
  if (g_strv_contains (param->choices, value))
    return TRUE;
  lab_set_unknown_error (&cause, _ ("value"), value, param->choices);
  return lab_place_fail_with (place, cause, error);
}

static gboolean
check_values (const LabPlace *place, const LabParamSpec *param, GError **error)
{
  if (!JSON_NODE_HOLDS_ARRAY (place->node))
    return check_value (place, param, error);
  for (guint i = 0; i < lab_place_get_length (place); i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!check_value (&element, param, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_condition_read (LabCondition *self, const LabPlace *parent, const LabParamSpec *params, guint n_params,
                    GError **error)
{
  LabPlace place = lab_place_member (parent, "when");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  *self = (LabCondition){ 0 };
  if (place.node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (place.node))
    return lab_place_fail_expected (&place, _ ("an object"), error);
  json_object_iter_init_ordered (&iter, json_node_get_object (place.node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      LabPlace member = lab_place_member (&place, name);
      const LabParamSpec *param = find_choice (&member, params, n_params, error);

      if (param == NULL || !check_values (&member, param, error))
        return FALSE;
      if (self->n_terms == LAB_CONDITION_TERMS_MAX)
        return lab_place_fail (&place, error, _ ("more than %d choices in one condition"), LAB_CONDITION_TERMS_MAX);
      self->terms[self->n_terms].param = param;
      self->terms[self->n_terms++].values = value;
    }
  return TRUE;
}

static gboolean
is_among (const char *text, JsonNode *values)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (values))
    return g_str_equal (json_node_get_string (values), text);
  array = json_node_get_array (values);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), text))
      return TRUE;
  return FALSE;
}

gboolean
lab_condition_holds (const LabCondition *self, const LabValues *params)
{
  for (guint i = 0; i < self->n_terms; i++)
    if (!is_among (lab_values_get_string (params, self->terms[i].param->id), self->terms[i].values))
      return FALSE;
  return TRUE;
}
