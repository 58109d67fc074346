/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-result.h"

G_BEGIN_DECLS

/* One model's part in a race: either it has run, or it says why it has not. */
typedef struct
{
  LabExperiment *experiment;
  CliResult *result; /* NULL where it has not run */
  char *why_not;     /* NULL where it has */
} CliEntry;

/* Takes the experiment over. */
CliEntry *cli_entry_new (LabExperiment *experiment);
void cli_entry_free (CliEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliEntry, cli_entry_free)

/* To be called when all have run: what ran sequentially is what the verdicts on the others compare with. */
void cli_race_judge (GPtrArray *entries);

/* One sentence on who won, NULL where nobody ran. Caller frees. */
char *cli_race_compare (GPtrArray *entries);

/* The race as a table and the verdict, to stdout; and as one JSON object. */
void cli_race_print (GPtrArray *entries);
void cli_race_print_json (GPtrArray *entries, LabWorkload *workload);

G_END_DECLS
