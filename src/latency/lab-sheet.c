/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-record.h"
#include "lab-sheet.h"

#define SIZE_MAX_BYTES (1 << 20)

static const LabField fields[] = {
  { "date", LAB_FIELD_TEXT, G_STRUCT_OFFSET (LabSheet, date) },
  { "careful", LAB_FIELD_FLAG, G_STRUCT_OFFSET (LabSheet, careful) },
};

LabSheet *
lab_sheet_new (void)
{
  LabSheet *self = g_new0 (LabSheet, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  self->label = g_strdup (_ ("this machine"));
  self->date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  self->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_reading_free);
  return self;
}

void
lab_sheet_free (LabSheet *self)
{
  if (self == NULL)
    return;
  lab_conditions_clear (&self->conditions);
  g_ptr_array_unref (self->readings);
  g_free (self->label);
  g_free (self->date);
  g_free (self);
}

static gboolean
is_of_row (gconstpointer reading, gconstpointer row)
{
  return g_strcmp0 (((const LabReading *) reading)->row, row) == 0;
}

void
lab_sheet_add (LabSheet *self, LabReading *reading)
{
  guint n;

  g_return_if_fail (self != NULL && reading != NULL);

  if (g_ptr_array_find_with_equal_func (self->readings, reading->row, is_of_row, &n))
    g_ptr_array_remove_index (self->readings, n);
  g_ptr_array_add (self->readings, reading);
}

const LabReading *
lab_sheet_find (const LabSheet *self, const char *row)
{
  guint n;

  if (!g_ptr_array_find_with_equal_func (self->readings, row, is_of_row, &n))
    return NULL;
  return g_ptr_array_index (self->readings, n);
}

JsonNode *
lab_sheet_to_node (const LabSheet *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_int_value (builder, LAB_SHEET_SCHEMA);
  lab_record_write (builder, fields, G_N_ELEMENTS (fields), self);
  json_builder_set_member_name (builder, "machine");
  lab_conditions_write (&self->conditions, builder);
  json_builder_set_member_name (builder, "readings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->readings->len; i++)
    json_builder_add_value (builder, lab_reading_to_node (g_ptr_array_index (self->readings, i)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
read_head (const LabPlace *root, LabSheet *self, GError **error)
{
  LabPlace schema = lab_place_member (root, "schema");
  LabPlace date = lab_place_member (root, "date");
  LabPlace machine = lab_place_member (root, "machine");
  gint64 version;

  if (!lab_place_get_integer (&schema, &version, error))
    return FALSE;
  if (version != LAB_SHEET_SCHEMA)
    return lab_place_fail (&schema, error, _ ("this version of Interleave reads schema %d only"), LAB_SHEET_SCHEMA);
  g_clear_pointer (&self->date, g_free);
  if (!lab_record_read (root, fields, G_N_ELEMENTS (fields), self, error))
    return FALSE;
  if (self->date == NULL)
    return lab_place_fail_expected (&date, _ ("a text"), error);
  return lab_conditions_read_place (&self->conditions, &machine, error);
}

static gboolean
read_readings (const LabPlace *place, LabSheet *self, GError **error)
{
  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < lab_place_get_length (place); i++)
    {
      LabPlace element = lab_place_element (place, i);
      LabReading *reading = lab_reading_new_from_place (&element, error);

      if (reading == NULL)
        return FALSE;
      lab_sheet_add (self, reading);
    }
  return TRUE;
}

LabSheet *
lab_sheet_new_from_json (const char *json, gssize length, const char *source, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (LabSheet) self = NULL;
  LabPlace root, measurements, first, readings;
  const LabPlace *place;

  g_return_val_if_fail (json != NULL && source != NULL, NULL);

  node = lab_json_parse (json, length, SIZE_MAX_BYTES, source, error);
  if (node == NULL)
    return NULL;
  self = lab_sheet_new ();
  g_free (self->label);
  self->label = g_path_get_basename (source);
  if (g_str_has_suffix (self->label, ".json"))
    self->label[strlen (self->label) - strlen (".json")] = '\0';
  root = lab_place_root (source, node);
  /* What interleave-cli latency --json prints has it in an array. */
  measurements = lab_place_member (&root, "measurements");
  first = lab_place_element (&measurements, 0);
  place = first.node == NULL ? &root : &first;
  readings = lab_place_member (place, "readings");
  return read_head (place, self, error) && read_readings (&readings, self, error) ? g_steal_pointer (&self) : NULL;
}
