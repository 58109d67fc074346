/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How interleave-runner is started, by LabRun and by the runner itself for its worker processes:
 * RUNNER --segment-fd LAB_RUNNER_SEGMENT_FD --parent PID. The process ends when the one of that number does. A worker
 * is given --cancel-fd LAB_RUNNER_CANCEL_FD, which becomes readable when the run is cancelled, and where the tasks
 * share locks --shared-fd LAB_RUNNER_SHARED_FD. The embedded server needs no more than RUNNER --server --parent PID. */
#define LAB_RUNNER_SEGMENT_FD 3
#define LAB_RUNNER_SHARED_FD 4
#define LAB_RUNNER_CANCEL_FD 5

/* INTERLEAVE_RUNNER, or where it is installed. */
const char *lab_runner_get_path (void);

G_END_DECLS
