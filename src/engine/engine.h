/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-engine.h"
#include "lab-objects.h"

G_BEGIN_DECLS

typedef struct _LabParking LabParking;
typedef struct _LabShared LabShared;
typedef struct _LabWires LabWires;

/* What the interpreters and models share of a run. Immutable while it runs, but for what says otherwise. */
struct _LabEngine
{
  const LabExperiment *experiment;
  LabProgram *program;
  LabSegment *segment;
  LabRecorder *recorder; /* the main lane: only the thread that runs the engine */
  LabShared *shared;     /* NULL where the program has no locks, events or shared counters */
  LabParking *parking;   /* beside it; only the thread of a loop */
  GPtrArray *objects;    /* of LabObject: the program's, then those that the model has added before the run */
  gint64 *counters;      /* the private ones of this process, by number; the shared ones are put in at the end */
  char **results;        /* by task; whoever ends a task writes its slot, once */
  guint64 n_failed;      /* atomic */
  char *first_reason;    /* of the first task that failed; atomic, set once */
  guint64 n_cancelled;   /* atomic */
  char *note;            /* the outcome's; NULL: none. lab_engine_add_note() */
  LabWires *wires;       /* NULL where the tasks have none */
  char *scratch;         /* the folder with the files of the run, which is gone behind it; NULL: it needs none */
  char *deadlock;        /* in words, after the run; NULL: there was none */
  guint64 rate;          /* turns of the arithmetic kernel per second; 0 where no step needs it */
  char *server;          /* where the embedded server is, "http://127.0.0.1:4321"; NULL: there is none */
  char *certificate;     /* its certificate (PEM), where it is to be trusted */
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

/* Whether the tasks share more than their process: then nothing runs before this is set. */
gboolean lab_engine_needs_shared (LabEngine *self);

/* For an isolate, before its first task: it hears of cancellation from the run's engine. Takes the descriptor over; -1
 * where there is none to be had. */
void lab_engine_set_cancel_fd (LabEngine *self, int cancel_fd);

/* Before the run: what its tasks share. Takes it over. */
void lab_engine_set_shared (LabEngine *self, LabShared *shared);

/* Counters at their start, by number: for a memory of its own. Caller frees. */
gint64 *lab_engine_make_counters (const LabProgram *program);

/* What has to be known of how it was run. Only the thread that runs the engine, or one that it waits for. */
void lab_engine_add_note (LabEngine *self, const char *note);

/* For a model, before the run: how many tasks it can have in flight at once, where that is not all of them. */
void lab_engine_set_slots (LabEngine *self, guint64 slots);

/* A task failed: counts it and keeps the first reason. Any thread. Called by lab_engine_end_task(); by itself only for
 * a task whose end another process has recorded. */
void lab_engine_count_failure (LabEngine *self, const char *reason);

/* Ends a task, on the lane of `recorder`. Takes `result` over (NULL: none); `reason` says why it did not get
 * done. Any thread. */
void lab_engine_end_task (LabEngine *self, LabRecorder *recorder, guint32 task, LabState end, char *result,
                          const char *reason);

G_END_DECLS
