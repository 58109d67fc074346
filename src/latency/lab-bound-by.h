/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-edition.h"
#include "lab-latency-row.h"
#include "lab-sheet.h"

G_BEGIN_DECLS

/* How much a processor could have done while it waits: why most programs are bound by input and output. */

/* The shortest wait of a kind that an edition knows. */
typedef struct
{
  LabBound bound;
  const LabEditionEntry *entry; /* NULL where it knows none; belongs to the edition */
  double instructions;          /* that fit into it */
} LabBoundWait;

/* Fills waits[LAB_N_BOUNDS], by kind. */
void lab_bound_by_collect (const LabEdition *edition, double rate, LabBoundWait waits[LAB_N_BOUNDS]);

/* Two sentences: what fits into the shortest wait for memory, disk and network, and what follows from it. NULL where
 * the edition has neither a disk nor a network. Caller frees. */
char *lab_bound_by_describe (const LabEdition *edition, double rate);

/* A time in units of a row: "240 × Main memory reference". Caller frees. */
char *lab_bound_by_count (double ns, const char *title, double row_ns);

/* A time in units of a well-known wait that fits into it at least twice: of main memory where their number can be
 * imagined, else of the longest: "240 × Main memory reference (this machine)". By what the sheet has a trusted
 * number for, else by the edition; either may be NULL. NULL where neither has one that is short enough. Caller frees.
 */
char *lab_bound_by_compare (double ns, const LabSheet *sheet, const LabEdition *edition);

/* The same after the time itself: "24 µs = 240 × …". */
char *lab_bound_by_describe_span (double ns, const LabSheet *sheet, const LabEdition *edition);

G_END_DECLS
