/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/prctl.h>
#include <time.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probes.h"

/* How late a sleep until a point in time ends. */
static double
sleep_once (void)
{
  guint64 until = lab_clock_now () + LAB_NS_PER_MS;
  const struct timespec time = { .tv_sec = (time_t) (until / LAB_NS_PER_S), .tv_nsec = (long) (until % LAB_NS_PER_S) };

  while (clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) != 0)
    ;
  return (double) (lab_clock_now () - until);
}

static void
measure_lateness (LabProbeRun *run, guint row)
{
  guint64 deadline = lab_probe_run_get_deadline (run, 0.5);

  sleep_once ();
  do
    lab_probe_run_add (run, row, sleep_once ());
  while (lab_clock_now () < deadline);
}

static void
run_timer (LabProbeRun *run)
{
  if (!lab_probe_run_pin (run, 0))
    return;
  measure_lateness (run, 1);
  if (prctl (PR_SET_TIMERSLACK, 1, 0, 0, 0) < 0)
    lab_probe_run_refuse_errno (run, "prctl (PR_SET_TIMERSLACK)");
  else
    measure_lateness (run, 0);
}

const LabProbe lab_probe_timer = {
  .rows = { { "timer", N_ ("Lateness of a sleep of 1 ms, with a timer slack of 1 ns"), LAB_ESTIMATE_MIDDLE },
            { "timer-slack", N_ ("Lateness of a sleep of 1 ms, with the slack that threads are given"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 2,
  .group = LAB_PROBE_PROCESS,
  .budget = 45 * LAB_NS_PER_MS,
  .run = run_timer,
};
