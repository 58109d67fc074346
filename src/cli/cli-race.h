/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-standings.h"

G_BEGIN_DECLS

/* The race (of LabEntry) as a table and the verdict, to stdout; and as one JSON object. */
void cli_race_print (GPtrArray *entries);
void cli_race_print_json (GPtrArray *entries, LabWorkload *workload);

G_END_DECLS
