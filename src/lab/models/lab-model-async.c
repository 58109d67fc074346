/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-models.h"

const LabModel lab_model_async = {
  .id = "async",
  .title = N_ ("Asynchronous"),
  .summary = N_ ("One thread, all tasks in flight: while a task waits, the thread goes on with another one. Waits "
                 "overlap, computing does not."),
  .traits = LAB_TRAIT_SHARED,
  .bytes_per_task = 256,
};
