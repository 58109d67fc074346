/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-follow.h"
#include "cli-options.h"
#include "cli-race.h"
#include "cli.h"
#include "lab-program.h"

#define DEFAULT_WORKLOAD "mixed"

typedef struct
{
  gboolean help, json;
  char *models, *timeout, *folder;
  guint64 timeout_ns;
  char **settings, **arguments;
} RaceOptions;

static void
race_options_clear (RaceOptions *self)
{
  g_free (self->models);
  g_free (self->timeout);
  g_free (self->folder);
  g_strfreev (self->settings);
  g_strfreev (self->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RaceOptions, race_options_clear)

static gboolean
add_model (GPtrArray *entries, LabWorkload *workload, const char *id, GError **error)
{
  const LabModel *model = lab_model_require (id, error);

  if (model == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (((LabEntry *) g_ptr_array_index (entries, i))->experiment->model == model)
      return TRUE;
  g_ptr_array_add (entries, lab_entry_new (lab_experiment_new (workload, model)));
  return TRUE;
}

static gboolean
add_models (GPtrArray *entries, LabWorkload *workload, const char *models, GError **error)
{
  g_auto (GStrv) ids = models == NULL ? NULL : g_strsplit (models, ",", -1);

  if (models == NULL)
    {
      for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
        g_ptr_array_add (entries, lab_entry_new (lab_experiment_new (workload, *model)));
      return TRUE;
    }
  for (char **id = ids; *id != NULL; id++)
    if (!add_model (entries, workload, *id, error))
      return FALSE;
  if (entries->len > 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--models: expected names of models, separated by commas"));
  return FALSE;
}

static gboolean
knows_setting (const LabExperiment *experiment, const char *name)
{
  return lab_values_find_spec (experiment->params, name) != NULL
         || lab_values_find_spec (experiment->options, name) != NULL;
}

/* A model's option is set for those that have it; at least one must. */
static gboolean
apply_setting (GPtrArray *entries, const char *setting, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  gboolean known = FALSE;
  LabEntry *last = g_ptr_array_index (entries, entries->len - 1);

  if (!cli_split_setting (setting, &name, &value, error))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      LabEntry *entry = g_ptr_array_index (entries, i);

      if (!knows_setting (entry->experiment, name))
        continue;
      known = TRUE;
      if (!lab_experiment_set (entry->experiment, name, value, error))
        return FALSE;
    }
  /* Fails, and says what there is. */
  return known || lab_experiment_set (last->experiment, name, value, error);
}

/* Whether each model can run here what it shall. One that was named must; of the others it is said why not. */
static gboolean
check_entries (GPtrArray *entries, gboolean named, GError **error)
{
  const LabExperiment *first = ((LabEntry *) g_ptr_array_index (entries, 0))->experiment;
  g_autoptr (LabProgram) program = lab_program_new (first->workload, first->params, error);

  if (program == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      LabEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GError) problem = NULL;

      if (lab_experiment_check (entry->experiment, lab_program_get_n_tasks (program), &problem))
        continue;
      if (named || !g_error_matches (problem, LAB_ERROR, LAB_ERROR_UNAVAILABLE))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      entry->why_not = g_strdup (problem->message);
    }
  return TRUE;
}

static gboolean
prepare (GPtrArray *entries, LabWorkload *workload, const RaceOptions *options, GError **error)
{
  if (!add_models (entries, workload, options->models, error))
    return FALSE;
  for (char **setting = options->settings; setting != NULL && *setting != NULL; setting++)
    if (!apply_setting (entries, *setting, error))
      return FALSE;
  return check_entries (entries, options->models != NULL, error);
}

/* As MODEL.trace; a model is in a race once. */
static gboolean
save (LabRun *run, const RaceOptions *options, GError **error)
{
  g_autofree char *name = g_strconcat (lab_run_get_experiment (run)->model->id, ".trace", NULL);
  g_autofree char *path = options->folder != NULL ? g_build_filename (options->folder, name, NULL) : NULL;

  return path == NULL || lab_trace_save (lab_run_get_trace (run), path, error);
}

static int
run_entry (LabEntry *entry, const CliInterrupt *interrupt, const RaceOptions *options)
{
  const CliFollow follow = { .interrupt = interrupt, .timeout = options->timeout_ns };
  g_autoptr (GError) error = NULL;
  g_autoptr (LabRun) run = cli_follow_run (entry->experiment, &follow, &error);

  if (run == NULL)
    {
      entry->why_not = g_strdup (error->message);
      return cli_report_error (error);
    }
  entry->result = lab_result_new_for_run (run);
  if (!save (run, options, &error))
    return cli_report_error (error);
  return cli_report_outcome (entry->result->outcome, entry->experiment);
}

/* One after the other: two at once would share the machine and slow each other down. */
static int
run_all (GPtrArray *entries, const RaceOptions *options)
{
  g_autoptr (CliInterrupt) interrupt = cli_interrupt_new ();
  int status = CLI_EXIT_OK;
  int number;

  for (guint i = 0; i < entries->len && cli_interrupt_get_signal (interrupt) == 0; i++)
    {
      LabEntry *entry = g_ptr_array_index (entries, i);
      int own = entry->why_not != NULL ? CLI_EXIT_OK : run_entry (entry, interrupt, options);

      status = status == CLI_EXIT_OK ? own : status;
    }
  number = cli_interrupt_get_signal (interrupt);
  return number != 0 ? CLI_EXIT_SIGNAL + number : status;
}

/* A race that was interrupted has no result of those that did not start. */
static void
name_interrupted (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      LabEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result == NULL && entry->why_not == NULL)
        entry->why_not = g_strdup (_ ("not started"));
    }
}

static int
race (RaceOptions *options, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_entry_free);
  g_autoptr (LabWorkload) workload = NULL;
  const char *name = DEFAULT_WORKLOAD;
  int status;

  if (options->arguments != NULL)
    name = cli_get_only_argument (options->arguments, _ ("WORKLOAD"), error);
  if (name != NULL)
    workload = lab_workload_load (name, error);
  if (workload == NULL || !cli_parse_timeout (options->timeout, &options->timeout_ns, error)
      || !prepare (entries, workload, options, error))
    return CLI_EXIT_USAGE;
  status = run_all (entries, options);
  name_interrupted (entries);
  lab_standings_judge (entries);
  if (options->json)
    cli_race_print_json (entries, workload);
  else
    cli_race_print (entries);
  return status;
}

int
cli_race (int argc, char **argv)
{
  g_auto (RaceOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "models", 'm', 0, G_OPTION_ARG_FILENAME, &options.models, N_ ("Which models, in which order; all without it"),
      N_ ("A,B,…") },
    { "param", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.settings,
      N_ ("Set a parameter of the workload, or an option of the models that have it"), N_ ("NAME=VALUE") },
    { "timeout", 0, 0, G_OPTION_ARG_FILENAME, &options.timeout, N_ ("Stop each run after this time"), N_ ("D") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.folder, N_ ("Save the traces in this folder, which exists"),
      N_ ("FOLDER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print the results as one JSON object"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options.help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "race", N_ ("[WORKLOAD]"),
                           N_ ("Runs a workload under several models, one after the other, and compares them. Without "
                               "WORKLOAD: mixed."),
                           entries };
  g_autoptr (GError) error = NULL;
  int status = CLI_EXIT_OK;

  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (options.help)
    cli_print_help (&usage, NULL);
  else
    status = race (&options, &error);
  return error == NULL ? status : cli_report_error (error);
}
