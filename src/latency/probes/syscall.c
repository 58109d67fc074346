/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probes.h"

static void
ask_for_parent (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    syscall (SYS_getppid);
}

static void
read_clock (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    lab_clock_now ();
}

static void
run_syscall (LabProbeRun *run)
{
  if (!lab_probe_run_pin (run, 0))
    return;
  lab_probe_run_measure (run, 0, 0.7, ask_for_parent, NULL);
  lab_probe_run_measure (run, 1, 0.3, read_clock, NULL);
}

const LabProbe lab_probe_syscall = {
  .rows = { { "syscall", N_ ("getppid(), past the library"), LAB_ESTIMATE_LOWEST },
            { "clock", N_ ("clock_gettime(CLOCK_MONOTONIC)"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 2,
  .group = LAB_PROBE_CPU,
  .budget = 12 * LAB_NS_PER_MS,
  .run = run_syscall,
};
