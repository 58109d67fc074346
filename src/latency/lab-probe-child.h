/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-probe-run.h"

G_BEGIN_DECLS

/* One repetition of a probe, executed in a process of its own. */

typedef struct
{
  guint64 time_limit; /* ns */
  guint64 memory;     /* bytes */
} LabProbeLimits;

/* Fills run->results. What dies, hangs or is refused is told in them. FALSE where *cancelled, which a signal handler
 * sets, was or became nonzero. */
gboolean lab_probe_child_run (LabProbeRun *run, const LabProbeLimits *limits, const volatile gint *cancelled);

G_END_DECLS
