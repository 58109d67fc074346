/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-loop.h"
#include "engine-models.h"

/* Where a task stands is all that is kept of it while it waits: a coroutine without a stack. */
static const LabLoopKind stackless = {
  .take_turn = lab_loop_run_steps,
};

static gboolean
async_run (LabEngine *engine, GError **error)
{
  return lab_loop_run_engine (engine, &stackless, error);
}

const LabModelRunner lab_model_runner_async = {
  .id = "async",
  .run = async_run,
};
