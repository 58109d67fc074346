/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-runner.h"

const char *
lab_runner_get_path (void)
{
  const char *path = g_getenv ("INTERLEAVE_RUNNER");

  return path != NULL && *path != '\0' ? path : LAB_RUNNER;
}
