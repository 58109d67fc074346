/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli-options.h"
#include "cli-table.h"
#include "lab-data.h"
#include "lab-error.h"
#include "lab-quantity.h"

static GOptionContext *
make_context (const CliUsage *usage)
{
  GOptionContext *context = g_option_context_new (usage->arguments);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (usage->summary));
  g_option_context_add_main_entries (context, usage->entries, GETTEXT_PACKAGE);
  /* GLib's own --help prints and exits at once, before it is known of which workload. */
  g_option_context_set_help_enabled (context, FALSE);
  return context;
}

gboolean
cli_parse (const CliUsage *usage, int argc, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = make_context (usage);

  return g_option_context_parse (context, &argc, &argv, error);
}

void
cli_print_help (const CliUsage *usage, const char *more)
{
  g_autoptr (GOptionContext) context = make_context (usage);
  g_autofree char *name = g_strconcat ("interleave-cli ", usage->command, NULL);
  g_autofree char *help = NULL;

  g_set_prgname (name);
  g_option_context_set_description (context, more);
  help = g_option_context_get_help (context, TRUE, NULL);
  fputs (help, stdout);
}

const char *
cli_get_only_argument (char **arguments, const char *what, GError **error)
{
  if (arguments == NULL || arguments[0] == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s is missing"), what);
      return NULL;
    }
  if (arguments[1] != NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("unexpected argument \"%s\""), arguments[1]);
      return NULL;
    }
  return arguments[0];
}

gboolean
cli_split_setting (const char *setting, char **name, char **value, GError **error)
{
  if (lab_setting_split (setting, name, value, error))
    return TRUE;
  g_prefix_error (error, "-p: ");
  return FALSE;
}

static gboolean
apply_workers (LabExperiment *experiment, const char *workers, GError **error)
{
  if (lab_values_find_spec (experiment->options, "workers") != NULL)
    return lab_values_set_text (experiment->options, "workers", workers, error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--workers: the model \"%s\" has no number of workers to set"),
               experiment->model->id);
  return FALSE;
}

gboolean
cli_apply_settings (LabExperiment *experiment, char **settings, const char *workers, GError **error)
{
  for (; settings != NULL && *settings != NULL; settings++)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (!cli_split_setting (*settings, &name, &value, error) || !lab_experiment_set (experiment, name, value, error))
        return FALSE;
    }
  return workers == NULL || apply_workers (experiment, workers, error);
}

char *
cli_describe_params (const char *heading, const LabParamSpec *specs, guint n_specs)
{
  static const CliColumn columns[] = { { NULL, CLI_LEFT }, { NULL, CLI_LEFT }, { NULL, CLI_LEFT } };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *rows = NULL;

  for (guint i = 0; i < n_specs; i++)
    {
      g_autofree char *initial = lab_param_spec_get_default_text (&specs[i]);
      g_autofree char *setting = g_strdup_printf ("-p %s=%s", specs[i].id, initial);
      g_autofree char *range = lab_param_spec_describe_range (&specs[i]);

      cli_table_add (table, setting, range,
                     lab_data_translate (specs[i].help != NULL ? specs[i].help : specs[i].title));
    }
  if (n_specs == 0)
    cli_table_add (table, _ ("none"), "", "");
  rows = cli_table_to_text (table, "  ");
  return g_strdup_printf ("%s\n%s", heading, rows);
}

gboolean
cli_parse_timeout (const char *text, guint64 *nanoseconds, GError **error)
{
  *nanoseconds = 0;
  if (text == NULL)
    return TRUE;
  if (!lab_parse_duration (text, nanoseconds, error))
    {
      g_prefix_error (error, "--timeout: ");
      return FALSE;
    }
  if (*nanoseconds > 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--timeout: expected more than 0 s"));
  return FALSE;
}
