/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-quantity.h"
#include "lab-quote.h"
#include "lab-suggest.h"
#include "lab-template-part.h"

static const struct
{
  const char *name;
  LabPartKind kind;
  LabNameKinds needs;
} placeholders[] = {
  { "argument", LAB_PART_ARGUMENT, LAB_NAMES_ARGUMENTS },
  { "arguments", LAB_PART_ARGUMENTS, LAB_NAMES_ARGUMENTS },
  { "bytes", LAB_PART_BYTES, LAB_NAMES_COMPUTED },
  { "computed", LAB_PART_COMPUTED, LAB_NAMES_COMPUTED },
  { "got", LAB_PART_GOT, LAB_NAMES_GATHERED },
  { "higher", LAB_PART_HIGHER, LAB_NAMES_TASK },
  { "index", LAB_PART_INDEX, LAB_NAMES_TASK },
  { "letter", LAB_PART_LETTER, LAB_NAMES_TASK },
  { "lower", LAB_PART_LOWER, LAB_NAMES_TASK },
  { "next", LAB_PART_NEXT, LAB_NAMES_TASK },
  { "number", LAB_PART_NUMBER, LAB_NAMES_TASK },
  { "output", LAB_PART_OUTPUT, LAB_NAMES_GATHERED },
  { "pid", LAB_PART_PID, LAB_NAMES_GATHERED },
  { "read", LAB_PART_READ, LAB_NAMES_GATHERED },
  { "taken", LAB_PART_TAKEN, LAB_NAMES_GATHERED },
  { "status", LAB_PART_STATUS, LAB_NAMES_COMPUTED },
  { "task", LAB_PART_TASK, LAB_NAMES_TASK_NAME },
  { "word", LAB_PART_WORD, LAB_NAMES_COMPUTED },
};

static void
clear_part (gpointer part)
{
  g_free (((LabPart *) part)->text);
}

static LabTemplate *
template_alloc (const LabParamSpec *params)
{
  LabTemplate *self = g_new0 (LabTemplate, 1);

  self->parts = g_array_new (FALSE, FALSE, sizeof (LabPart));
  self->params = params;
  g_array_set_clear_func (self->parts, clear_part);
  return self;
}

void
lab_template_free (LabTemplate *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  g_free (self);
}

static void
add_literal (LabTemplate *self, GString *literal)
{
  LabPart part = { .kind = LAB_PART_LITERAL };

  if (literal->len == 0)
    return;
  part.length = literal->len;
  part.text = g_strndup (literal->str, literal->len);
  g_array_append_val (self->parts, part);
  g_string_truncate (literal, 0);
}

static void
add_part (LabTemplate *self, LabPartKind kind, guint number)
{
  LabPart part = { .kind = kind, .number = number };

  g_array_append_val (self->parts, part);
}

/* "argument2" is 2, "argument" and all else 0. */
static guint
get_argument_number (const char *name)
{
  guint64 number;

  if (!g_str_has_prefix (name, "argument"))
    return 0;
  name += strlen ("argument");
  return *name != '0' && g_ascii_string_to_unsigned (name, 10, 1, G_MAXUINT16, &number, NULL) ? (guint) number : 0;
}

gboolean
lab_template_is_reserved (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (g_str_equal (placeholders[i].name, name))
      return TRUE;
  return get_argument_number (name) > 0;
}

static void
set_unknown_placeholder (const char *name, const LabNames *names, LabNameKinds allowed, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; i < names->n_params; i++)
    g_ptr_array_add (known, (gpointer) names->params[i].id);
  for (guint i = 0; (allowed & LAB_NAMES_NAMED) && names->named != NULL && names->named[i] != NULL; i++)
    g_ptr_array_add (known, (gpointer) names->named[i]);
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (allowed & placeholders[i].needs)
      g_ptr_array_add (known, (gpointer) placeholders[i].name);
  g_ptr_array_add (known, NULL);
  lab_set_unknown_error (&cause, _ ("placeholder"), name, (const char *const *) known->pdata);
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_INVALID, cause->message);
}

static gboolean
add_argument (LabTemplate *self, guint number, const LabNames *names, GError **error)
{
  if (number > names->n_arguments)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID,
                   g_dngettext (GETTEXT_PACKAGE, "there is no argument %u: a task has %u argument",
                                "there is no argument %u: a task has %u arguments", names->n_arguments),
                   number, names->n_arguments);
      return FALSE;
    }
  add_part (self, LAB_PART_ARGUMENT, number - 1);
  return TRUE;
}

static gboolean
add_placeholder (LabTemplate *self, const char *name, const LabNames *names, LabNameKinds allowed, GError **error)
{
  guint argument = g_str_equal (name, "argument") ? 1 : get_argument_number (name);

  if (argument > 0 && (allowed & LAB_NAMES_ARGUMENTS))
    return add_argument (self, argument, names, error);
  for (guint i = 0; i < names->n_params; i++)
    if (g_str_equal (names->params[i].id, name))
      {
        add_part (self, LAB_PART_PARAM, i);
        return TRUE;
      }
  for (guint i = 0; (allowed & LAB_NAMES_NAMED) && names->named != NULL && names->named[i] != NULL; i++)
    if (g_str_equal (names->named[i], name))
      {
        add_part (self, LAB_PART_NAMED, i);
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if ((allowed & placeholders[i].needs) && g_str_equal (placeholders[i].name, name))
      {
        add_part (self, placeholders[i].kind, 0);
        return TRUE;
      }
  set_unknown_placeholder (name, names, allowed, error);
  return FALSE;
}

static guint
count_placeholders (const LabTemplate *self)
{
  guint n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += g_array_index (self->parts, LabPart, i).kind != LAB_PART_LITERAL;
  return n;
}

/* `next` stands behind a brace that opens a placeholder, and is moved behind the one that closes it. */
static gboolean
read_placeholder (LabTemplate *self, const char **next, const LabNames *names, LabNameKinds allowed, GError **error)
{
  gsize length = strcspn (*next, "{}");
  g_autofree char *name = g_strndup (*next, length);

  if ((*next)[length] != '}')
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("a brace is not closed; a plain one is written \"{{\""));
      return FALSE;
    }
  if (count_placeholders (self) >= LAB_PLACEHOLDERS_MAX)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("more than %d placeholders in one text"),
                   LAB_PLACEHOLDERS_MAX);
      return FALSE;
    }
  *next += length + 1;
  return add_placeholder (self, name, names, allowed, error);
}

LabTemplate *
lab_template_new (const char *text, const LabNames *names, LabNameKinds allowed, GError **error)
{
  g_autoptr (LabTemplate) self = NULL;
  g_autoptr (GString) literal = g_string_new (NULL);

  g_return_val_if_fail (text != NULL && names != NULL, NULL);

  self = template_alloc (names->params);
  while (*text != '\0')
    {
      char character = *text++;

      if ((character == '{' || character == '}') && *text == character)
        g_string_append_c (literal, *text++);
      else if (character == '}')
        {
          g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID,
                       _ ("a brace closes nothing; a plain one is written \"}}\""));
          return NULL;
        }
      else if (character != '{')
        g_string_append_c (literal, character);
      else
        {
          add_literal (self, literal);
          if (!read_placeholder (self, &text, names, allowed, error))
            return NULL;
        }
    }
  add_literal (self, literal);
  return g_steal_pointer (&self);
}

static char *
get_param_text (const LabParamSpec *spec, const LabValues *params, LabTemplateStyle style)
{
  gboolean has_unit = spec->type == LAB_PARAM_DURATION || spec->type == LAB_PARAM_SIZE;

  if (has_unit && style == LAB_STYLE_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, lab_values_get_number (params, spec->id));
  if (has_unit && style == LAB_STYLE_SHOWN)
    return lab_values_describe (params, spec->id);
  return lab_values_get_text (params, spec->id);
}

LabTemplate *
lab_template_bind (const LabTemplate *self, const LabValues *params, LabTemplateStyle style)
{
  g_autoptr (GString) literal = g_string_new (NULL);
  gsize limit = style == LAB_STYLE_LIST ? G_MAXSIZE : LAB_TEXT_MAX;
  LabTemplate *bound;

  g_return_val_if_fail (self != NULL && params != NULL, NULL);

  bound = template_alloc (self->params);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const LabPart *part = &g_array_index (self->parts, LabPart, i);
      g_autofree char *param = NULL;

      if (part->kind == LAB_PART_LITERAL)
        {
          g_string_append_len (literal, part->text, (gssize) part->length);
          continue;
        }
      if (part->kind == LAB_PART_PARAM)
        {
          param = get_param_text (&self->params[part->number], params, style);
          if (literal->len < limit)
            g_string_append (literal, param);
          continue;
        }
      add_literal (bound, literal);
      add_part (bound, part->kind, part->number);
    }
  add_literal (bound, literal);
  return bound;
}

const char *
lab_template_get_constant (const LabTemplate *self)
{
  const LabPart *part;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->parts->len == 0)
    return "";
  part = &g_array_index (self->parts, LabPart, 0);
  return self->parts->len == 1 && part->kind == LAB_PART_LITERAL ? part->text : NULL;
}

const char *
lab_template_get_start (const LabTemplate *self)
{
  const LabPart *part;

  g_return_val_if_fail (self != NULL, NULL);

  part = &g_array_index (self->parts, LabPart, 0);
  return self->parts->len > 0 && part->kind == LAB_PART_LITERAL ? part->text : "";
}
