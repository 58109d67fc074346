/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-workload.h"

G_BEGIN_DECLS

/* TRUE where lab_workload_load() of its id alone would read it again. */
gboolean lab_workload_is_in_folders (LabWorkload *self);

G_END_DECLS
