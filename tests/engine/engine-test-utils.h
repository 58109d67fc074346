/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-engine.h"
#include "test-utils.h"

G_BEGIN_DECLS

/* A run in this process. */
typedef struct
{
  LabSegment *segment;
  LabTrace *trace;
  LabExperiment *experiment;
  LabEngine *engine;
  LabOutcome *outcome;        /* from test_run_finish() on, as the following */
  guint64 ends[LAB_N_STATES]; /* how many tasks have each end */
} TestRun;

/* As test_experiment(). */
void test_run_prepare (TestRun *self, const char *workload, const char *model, const char *values);

/* Runs to the end and checks the order of what was recorded. */
void test_run_finish (TestRun *self);
void test_run_clear (TestRun *self);

/* A thread's function: cancels the run (a TestRun) once its task 0 has printed. */
gpointer test_run_cancel_when_it_printed (gpointer run);

/* All that was printed, one after the other; caller frees. */
char *test_run_get_printed (const TestRun *self);

G_END_DECLS
