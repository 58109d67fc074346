/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-json-check.h"
#include "lab-json.h"
#include "lab-quantity.h"
#include "lab-quote.h"
#include "lab-suggest.h"

static gboolean
check_size (gsize size, gsize limit, GError **error)
{
  g_autofree char *shown = NULL;

  if (size <= limit)
    return TRUE;
  shown = lab_format_size (limit);
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("it is larger than %s"), shown);
  return FALSE;
}

static JsonNode *
parse_checked (const char *text, gsize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!lab_json_check (text, size, error) || !json_parser_load_from_data (parser, text, (gssize) size, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, _ ("expected JSON, found nothing"));
  return root == NULL ? NULL : json_node_ref (root);
}

JsonNode *
lab_json_parse (const char *text, gssize length, gsize limit, const char *source, GError **error)
{
  LabPlace root = lab_place_root (source, NULL);
  gsize size;
  g_autofree char *copy = NULL; /* with a zero at its end, which `text` may lack */
  GError *cause = NULL;
  JsonNode *node = NULL;

  g_return_val_if_fail (text != NULL && source != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  if (check_size (size, limit, &cause))
    {
      copy = g_strndup (text, size);
      node = parse_checked (copy, size, &cause);
    }
  if (node == NULL)
    lab_place_fail_with (&root, cause, error);
  return node;
}

LabPlace
lab_place_root (const char *source, JsonNode *node)
{
  return (LabPlace){ .name = source, .node = node };
}

LabPlace
lab_place_member (const LabPlace *parent, const char *name)
{
  LabPlace place = { .parent = parent, .name = name };

  if (parent->node != NULL && JSON_NODE_HOLDS_OBJECT (parent->node))
    place.node = json_object_get_member (json_node_get_object (parent->node), name);
  return place;
}

LabPlace
lab_place_element (const LabPlace *parent, guint index)
{
  LabPlace place = { .parent = parent, .index = index };

  if (index < lab_place_get_length (parent))
    place.node = json_array_get_element (json_node_get_array (parent->node), index);
  return place;
}

/* As RFC 6901 has it: '~' is "~0" and '/' is "~1". */
static void
append_path (const LabPlace *place, GString *path)
{
  if (place->parent == NULL)
    return;
  append_path (place->parent, path);
  g_string_append_c (path, '/');
  if (place->name == NULL)
    g_string_append_printf (path, "%u", place->index);
  for (const char *next = place->name; next != NULL && *next != '\0'; next++)
    {
      if (*next == '~' || *next == '/')
        g_string_append (path, *next == '~' ? "~0" : "~1");
      else
        g_string_append_c (path, *next);
    }
}

char *
lab_place_to_text (const LabPlace *self)
{
  GString *text = g_string_new (NULL);
  const LabPlace *root = self;

  while (root->parent != NULL)
    root = root->parent;
  g_string_append (text, root->name);
  if (self->parent != NULL)
    g_string_append (text, ": ");
  append_path (self, text);
  return g_string_free (text, FALSE);
}

gboolean
lab_place_fail (const LabPlace *self, GError **error, const char *format, ...)
{
  g_autofree char *place = lab_place_to_text (self);
  g_autofree char *problem = NULL;
  va_list arguments;

  va_start (arguments, format);
  problem = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, "%s: %s", place, problem);
  return FALSE;
}

gboolean
lab_place_fail_expected (const LabPlace *self, const char *expected, GError **error)
{
  g_autofree char *found = lab_json_describe (self->node);

  return lab_place_fail (self, error, _ ("expected %s, found %s"), expected, found);
}

gboolean
lab_place_fail_with (const LabPlace *self, GError *cause, GError **error)
{
  const char *message = cause->message;

  /* json-glib names what it reads from memory so. */
  if (g_str_has_prefix (message, "<data>:"))
    message += strlen ("<data>:");
  lab_place_fail (self, error, "%s", message);
  g_error_free (cause);
  return FALSE;
}

gboolean
lab_place_check_object (const LabPlace *self, const char *const *fields, GError **error)
{
  JsonObjectIter iter;
  const char *field;
  JsonNode *value;

  if (self->node == NULL || !JSON_NODE_HOLDS_OBJECT (self->node))
    return lab_place_fail_expected (self, _ ("an object"), error);
  json_object_iter_init (&iter, json_node_get_object (self->node));
  while (json_object_iter_next (&iter, &field, &value))
    if (!g_strv_contains (fields, field))
      {
        GError *cause = NULL;

        lab_set_unknown_error (&cause, _ ("field"), field, fields);
        return lab_place_fail_with (self, cause, error);
      }
  return TRUE;
}

gboolean
lab_place_check_array (const LabPlace *self, GError **error)
{
  if (self->node == NULL || !JSON_NODE_HOLDS_ARRAY (self->node))
    return lab_place_fail_expected (self, _ ("an array"), error);
  return TRUE;
}

guint
lab_place_get_length (const LabPlace *self)
{
  if (self->node == NULL || !JSON_NODE_HOLDS_ARRAY (self->node))
    return 0;
  return json_array_get_length (json_node_get_array (self->node));
}

gboolean
lab_place_is_text (const LabPlace *self)
{
  return self->node != NULL && JSON_NODE_HOLDS_VALUE (self->node)
         && json_node_get_value_type (self->node) == G_TYPE_STRING;
}

gboolean
lab_place_is_integer (const LabPlace *self)
{
  return self->node != NULL && JSON_NODE_HOLDS_VALUE (self->node)
         && json_node_get_value_type (self->node) == G_TYPE_INT64;
}

const char *
lab_place_get_text (const LabPlace *self, GError **error)
{
  if (lab_place_is_text (self))
    return json_node_get_string (self->node);
  lab_place_fail_expected (self, _ ("a text"), error);
  return NULL;
}

gboolean
lab_place_get_integer (const LabPlace *self, gint64 *number, GError **error)
{
  if (!lab_place_is_integer (self))
    return lab_place_fail_expected (self, _ ("a whole number"), error);
  *number = json_node_get_int (self->node);
  return TRUE;
}

gboolean
lab_place_is_number (const LabPlace *self)
{
  return lab_place_is_integer (self)
         || (self->node != NULL && JSON_NODE_HOLDS_VALUE (self->node)
             && json_node_get_value_type (self->node) == G_TYPE_DOUBLE);
}

gboolean
lab_place_get_number (const LabPlace *self, double *number, GError **error)
{
  if (!lab_place_is_number (self))
    return lab_place_fail_expected (self, _ ("a number"), error);
  *number = json_node_get_double (self->node);
  /* 1e999 is read as infinity, which JSON cannot write. */
  return isfinite (*number) || lab_place_fail_expected (self, _ ("a number below 1e308"), error);
}

char *
lab_json_describe (JsonNode *node)
{
  if (node == NULL)
    return g_strdup (_ ("nothing"));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_ ("an object"));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup (_ ("an array"));
  if (!JSON_NODE_HOLDS_NULL (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return lab_quote (json_node_get_string (node));
  return lab_json_to_text (node);
}

void
lab_json_append_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      guchar byte = (guchar) *text;

      if (byte == '"' || byte == '\\')
        g_string_append_c (json, '\\');
      if (byte < 0x20)
        g_string_append_printf (json, "\\u%04x", byte);
      else
        g_string_append_c (json, (char) byte);
    }
  g_string_append_c (json, '"');
}

char *
lab_json_to_text (JsonNode *node)
{
  return json_to_string (node, FALSE);
}
