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
  /* It would hold a loop up: where a model has threads for that beside its loop, it is done there. */
  gboolean offload;
  LabIoKind io; /* in LAB_STATE_IO: for what at first */
  /* Under every model first: does the step where it can be done without waiting. CONTINUE, FAILED, or WAIT: only then
   * the state is recorded and one of the next two called. NULL: the step always waits, or never. */
  LabStepResult (*attempt) (LabWorker *worker, LabTask *task, const LabStep *step, GError **error);
  /* Does the step on the calling thread. CONTINUE, FAILED or CANCELLED. */
  LabStepResult (*blocking) (LabWorker *worker, LabTask *task, const LabStep *step, GError **error);
  /* The asynchronous twin: arranges to be resumed and returns WAIT; or CONTINUE where it is done after all. NULL: the
   * loop calls `blocking`, and stands still meanwhile. */
  LabStepResult (*begin) (LabLoop *loop, LabTask *task, const LabStep *step, GError **error);
} LabStepKind;

const LabStepKind *lab_step_kind_get (LabStepKindId id);

/* What an event says beside the step's state: the object that the task waits for, the kind of I/O, else the step. */
guint16 lab_step_get_detail (LabWorker *worker, const LabTask *task, const LabStep *step);

/* When a wait that begins now is over; in the far future instead of an overflow: "sleep 290 years" is a wait for
 * cancellation. */
guint64 lab_step_deadline_after (gint64 duration);

extern const LabStepKind lab_step_add;
extern const LabStepKind lab_step_block;
extern const LabStepKind lab_step_call;
extern const LabStepKind lab_step_compute;
extern const LabStepKind lab_step_copy;
extern const LabStepKind lab_step_drain;
extern const LabStepKind lab_step_event_set;
extern const LabStepKind lab_step_event_wait;
extern const LabStepKind lab_step_get;
extern const LabStepKind lab_step_fetch;
extern const LabStepKind lab_step_lock;
extern const LabStepKind lab_step_print;
extern const LabStepKind lab_step_put;
extern const LabStepKind lab_step_read;
extern const LabStepKind lab_step_result;
extern const LabStepKind lab_step_sleep;
extern const LabStepKind lab_step_unlock;
extern const LabStepKind lab_step_yield;

G_END_DECLS
