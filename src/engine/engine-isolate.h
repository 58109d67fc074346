/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-worker.h"
#include "process-protocol.h"

G_BEGIN_DECLS

/* A worker that shares nothing with the others but the trace: a process, or an interpreter within one. It has an engine
 * of its own, made from the bytes of the experiment; tasks come to it and results go back as bytes, too. */
typedef struct
{
  LabExperiment *experiment;
  LabEngine *engine;
} LabIsolate;

/* The isolate's side. */

/* Reads the experiment, and expands a program of its own. */
LabIsolate *lab_isolate_new (LabSegment *segment, const LabFrame *experiment, GError **error);
void lab_isolate_free (LabIsolate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabIsolate, lab_isolate_free)

/* Runs the task that has arrived, with a worker of the isolate's engine, and makes the reply. FALSE where it is no task
 * of the program's. */
gboolean lab_isolate_run_task (LabWorker *worker, const LabFrame *task, LabFrame *reply);

/* The side of the run's engine. */

void lab_isolate_pack_experiment (LabEngine *engine, LabFrame *frame);
void lab_isolate_pack_task (LabEngine *engine, guint32 task, LabFrame *frame);

/* The end of a task that its isolate has recorded. Takes the text over: the result, of a task that failed the reason,
 * or NULL. */
void lab_isolate_count_end (LabEngine *engine, guint32 task, LabState end, char *text);

G_END_DECLS
