/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lab-experiment.h"
#include "lab-trace.h"
#include "lab-verdict.h"

G_BEGIN_DECLS

#define LAB_TYPE_RUN (lab_run_get_type ())

/* One run: starts interleave-runner, holds its trace, ends it. Belongs to the thread and main context that
 * started it; the runner dies with that thread (PR_SET_PDEATHSIG), so it must outlive the run.
 * Signal "ended": once, when the runner is gone, the trace complete and the outcome known. It also comes from
 * dispose, where a run that goes on is cancelled: the runner is then being killed, and the trace may still lack
 * its last events. */
G_DECLARE_FINAL_TYPE (LabRun, lab_run, LAB, RUN, GObject)

LabRun *lab_run_new (const LabExperiment *experiment);

/* LAB_ERROR_FAILED where the runner cannot be started. */
gboolean lab_run_start (LabRun *self, GError **error);

/* The same for who must not be held up: a large program is expanded on another thread. Until it has finished nothing
 * but lab_run_cancel() may be called, which makes it fail with G_IO_ERROR_CANCELLED. */
void lab_run_start_async (LabRun *self, GAsyncReadyCallback callback, gpointer data);
gboolean lab_run_start_finish (LabRun *self, GAsyncResult *result, GError **error);

/* Asks the runner to stop; kills it and all its processes when it has not within two seconds. The outcome is
 * CANCELLED, or TIMED_OUT with lab_run_time_out(). Harmless when it ended already. */
void lab_run_cancel (LabRun *self);
void lab_run_time_out (LabRun *self);

gboolean lab_run_has_ended (LabRun *self);

/* Valid from lab_run_start() on; updated by lab_trace_update(). */
LabTrace *lab_run_get_trace (LabRun *self);
LabSegment *lab_run_get_segment (LabRun *self); /* the same memory, for a reader of its own on another thread */
const LabExperiment *lab_run_get_experiment (LabRun *self);
const LabOutcome *lab_run_get_outcome (LabRun *self); /* RUNNING until "ended" */
guint64 lab_run_get_n_tasks (LabRun *self);           /* as the experiment says */
GPid lab_run_get_pid (LabRun *self);                  /* of the runner; 0 when it is gone */

G_END_DECLS
