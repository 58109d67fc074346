/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-engine.h"
#include "test-utils.h"

G_BEGIN_DECLS

/* One experiment, from its values to its trace, in this process. */
typedef struct
{
  LabSegment *segment;
  LabTrace *trace;
  LabExperiment *experiment;
  LabEngine *engine;
  LabOutcome *outcome;
  guint64 ends[LAB_N_STATES];
  guint n_prints; /* for run_cancel_when_printed() */
} Run;

/* A test for each model, whose id is its data. */
#define FOR_EVERY_MODEL(path, function)                                                                                \
  for (const LabModel *const *each = lab_model_get_all (); *each != NULL; each++)                                      \
    {                                                                                                                  \
      g_autofree char *name = g_strconcat (path "/", (*each)->id, NULL);                                               \
      g_test_add_data_func (name, (*each)->id, function);                                                              \
    }

/* As test_experiment(). */
void run_prepare (Run *self, const char *workload, const char *model, const char *values);

/* A workload with these fields, which are JSON with single quotes: "'tasks': […], 'answer': {…}". */
void run_prepare_fields (Run *self, const char *fields, const char *model, const char *values);

/* As many workers as are asked for, "workers=3", where the model has workers; else "". Good until the next call. */
const char *run_with_workers (const char *model, guint n);

/* Runs it and checks the order of its events. */
void run_finish (Run *self);

void run_clear (Run *self);

/* All that was printed, one after the other; caller frees. */
char *run_get_printed (const Run *self);

/* What a task waited for in I/O, in that order: "connect first-byte receive "; caller frees. */
char *run_get_io (const Run *self, guint32 task);

/* As run_finish(), but another thread cancels it as soon as so many texts have been printed; with the outcome of that.
 */
void run_cancel_when_printed (Run *self, guint n_prints);

G_END_DECLS
