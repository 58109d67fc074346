/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-models.h"

static const char *const modes[] = { "pool", "per-task", NULL };

static const LabParamSpec params[] = {
  {
    .id = "workers",
    .title = N_ ("Workers"),
    .help = N_ ("How many threads the pool has; without meaning where each task has its own."),
    .type = LAB_PARAM_INTEGER,
    .minimum = 1,
    .maximum = 32768,
    .initial = 4,
  },
  {
    .id = "mode",
    .title = N_ ("Threads are"),
    .help = N_ ("\"pool\": a fixed number of threads take the tasks in turn; \"per-task\": each task starts a thread."),
    .type = LAB_PARAM_CHOICE,
    .initial_text = "pool",
    .choices = modes,
  },
};

static guint64
get_n_threads (const LabValues *options, guint64 n_tasks)
{
  if (g_strcmp0 (lab_values_get_string (options, "mode"), "per-task") == 0)
    return n_tasks;
  return MIN ((guint64) lab_values_get_number (options, "workers"), n_tasks);
}

const LabModel lab_model_threads = {
  .id = "threads",
  .title = N_ ("Threads"),
  .summary = N_ ("Several threads of one process share its memory, and the system runs them on all processors at once. "
                 "This is also what free-threaded Python, C and Rust do."),
  .traits = LAB_TRAIT_PARALLEL | LAB_TRAIT_PREEMPTIVE | LAB_TRAIT_SHARED,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .bytes_per_task = 64,
  .n_kernel_tasks = get_n_threads,
};
