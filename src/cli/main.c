/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli-table.h"
#include "cli.h"
#include "lab-locale.h"
#include "lab-suggest.h"

typedef struct
{
  const char *name;
  const char *summary; /* translatable */
  int (*run) (int argc, char **argv);
} CliCommand;

static const CliCommand commands[] = {
  { "dump", N_ ("Print the events of a saved trace"), cli_dump },
  { "latency", N_ ("Show the latency numbers, and measure them here"), cli_latency },
  { "list", N_ ("List the workloads and the models"), cli_list },
  { "race", N_ ("Run a workload under several models, one after the other"), cli_race },
  { "render", N_ ("Draw a chart of saved traces"), cli_render },
  { "run", N_ ("Run a workload under a model"), cli_run },
  { "stat", N_ ("Print the summary of a saved trace"), cli_stat },
  { "sweep", N_ ("Run a workload again and again with another number"), cli_sweep },
};

static int
print_help (void)
{
  static const CliColumn columns[] = { { NULL, CLI_LEFT }, { NULL, CLI_LEFT } };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *rows = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    cli_table_add (table, commands[i].name, _ (commands[i].summary));
  rows = cli_table_to_text (table, "  ");
  printf (_ ("Usage:\n  interleave-cli COMMAND [OPTION…]\n\n"
             "A laboratory for concurrency: runs a workload for real and says what happened.\n\n"
             "Commands:\n%s\n"
             "interleave-cli COMMAND --help says more about a command, interleave-cli run WORKLOAD --help\n"
             "about the parameters of a workload. --version prints the version.\n"),
          rows);
  return CLI_EXIT_OK;
}

static int
report_unknown (const char *name)
{
  const char *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i].name;
  lab_set_unknown_error (&error, *name == '-' ? _ ("option") : _ ("command"), name, names);
  return cli_report_error (error);
}

static int
report_missing (void)
{
  g_autoptr (GError)
    error = g_error_new (LAB_ERROR, LAB_ERROR_USAGE, _ ("COMMAND is missing; interleave-cli --help lists them"));

  return cli_report_error (error);
}

static int
dispatch (int argc, char **argv)
{
  if (argc < 2)
    return report_missing ();
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    return print_help ();
  if (g_str_equal (argv[1], "--version"))
    {
      printf ("interleave-cli %s\n", LAB_VERSION);
      return CLI_EXIT_OK;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);
  return report_unknown (argv[1]);
}

int
main (int argc, char **argv)
{
  lab_locale_init ();
  g_set_prgname ("interleave-cli");
  /* A reader that has seen enough ends us quietly, also where the parent ignores the signal. */
  signal (SIGPIPE, SIG_DFL);
  /* A limit on the size of files is an error like another, also where it is the trace's memory that it concerns. */
  signal (SIGXFSZ, SIG_IGN);

  return cli_finish (dispatch (argc, argv));
}
