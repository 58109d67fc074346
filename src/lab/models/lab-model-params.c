/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-model-params.h"

const char *const lab_model_thread_modes[] = { N_ ("pool"), N_ ("per-task"), NULL };

guint64
lab_model_count_workers (const LabValues *options, guint64 n_tasks)
{
  return MIN ((guint64) lab_values_get_number (options, "workers"), n_tasks);
}

guint64
lab_model_count_threads (const LabValues *options, guint64 n_tasks)
{
  if (g_strcmp0 (lab_values_get_string (options, "mode"), "per-task") == 0)
    return n_tasks;
  return lab_model_count_workers (options, n_tasks);
}
