/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-model-params.h"
#include "lab-models.h"

static const char *const yes_or_no[] = { N_ ("no"), N_ ("yes"), NULL };

static const LabParamSpec params[] = {
  {
    .id = "workers",
    .title = N_ ("Workers"),
    .help = N_ ("How many threads stand beside the loop for what would hold it up."),
    .type = LAB_PARAM_INTEGER,
    .minimum = 1,
    .maximum = 32768,
    .initial = 4,
  },
  {
    .id = "gil",
    .title = N_ ("Under a GIL"),
    .help = N_ ("\"yes\": the loop and its workers share one interpreter's lock, as in Python; \"no\": they compute at "
                "once."),
    .type = LAB_PARAM_CHOICE,
    .initial_text = "no",
    .choices = yes_or_no,
  },
  LAB_MODEL_GIL_PARAMS,
};

const LabModel lab_model_hybrid = {
  .id = "hybrid",
  .title = N_ ("Asynchronous with workers"),
  .summary = N_ (
    "One thread with all tasks in flight, which hands what computes or blocks to a pool of threads and goes "
    "on meanwhile. This is also what asyncio.to_thread() and run_in_executor() do in Python."),
  .traits = LAB_TRAIT_PARALLEL | LAB_TRAIT_PREEMPTIVE | LAB_TRAIT_SHARED,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .bytes_per_task = 512,
  .n_kernel_tasks = lab_model_count_workers,
};
