/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"

static const LabStepKind *const kinds[LAB_N_STEP_KINDS] = {
  [LAB_STEP_COMPUTE] = &lab_step_compute, [LAB_STEP_PRINT] = &lab_step_print, [LAB_STEP_RESULT] = &lab_step_result,
  [LAB_STEP_SLEEP] = &lab_step_sleep,     [LAB_STEP_YIELD] = &lab_step_yield,
};

const LabStepKind *
lab_step_kind_get (LabStepKindId id)
{
  g_assert (id < LAB_N_STEP_KINDS && kinds[id] != NULL);

  return kinds[id];
}
