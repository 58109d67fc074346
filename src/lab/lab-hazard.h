/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-verdict.h"

G_BEGIN_DECLS

/* What can go wrong where much is done at once. A verdict names those that were seen, in this order: what made the
 * result wrong, what stopped the run, what held it up. */
typedef enum
{
  LAB_HAZARD_LOST_UPDATES,
  LAB_HAZARD_ISOLATED_MEMORY, /* each worker counted for itself */
  LAB_HAZARD_DEADLOCK,
  LAB_HAZARD_POOL_TOO_SMALL,
  LAB_HAZARD_BLOCKED_LOOP,
  LAB_HAZARD_CONVOY,
  LAB_HAZARD_STARVATION,
  LAB_HAZARD_SERIALISED, /* by the GIL */
  LAB_HAZARD_OVERSUBSCRIPTION,
  LAB_HAZARD_UNEVEN_LOAD,
  LAB_N_HAZARDS,
} LabHazardKind;

typedef struct
{
  LabHazardKind kind;
  char *sentence; /* owned; who, what and how long */
} LabHazard;

const char *lab_hazard_kind_get_id (LabHazardKind kind);    /* "lost-updates", never translated */
const char *lab_hazard_kind_get_title (LabHazardKind kind); /* "lost updates", translated */

/* Those that the trace shows, at most one of each kind, in their order; judged by what was recorded and never by what
 * the workload or the model is called. `experiment` gives the tasks their names and may be NULL. The array's
 * elements go with it. One thread at a time, the trace's. */
GPtrArray *lab_hazards_find (LabTrace *trace, const LabExperiment *experiment, const LabMetrics *metrics,
                             const LabOutcome *outcome);

/* NULL where it was not seen; `hazards` may be NULL. */
const LabHazard *lab_hazards_get (GPtrArray *hazards, LabHazardKind kind);

G_END_DECLS
