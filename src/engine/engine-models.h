/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine.h"

G_BEGIN_DECLS

/* A model's way to run all tasks: one file each in models/, one line each in engine-models.c. FALSE only where the
 * run as a whole could not go on; a task that fails is an end like another. */
typedef struct
{
  const char *id; /* of the LabModel that describes it */
  gboolean (*run) (LabEngine *engine, GError **error);
} LabModelRunner;

const LabModelRunner *lab_model_runner_find (const char *id);

extern const LabModelRunner lab_model_runner_async;
extern const LabModelRunner lab_model_runner_gil;
extern const LabModelRunner lab_model_runner_fibers;
extern const LabModelRunner lab_model_runner_hybrid;
extern const LabModelRunner lab_model_runner_processes;
extern const LabModelRunner lab_model_runner_sequential;
extern const LabModelRunner lab_model_runner_subinterpreters;
extern const LabModelRunner lab_model_runner_threads;

G_END_DECLS
