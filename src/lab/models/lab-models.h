/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-model.h"

G_BEGIN_DECLS

/* One descriptor and one file each; the table stands in lab-model.c. */
extern const LabModel lab_model_async;
extern const LabModel lab_model_gil;
extern const LabModel lab_model_fibers;
extern const LabModel lab_model_hybrid;
extern const LabModel lab_model_processes;
extern const LabModel lab_model_sequential;
extern const LabModel lab_model_subinterpreters;
extern const LabModel lab_model_threads;

G_END_DECLS
