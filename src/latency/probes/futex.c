/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probes.h"

/* Whose turn it is: 0 the probe's, 1 its partner's. */
static guint32 turn;

static glong
futex (int operation, guint32 value)
{
  return syscall (SYS_futex, &turn, operation | FUTEX_PRIVATE_FLAG, value, NULL, NULL, 0);
}

static void
wait_for (guint32 mine)
{
  while (__atomic_load_n (&turn, __ATOMIC_ACQUIRE) != mine)
    futex (FUTEX_WAIT, !mine);
}

static void
give_to (guint32 other)
{
  __atomic_store_n (&turn, other, __ATOMIC_RELEASE);
  futex (FUTEX_WAKE, 1);
}

static void
answer (gpointer data)
{
  for (;;)
    {
      wait_for (1);
      give_to (0);
    }
}

static void
go_there_and_back (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      give_to (1);
      wait_for (0);
    }
}

/* Waiting for a value that it does not have returns at once, where it is allowed. */
static void
run_with_partner (LabProbeRun *run, guint cpu)
{
  if (!lab_probe_run_pin (run, 0))
    return;
  if (futex (FUTEX_WAIT, 1) < 0 && errno != EAGAIN)
    lab_probe_run_refuse_errno (run, "futex");
  else if (lab_partner_start_thread (run, cpu, answer, NULL))
    lab_probe_run_measure (run, 0, 1, go_there_and_back, NULL);
}

static void
run_same (LabProbeRun *run)
{
  run_with_partner (run, 0);
}

static void
run_cross (LabProbeRun *run)
{
  run_with_partner (run, 1);
}

const LabProbe lab_probe_futex = {
  .rows = { { "futex", N_ ("Two threads that wake each other in turn"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 12 * LAB_NS_PER_MS,
  .run = run_same,
};

const LabProbe lab_probe_futex_cross = {
  .rows = { { "futex-cross", N_ ("Two threads on two CPUs that wake each other in turn"), LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_cross,
};
