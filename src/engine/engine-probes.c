/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-probes.h"
#include "lab-engine-probes.h"

static const LabProbe *const probes[] = {
  &lab_probe_fiber, &lab_probe_async_task, &lab_probe_gil, &lab_probe_gil_cross, NULL,
};

const LabProbe *const *
lab_engine_probes_get (void)
{
  return probes;
}
