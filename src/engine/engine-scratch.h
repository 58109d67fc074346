/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine.h"

G_BEGIN_DECLS

/* The files that a run's tasks read, in a folder of their own among the temporary ones. It is deleted by another
 * process, which waits for this one's end: so also where the run is killed. */
typedef struct _LabScratch LabScratch;

/* Makes folder and files, and tells the engine of them. LAB_ERROR_FAILED where there is no room. */
LabScratch *lab_scratch_new (LabEngine *engine, GError **error);

/* Returns when the folder is gone. */
void lab_scratch_free (LabScratch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabScratch, lab_scratch_free)

G_END_DECLS
