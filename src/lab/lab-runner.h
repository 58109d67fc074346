/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How interleave-runner is started, by LabRun and by the runner itself for its worker processes:
 * RUNNER --segment-fd LAB_RUNNER_SEGMENT_FD --parent PID. The process ends when the one of that number does. A worker
 * is given --cancel-fd LAB_RUNNER_CANCEL_FD, which becomes readable when the run is cancelled, where the tasks share
 * locks --shared-fd LAB_RUNNER_SHARED_FD, and where they read files their folder in the environment. RUNNER --sweep
 * FOLDER deletes that folder when its input ends, and is to outlive its parent. The embedded server needs no more than
 * RUNNER --server --parent PID. */
#define LAB_RUNNER_SEGMENT_FD 3
#define LAB_RUNNER_SHARED_FD 4
#define LAB_RUNNER_CANCEL_FD 5
#define LAB_RUNNER_WIRE_FDS 6 /* and those behind it: the ends of wires */
#define LAB_RUNNER_SCRATCH "INTERLEAVE_SCRATCH"

/* INTERLEAVE_RUNNER, or where it is installed. */
const char *lab_runner_get_path (void);

G_END_DECLS
