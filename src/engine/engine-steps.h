/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-loop.h"
#include "engine-worker.h"

G_BEGIN_DECLS

/* One kind of step: one file in steps/, one line in engine-steps.c. The interpreters stamp the events and look at
 * cancellation around it. */
typedef struct
{
  LabStepKindId id;
  /* What the task is in while it waits; LAB_STATE_IDLE for a step that computes and never waits. */
  LabState wait_state;
  /* Does the step on the calling thread. CONTINUE, FAILED or CANCELLED. */
  LabStepResult (*blocking) (LabWorker *worker, LabTask *task, const LabStep *step, GError **error);
  /* The asynchronous twin: arranges to be resumed and returns WAIT. NULL: the loop calls `blocking`, and stands still
   * meanwhile. */
  LabStepResult (*begin) (LabLoop *loop, LabTask *task, const LabStep *step, GError **error);
} LabStepKind;

const LabStepKind *lab_step_kind_get (LabStepKindId id);

extern const LabStepKind lab_step_compute;
extern const LabStepKind lab_step_print;
extern const LabStepKind lab_step_result;
extern const LabStepKind lab_step_sleep;
extern const LabStepKind lab_step_yield;

G_END_DECLS
