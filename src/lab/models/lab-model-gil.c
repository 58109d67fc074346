/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-model-params.h"
#include "lab-models.h"

static const LabParamSpec params[] = { LAB_MODEL_THREAD_PARAMS, LAB_MODEL_GIL_PARAMS };

const LabModel lab_model_gil = {
  .id = "gil",
  .title = N_ ("Threads under a GIL"),
  .summary = N_ ("Threads as CPython has them: only the one that holds the interpreter's lock executes its task, and "
                 "gives it up when it waits or another one has waited for a switch interval. Waits overlap, computing "
                 "does not."),
  .traits = LAB_TRAIT_PREEMPTIVE | LAB_TRAIT_SHARED,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .bytes_per_task = 64,
  .n_kernel_tasks = lab_model_count_threads,
};
