/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-models.h"

const LabModel lab_model_sequential = {
  .id = "sequential",
  .title = N_ ("One after the other"),
  .summary = N_ ("A single thread does each task from its start to its end before it begins the next. No concurrency: "
                 "the yardstick that the others are measured by."),
  .traits = LAB_TRAIT_SHARED,
  .bytes_per_task = 64,
};
