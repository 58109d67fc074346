/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-models.h"
#include "engine-pool.h"

static gboolean
threads_run (LabEngine *engine, GError **error)
{
  return lab_pool_run_program (engine, NULL, error);
}

const LabModelRunner lab_model_runner_threads = {
  .id = "threads",
  .run = threads_run,
};
