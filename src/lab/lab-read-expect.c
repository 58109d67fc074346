/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read.h"
#include "lab-suggest.h"

static const char *const mishap_ids[] = {
  [LAB_MISHAP_WRONG_ANSWER] = "wrong-answer",
  [LAB_MISHAP_DEADLOCK] = "deadlock",
  [LAB_N_MISHAPS] = NULL,
};

static gboolean
read_mishap (const LabPlace *parent, LabMishap *mishap, GError **error)
{
  LabPlace place = lab_place_member (parent, "outcome");
  const char *id = lab_place_get_text (&place, error);
  GError *cause = NULL;

  if (id == NULL)
    return FALSE;
  for (guint i = 0; i < LAB_N_MISHAPS; i++)
    if (g_str_equal (mishap_ids[i], id))
      {
        *mishap = i;
        return TRUE;
      }
  lab_set_unknown_error (&cause, _ ("outcome"), id, mishap_ids);
  return lab_place_fail_with (&place, cause, error);
}

const LabModel *
lab_read_model (const LabPlace *place, GError **error)
{
  const char *id = lab_place_get_text (place, error);
  GError *cause = NULL;
  const LabModel *model;

  if (id == NULL)
    return NULL;
  model = lab_model_require (id, &cause);
  if (model == NULL)
    lab_place_fail_with (place, cause, error);
  return model;
}

static gboolean
read_models (const LabPlace *parent, JsonNode **models, GError **error)
{
  LabPlace place = lab_place_member (parent, "models");

  *models = place.node;
  if (place.node == NULL)
    return TRUE;
  if (!lab_place_check_array (&place, error))
    return FALSE;
  for (guint i = 0; i < lab_place_get_length (&place); i++)
    {
      LabPlace element = lab_place_element (&place, i);

      if (lab_read_model (&element, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_read_expectations (const LabPlace *place, LabWorkload *workload, GError **error)
{
  static const char *const fields[] = { "outcome", "models", "when", NULL };

  if (place->node == NULL)
    return TRUE;
  if (!lab_place_check_array (place, error))
    return FALSE;
  for (guint i = 0; i < lab_place_get_length (place); i++)
    {
      LabPlace element = lab_place_element (place, i);
      LabExpectationPlan plan = { 0 };

      if (!lab_place_check_object (&element, fields, error) || !read_mishap (&element, &plan.mishap, error)
          || !read_models (&element, &plan.models, error)
          || !lab_condition_read (&plan.when, &element, (const LabParamSpec *) workload->params->data,
                                  workload->params->len, error))
        return FALSE;
      g_array_append_val (workload->expectations, plan);
    }
  return TRUE;
}

gboolean
lab_read_suggestion (const LabPlace *place, LabWorkload *workload, GError **error)
{
  static const char *const fields[] = { "model", "options", NULL };
  LabPlace model = lab_place_member (place, "model");
  LabPlace options = lab_place_member (place, "options");

  if (place->node == NULL)
    return TRUE;
  if (!lab_place_check_object (place, fields, error))
    return FALSE;
  workload->model = lab_read_model (&model, error);
  if (workload->model == NULL)
    return FALSE;
  workload->options = lab_values_new (workload->model->params, workload->model->n_params);
  return lab_values_read (workload->options, &options, error);
}
