/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"
#include "lab-suggest.h"

#define COUNTERS_MAX 256

static gboolean
read_id (const LabPlace *parent, GArray *counters, const char **id, GError **error)
{
  LabPlace place = lab_place_member (parent, "id");

  *id = lab_place_get_text (&place, error);
  if (*id == NULL)
    return FALSE;
  if (!lab_read_is_id (*id))
    return lab_place_fail_expected (&place, _ ("lower case letters, digits and \"-\""), error);
  for (guint i = 0; i < counters->len; i++)
    if (g_strcmp0 (g_array_index (counters, LabCounterPlan, i).id, *id) == 0)
      return lab_place_fail (&place, error, _ ("there is a counter \"%s\" already"), *id);
  return TRUE;
}

static gboolean
read_counter (const LabPlace *place, GArray *counters, GArray *params, GError **error)
{
  static const char *const fields[] = { "id", "start", "memory", NULL };
  LabNames names = { .params = (const LabParamSpec *) params->data, .n_params = params->len };
  LabPlace start = lab_place_member (place, "start");
  LabPlace memory = lab_place_member (place, "memory");
  LabCounterPlan *counter;
  const char *id;

  if (!lab_place_check_object (place, fields, error) || !read_id (place, counters, &id, error))
    return FALSE;
  g_array_set_size (counters, counters->len + 1);
  counter = &g_array_index (counters, LabCounterPlan, counters->len - 1);
  counter->id = id;
  if (start.node != NULL && !lab_place_get_integer (&start, &counter->start, error))
    return FALSE;
  return memory.node == NULL
         || lab_expression_read (&counter->memory, &memory, LAB_EXPRESSION_TEXT, &names, LAB_NAMES_PARAMS, error);
}

gboolean
lab_read_counters (const LabPlace *place, GArray *counters, GArray *params, GError **error)
{
  guint n = lab_place_get_length (place);

  if (place->node == NULL)
    return TRUE;
  if (!lab_place_check_array (place, error))
    return FALSE;
  if (n > COUNTERS_MAX)
    return lab_place_fail (place, error, _ ("more than %d counters"), COUNTERS_MAX);
  for (guint i = 0; i < n; i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!read_counter (&element, counters, params, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_read_counter_id (const LabPlace *place, GArray *counters, guint *counter, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *id = lab_place_get_text (place, error);
  GError *cause = NULL;

  if (id == NULL)
    return FALSE;
  for (*counter = 0; *counter < counters->len; (*counter)++)
    {
      const char *known = g_array_index (counters, LabCounterPlan, *counter).id;

      if (g_str_equal (known, id))
        return TRUE;
      g_ptr_array_add (ids, (gpointer) known);
    }
  if (ids->len == 0)
    return lab_place_fail (place, error, _ ("the workload has no \"counters\""));
  g_ptr_array_add (ids, NULL);
  lab_set_unknown_error (&cause, _ ("counter"), id, (const char *const *) ids->pdata);
  return lab_place_fail_with (place, cause, error);
}
