/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-result.h"

G_BEGIN_DECLS

/* One model's part in a race: either it has run, or it says why it has not. */
typedef struct
{
  LabExperiment *experiment;
  LabResult *result; /* NULL where it has not run */
  char *why_not;     /* NULL where it has */
} LabEntry;

/* Takes the experiment over. */
LabEntry *lab_entry_new (LabExperiment *experiment);
void lab_entry_free (LabEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabEntry, lab_entry_free)

/* `entries`: of LabEntry. To be called when all have run: what ran sequentially is what the verdicts on the others
 * compare with. */
void lab_standings_judge (GPtrArray *entries);

/* How long it took sequentially; 0 where that has not run to its end. */
guint64 lab_standings_get_sequential (GPtrArray *entries);

/* How many times as fast as sequentially, or as the slowest where that did not run. Only of what was finished, else 0:
 * how fast a run broke off says nothing. */
double lab_standings_get_speed_up (GPtrArray *entries, const LabEntry *entry);

/* 1 for the fastest of those that came to a right end; 0 for those that did not. */
guint lab_standings_get_rank (GPtrArray *entries, const LabEntry *entry);

/* One sentence on who won, NULL where nobody ran. Caller frees. */
char *lab_standings_compare (GPtrArray *entries);

/* The same for runs that are compared afterwards and may be of one model: by these names. Caller frees. */
char *lab_standings_compare_names (GPtrArray *entries, const char *const *names);

G_END_DECLS
