/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-options.h"
#include "cli-trace.h"
#include "cli.h"

static gboolean
open_and_print (const CliTraceCommand *self, char **arguments, const gboolean *given, GError **error)
{
  const char *path = cli_get_only_argument (arguments, _ ("TRACE"), error);
  g_autoptr (LabTrace) trace = path == NULL ? NULL : lab_trace_open (path, error);

  if (trace == NULL)
    return FALSE;
  self->print (trace, given);
  return TRUE;
}

int
cli_trace_command_run (const CliTraceCommand *self, int argc, char **argv)
{
  gboolean help = FALSE, given[CLI_TRACE_OPTIONS_MAX] = { FALSE };
  g_auto (GStrv) arguments = NULL;
  GOptionEntry entries[CLI_TRACE_OPTIONS_MAX + 3] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL },
  };
  const CliUsage usage = { self->name, N_ ("TRACE"), self->summary, entries };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CLI_TRACE_OPTIONS_MAX && self->options[i].name != NULL; i++)
    entries[i + 2] = (GOptionEntry){ .long_name = self->options[i].name,
                                     .arg = G_OPTION_ARG_NONE,
                                     .arg_data = &given[i],
                                     .description = self->options[i].summary };
  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (help)
    cli_print_help (&usage, NULL);
  else if (!open_and_print (self, arguments, given, &error))
    return cli_report_error (error);
  return CLI_EXIT_OK;
}
