/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-json.h"
#include "cli-options.h"
#include "cli-result.h"
#include "cli.h"

static gboolean
print_stat (const char *path, gboolean json, GError **error)
{
  g_autoptr (LabTrace) trace = path == NULL ? NULL : lab_trace_open (path, error);
  g_autoptr (CliResult) result = NULL;

  if (trace == NULL)
    return FALSE;
  result = cli_result_new_for_trace (trace);
  if (json)
    {
      cli_json_print (cli_result_to_node (result));
      return TRUE;
    }
  if (result->experiment == NULL)
    printf ("%s\n\n", _ ("The trace does not say what was run."));
  cli_result_print (result);
  return TRUE;
}

int
cli_stat (int argc, char **argv)
{
  gboolean help = FALSE, json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print the summary as one JSON object"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "stat", N_ ("TRACE"), N_ ("Prints the summary of a saved trace."), entries };
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (help)
    {
      cli_print_help (&usage, NULL);
      return CLI_EXIT_OK;
    }
  if (!print_stat (cli_get_only_argument (arguments, _ ("TRACE"), &error), json, &error))
    return cli_report_error (error);
  return CLI_EXIT_OK;
}
