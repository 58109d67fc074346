/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probes.h"

static void
run_cycle (LabProbeRun *run)
{
  guint64 deadline;

  if (!lab_probe_run_pin (run, 0))
    return;
  lab_probe_run_measure_cycle ();
  deadline = lab_probe_run_get_deadline (run, 1);
  do
    lab_probe_run_add (run, 0, lab_probe_run_measure_cycle ());
  while (lab_clock_now () < deadline);
}

const LabProbe lab_probe_cycle = {
  .rows = { { "cycle", N_ ("Additions that each need the one before"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_FIRST,
  .budget = 6 * LAB_NS_PER_MS,
  .run = run_cycle,
};
