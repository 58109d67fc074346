/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* All lanes' events in the order of time; those of one moment in the order of their lanes. Takes what the
 * trace's last update has seen. One thread at a time, the trace's. */
typedef struct _LabMerge LabMerge;

LabMerge *lab_merge_new (LabTrace *trace); /* borrows the trace */

/* Only what stands behind `cursors` (of LabCursor, by lane; those of new lanes are added), which are moved along: once
 * the merge has no more, another one goes on with what has come since. Borrows both. */
LabMerge *lab_merge_new_at (LabTrace *trace, GArray *cursors);
void lab_merge_free (LabMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabMerge, lab_merge_free)

/* The next event, and in *lane the n of the lane it stands on; NULL after the last. */
const LabEvent *lab_merge_next (LabMerge *self, guint *lane);

G_END_DECLS
