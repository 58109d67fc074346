/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-follow.h"
#include "cli-json.h"
#include "cli-options.h"
#include "cli-result.h"
#include "cli-sweep.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-program.h"
#include "lab-quantity.h"

typedef struct
{
  gboolean help, json;
  char *model, *over, *folder;
  char **settings, **arguments;
} SweepOptions;

static void
sweep_options_clear (SweepOptions *self)
{
  g_free (self->model);
  g_free (self->over);
  g_free (self->folder);
  g_strfreev (self->settings);
  g_strfreev (self->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SweepOptions, sweep_options_clear)

static LabExperiment *
make_experiment (const SweepOptions *options, GError **error)
{
  const char *name = cli_get_only_argument (options->arguments, _ ("WORKLOAD"), error);
  g_autoptr (LabWorkload) workload = name != NULL ? lab_workload_load (name, error) : NULL;
  g_autoptr (LabExperiment) experiment = NULL;
  const LabModel *model;

  if (workload == NULL)
    return NULL;
  if (options->model == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--model is missing; interleave-cli list models has them"));
      return NULL;
    }
  model = lab_model_require (options->model, error);
  if (model == NULL)
    return NULL;
  experiment = lab_experiment_new (workload, model);
  return cli_apply_settings (experiment, options->settings, NULL, error) ? g_steal_pointer (&experiment) : NULL;
}

/* An experiment for each value, all of them checked before the first one runs. */
static GPtrArray *
make_all (const LabExperiment *base, const CliSweep *sweep, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  for (guint i = 0; i < sweep->values->len; i++)
    {
      LabExperiment *experiment = lab_experiment_copy (base);
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (sweep->values, gint64, i));
      g_autoptr (LabProgram) program = NULL;

      g_ptr_array_add (all, experiment);
      if (!lab_experiment_set (experiment, sweep->name, text, error))
        return NULL;
      program = lab_program_new (experiment->workload, experiment->params, error);
      if (program == NULL || !lab_experiment_check (experiment, lab_program_get_n_tasks (program), error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

/* Named so that a shell lists them in order: FOLDER/workers-0004.trace. */
static gboolean
save (LabRun *run, const SweepOptions *options, const CliSweep *sweep, guint n, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (options->folder == NULL)
    return TRUE;
  name = g_strdup_printf ("%s-%04" G_GINT64_FORMAT ".trace", sweep->name, g_array_index (sweep->values, gint64, n));
  path = g_build_filename (options->folder, name, NULL);
  return lab_trace_save (lab_run_get_trace (run), path, error);
}

/* Adds the results of those that ran. Returns the exit status. */
static int
run_all (GPtrArray *experiments, const SweepOptions *options, const CliSweep *sweep, GPtrArray *results, GError **error)
{
  g_autoptr (CliInterrupt) interrupt = cli_interrupt_new ();
  const CliFollow follow = { .interrupt = interrupt };
  int status = CLI_EXIT_OK;

  for (guint i = 0; i < experiments->len && cli_interrupt_get_signal (interrupt) == 0; i++)
    {
      g_autoptr (LabRun) run = cli_follow_run (g_ptr_array_index (experiments, i), &follow, error);
      LabResult *result;
      int own;

      if (run == NULL || !save (run, options, sweep, i, error))
        return CLI_EXIT_FAILED;
      result = lab_result_new_for_run (run);
      g_ptr_array_add (results, result);
      own = cli_report_outcome (result->outcome, result->experiment);
      status = status == CLI_EXIT_OK ? own : status;
    }
  return cli_interrupt_get_signal (interrupt) != 0 ? CLI_EXIT_SIGNAL + cli_interrupt_get_signal (interrupt) : status;
}

static void
print_table (GPtrArray *results, const CliSweep *sweep)
{
  const CliColumn columns[] = {
    { sweep->name, CLI_RIGHT },        { N_ ("makespan"), CLI_RIGHT }, { N_ ("speed-up"), CLI_RIGHT },
    { N_ ("parallelism"), CLI_RIGHT }, { N_ ("memory"), CLI_RIGHT },   { N_ ("outcome"), CLI_LEFT },
  };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *text = NULL;
  guint64 first = results->len > 0 ? ((LabResult *) g_ptr_array_index (results, 0))->metrics.makespan : 0;

  for (guint i = 0; i < results->len; i++)
    {
      const LabResult *result = g_ptr_array_index (results, i);
      g_autofree char *value = lab_format_count ((guint64) g_array_index (sweep->values, gint64, i));
      g_autofree char *makespan = lab_format_duration (result->metrics.makespan);
      g_autofree char *speed_up = lab_format_ratio ((double) first / (double) MAX (result->metrics.makespan, 1));
      g_autofree char *parallelism = lab_format_ratio (result->metrics.parallelism.mean);
      g_autofree char *memory = lab_format_size (result->metrics.peak_rss);

      cli_table_add (table, value, makespan, speed_up, parallelism, memory, lab_outcome_describe (result->outcome));
    }
  text = cli_table_to_text (table, "");
  fputs (text, stdout);
}

static void
print_json (GPtrArray *results, const CliSweep *sweep)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add_count (builder, "schema", CLI_RESULT_SCHEMA);
  cli_json_add_text (builder, "over", sweep->name);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < results->len; i++)
    {
      json_builder_begin_object (builder);
      cli_json_add_count (builder, "value", (guint64) g_array_index (sweep->values, gint64, i));
      json_builder_set_member_name (builder, "result");
      json_builder_add_value (builder, cli_result_to_node (g_ptr_array_index (results, i)));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_json_print (json_builder_get_root (builder));
}

static int
sweep_over (const SweepOptions *options, GError **error)
{
  g_autoptr (LabExperiment) experiment = make_experiment (options, error);
  g_autoptr (CliSweep) sweep = NULL;
  g_autoptr (GPtrArray) experiments = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_result_free);
  int status;

  if (experiment == NULL)
    return CLI_EXIT_USAGE;
  if (options->over == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--over is missing"));
      return CLI_EXIT_USAGE;
    }
  sweep = cli_sweep_parse (options->over, error);
  experiments = sweep != NULL ? make_all (experiment, sweep, error) : NULL;
  if (experiments == NULL)
    return CLI_EXIT_USAGE;
  status = run_all (experiments, options, sweep, results, error);
  if (options->json)
    print_json (results, sweep);
  else
    print_table (results, sweep);
  return status;
}

int
cli_sweep (int argc, char **argv)
{
  g_auto (SweepOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_STRING, &options.model, N_ ("How to run it"), N_ ("MODEL") },
    { "over", 0, 0, G_OPTION_ARG_STRING, &options.over,
      N_ ("What to vary: workers=1..16 doubles, tasks=10..50:10 goes by steps, workers=1,2,3 takes these"),
      N_ ("NAME=VALUES") },
    { "param", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.settings,
      N_ ("Set a parameter of the workload or an option of the model"), N_ ("NAME=VALUE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.folder, N_ ("Save the traces in this folder, which exists"),
      N_ ("FOLDER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print the results as one JSON object"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options.help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "sweep", N_ ("WORKLOAD"),
                           N_ (
                             "Runs a workload under a model once for each of several values of a parameter, and shows "
                             "how makespan and memory follow it. render --chart scaling draws the saved traces."),
                           entries };
  g_autoptr (GError) error = NULL;
  int status = CLI_EXIT_OK;

  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (options.help)
    cli_print_help (&usage, NULL);
  else
    status = sweep_over (&options, &error);
  return error == NULL ? status : cli_report_error (error);
}
