/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* A command that takes one TRACE and a switch of its own. */
typedef struct
{
  const char *name;
  const char *summary; /* translatable */
  const char *option;
  const char *option_summary; /* translatable */
  void (*print) (LabTrace *trace, gboolean option);
} CliTraceCommand;

/* Returns the exit status. */
int cli_trace_command_run (const CliTraceCommand *self, int argc, char **argv);

G_END_DECLS
