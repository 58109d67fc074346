/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-standings.h"

G_BEGIN_DECLS

/* What somebody says will happen in a race. A value. */
typedef struct
{
  const LabModel *model; /* who wins; NULL: no bet on that */
  guint64 time;          /* how long it takes, ns; 0: no bet on that */
} LabRaceBet;

/* "You bet on "Processes": place 2 of 6. You bet 2.5 s; it took 2 s: 20 % shorter." NULL where there was no bet, or
 * nobody came to a right end. Caller frees. */
char *lab_race_bet_judge (const LabRaceBet *bet, GPtrArray *entries);

G_END_DECLS
