/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-program.h"

G_BEGIN_DECLS

typedef struct _LabDownload LabDownload;
typedef struct _LabWorker LabWorker;

/* What a task of a loop has begun and others do for it: a program, a file. Its step's own; free ends it wherever it is,
 * and waits until nobody touches it any more. */
typedef struct _LabErrand LabErrand;
struct _LabErrand
{
  void (*free) (LabErrand *self);
};

/* Where a task stands in its steps. A value without anything allocated but the result; small, because
 * a run may hold a hundred thousand of them at once. */
typedef struct
{
  guint32 index;
  guint32 next;                       /* the step to do next */
  guint64 left[LAB_REPEAT_DEPTH_MAX]; /* rounds still to do, by depth */
  guint64 progress;                   /* of a computing step that gives way in its middle: how much is done */
  LabComputed computed;
  LabComputed kept;      /* what was computed before the "until", or the round of a "drain", that the task is in */
  char *result;          /* owned; NULL until a result step */
  LabGathered *gathered; /* owned; NULL until something was */
  LabErrand *errand;     /* owned; NULL where it has none */
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
void lab_errand_free (LabErrand *self);

/* For a step that gets something from elsewhere: where it puts that. */
LabGathered *lab_task_gather (LabTask *self);

/* What a step says now, to this task. The text is for the caller to free. */
gboolean lab_task_get_number (const LabTask *self, const LabProgram *program, const LabStep *step, gint64 *number,
                              GError **error);
char *lab_task_get_text (const LabTask *self, const LabProgram *program, const LabStep *step);

/* Follows the loops to the next step that does something; each turn of one is a check point of the worker. CONTINUE
 * with *step set, END, FAILED where a repeat's number makes no sense or the task ends holding a lock, or CANCELLED (an
 * empty loop can turn for long). */
LabStepResult lab_task_next_step (LabTask *self, LabWorker *worker, const LabStep **step, GError **error);

G_END_DECLS
