/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-models.h"
#include "engine-web.h"

/* No concurrency, the yardstick: the thread that hands out the tasks does them, on its own lane. */
static gboolean
sequential_run (LabEngine *engine, GError **error)
{
  guint32 n_tasks = lab_program_get_n_tasks (engine->program);
  LabWorker worker = { .engine = engine, .recorder = engine->recorder, .counters = engine->counters };

  lab_engine_set_slots (engine, 1);
  for (guint32 task = 0; task < n_tasks; task++)
    lab_engine_submit (engine, task);
  for (guint32 task = 0; task < n_tasks; task++)
    lab_worker_run_task (&worker, task, NULL);
  /* The lane is the engine's. */
  g_clear_pointer (&worker.web, lab_web_client_free);
  return TRUE;
}

const LabModelRunner lab_model_runner_sequential = {
  .id = "sequential",
  .run = sequential_run,
};
