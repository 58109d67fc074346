/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-latency-row.h"
#include "lab-suggest.h"

static const LabLatencyRow rows[] = {
  { "cycle", N_ ("CPU cycle"), NULL, LAB_BOUND_CPU },
  { "l1", N_ ("L1 cache reference"), NULL, LAB_BOUND_CPU },
  { "branch", N_ ("Branch mispredict"), NULL, LAB_BOUND_CPU },
  { "fiber", N_ ("Switch to another fiber"), NULL, LAB_BOUND_CPU },
  { "l2", N_ ("L2 cache reference"), NULL, LAB_BOUND_CPU },
  { "l3", N_ ("L3 cache reference"), NULL, LAB_BOUND_CPU },
  { "atomic", N_ ("Atomic addition"), NULL, LAB_BOUND_CPU },
  { "mutex", N_ ("Lock and unlock a mutex"), NULL, LAB_BOUND_CPU },
  { "mutex-contended", N_ ("Lock and unlock a contended mutex"), NULL, LAB_BOUND_CPU },
  { "clock", N_ ("Read the clock"), NULL, LAB_BOUND_CPU },
  { "bounce", N_ ("Cache line from another CPU"), NULL, LAB_BOUND_MEMORY },
  { "mem", N_ ("Main memory reference"), NULL, LAB_BOUND_MEMORY },
  { "mem-4k", N_ ("Main memory reference, 4 KiB pages"), NULL, LAB_BOUND_MEMORY },
  { "syscall", N_ ("System call"), NULL, LAB_BOUND_KERNEL },
  { "idle", N_ ("Idle dispatch in a main loop"), NULL, LAB_BOUND_KERNEL },
  { "async-task", N_ ("Asynchronous task that does nothing"), NULL, LAB_BOUND_CPU },
  { "file-cached", N_ ("Read 4 KiB from a cached file"), NULL, LAB_BOUND_MEMORY },
  { "pipe-self", N_ ("A byte through a pipe to itself"), NULL, LAB_BOUND_KERNEL },
  { "switch", N_ ("Context switch"), NULL, LAB_BOUND_KERNEL },
  { "compress-1k", N_ ("Compress 1 KB"), N_ ("no compressor is part of Interleave"), LAB_BOUND_CPU },
  { "futex", N_ ("Futex round trip, same CPU"), NULL, LAB_BOUND_KERNEL },
  { "futex-cross", N_ ("Futex round trip, two CPUs"), NULL, LAB_BOUND_KERNEL },
  { "pipe", N_ ("Pipe round trip, same CPU"), NULL, LAB_BOUND_KERNEL },
  { "pipe-cross", N_ ("Pipe round trip, two CPUs"), NULL, LAB_BOUND_KERNEL },
  { "eventfd", N_ ("Eventfd round trip, same CPU"), NULL, LAB_BOUND_KERNEL },
  { "eventfd-cross", N_ ("Eventfd round trip, two CPUs"), NULL, LAB_BOUND_KERNEL },
  { "gil", N_ ("GIL hand-over, same CPU"), NULL, LAB_BOUND_KERNEL },
  { "gil-cross", N_ ("GIL hand-over, two CPUs"), NULL, LAB_BOUND_KERNEL },
  { "pool", N_ ("GThreadPool dispatch"), NULL, LAB_BOUND_KERNEL },
  { "invoke", N_ ("Call into another thread's main loop"), NULL, LAB_BOUND_KERNEL },
  { "loopback-2k", N_ ("Send 2 KB over loopback"), NULL, LAB_BOUND_KERNEL },
  { "tcp", N_ ("Loopback TCP round trip, same CPU"), NULL, LAB_BOUND_KERNEL },
  { "tcp-cross", N_ ("Loopback TCP round trip, two CPUs"), NULL, LAB_BOUND_KERNEL },
  { "net-2k", N_ ("Send 2 KB over a 1 Gbps network"), N_ ("it needs a wire and a second machine"), LAB_BOUND_NETWORK },
  { "thread", N_ ("Start and join a thread"), NULL, LAB_BOUND_KERNEL },
  { "timer", N_ ("Timer lateness"), NULL, LAB_BOUND_KERNEL },
  { "timer-slack", N_ ("Timer lateness, default slack"), NULL, LAB_BOUND_KERNEL },
  { "mem-1m", N_ ("Read 1 MB sequentially from memory"), NULL, LAB_BOUND_MEMORY },
  { "fork", N_ ("Fork a small process"), NULL, LAB_BOUND_KERNEL },
  { "file-1m-cached", N_ ("Read 1 MB from a cached file"), NULL, LAB_BOUND_MEMORY },
  { "fsync", N_ ("Write 4 KiB to the disk (fsync)"), NULL, LAB_BOUND_DISK },
  { "ssd-random", N_ ("SSD random read"), NULL, LAB_BOUND_DISK },
  { "spawn", N_ ("Start a program (posix_spawn)"), NULL, LAB_BOUND_KERNEL },
  { "dc-rtt", N_ ("Round trip within a data centre"), N_ ("it needs a second machine in the same data centre"),
    LAB_BOUND_NETWORK },
  { "ssd-1m", N_ ("Read 1 MB sequentially from SSD"), NULL, LAB_BOUND_DISK },
  { "fork-large", N_ ("Fork a process of 100 MiB"), NULL, LAB_BOUND_KERNEL },
  { "net-1m", N_ ("Send 1 MB over a 1 Gbps network"), N_ ("it needs a wire and a second machine"), LAB_BOUND_NETWORK },
  { "seek", N_ ("Disk seek"), NULL, LAB_BOUND_DISK },
  { "disk-1m", N_ ("Read 1 MB sequentially from disk"), NULL, LAB_BOUND_DISK },
  { "remote", N_ ("Round trip to a chosen host"), NULL, LAB_BOUND_NETWORK },
  { "wan", N_ ("California–Netherlands–California"), N_ ("it needs a machine on another continent"),
    LAB_BOUND_NETWORK },
};

const LabLatencyRow *
lab_latency_rows_get (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

const LabLatencyRow *
lab_latency_row_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].id, id) == 0)
      return &rows[i];
  return NULL;
}

const LabLatencyRow *
lab_latency_row_require (const char *id, GError **error)
{
  const LabLatencyRow *row = lab_latency_row_find (id);
  const char *names[G_N_ELEMENTS (rows) + 1] = { NULL };

  if (row != NULL)
    return row;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    names[i] = rows[i].id;
  lab_set_unknown_error (error, _ ("row"), id, names);
  return NULL;
}

const char *
lab_bound_get_title (LabBound bound)
{
  static const char *const titles[LAB_N_BOUNDS] = {
    [LAB_BOUND_CPU] = N_ ("the processor"),           [LAB_BOUND_MEMORY] = N_ ("memory"),
    [LAB_BOUND_KERNEL] = N_ ("the operating system"), [LAB_BOUND_DISK] = N_ ("the disk"),
    [LAB_BOUND_NETWORK] = N_ ("the network"),
  };

  g_return_val_if_fail (bound < LAB_N_BOUNDS, NULL);

  return _ (titles[bound]);
}
