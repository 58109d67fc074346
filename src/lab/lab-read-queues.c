/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"

#define QUEUES_MAX 256

static gboolean
read_id (const LabPlace *parent, GArray *queues, const char **id, GError **error)
{
  LabPlace place = lab_place_member (parent, "id");

  *id = lab_place_get_text (&place, error);
  if (*id == NULL)
    return FALSE;
  if (!lab_read_is_id (*id))
    return lab_place_fail_expected (&place, _ ("lower case letters, digits and \"-\""), error);
  for (guint i = 0; i < queues->len; i++)
    if (g_strcmp0 (g_array_index (queues, LabQueuePlan, i).id, *id) == 0)
      return lab_place_fail (&place, error, _ ("there is a queue \"%s\" already"), *id);
  return TRUE;
}

static gboolean
read_queue (const LabPlace *place, GArray *queues, GArray *params, GError **error)
{
  static const char *const fields[] = { "id", "size", "parts", NULL };
  LabNames names = { .params = (const LabParamSpec *) params->data, .n_params = params->len };
  LabPlace size = lab_place_member (place, "size");
  LabPlace parts = lab_place_member (place, "parts");
  LabQueuePlan *queue;
  const char *id;

  if (!lab_place_check_object (place, fields, error) || !read_id (place, queues, &id, error))
    return FALSE;
  g_array_set_size (queues, queues->len + 1);
  queue = &g_array_index (queues, LabQueuePlan, queues->len - 1);
  queue->id = id;
  if (!lab_expression_read (&queue->size, &size, LAB_EXPRESSION_INTEGER, &names, LAB_NAMES_PARAMS, error))
    return FALSE;
  return parts.node == NULL
         || lab_expression_read (&queue->parts, &parts, LAB_EXPRESSION_INTEGER, &names, LAB_NAMES_PARAMS, error);
}

gboolean
lab_read_queues (const LabPlace *place, GArray *queues, GArray *params, GError **error)
{
  guint n = lab_place_get_length (place);

  if (place->node == NULL)
    return TRUE;
  if (!lab_place_check_array (place, error))
    return FALSE;
  if (n > QUEUES_MAX)
    return lab_place_fail (place, error, _ ("more than %d queues"), QUEUES_MAX);
  for (guint i = 0; i < n; i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!read_queue (&element, queues, params, error))
        return FALSE;
    }
  return TRUE;
}
