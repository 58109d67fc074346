/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-probes.h"

/* Within a group in this order. */
static const LabProbe *const probes[] = {
  &lab_probe_cycle,
  &lab_probe_l1,

  &lab_probe_syscall,
  &lab_probe_branch,
  &lab_probe_lock,
  &lab_probe_l2,
  &lab_probe_l3,

  &lab_probe_memory,

  &lab_probe_idle,
  &lab_probe_bounce,
  &lab_probe_lock_contended,
  &lab_probe_futex,
  &lab_probe_futex_cross,
  &lab_probe_eventfd,
  &lab_probe_eventfd_cross,
  &lab_probe_pipe,
  &lab_probe_pipe_cross,
  &lab_probe_tcp,
  &lab_probe_tcp_cross,
  &lab_probe_pool,
  &lab_probe_invoke,

  &lab_probe_thread,
  &lab_probe_spawn,
  &lab_probe_fork,
  &lab_probe_timer,

  &lab_probe_memory_small_pages,
  &lab_probe_fork_large,

  &lab_probe_file,
  &lab_probe_file_cached,
  &lab_probe_fsync,

  &lab_probe_remote,
  NULL,
};

const LabProbe *const *
lab_probes_get (void)
{
  return probes;
}
