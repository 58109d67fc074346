/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-timeline.h"

G_BEGIN_DECLS

/* Why a wait ended when it did: what happened elsewhere just before. */
typedef enum
{
  LAB_CAUSE_NONE,      /* by itself: a time had passed, the outside world answered */
  LAB_CAUSE_SUBMITTED, /* it was handed out, and a worker was free */
  LAB_CAUSE_FREED,     /* the worker that runs it now had ended, or left, another task */
  LAB_CAUSE_RELEASED,  /* another one gave the lock back */
  LAB_CAUSE_GIVEN,     /* another one put or set what it waited for */
} LabCauseKind;

typedef struct
{
  LabCauseKind kind;
  guint32 task; /* of the other one; LAB_NO_TASK: of none */
  guint lane;   /* where it was (n) */
  guint64 time; /* never after the wait's end */
} LabCause;

/* Of the wait that is span n of a task's row. */
LabCause lab_timeline_find_cause (LabTimeline *self, guint32 task, guint64 n);

/* The thing that a task waits for in the span that began on a lane then; FALSE where it waits for none. */
gboolean lab_timeline_find_thing (LabTimeline *self, guint lane, guint32 task, guint64 time, guint *object);

G_END_DECLS
