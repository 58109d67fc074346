/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How interleave-runner is started, by LabRun and by the runner itself for its worker processes:
 * RUNNER --segment-fd LAB_RUNNER_SEGMENT_FD --parent PID. The process ends when the one of that number does. A worker
 * whose tasks share locks is given these, too: --shared-fd LAB_RUNNER_SHARED_FD. */
#define LAB_RUNNER_SEGMENT_FD 3
#define LAB_RUNNER_SHARED_FD 4

/* INTERLEAVE_RUNNER, or where it is installed. */
const char *lab_runner_get_path (void);

G_END_DECLS
