/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-param.h"
#include "lab-quantity.h"
#include "lab-quote.h"
#include "lab-suggest.h"

typedef struct
{
  gint64 number;
  char *text; /* of a choice or a text */
} Value;

struct _LabValues
{
  const LabParamSpec *specs;
  guint n_specs;
  Value values[];
};

static gboolean
is_number (const LabParamSpec *spec)
{
  return spec->type != LAB_PARAM_CHOICE && spec->type != LAB_PARAM_TEXT;
}

LabValues *
lab_values_new (const LabParamSpec *specs, guint n_specs)
{
  LabValues *self;

  g_return_val_if_fail (specs != NULL || n_specs == 0, NULL);

  self = g_malloc0 (sizeof (LabValues) + n_specs * sizeof (Value));
  self->specs = specs;
  self->n_specs = n_specs;
  for (guint i = 0; i < n_specs; i++)
    {
      self->values[i].number = specs[i].initial;
      self->values[i].text = is_number (&specs[i]) ? NULL : g_strdup (specs[i].initial_text);
    }
  return self;
}

LabValues *
lab_values_copy (const LabValues *self)
{
  LabValues *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = lab_values_new (self->specs, self->n_specs);
  for (guint i = 0; i < self->n_specs; i++)
    {
      g_free (copy->values[i].text);
      copy->values[i].number = self->values[i].number;
      copy->values[i].text = g_strdup (self->values[i].text);
    }
  return copy;
}

void
lab_values_free (LabValues *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_specs; i++)
    g_free (self->values[i].text);
  g_free (self);
}

guint
lab_values_get_n_specs (const LabValues *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_specs;
}

const LabParamSpec *
lab_values_get_spec (const LabValues *self, guint n)
{
  g_return_val_if_fail (self != NULL && n < self->n_specs, NULL);

  return &self->specs[n];
}

const LabParamSpec *
lab_values_find_spec (const LabValues *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->n_specs; i++)
    if (g_str_equal (self->specs[i].id, id))
      return &self->specs[i];
  return NULL;
}

static const LabParamSpec *
require_spec (const LabValues *self, const char *id, GError **error)
{
  const LabParamSpec *spec = lab_values_find_spec (self, id);
  g_autoptr (GPtrArray) ids = NULL;

  if (spec != NULL)
    return spec;
  ids = g_ptr_array_new ();
  for (guint i = 0; i < self->n_specs; i++)
    g_ptr_array_add (ids, (gpointer) self->specs[i].id);
  g_ptr_array_add (ids, NULL);
  lab_set_unknown_error (error, _ ("parameter"), id, (const char *const *) ids->pdata);
  return NULL;
}

static gboolean
fail_expected (const LabParamSpec *spec, const char *found, GError **error)
{
  static const char *const nouns[] = {
    [LAB_PARAM_INTEGER] = N_ ("a whole number"),
    [LAB_PARAM_DURATION] = N_ ("a duration such as \"300ms\""),
    [LAB_PARAM_SIZE] = N_ ("a size such as \"64KiB\""),
  };
  g_autofree char *range = lab_param_spec_describe_range (spec);

  if (is_number (spec))
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s: expected %s (%s), found %s"), spec->id,
                 _ (nouns[spec->type]), range, found);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s: expected %s, found %s"), spec->id, range, found);
  return FALSE;
}

static gboolean
parse_number (const LabParamSpec *spec, const char *text, gint64 *number)
{
  guint64 amount = 0;
  gboolean ok;

  if (spec->type == LAB_PARAM_INTEGER)
    return lab_parse_integer (text, number, NULL);
  ok = spec->type == LAB_PARAM_DURATION ? lab_parse_duration (text, &amount, NULL)
                                        : lab_parse_size (text, &amount, NULL);
  *number = (gint64) amount;
  return ok;
}

static gboolean
is_allowed_text (const LabParamSpec *spec, const char *text)
{
  if (spec->type == LAB_PARAM_CHOICE)
    return g_strv_contains (spec->choices, text);
  return g_utf8_validate (text, -1, NULL);
}

static gboolean
set_number (LabValues *self, const LabParamSpec *spec, gint64 number, const char *found, GError **error)
{
  if (number < spec->minimum || number > spec->maximum)
    return fail_expected (spec, found, error);
  self->values[spec - self->specs].number = number;
  return TRUE;
}

static gboolean
set_text (LabValues *self, const LabParamSpec *spec, const char *text, GError **error)
{
  g_autofree char *found = lab_quote (text);
  gint64 number;

  if (is_number (spec))
    return parse_number (spec, text, &number) ? set_number (self, spec, number, found, error)
                                              : fail_expected (spec, found, error);
  if (!is_allowed_text (spec, text))
    return fail_expected (spec, found, error);
  g_free (self->values[spec - self->specs].text);
  self->values[spec - self->specs].text = g_strdup (text);
  return TRUE;
}

gboolean
lab_values_set_text (LabValues *self, const char *id, const char *text, GError **error)
{
  const LabParamSpec *spec;

  g_return_val_if_fail (self != NULL && id != NULL && text != NULL, FALSE);

  spec = require_spec (self, id, error);
  return spec != NULL && set_text (self, spec, text, error);
}

gboolean
lab_values_set_node (LabValues *self, const char *id, JsonNode *node, GError **error)
{
  LabPlace place = { .node = node };
  g_autofree char *found = NULL;
  const LabParamSpec *spec;

  g_return_val_if_fail (self != NULL && id != NULL && node != NULL, FALSE);

  spec = require_spec (self, id, error);
  if (spec == NULL)
    return FALSE;
  if (lab_place_is_text (&place))
    return set_text (self, spec, json_node_get_string (node), error);
  found = lab_json_describe (node);
  if (lab_place_is_integer (&place) && (spec->type == LAB_PARAM_INTEGER || spec->type == LAB_PARAM_SIZE))
    return set_number (self, spec, json_node_get_int (node), found, error);
  return fail_expected (spec, found, error);
}

gboolean
lab_values_read (LabValues *self, const LabPlace *place, GError **error)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  g_return_val_if_fail (self != NULL && place != NULL, FALSE);

  if (place->node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (place->node))
    return lab_place_fail_expected (place, _ ("an object"), error);
  json_object_iter_init_ordered (&iter, json_node_get_object (place->node));
  while (json_object_iter_next_ordered (&iter, &id, &node))
    {
      LabPlace member = lab_place_member (place, id);
      GError *cause = NULL;

      if (!lab_values_set_node (self, id, node, &cause))
        return lab_place_fail_with (&member, cause, error);
    }
  return TRUE;
}

static const Value *
get_value (const LabValues *self, const char *id)
{
  const LabParamSpec *spec = lab_values_find_spec (self, id);

  g_return_val_if_fail (spec != NULL, NULL);

  return &self->values[spec - self->specs];
}

gint64
lab_values_get_number (const LabValues *self, const char *id)
{
  const Value *value = get_value (self, id);

  return value == NULL || value->text != NULL ? 0 : value->number;
}

const char *
lab_values_get_string (const LabValues *self, const char *id)
{
  const Value *value = get_value (self, id);

  return value == NULL ? NULL : value->text;
}

char *
lab_values_get_text (const LabValues *self, const char *id)
{
  const Value *value = get_value (self, id);
  LabParamSpec spec;

  g_return_val_if_fail (value != NULL, NULL);

  spec = self->specs[value - self->values];
  spec.initial = value->number;
  spec.initial_text = value->text;
  return lab_param_spec_get_default_text (&spec);
}

char *
lab_values_describe (const LabValues *self, const char *id)
{
  const Value *value = get_value (self, id);

  g_return_val_if_fail (value != NULL, NULL);

  switch (self->specs[value - self->values].type)
    {
    case LAB_PARAM_DURATION:
      return lab_format_duration ((guint64) value->number);
    case LAB_PARAM_SIZE:
      return lab_format_size ((guint64) value->number);
    case LAB_PARAM_INTEGER:
      if (value->number >= 0)
        return lab_format_count ((guint64) value->number);
      break;
    case LAB_PARAM_CHOICE:
    case LAB_PARAM_TEXT:
      break;
    }
  return lab_values_get_text (self, id);
}

gboolean
lab_values_is_default (const LabValues *self, const char *id)
{
  const Value *value = get_value (self, id);
  const LabParamSpec *spec;

  g_return_val_if_fail (value != NULL, FALSE);

  spec = &self->specs[value - self->values];
  return is_number (spec) ? value->number == spec->initial : g_strcmp0 (value->text, spec->initial_text) == 0;
}

JsonNode *
lab_values_to_node (const LabValues *self)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  node = json_node_new (JSON_NODE_OBJECT);
  for (guint i = 0; i < self->n_specs; i++)
    {
      const LabParamSpec *spec = &self->specs[i];
      g_autofree char *text = lab_values_get_text (self, spec->id);

      if (spec->type == LAB_PARAM_INTEGER)
        json_object_set_int_member (object, spec->id, self->values[i].number);
      else
        json_object_set_string_member (object, spec->id, text);
    }
  json_node_take_object (node, object);
  return node;
}

gboolean
lab_values_equal (const LabValues *self, const LabValues *other)
{
  g_autoptr (JsonNode) one = lab_values_to_node (self), two = lab_values_to_node (other);

  return json_node_equal (one, two);
}

gboolean
lab_setting_split (const char *setting, char **name, char **value, GError **error)
{
  const char *equals;
  g_autofree char *quoted = NULL;

  g_return_val_if_fail (setting != NULL && name != NULL && value != NULL, FALSE);

  equals = strchr (setting, '=');
  if (equals != NULL && equals != setting && g_utf8_validate (setting, -1, NULL))
    {
      *name = g_strndup (setting, (gsize) (equals - setting));
      *value = g_strdup (equals + 1);
      return TRUE;
    }
  quoted = lab_quote (setting);
  if (equals == NULL || equals == setting)
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("expected NAME=VALUE, found %s"), quoted);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s: expected UTF-8"), quoted);
  return FALSE;
}
