/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-models.h"

static const LabParamSpec params[] = {
  {
    .id = "stack",
    .title = N_ ("Stack"),
    .help = N_ ("How large the stack of each task may grow; only what a task touches of it costs memory."),
    .type = LAB_PARAM_SIZE,
    .minimum = 16 << 10,
    .maximum = 8 << 20,
    .initial = 64 << 10,
  },
};

const LabModel lab_model_fibers = {
  .id = "fibers",
  .title = N_ ("Fibers"),
  .summary = N_ ("One thread, and a small stack for each task: a task that waits leaves its stack as it is, and the "
                 "thread goes on with another one. This is also what gevent and greenlet do in Python."),
  .traits = LAB_TRAIT_SHARED,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .bytes_per_task = 5120,
};
