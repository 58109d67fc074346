/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"

#define WIRES_MAX 64

static gboolean
read_wire (const LabPlace *place, GArray *wires, GArray *params, GError **error)
{
  static const char *const fields[] = { "id", "how", NULL };
  LabNames names = { .params = (const LabParamSpec *) params->data, .n_params = params->len };
  LabPlace id = lab_place_member (place, "id");
  LabPlace how = lab_place_member (place, "how");
  LabWirePlan *plan;

  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  g_array_set_size (wires, wires->len + 1);
  plan = &g_array_index (wires, LabWirePlan, wires->len - 1);
  plan->id = lab_place_get_text (&id, error);
  if (plan->id == NULL)
    return FALSE;
  if (!lab_read_is_id (plan->id))
    return lab_place_fail_expected (&id, _ ("lower case letters, digits and \"-\""), error);
  return lab_expression_read (&plan->how, &how, LAB_EXPRESSION_TEXT, &names, LAB_NAMES_PARAMS, error);
}

gboolean
lab_read_wires (const LabPlace *place, GArray *wires, GArray *params, GError **error)
{
  guint n = lab_place_get_length (place);

  if (place->node == NULL)
    return TRUE;
  if (!lab_place_check_array (place, error))
    return FALSE;
  if (n > WIRES_MAX)
    return lab_place_fail (place, error, _ ("more than %d wires"), WIRES_MAX);
  for (guint i = 0; i < n; i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!read_wire (&element, wires, params, error))
        return FALSE;
    }
  return TRUE;
}
