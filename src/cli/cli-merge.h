/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* Goes through the events of all lanes in the order of time; at equal times the lower lane comes first, so
 * the order is the same every time. Borrows the trace, which must not be updated meanwhile. */
typedef struct _CliMerge CliMerge;

CliMerge *cli_merge_new (LabTrace *trace);
void cli_merge_free (CliMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliMerge, cli_merge_free)

/* NULL at the end. */
const LabEvent *cli_merge_next (CliMerge *self, const LabLane **lane);

G_END_DECLS
