/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-interrupt.h"
#include "lab-run.h"

G_BEGIN_DECLS

typedef struct
{
  const CliInterrupt *interrupt; /* a signal, also one that came before, cancels the run */
  gboolean log;                  /* print what the tasks print, to stdout, as it happens */
  guint64 timeout;               /* ns; 0 for none */
} CliFollow;

/* Runs the experiment to its end, with a bar on a terminal. NULL with an error where it could not be started,
 * or what it recorded cannot be read. */
LabRun *cli_follow_run (const LabExperiment *experiment, const CliFollow *options, GError **error);

G_END_DECLS
