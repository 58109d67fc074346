/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-probe-run.h"

G_BEGIN_DECLS

/* The probes of the folder probes/, which lab-probes.c puts into the order in which they run. */

extern const LabProbe lab_probe_branch;
extern const LabProbe lab_probe_bounce;
extern const LabProbe lab_probe_cycle;
extern const LabProbe lab_probe_eventfd;
extern const LabProbe lab_probe_eventfd_cross;
extern const LabProbe lab_probe_file;
extern const LabProbe lab_probe_file_cached;
extern const LabProbe lab_probe_fork;
extern const LabProbe lab_probe_fork_large;
extern const LabProbe lab_probe_fsync;
extern const LabProbe lab_probe_futex;
extern const LabProbe lab_probe_futex_cross;
extern const LabProbe lab_probe_idle;
extern const LabProbe lab_probe_invoke;
extern const LabProbe lab_probe_l1;
extern const LabProbe lab_probe_l2;
extern const LabProbe lab_probe_l3;
extern const LabProbe lab_probe_lock;
extern const LabProbe lab_probe_lock_contended;
extern const LabProbe lab_probe_memory;
extern const LabProbe lab_probe_memory_small_pages;
extern const LabProbe lab_probe_pipe;
extern const LabProbe lab_probe_pipe_cross;
extern const LabProbe lab_probe_pool;
extern const LabProbe lab_probe_remote;
extern const LabProbe lab_probe_spawn;
extern const LabProbe lab_probe_syscall;
extern const LabProbe lab_probe_tcp;
extern const LabProbe lab_probe_tcp_cross;
extern const LabProbe lab_probe_thread;
extern const LabProbe lab_probe_timer;

G_END_DECLS
