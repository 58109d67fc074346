/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-read-step.h"

gboolean
lab_read_detail (LabStepReader *reader, const LabPlace *step_place, const char *field, LabStepPlan *step,
                 LabDetail detail, LabNameKinds allowed, GError **error)
{
  LabPlace place = lab_place_member (step_place, field);

  return place.node == NULL
         || lab_expression_read (&step->details[detail], &place, lab_detail_get_type (detail), reader->names, allowed,
                                 error);
}

static gboolean
check_queues (LabStepReader *reader, const LabPlace *place, GError **error)
{
  return reader->queues->len > 0 || lab_place_fail (place, error, _ ("the workload has no \"queues\""));
}

/* Which queue it is has to be known before the run, but for the part that a key chooses. */
gboolean
lab_read_put (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
              GError **error)
{
  LabPlace to = lab_place_member (step_place, "to");

  if (to.node == NULL)
    return lab_place_fail (step_place, error, _ ("\"put\" wants a queue to put it into: \"to\""));
  return check_queues (reader, &to, error)
         && lab_expression_read (&step->value, place, LAB_EXPRESSION_ITEM, reader->names, LAB_NAMES_RUN, error)
         && lab_read_detail (reader, step_place, "to", step, LAB_DETAIL_TO, LAB_NAMES_STEP, error)
         && lab_read_detail (reader, step_place, "key", step, LAB_DETAIL_KEY, LAB_NAMES_RUN, error);
}

gboolean
lab_read_get (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
              GError **error)
{
  return check_queues (reader, place, error)
         && lab_expression_read (&step->value, place, LAB_EXPRESSION_TEXT, reader->names, LAB_NAMES_STEP, error);
}
