/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-model.h"

G_BEGIN_DECLS

/* Options that several models have; initialisers, because the tables they stand in are constant. */

/* Of models whose workers are threads that share everything: "workers" and "mode". */
#define LAB_MODEL_THREAD_PARAMS                                                                                        \
  {                                                                                                                    \
    .id = "workers",                                                                                                   \
    .title = N_ ("Workers"),                                                                                           \
    .help = N_ ("How many threads the pool has; without meaning where each task has its own."),                        \
    .type = LAB_PARAM_INTEGER,                                                                                         \
    .minimum = 1,                                                                                                      \
    .maximum = 32768,                                                                                                  \
    .initial = 4,                                                                                                      \
  },                                                                                                                   \
  {                                                                                                                    \
    .id = "mode", .title = N_ ("Threads are"),                                                                         \
    .help = N_ ("\"pool\": a fixed number of threads take the tasks in turn; \"per-task\": each task starts a "        \
                "thread."),                                                                                            \
    .type = LAB_PARAM_CHOICE, .initial_text = "pool", .choices = lab_model_thread_modes,                               \
  }

/* Of models with a global interpreter lock: "interval" and "quantum". */
#define LAB_MODEL_GIL_PARAMS                                                                                           \
  {                                                                                                                    \
    .id = "interval",                                                                                                  \
    .title = N_ ("Switch interval"),                                                                                   \
    .help = N_ ("How long a thread waits for the GIL before it asks the holder to give it up: Python's "               \
                "sys.setswitchinterval()."),                                                                           \
    .type = LAB_PARAM_DURATION,                                                                                        \
    .minimum = 50 * LAB_NS_PER_US,                                                                                     \
    .maximum = LAB_NS_PER_S,                                                                                           \
    .initial = 5 * LAB_NS_PER_MS,                                                                                      \
  },                                                                                                                   \
  {                                                                                                                    \
    .id = "quantum", .title = N_ ("Uninterruptible piece"),                                                            \
    .help = N_ ("How long a piece of computing is in which the GIL cannot change hands, like a call of a function "    \
                "written in C, say sorted(); 0: as short as a few bytecodes."),                                        \
    .type = LAB_PARAM_DURATION, .minimum = 0, .maximum = 3600 * LAB_NS_PER_S, .initial = 0,                            \
  }

extern const char *const lab_model_thread_modes[];

/* A `n_kernel_tasks` for models with LAB_MODEL_THREAD_PARAMS, and one for those that have just "workers". */
guint64 lab_model_count_threads (const LabValues *options, guint64 n_tasks);
guint64 lab_model_count_workers (const LabValues *options, guint64 n_tasks);

G_END_DECLS
