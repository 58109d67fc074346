/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-timeline.h"

G_BEGIN_DECLS

/* A piece of the critical path: what a task did that the end of the run had to wait for. */
typedef struct
{
  guint32 task;
  guint lane; /* n */
  LabState state;
  guint64 start;
  guint64 end;
} LabCriticalPiece;

/* The chain of what had to happen one after the other until the last task ended: had any piece been shorter, the run
 * could have been. From the last task backwards; a wait that another task ended leads to that one. */
typedef struct
{
  GArray *pieces;                     /* of LabCriticalPiece, in the order of time; they do not overlap */
  guint64 states[LAB_N_TIMED_STATES]; /* how much of it was in which state: what would be saved at most, were it free */
  guint64 length;
} LabCriticalPath;

LabCriticalPath *lab_critical_path_new (LabTimeline *timeline);
void lab_critical_path_free (LabCriticalPath *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabCriticalPath, lab_critical_path_free)

/* "Without the time spent sleeping, the run would be up to 120 ms shorter.": of the state with the largest share that
 * is not running; NULL where there is none. Caller frees. */
char *lab_critical_path_describe (const LabCriticalPath *self);

G_END_DECLS
