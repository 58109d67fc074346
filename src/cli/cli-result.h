/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-hazard.h"
#include "lab-run.h"

G_BEGIN_DECLS

/* The version of what is printed as JSON: grows when a member changes its meaning, not when one is added. */
#define CLI_RESULT_SCHEMA 1

/* All that is known of a run that has ended, or of a saved trace; does not need the trace any more. */
typedef struct
{
  LabExperiment *experiment; /* NULL where a trace does not say */
  LabOutcome *outcome;
  LabMetrics metrics;
  GPtrArray *hazards;  /* of LabHazard */
  LabVerdict *verdict; /* NULL without an experiment */
} CliResult;

CliResult *cli_result_new_for_run (LabRun *run);
CliResult *cli_result_new_for_trace (LabTrace *trace);
void cli_result_free (CliResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliResult, cli_result_free)

/* The verdict anew, in comparison with the same workload run sequentially; 0 where that is not known. */
void cli_result_judge (CliResult *self, guint64 sequential_makespan);

/* One JSON object; docs/man/interleave-cli.1 lists its members. */
JsonNode *cli_result_to_node (const CliResult *self);

/* The summary for a person, to stdout. */
void cli_result_print (const CliResult *self);

/* What a table says of how it ended: "done", "wrong answer", "crashed". */
const char *cli_outcome_describe (const LabOutcome *outcome);

/* The same and the hazards that were seen: "wrong answer (lost updates)". Caller frees. */
char *cli_result_describe (const CliResult *self);

G_END_DECLS
