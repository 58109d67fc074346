/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-estimate.h"

G_BEGIN_DECLS

/* What measures rows of the scale: one file each in probes/, one line each in lab-probes.c. */

#define LAB_PROBE_ROWS_MAX 4

typedef struct _LabProbeRun LabProbeRun;

typedef struct
{
  const char *id;     /* of the row */
  const char *method; /* translatable: one sentence */
  LabEstimator estimator;
} LabProbeRow;

/* Which probes are repeated together, one after the other, before their rows are reported. In this order. */
typedef enum
{
  LAB_PROBE_FIRST, /* so that something is seen soon */
  LAB_PROBE_CPU,
  LAB_PROBE_MEMORY,
  LAB_PROBE_WAKE,
  LAB_PROBE_PROCESS,
  LAB_PROBE_PAGES, /* those that need many small ones: what takes longest to prepare */
  LAB_PROBE_DISK,
  LAB_PROBE_ASKED, /* only where a row is asked for by name or an option */
  LAB_N_PROBE_GROUPS,
} LabProbeGroup;

typedef struct
{
  LabProbeRow rows[LAB_PROBE_ROWS_MAX];
  guint n_rows;
  LabProbeGroup group;
  guint64 budget; /* ns: how long one repetition takes its samples, all rows together */

  /* Executes one repetition, in a process of its own that ends afterwards: nothing need be freed or closed. */
  void (*run) (LabProbeRun *run);
} LabProbe;

/* All of this folder; NULL-terminated. */
const LabProbe *const *lab_probes_get (void);

G_END_DECLS
