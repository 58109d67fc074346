/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-model.h"
#include "lab-read.h"
#include "lab-suggest.h"

gboolean
lab_read_is_id (const char *text)
{
  return g_ascii_islower (*text) && text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* A model's option of the same name could not be told from it on the command line. */
static const LabModel *
find_model_with_option (const char *id)
{
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    for (guint i = 0; i < (*model)->n_params; i++)
      if (g_str_equal ((*model)->params[i].id, id))
        return *model;
  return NULL;
}

static gboolean
read_id (const LabPlace *param, LabParamSpec *spec, GArray *params, GError **error)
{
  LabPlace place = lab_place_member (param, "id");
  const LabModel *model;

  spec->id = lab_place_get_text (&place, error);
  if (spec->id == NULL)
    return FALSE;
  if (!lab_read_is_id (spec->id))
    return lab_place_fail_expected (&place, _ ("lower case letters, digits and \"-\""), error);
  if (lab_template_is_reserved (spec->id))
    return lab_place_fail (&place, error, _ ("\"%s\" has a meaning of its own in every text"), spec->id);
  model = find_model_with_option (spec->id);
  if (model != NULL)
    return lab_place_fail (&place, error, _ ("\"%s\" is an option of the model \"%s\""), spec->id, model->id);
  for (guint i = 0; i < params->len; i++)
    if (g_str_equal (g_array_index (params, LabParamSpec, i).id, spec->id))
      return lab_place_fail (&place, error, _ ("there are two parameters \"%s\""), spec->id);
  return TRUE;
}

static gboolean
read_type (const LabPlace *param, LabParamSpec *spec, GError **error)
{
  const char *names[LAB_PARAM_TEXT + 2] = { NULL };
  LabPlace place = lab_place_member (param, "type");
  const char *type = lab_place_get_text (&place, error);
  GError *cause = NULL;

  if (type == NULL)
    return FALSE;
  for (guint i = 0; i <= LAB_PARAM_TEXT; i++)
    {
      names[i] = lab_param_type_get_id (i);
      if (!g_str_equal (names[i], type))
        continue;
      spec->type = i;
      return TRUE;
    }
  lab_set_unknown_error (&cause, _ ("type"), type, names);
  return lab_place_fail_with (&place, cause, error);
}

/* The title is the id where there is none, the help empty. */
static gboolean
read_optional_text (const LabPlace *param, const char *name, const char *fallback, const char **text, GError **error)
{
  LabPlace place = lab_place_member (param, name);

  *text = place.node == NULL ? fallback : lab_place_get_text (&place, error);
  return *text != NULL;
}

static gboolean
read_choices (const LabPlace *param, LabParamSpec *spec, GError **error)
{
  LabPlace place = lab_place_member (param, "choices");
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  guint n = lab_place_get_length (&place);

  if (spec->type != LAB_PARAM_CHOICE)
    return place.node == NULL || lab_place_fail (&place, error, _ ("only a parameter of type \"choice\" has choices"));
  if (!lab_place_check_array (&place, error))
    return FALSE;
  if (n == 0)
    return lab_place_fail (&place, error, _ ("there must be at least one choice"));
  for (guint i = 0; i < n; i++)
    {
      LabPlace choice = lab_place_element (&place, i);
      const char *text = lab_place_get_text (&choice, error);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (choices, (gpointer) text);
    }
  g_ptr_array_add (choices, NULL);
  spec->choices = (const char *const *) g_ptr_array_free (g_steal_pointer (&choices), FALSE);
  return TRUE;
}

/* Through the same check that a user's value goes through. */
static gboolean
read_value (const LabPlace *place, const LabParamSpec *spec, gint64 *number, GError **error)
{
  LabParamSpec unset = *spec;
  g_autoptr (LabValues) values = NULL;
  GError *cause = NULL;

  unset.initial = 0;
  unset.initial_text = NULL;
  values = lab_values_new (&unset, 1);
  if (place->node == NULL)
    return lab_place_fail_expected (place, _ ("a default"), error);
  if (!lab_values_set_node (values, spec->id, place->node, &cause))
    return lab_place_fail_with (place, cause, error);
  *number = lab_values_get_number (values, spec->id);
  return TRUE;
}

static gboolean
read_bound (const LabPlace *param, const char *name, const LabParamSpec *spec, gint64 *bound, GError **error)
{
  LabPlace place = lab_place_member (param, name);

  if (place.node == NULL)
    return TRUE;
  if (spec->type == LAB_PARAM_CHOICE || spec->type == LAB_PARAM_TEXT)
    return lab_place_fail (&place, error, _ ("only a number has one"));
  return read_value (&place, spec, bound, error);
}

static gboolean
read_range_and_default (const LabPlace *param, LabParamSpec *spec, GError **error)
{
  LabPlace place = lab_place_member (param, "default");
  gint64 minimum = spec->type == LAB_PARAM_INTEGER ? G_MININT64 : 0;
  gint64 maximum = G_MAXINT64;

  spec->minimum = minimum;
  spec->maximum = maximum;
  if (!read_bound (param, "min", spec, &minimum, error) || !read_bound (param, "max", spec, &maximum, error))
    return FALSE;
  if (minimum > maximum)
    return lab_place_fail (param, error, _ ("min is more than max"));
  spec->minimum = minimum;
  spec->maximum = maximum;
  if (!read_value (&place, spec, &spec->initial, error))
    return FALSE;
  if (spec->type == LAB_PARAM_CHOICE || spec->type == LAB_PARAM_TEXT)
    spec->initial_text = json_node_get_string (place.node);
  return TRUE;
}

static gboolean
read_param (const LabPlace *place, GArray *params, GError **error)
{
  static const char *const fields[] = { "id", "type", "title", "help", "default", "min", "max", "choices", NULL };
  LabParamSpec spec = { 0 };

  if (!lab_place_check_object (place, fields, error) || !read_id (place, &spec, params, error)
      || !read_type (place, &spec, error) || !read_optional_text (place, "title", spec.id, &spec.title, error)
      || !read_optional_text (place, "help", "", &spec.help, error) || !read_choices (place, &spec, error))
    return FALSE;
  if (!read_range_and_default (place, &spec, error))
    {
      g_free ((gpointer) spec.choices);
      return FALSE;
    }
  g_array_append_val (params, spec);
  return TRUE;
}

gboolean
lab_read_params (const LabPlace *place, GArray *params, GError **error)
{
  guint n = lab_place_get_length (place);

  if (place->node == NULL)
    return TRUE;
  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      LabPlace param = lab_place_element (place, i);

      if (!read_param (&param, params, error))
        return FALSE;
    }
  return TRUE;
}
