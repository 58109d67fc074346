/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-models.h"

static const LabModelRunner *const runners[] = {
  &lab_model_runner_async,           &lab_model_runner_fibers,    &lab_model_runner_gil,
  &lab_model_runner_hybrid,          &lab_model_runner_processes, &lab_model_runner_sequential,
  &lab_model_runner_subinterpreters, &lab_model_runner_threads,
};

const LabModelRunner *
lab_model_runner_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (runners); i++)
    if (g_str_equal (runners[i]->id, id))
      return runners[i];
  return NULL;
}
