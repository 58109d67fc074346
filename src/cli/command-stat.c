/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-blocks.h"
#include "cli-json.h"
#include "cli-result.h"
#include "cli-trace.h"
#include "cli.h"

static void
print_stat (LabTrace *trace, const gboolean given[CLI_TRACE_OPTIONS_MAX])
{
  g_autoptr (LabResult) result = lab_result_new_for_trace (trace);

  if (given[0])
    {
      cli_json_print (cli_result_to_node (result));
      return;
    }
  if (result->experiment == NULL)
    printf ("%s\n\n", _ ("The trace does not say what was run."));
  if (given[1])
    {
      g_autofree char *chart = cli_blocks_to_text (trace, cli_get_width (), cli_has_style (stdout));

      printf ("%s\n", chart);
    }
  cli_result_print (result);
}

int
cli_stat (int argc, char **argv)
{
  static const CliTraceCommand command = {
    .name = "stat",
    .summary = N_ ("Prints the summary of a saved trace."),
    .options = { { "json", N_ ("Print the summary as one JSON object") },
                 { "chart", N_ ("Draw the timeline above it, in letters or, on a terminal, in blocks of colour") } },
    .print = print_stat,
  };

  return cli_trace_command_run (&command, argc, argv);
}
