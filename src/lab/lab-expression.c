/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-expression.h"
#include "lab-quantity.h"
#include "lab-quote.h"
#include "lab-suggest.h"

static gboolean
is_number (LabExpressionType type)
{
  return type == LAB_EXPRESSION_INTEGER || type == LAB_EXPRESSION_SIGNED || type == LAB_EXPRESSION_DURATION
         || type == LAB_EXPRESSION_SIZE;
}

gboolean
lab_expression_parse (const char *text, LabExpressionType type, gint64 *number, GError **error)
{
  g_autofree char *quoted = NULL;
  guint64 amount = 0;

  if (type == LAB_EXPRESSION_DURATION || type == LAB_EXPRESSION_SIZE)
    {
      gboolean ok = type == LAB_EXPRESSION_SIZE ? lab_parse_size (text, &amount, error)
                                                : lab_parse_duration (text, &amount, error);

      *number = (gint64) MIN (amount, G_MAXINT64);
      return ok;
    }
  if (!lab_parse_integer (text, number, error))
    return FALSE;
  if (*number >= 0 || type == LAB_EXPRESSION_SIGNED)
    return TRUE;
  quoted = lab_quote (text);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("expected a whole number that is not negative, found %s"), quoted);
  return FALSE;
}

LabTemplateStyle
lab_expression_type_get_style (LabExpressionType type)
{
  static const LabTemplateStyle styles[] = {
    [LAB_EXPRESSION_TEXT] = LAB_STYLE_SHOWN,      [LAB_EXPRESSION_ITEM] = LAB_STYLE_SHOWN,
    [LAB_EXPRESSION_INTEGER] = LAB_STYLE_INTEGER, [LAB_EXPRESSION_SIGNED] = LAB_STYLE_INTEGER,
    [LAB_EXPRESSION_DURATION] = LAB_STYLE_TYPED,  [LAB_EXPRESSION_SIZE] = LAB_STYLE_TYPED,
  };

  return styles[type];
}

static gboolean
fail_expected (const LabPlace *place, LabExpressionType type, GError **error)
{
  if (type == LAB_EXPRESSION_DURATION)
    return lab_place_fail_expected (place, _ ("a duration such as \"300ms\""), error);
  if (type == LAB_EXPRESSION_SIZE)
    return lab_place_fail_expected (place, _ ("a size such as \"64KiB\""), error);
  if (type == LAB_EXPRESSION_INTEGER || type == LAB_EXPRESSION_SIGNED)
    return lab_place_fail_expected (place, _ ("a whole number"), error);
  if (type == LAB_EXPRESSION_ITEM)
    return lab_place_fail_expected (place, _ ("a text or a whole number"), error);
  return lab_place_fail_expected (place, _ ("a text"), error);
}

/* A number in the JSON is a template without placeholders. */
static char *
get_source (const LabPlace *place, LabExpressionType type, GError **error)
{
  if (lab_place_is_text (place))
    return g_strdup (json_node_get_string (place->node));
  if (type != LAB_EXPRESSION_TEXT && type != LAB_EXPRESSION_DURATION && lab_place_is_integer (place))
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (place->node));
  fail_expected (place, type, error);
  return NULL;
}

gboolean
lab_expression_read (LabExpression *self, const LabPlace *place, LabExpressionType type, const LabNames *names,
                     LabNameKinds allowed, GError **error)
{
  g_autofree char *source = get_source (place, type, error);
  const char *constant;
  GError *cause = NULL;
  gint64 number;

  if (source == NULL)
    return FALSE;
  self->template = lab_template_new (source, names, allowed, &cause);
  if (self->template == NULL)
    return lab_place_fail_with (place, cause, error);
  constant = lab_template_get_constant (self->template);
  if (is_number (type) && constant != NULL && !lab_expression_parse (constant, type, &number, &cause))
    return lab_place_fail_with (place, cause, error);
  self->place = lab_place_to_text (place);
  return TRUE;
}

void
lab_expression_clear (LabExpression *self)
{
  g_clear_pointer (&self->template, lab_template_free);
  g_clear_pointer (&self->place, g_free);
}

gboolean
lab_expression_get_number (const LabExpression *self, const LabValues *params, LabExpressionType type, gint64 *number,
                           GError **error)
{
  g_autoptr (LabTemplate) bound = lab_template_bind (self->template, params, lab_expression_type_get_style (type));
  const char *constant = lab_template_get_constant (bound);
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (constant != NULL, FALSE);

  if (lab_expression_parse (constant, type, number, &cause))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, "%s: %s", self->place, cause->message);
  return FALSE;
}

gboolean
lab_expression_get_choice (const LabExpression *self, const LabValues *params, const char *const *ids, guint *choice,
                           GError **error)
{
  g_autoptr (LabTemplate) bound = lab_template_bind (self->template, params, LAB_STYLE_TYPED);
  const char *text = lab_template_get_constant (bound);
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  for (*choice = 0; ids[*choice] != NULL; (*choice)++)
    if (g_str_equal (ids[*choice], text))
      return TRUE;
  lab_set_unknown_error (&cause, _ ("value"), text, ids);
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, "%s: %s", self->place, cause->message);
  return FALSE;
}
