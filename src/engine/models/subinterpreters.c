/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-interpreters.h"
#include "engine-isolate.h"
#include "engine-models.h"

static gboolean
subinterpreters_run (LabEngine *engine, GError **error)
{
  gint64 n_workers = lab_values_get_number (engine->experiment->options, "workers");
  g_auto (LabFrame) experiment = { 0 };

  lab_isolate_pack_experiment (engine, &experiment);
  return lab_interpreters_run (engine, &experiment, (guint) MIN (n_workers, lab_program_get_n_tasks (engine->program)),
                               error);
}

const LabModelRunner lab_model_runner_subinterpreters = {
  .id = "subinterpreters",
  .run = subinterpreters_run,
};
