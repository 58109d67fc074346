/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-hazard.h"
#include "lab-run.h"

G_BEGIN_DECLS

/* All that is known of a run that has ended, or of a saved trace; does not need the trace any more. */
typedef struct
{
  LabExperiment *experiment; /* NULL where a trace does not say */
  LabOutcome *outcome;
  LabMetrics metrics;
  GPtrArray *hazards;  /* of LabHazard */
  LabVerdict *verdict; /* NULL without an experiment */
} LabResult;

LabResult *lab_result_new_for_run (LabRun *run);
LabResult *lab_result_new_for_trace (LabTrace *trace);
LabResult *lab_result_copy (const LabResult *self);
void lab_result_free (LabResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabResult, lab_result_free)

/* The verdict anew, in comparison with the same workload run sequentially; 0 where that is not known. */
void lab_result_judge (LabResult *self, guint64 sequential_makespan);

/* It ran to its end, and its answer is right or not known: only such runs compare. */
gboolean lab_result_is_fair (const LabResult *self);

/* "parallelism 1.94": how many ran at once, on average; "at most 3 in flight" where hardly any ran. Caller frees. */
char *lab_result_describe_parallelism (const LabResult *self);

/* What a table says of how it ended: "done", "wrong answer", "crashed". */
const char *lab_outcome_describe (const LabOutcome *outcome);

/* The same and the hazards that were seen: "wrong answer (lost updates)". Caller frees. */
char *lab_result_describe (const LabResult *self);

G_END_DECLS
