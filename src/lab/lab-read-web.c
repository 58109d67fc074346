/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"

#define ADDRESSES_MAX 64

static gboolean
read_optional (LabExpression *expression, const LabPlace *parent, const char *name, LabExpressionType type,
               const LabNames *names, GError **error)
{
  LabPlace place = lab_place_member (parent, name);

  return place.node == NULL || lab_expression_read (expression, &place, type, names, LAB_NAMES_PARAMS, error);
}

static gboolean
read_address (const LabPlace *place, LabFetchPlan *fetch, const LabNames *names, GError **error)
{
  return lab_expression_read (lab_plan_add_expression (fetch->addresses), place, LAB_EXPRESSION_TEXT, names,
                              LAB_NAMES_STEP, error);
}

/* One address, or several that are asked at once. */
static gboolean
read_addresses (const LabPlace *place, LabFetchPlan *fetch, const LabNames *names, GError **error)
{
  guint n = lab_place_get_length (place);

  if (place->node == NULL || !JSON_NODE_HOLDS_ARRAY (place->node))
    return read_address (place, fetch, names, error);
  if (n == 0 || n > ADDRESSES_MAX)
    return lab_place_fail (place, error, _ ("expected 1 to %d addresses"), ADDRESSES_MAX);
  for (guint i = 0; i < n; i++)
    {
      LabPlace element = lab_place_element (place, i);

      if (!read_address (&element, fetch, names, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_flag (const LabPlace *parent, const char *name, gboolean *flag, GError **error)
{
  LabPlace place = lab_place_member (parent, name);

  if (place.node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (place.node) || json_node_get_value_type (place.node) != G_TYPE_BOOLEAN)
    return lab_place_fail_expected (&place, _ ("true or false"), error);
  *flag = json_node_get_boolean (place.node);
  return TRUE;
}

gboolean
lab_read_fetch (const LabPlace *step_place, const LabPlace *place, LabStepPlan *step, const LabNames *names,
                GError **error)
{
  LabFetchPlan *fetch = step->fetch = lab_fetch_plan_new ();

  return read_addresses (place, fetch, names, error)
         && read_optional (&fetch->timeout, step_place, "timeout", LAB_EXPRESSION_DURATION, names, error)
         && read_optional (&fetch->limit, step_place, "limit", LAB_EXPRESSION_INTEGER, names, error)
         && read_optional (&fetch->keep_alive, step_place, "keep_alive", LAB_EXPRESSION_TEXT, names, error)
         && read_optional (&fetch->enough, step_place, "enough", LAB_EXPRESSION_INTEGER, names, error)
         && read_flag (step_place, "optional", &fetch->optional, error);
}

gboolean
lab_read_server (const LabPlace *place, LabWorkload *workload, GError **error)
{
  static const char *const fields[] = { "latency", "spread", "size", "failures", "resets",
                                        "at_once", "https",  "seed", NULL };
  LabNames names = { .params = (const LabParamSpec *) workload->params->data, .n_params = workload->params->len };
  LabServerPlan *server = &workload->server;

  if (place->node == NULL)
    return TRUE;
  return lab_place_check_object (place, fields, error)
         && read_optional (&server->latency, place, "latency", LAB_EXPRESSION_DURATION, &names, error)
         && read_optional (&server->spread, place, "spread", LAB_EXPRESSION_TEXT, &names, error)
         && read_optional (&server->size, place, "size", LAB_EXPRESSION_INTEGER, &names, error)
         && read_optional (&server->failures, place, "failures", LAB_EXPRESSION_INTEGER, &names, error)
         && read_optional (&server->resets, place, "resets", LAB_EXPRESSION_INTEGER, &names, error)
         && read_optional (&server->at_once, place, "at_once", LAB_EXPRESSION_INTEGER, &names, error)
         && read_optional (&server->https, place, "https", LAB_EXPRESSION_TEXT, &names, error)
         && read_optional (&server->seed, place, "seed", LAB_EXPRESSION_INTEGER, &names, error);
}
