/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-param-rows.h"

void
app_param_rows_add (GPtrArray *rows, AdwPreferencesGroup *group, const LabValues *values, GCallback changed,
                    gpointer owner)
{
  g_autoptr (GPtrArray) made = app_param_row_new_list (values);

  for (guint i = 0; i < made->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (made, i);

      adw_preferences_group_add (group, row);
      g_signal_connect_object (row, "changed", changed, owner, G_CONNECT_SWAPPED);
      g_ptr_array_add (rows, row);
    }
}

void
app_param_rows_remove (GPtrArray *rows, AdwPreferencesGroup *group)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

void
app_param_rows_set (GPtrArray *rows, const LabValues *values)
{
  for (guint i = 0; i < rows->len; i++)
    {
      AppParamRow *row = g_ptr_array_index (rows, i);
      g_autofree char *text = NULL;

      if (lab_values_find_spec (values, app_param_row_get_id (row)) == NULL)
        continue;
      text = lab_values_get_text (values, app_param_row_get_id (row));
      app_param_row_set_text (row, text);
    }
}

gboolean
app_param_rows_apply (GPtrArray *rows, LabValues *values, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!app_param_row_apply (g_ptr_array_index (rows, i), values, error))
      return FALSE;
  return TRUE;
}

AppParamRow *
app_param_rows_find_wrong (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (!app_param_row_is_valid (g_ptr_array_index (rows, i)))
      return g_ptr_array_index (rows, i);
  return NULL;
}
