/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-param.h"
#include "lab-quantity.h"

const char *
lab_param_type_get_id (LabParamType type)
{
  static const char *const ids[] = {
    [LAB_PARAM_INTEGER] = "integer", [LAB_PARAM_DURATION] = "duration", [LAB_PARAM_SIZE] = "size",
    [LAB_PARAM_CHOICE] = "choice",   [LAB_PARAM_TEXT] = "text",
  };

  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (ids), NULL);

  return ids[type];
}

static char *
describe_number (LabParamType type, gint64 number)
{
  guint64 size = number < 0 ? -(guint64) number : (guint64) number;
  g_autofree char *text = NULL;

  if (type == LAB_PARAM_DURATION)
    text = lab_format_duration (size);
  else if (type == LAB_PARAM_SIZE)
    text = lab_format_size (size);
  else
    text = lab_format_count (size);
  return g_strconcat (number < 0 ? "-" : "", text, NULL);
}

/* "pool, queue or per-task" */
static char *
describe_choices (const char *const *choices)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, choices[i + 1] == NULL ? _ (" or ") : ", ");
      g_string_append (text, choices[i]);
    }
  return g_string_free (text, FALSE);
}

char *
lab_param_spec_describe_range (const LabParamSpec *spec)
{
  g_autofree char *minimum = NULL;
  g_autofree char *maximum = NULL;

  g_return_val_if_fail (spec != NULL, NULL);

  if (spec->type == LAB_PARAM_TEXT)
    return g_strdup (_ ("any text"));
  if (spec->type == LAB_PARAM_CHOICE)
    return describe_choices (spec->choices);
  minimum = describe_number (spec->type, spec->minimum);
  maximum = describe_number (spec->type, spec->maximum);
  if (spec->minimum == G_MININT64 && spec->maximum == G_MAXINT64)
    return g_strdup (_ ("any"));
  if (spec->maximum == G_MAXINT64)
    return g_strdup_printf (_ ("at least %s"), minimum);
  if (spec->minimum == G_MININT64)
    return g_strdup_printf (_ ("at most %s"), maximum);
  return g_strdup_printf (_ ("from %s to %s"), minimum, maximum);
}

char *
lab_param_spec_get_default_text (const LabParamSpec *spec)
{
  g_return_val_if_fail (spec != NULL, NULL);

  switch (spec->type)
    {
    case LAB_PARAM_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, spec->initial);
    case LAB_PARAM_DURATION:
      return lab_duration_to_text ((guint64) spec->initial);
    case LAB_PARAM_SIZE:
      return lab_size_to_text ((guint64) spec->initial);
    case LAB_PARAM_CHOICE:
    case LAB_PARAM_TEXT:
      break;
    }
  return g_strdup (spec->initial_text);
}
