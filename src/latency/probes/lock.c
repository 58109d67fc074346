/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pthread.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probes.h"

static void
add_atomically (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    __atomic_fetch_add ((guint64 *) data, 1, __ATOMIC_SEQ_CST);
}

static void
lock_and_unlock (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      pthread_mutex_lock (data);
      pthread_mutex_unlock (data);
    }
}

static void
run_alone (LabProbeRun *run)
{
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  guint64 counter = 0;

  if (!lab_probe_run_pin (run, 0))
    return;
  lab_probe_run_measure (run, 0, 0.5, add_atomically, &counter);
  lab_probe_run_measure (run, 1, 0.5, lock_and_unlock, &mutex);
}

static void
keep_locking (gpointer data)
{
  for (;;)
    lock_and_unlock (data, 1000);
}

static void
run_contended (LabProbeRun *run)
{
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

  if (lab_probe_run_pin (run, 0) && lab_partner_start_thread (run, 1, keep_locking, &mutex))
    lab_probe_run_measure (run, 0, 1, lock_and_unlock, &mutex);
}

const LabProbe lab_probe_lock = {
  .rows = { { "atomic", N_ ("Additions to one variable, sequentially consistent"), LAB_ESTIMATE_LOWEST },
            { "mutex", N_ ("A pthread mutex that nobody else wants"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 2,
  .group = LAB_PROBE_CPU,
  .budget = 8 * LAB_NS_PER_MS,
  .run = run_alone,
};

const LabProbe lab_probe_lock_contended = {
  .rows = { { "mutex-contended", N_ ("A pthread mutex that a thread on another CPU wants all the time"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 15 * LAB_NS_PER_MS,
  .run = run_contended,
};
