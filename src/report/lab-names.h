/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-experiment.h"
#include "lab-timeline.h"

G_BEGIN_DECLS

/* What the tasks of an experiment are called and given: what charts write on their bars. */
typedef struct _LabNames LabNames;

LabNames *lab_names_new (const LabExperiment *experiment); /* NULL: nothing is known of them */
void lab_names_free (LabNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabNames, lab_names_free)

/* Valid as long as `self`. */
LabTaskNamer lab_names_get_namer (LabNames *self);

G_END_DECLS
