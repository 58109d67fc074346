/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* A bar with the tasks that have ended, in one line of stderr. Borrows the trace and the label. */
typedef struct _CliProgress CliProgress;

/* NULL where stderr is no terminal. */
CliProgress *cli_progress_new (LabTrace *trace, const char *label, guint64 n_tasks);
void cli_progress_free (CliProgress *self);

/* Shows what the last lab_trace_update() has seen. */
void cli_progress_draw (CliProgress *self);

/* Leaves the line as if there had been no bar. */
void cli_progress_clear (CliProgress *self);

G_END_DECLS
