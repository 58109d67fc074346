/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-model-params.h"
#include "lab-models.h"

static const LabParamSpec params[] = { LAB_MODEL_THREAD_PARAMS };

const LabModel lab_model_threads = {
  .id = "threads",
  .title = N_ ("Threads"),
  .summary = N_ ("Several threads of one process share its memory, and the system runs them on all processors at once. "
                 "This is also what free-threaded Python, C and Rust do."),
  .traits = LAB_TRAIT_PARALLEL | LAB_TRAIT_PREEMPTIVE | LAB_TRAIT_SHARED,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .bytes_per_task = 64,
  .n_kernel_tasks = lab_model_count_threads,
};
