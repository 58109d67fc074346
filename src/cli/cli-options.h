/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-experiment.h"

G_BEGIN_DECLS

/* How a command is called: all that its parser and its help need. */
typedef struct
{
  const char *command;   /* "run" */
  const char *arguments; /* "WORKLOAD", as shown in the help; NULL for none */
  const char *summary;   /* translatable */
  const GOptionEntry *entries;
} CliUsage;

/* Takes the options out of argv into what the entries point to. Errors are G_OPTION_ERROR or LAB_ERROR_USAGE. */
gboolean cli_parse (const CliUsage *usage, int argc, char **argv, GError **error);

/* To stdout; `more` stands below the options, NULL for nothing. */
void cli_print_help (const CliUsage *usage, const char *more);

/* Checks that there is exactly one positional argument, and returns it; `what` names it: "WORKLOAD". */
const char *cli_get_only_argument (char **arguments, const char *what, GError **error);

/* As lab_setting_split(), of what stood behind -p. */
gboolean cli_split_setting (const char *setting, char **name, char **value, GError **error);

/* Sets all of -p and --workers; NULL for those not given. */
gboolean cli_apply_settings (LabExperiment *experiment, char **settings, const char *workers, GError **error);

/* Sets the workload's parameter "urls", for --url and --urls: a list, and a file with one in each line, where empty
 * ones and those behind a '#' do not count. NULL for those not given. */
gboolean cli_apply_urls (LabExperiment *experiment, char **urls, const char *file, GError **error);

/* Says on stderr which machines it will contact, where it may contact any. FALSE where the experiment is none. */
gboolean cli_announce_hosts (const LabExperiment *experiment, GError **error);

/* The parameters as lines "  -p tasks=3  from 1 to 10  How many.", for the help. */
char *cli_describe_params (const char *heading, const LabParamSpec *specs, guint n_specs);

/* The value of --timeout, which may be NULL: 0, for ever. */
gboolean cli_parse_timeout (const char *text, guint64 *nanoseconds, GError **error);

G_END_DECLS
