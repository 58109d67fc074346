/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-gil.h"
#include "engine-models.h"
#include "engine-pool.h"

/* The threads of models/threads.c, of which only one at a time executes its task. */
static gboolean
gil_run (LabEngine *engine, GError **error)
{
  guint16 object = lab_gil_announce (engine, 1);
  g_autoptr (LabGil) gil = lab_gil_new_from_options (engine, object);

  return lab_pool_run_program (engine, gil, error);
}

const LabModelRunner lab_model_runner_gil = {
  .id = "gil",
  .run = gil_run,
};
