/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probes.h"

/* Alone on its line. Even: the probe's turn; odd: its partner's. */
static struct
{
  guint64 turn;
  char rest[120];
} line __attribute__ ((aligned (128)));

static void
pass_on (guint64 mine)
{
  guint64 expected = mine;

  while (!__atomic_compare_exchange_n (&line.turn, &expected, !mine, FALSE, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
    expected = mine;
}

static void
answer (gpointer data)
{
  for (;;)
    pass_on (1);
}

/* Each turn waits for one of the other's: the line goes over twice. */
static void
pass_twice (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    pass_on (0);
}

static void
run_bounce (LabProbeRun *run)
{
  if (!lab_probe_run_pin (run, 0) || !lab_partner_start_thread (run, 1, answer, NULL))
    return;
  lab_probe_run_measure (run, 0, 1, pass_twice, NULL);
  for (guint i = 0; i < run->samples[0]->len; i++)
    g_array_index (run->samples[0], double, i) /= 2;
}

const LabProbe lab_probe_bounce = {
  .rows = { { "bounce", N_ ("Compare and swap of one variable by two CPUs in turn, one way"), LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 10 * LAB_NS_PER_MS,
  .run = run_bounce,
};
