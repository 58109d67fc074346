/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-experiment.h"
#include "lab-program.h"
#include "lab-recorder.h"
#include "lab-verdict.h"

G_BEGIN_DECLS

/* Executes one experiment in this process and records it. Made, run and freed by one thread. */
typedef struct _LabEngine LabEngine;

/* Borrows the experiment, which must outlive it. Expands the workload, so it can fail as lab_program_new() and
 * lab_experiment_check() do. */
LabEngine *lab_engine_new (const LabExperiment *experiment, LabSegment *segment, GError **error);
void lab_engine_free (LabEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabEngine, lab_engine_free)

/* Runs to the end, once, records the experiment and the machine, and says how it ended. Recording that is the caller's,
 * with lab_engine_record_outcome(), because a run can also fail before there is an engine. */
LabOutcome *lab_engine_run (LabEngine *self);

void lab_engine_record_outcome (LabSegment *segment, const LabOutcome *outcome);

/* Ends the run early. Any thread; safe in a signal handler. */
void lab_engine_cancel (LabEngine *self);

/* The life of a worker process: takes tasks from `input` and gives results to `output` until the input ends.
 * `shared_fd`, which it takes over, is the memory of locks, or -1 where the tasks share none; `cancel_fd`, which it
 * takes over as well, becomes readable when the run is cancelled, or is -1. FALSE where the other side does not keep to
 * the protocol. */
gboolean lab_engine_serve (LabSegment *segment, int shared_fd, int cancel_fd, int input, int output, GError **error);

G_END_DECLS
