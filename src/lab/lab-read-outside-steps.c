/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read-step.h"

static gboolean
read_words (LabStepReader *reader, const LabPlace *place, LabStepPlan *step, GError **error)
{
  guint n = lab_place_get_length (place);

  if (!lab_place_check_array (place, error))
    return FALSE;
  if (n == 0)
    return lab_place_fail (place, error, _ ("expected a program and its arguments"));
  step->words = lab_plan_expressions_new ();
  for (guint i = 0; i < n; i++)
    {
      LabPlace word = lab_place_element (place, i);

      if (!lab_expression_read (lab_plan_add_expression (step->words), &word, LAB_EXPRESSION_ITEM, reader->names,
                                LAB_NAMES_RUN, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_keep (const LabPlace *step_place, LabStepPlan *step, GError **error)
{
  LabPlace place = lab_place_member (step_place, "keep");

  if (place.node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (place.node) || json_node_get_value_type (place.node) != G_TYPE_BOOLEAN)
    return lab_place_fail_expected (&place, _ ("true or false"), error);
  step->keep = json_node_get_boolean (place.node);
  return TRUE;
}

gboolean
lab_read_call (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
               GError **error)
{
  return read_words (reader, place, step, error) && read_keep (step_place, step, error)
         && lab_read_detail (reader, step_place, "timeout", step, LAB_DETAIL_TIMEOUT, LAB_NAMES_AMOUNT, error);
}

gboolean
lab_read_read (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
               GError **error)
{
  return lab_expression_read (&step->value, place, LAB_EXPRESSION_TEXT, reader->names, LAB_NAMES_RUN, error)
         && lab_read_detail (reader, step_place, "piece", step, LAB_DETAIL_PIECE, LAB_NAMES_PARAMS, error)
         && lab_read_detail (reader, step_place, "cache", step, LAB_DETAIL_CACHE, LAB_NAMES_PARAMS, error);
}

gboolean
lab_read_copy (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
               GError **error)
{
  gboolean into = lab_place_member (step_place, "to").node != NULL;

  if (into == (lab_place_member (step_place, "from").node != NULL))
    return lab_place_fail (step_place, error, _ ("\"copy\" wants either \"to\" or \"from\", and a wire"));
  return lab_expression_read (&step->value, place, LAB_EXPRESSION_SIZE, reader->names, LAB_NAMES_AMOUNT, error)
         && lab_read_detail (reader, step_place, "to", step, LAB_DETAIL_TO, LAB_NAMES_STEP, error)
         && lab_read_detail (reader, step_place, "from", step, LAB_DETAIL_FROM, LAB_NAMES_STEP, error)
         && lab_read_detail (reader, step_place, "piece", step, LAB_DETAIL_PIECE, LAB_NAMES_PARAMS, error);
}
