/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* Prints what tasks print: time since the start (s), pid, text. Borrows the trace. */
typedef struct _CliLog CliLog;

CliLog *cli_log_new (LabTrace *trace);
void cli_log_free (CliLog *self);

gboolean cli_log_has_news (CliLog *self);

/* What the trace has got since the last call, in the order of time, to stdout at once. */
void cli_log_print_news (CliLog *self);

/* The lane with this id, or NULL. */
const LabLane *cli_find_lane (LabTrace *trace, guint32 id);

G_END_DECLS
