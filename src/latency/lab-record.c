/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-record.h"

static void
write_field (JsonBuilder *builder, const LabField *field, gconstpointer value)
{
  if (field->type == LAB_FIELD_TEXT && *(const char *const *) value == NULL)
    return;
  json_builder_set_member_name (builder, field->name);
  switch (field->type)
    {
    case LAB_FIELD_TEXT:
      json_builder_add_string_value (builder, *(const char *const *) value);
      break;
    case LAB_FIELD_COUNT:
      json_builder_add_int_value (builder, (gint64) MIN (*(const guint64 *) value, G_MAXINT64));
      break;
    case LAB_FIELD_NUMBER:
      g_assert (isfinite (*(const double *) value));
      json_builder_add_double_value (builder, *(const double *) value);
      break;
    case LAB_FIELD_FLAG:
    default:
      json_builder_add_boolean_value (builder, *(const gboolean *) value);
      break;
    }
}

void
lab_record_write (JsonBuilder *builder, const LabField *fields, guint n_fields, gconstpointer record)
{
  for (guint i = 0; i < n_fields; i++)
    write_field (builder, &fields[i], (const char *) record + fields[i].offset);
}

static gboolean
read_text (const LabPlace *place, char **text, GError **error)
{
  const char *found = lab_place_get_text (place, error);

  *text = g_strdup (found);
  return found != NULL;
}

static gboolean
read_count (const LabPlace *place, guint64 *count, GError **error)
{
  gint64 number;

  if (!lab_place_get_integer (place, &number, error))
    return FALSE;
  if (number < 0)
    return lab_place_fail_expected (place, _ ("a number that is not negative"), error);
  *count = (guint64) number;
  return TRUE;
}

static gboolean
read_number (const LabPlace *place, double *number, GError **error)
{
  if (!lab_place_get_number (place, number, error))
    return FALSE;
  return (isfinite (*number) && *number >= 0)
         || lab_place_fail_expected (place, _ ("a number that is not negative"), error);
}

static gboolean
read_flag (const LabPlace *place, gboolean *flag, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (place->node) || json_node_get_value_type (place->node) != G_TYPE_BOOLEAN)
    return lab_place_fail_expected (place, _ ("true or false"), error);
  *flag = json_node_get_boolean (place->node);
  return TRUE;
}

static gboolean
read_field (const LabPlace *place, LabFieldType type, gpointer value, GError **error)
{
  switch (type)
    {
    case LAB_FIELD_TEXT:
      return read_text (place, value, error);
    case LAB_FIELD_COUNT:
      return read_count (place, value, error);
    case LAB_FIELD_NUMBER:
      return read_number (place, value, error);
    case LAB_FIELD_FLAG:
    default:
      return read_flag (place, value, error);
    }
}

gboolean
lab_record_read (const LabPlace *place, const LabField *fields, guint n_fields, gpointer record, GError **error)
{
  if (place->node == NULL || !JSON_NODE_HOLDS_OBJECT (place->node))
    return lab_place_fail_expected (place, _ ("an object"), error);
  for (guint i = 0; i < n_fields; i++)
    {
      LabPlace member = lab_place_member (place, fields[i].name);

      if (member.node != NULL && !read_field (&member, fields[i].type, (char *) record + fields[i].offset, error))
        return FALSE;
    }
  return TRUE;
}

void
lab_record_clear (const LabField *fields, guint n_fields, gpointer record)
{
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].type == LAB_FIELD_TEXT)
      g_clear_pointer ((char **) ((char *) record + fields[i].offset), g_free);
}
