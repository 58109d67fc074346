/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-model-params.h"
#include "lab-models.h"

static const LabParamSpec params[] = {
  {
    .id = "workers",
    .title = N_ ("Interpreters"),
    .help = N_ ("How many interpreters there are, each with a thread."),
    .type = LAB_PARAM_INTEGER,
    .minimum = 1,
    .maximum = 1024,
    .initial = 4,
  },
  LAB_MODEL_GIL_PARAMS,
};

const LabModel lab_model_subinterpreters = {
  .id = "subinterpreters",
  .title = N_ ("Subinterpreters"),
  .summary = N_ ("Several interpreters in one process, each with a thread, a GIL and a memory of its own: tasks and "
                 "results travel between them as bytes. Runs on all processors at once; a start costs more than a "
                 "thread's and less than a process's. This is Python's InterpreterPoolExecutor."),
  .traits = LAB_TRAIT_PARALLEL | LAB_TRAIT_PREEMPTIVE | LAB_TRAIT_INTERPRETERS,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .bytes_per_task = 64,
  .n_kernel_tasks = lab_model_count_workers,
};
