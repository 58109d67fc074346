/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-read.h"

G_BEGIN_DECLS

/* What the readers of steps share. Lives on the stack of lab_read_steps(). */
typedef struct
{
  LabTaskPlan *task;
  const LabNames *names;
  GArray *counters;      /* of LabCounterPlan */
  GArray *queues;        /* of LabQueuePlan */
  gboolean in_open_loop; /* one whose rounds nobody can count beforehand */
} LabStepReader;

/* Reads what stands beside a step's value, when it is there. */
gboolean lab_read_detail (LabStepReader *reader, const LabPlace *step_place, const char *field, LabStepPlan *step,
                          LabDetail detail, LabNameKinds allowed, GError **error);

/* One for each kind of step, of lab-read-queue-steps.c and lab-read-outside-steps.c; `place` is the value. */
gboolean lab_read_call (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
                        GError **error);
gboolean lab_read_copy (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
                        GError **error);
gboolean lab_read_read (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
                        GError **error);
gboolean lab_read_put (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
                       GError **error);
gboolean lab_read_get (LabStepReader *reader, const LabPlace *step_place, const LabPlace *place, LabStepPlan *step,
                       GError **error);

G_END_DECLS
