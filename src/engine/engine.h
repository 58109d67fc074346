/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-engine.h"

G_BEGIN_DECLS

/* What the interpreters and models share of a run. Immutable while it runs, but for what says otherwise. */
struct _LabEngine
{
  const LabExperiment *experiment;
  LabProgram *program;
  LabSegment *segment;
  LabRecorder *recorder; /* the main lane: only the thread that runs the engine */
  char **results;        /* by task; whoever ends a task writes its slot, once */
  guint64 n_failed;      /* atomic */
  char *first_reason;    /* of the first task that failed; atomic, set once */
  guint64 n_cancelled;   /* atomic */
  char *note;            /* the outcome's; set by the model, at most once */
  guint64 rate;          /* turns of the arithmetic kernel per second; 0 where no step needs it */
  int cancel_fd;         /* an eventfd that becomes readable when the run is cancelled */
  guint64 children_rss;  /* peak memory of worker processes, summed by their model */
};

/* Records on the main lane that a task is handed out. */
static inline void
lab_engine_submit (LabEngine *self, guint32 task)
{
  lab_recorder_add (self->recorder, task, LAB_STATE_QUEUED, 0);
}

static inline gboolean
lab_engine_is_cancelled (LabEngine *self)
{
  return lab_segment_is_cancelled (self->segment);
}

/* A task failed: counts it and keeps the first reason. Any thread. Called by lab_engine_end_task(); by itself only for
 * a task whose end another process has recorded. */
void lab_engine_count_failure (LabEngine *self, const char *reason);

/* Ends a task, on the lane of `recorder`. Takes `result` over (NULL: none); `reason` says why it did not get
 * done. Any thread. */
void lab_engine_end_task (LabEngine *self, LabRecorder *recorder, guint32 task, LabState end, char *result,
                          const char *reason);

G_END_DECLS
