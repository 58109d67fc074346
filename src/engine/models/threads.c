/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-models.h"
#include "engine-pool.h"

const LabModelRunner lab_model_runner_threads = {
  .id = "threads",
  .run = lab_pool_run_program,
};
