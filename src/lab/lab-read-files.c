/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"

#define FILES_MAX 256

static gboolean
read_files (const LabPlace *place, GArray *files, GArray *params, GError **error)
{
  static const char *const fields[] = { "id", "count", "size", NULL };
  LabNames names = { .params = (const LabParamSpec *) params->data, .n_params = params->len };
  LabPlace id = lab_place_member (place, "id");
  LabPlace count = lab_place_member (place, "count");
  LabPlace size = lab_place_member (place, "size");
  LabFilesPlan *plan;

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  g_array_set_size (files, files->len + 1);
  plan = &g_array_index (files, LabFilesPlan, files->len - 1);
  plan->id = lab_place_get_text (&id, error);
  if (plan->id == NULL)
    return FALSE;
  if (!lab_read_is_id (plan->id))
    return lab_place_fail_expected (&id, _ ("lower case letters, digits and \"-\""), error);
  return lab_expression_read (&plan->count, &count, LAB_EXPRESSION_INTEGER, &names, LAB_NAMES_PARAMS, error)
         && lab_expression_read (&plan->size, &size, LAB_EXPRESSION_SIZE, &names, LAB_NAMES_PARAMS, error);
}

gboolean
lab_read_files (const LabPlace *place, GArray *files, GArray *params, GError **error)
{
  guint n = lab_place_get_length (place);

  if (place->node == NULL)
    return TRUE;
  if (!lab_place_check_array (place, error))
    return FALSE;
  if (n > FILES_MAX)
    return lab_place_fail (place, error, _ ("more than %d groups of files"), FILES_MAX);
  for (guint i = 0; i < n; i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!read_files (&element, files, params, error))
        return FALSE;
    }
  return TRUE;
}
