/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-probe-run.h"

G_BEGIN_DECLS

/* The probes of the folder probes/, which engine-probes.c puts into the order in which they run. */

extern const LabProbe lab_probe_async_task;
extern const LabProbe lab_probe_fiber;
extern const LabProbe lab_probe_gil;
extern const LabProbe lab_probe_gil_cross;

G_END_DECLS
