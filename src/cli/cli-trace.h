/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* A switch of such a command. */
typedef struct
{
  const char *name;
  const char *summary; /* translatable */
} CliTraceOption;

#define CLI_TRACE_OPTIONS_MAX 2

/* A command that takes one TRACE and switches of its own. */
typedef struct
{
  const char *name;
  const char *summary;                           /* translatable */
  CliTraceOption options[CLI_TRACE_OPTIONS_MAX]; /* those without a name are none */
  void (*print) (LabTrace *trace, const gboolean given[CLI_TRACE_OPTIONS_MAX]);
} CliTraceCommand;

/* Returns the exit status. */
int cli_trace_command_run (const CliTraceCommand *self, int argc, char **argv);

G_END_DECLS
