/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "lab-verdict.h"

G_BEGIN_DECLS

/* What every command promises to the shell. Ended by a signal: CLI_EXIT_SIGNAL + its number, 130 for Ctrl-C. */
typedef enum
{
  CLI_EXIT_OK = 0,
  CLI_EXIT_FAILED = 1,
  CLI_EXIT_USAGE = 2,
  CLI_EXIT_UNAVAILABLE = 3,
  CLI_EXIT_SIGNAL = 128,
} CliExit;

/* A command gets its own arguments, argv[0] being its name, and returns the exit status. */
int cli_list (int argc, char **argv);
int cli_run (int argc, char **argv);
int cli_race (int argc, char **argv);
int cli_render (int argc, char **argv);
int cli_stat (int argc, char **argv);
int cli_sweep (int argc, char **argv);
int cli_dump (int argc, char **argv);

/* One line on stderr; returns the exit status that belongs to the error. */
int cli_report_error (const GError *error);

/* One line on stderr where the run did not do what it should, unless a person stopped it; returns its exit status. */
int cli_report_outcome (const LabOutcome *outcome, const LabExperiment *experiment);

/* Writes out what is still held back. A failure to write, now or before, is reported, and the status then
 * CLI_EXIT_FAILED instead of `status`. */
int cli_finish (int status);

/* `text` with control characters and backslashes written as escapes, so that it stays one line and one
 * column, and cannot command a terminal. Caller frees. */
char *cli_escape (const char *text);

/* Whether a person sees the stream, and whether it may be set in bold. */
gboolean cli_is_terminal (FILE *stream);
gboolean cli_has_style (FILE *stream);

G_END_DECLS
