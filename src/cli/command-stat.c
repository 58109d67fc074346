/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-json.h"
#include "cli-result.h"
#include "cli-trace.h"
#include "cli.h"

static void
print_stat (LabTrace *trace, gboolean json)
{
  g_autoptr (CliResult) result = cli_result_new_for_trace (trace);

  if (json)
    {
      cli_json_print (cli_result_to_node (result));
      return;
    }
  if (result->experiment == NULL)
    printf ("%s\n\n", _ ("The trace does not say what was run."));
  cli_result_print (result);
}

int
cli_stat (int argc, char **argv)
{
  static const CliTraceCommand command = {
    .name = "stat",
    .summary = N_ ("Prints the summary of a saved trace."),
    .option = "json",
    .option_summary = N_ ("Print the summary as one JSON object"),
    .print = print_stat,
  };

  return cli_trace_command_run (&command, argc, argv);
}
