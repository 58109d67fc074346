/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-model-params.h"
#include "lab-models.h"

static const LabParamSpec params[] = {
  {
    .id = "workers",
    .title = N_ ("Workers"),
    .help = N_ ("How many processes the pool has."),
    .type = LAB_PARAM_INTEGER,
    .minimum = 1,
    .maximum = 1024,
    .initial = 4,
  },
};

const LabModel lab_model_processes = {
  .id = "processes",
  .title = N_ ("Processes"),
  .summary = N_ (
    "Several processes, each with a memory of its own: tasks and results travel between them as bytes. Runs "
    "on all processors at once, and one that dies takes no other with it."),
  .traits = LAB_TRAIT_PARALLEL | LAB_TRAIT_PREEMPTIVE,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .bytes_per_task = 64,
  .n_kernel_tasks = lab_model_count_workers,
};
