/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-program.h"

G_BEGIN_DECLS

typedef struct _LabDownload LabDownload;
typedef struct _LabWorker LabWorker;

/* Where a task stands in its steps. A value without anything allocated but the result; small, because
 * a run may hold a hundred thousand of them at once. */
typedef struct
{
  guint32 index;
  guint32 next;                       /* the step to do next */
  guint64 left[LAB_REPEAT_DEPTH_MAX]; /* rounds still to do, by depth */
  guint64 progress;                   /* of a computing step that gives way in its middle: how much is done */
  LabComputed computed;
  LabComputed kept;      /* what was computed before the "until" that the task is in */
  char *result;          /* owned; NULL until a result step */
  LabDownload *download; /* on a loop, while it fetches; the web client's */
} LabTask;

typedef enum
{
  LAB_STEP_CONTINUE, /* done: go on with the next step */
  LAB_STEP_WAIT,     /* asynchronous only: somebody will resume the task */
  LAB_STEP_FAILED,   /* the error says why */
  LAB_STEP_CANCELLED,
  LAB_STEP_END, /* there is no further step */
} LabStepResult;

void lab_task_init (LabTask *self, guint32 index);
void lab_task_clear (LabTask *self);

/* Follows the loops to the next step that does something; each turn of one is a check point of the worker. CONTINUE
 * with *step set, END, FAILED where a repeat's number makes no sense or the task ends holding a lock, or CANCELLED (an
 * empty loop can turn for long). */
LabStepResult lab_task_next_step (LabTask *self, LabWorker *worker, const LabStep **step, GError **error);

G_END_DECLS
