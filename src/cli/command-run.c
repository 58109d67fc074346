/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cli-follow.h"
#include "cli-json.h"
#include "cli-options.h"
#include "cli-result.h"
#include "cli-results.h"
#include "cli.h"
#include "lab-preset.h"
#include "lab-quantity.h"

typedef struct
{
  gboolean help, json, log, results, network;
  char *model, *workers, *output, *timeout, *time_scale, *url_file;
  char **settings, **arguments, **urls;
  guint64 timeout_ns;
} RunOptions;

static void
run_options_clear (RunOptions *self)
{
  g_free (self->model);
  g_free (self->workers);
  g_free (self->output);
  g_free (self->timeout);
  g_free (self->time_scale);
  g_free (self->url_file);
  g_strfreev (self->urls);
  g_strfreev (self->settings);
  g_strfreev (self->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RunOptions, run_options_clear)

/* Without --model the one under which the workload shows best what it is to show. */
static const LabModel *
get_model (const RunOptions *options, LabWorkload *workload, GError **error)
{
  const LabModel *model;

  if (options->model != NULL)
    return lab_model_require (options->model, error);
  model = lab_workload_get_suggestion (workload, NULL);
  if (model == NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--model is missing; interleave-cli list models has them"));
  return model;
}

static LabExperiment *
make_from_workload (const RunOptions *options, const char *name, GError **error)
{
  g_autoptr (LabWorkload) workload = lab_workload_load (name, error);
  const LabModel *model = workload == NULL ? NULL : get_model (options, workload, error);

  return model == NULL ? NULL : lab_experiment_new (workload, model);
}

static LabExperiment *
make_from_preset (const RunOptions *options, const LabPreset *preset, GError **error)
{
  const LabModel *model = options->model != NULL ? lab_model_require (options->model, error)
                                                 : lab_preset_get_experiment (preset)->model;

  return model == NULL ? NULL : lab_preset_make_experiment (preset, model);
}

/* *preset is what "@NAME" means, and NULL for a workload. */
static LabExperiment *
make_experiment (const RunOptions *options, LabPreset **preset, GError **error)
{
  const char *name = cli_get_only_argument (options->arguments, _ ("WORKLOAD"), error);
  g_autoptr (LabExperiment) experiment = NULL;

  if (name == NULL)
    return NULL;
  if (*name != '@')
    experiment = make_from_workload (options, name, error);
  else if ((*preset = lab_preset_load (name + 1, error)) != NULL)
    experiment = make_from_preset (options, *preset, error);
  if (experiment == NULL || !cli_apply_settings (experiment, options->settings, options->workers, error)
      || !cli_apply_urls (experiment, options->urls, options->url_file, error)
      || (options->time_scale != NULL && !lab_experiment_set_time_scale (experiment, options->time_scale, error)))
    return NULL;
  experiment->network = options->network;
  return g_steal_pointer (&experiment);
}

/* What keeps a file from being made in the folder, as an errno. Tried and not asked for: permissions do not
 * tell of a folder like /proc, or a disk that is mounted for reading only. */
static int
probe_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ".interleave-XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0)
    return errno;
  close (fd);
  return unlink (path) < 0 ? errno : 0;
}

/* The trace is written beside its target and renamed, which would also replace a device: hence regular files only. */
static int
probe_target (const char *path)
{
  struct stat info;

  if (stat (path, &info) < 0)
    return errno == ENOENT ? 0 : errno;
  if (S_ISDIR (info.st_mode))
    return EISDIR;
  if (!S_ISREG (info.st_mode))
    return EINVAL;
  return access (path, W_OK) < 0 ? errno : 0;
}

/* Done before the run, so that a long one is not lost at its end. */
static gboolean
check_output (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int problem = probe_target (path);

  if (problem == 0)
    problem = probe_folder (folder);
  if (problem == 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot write %s: %s"), path,
               problem == EINVAL ? _ ("not a regular file") : g_strerror (problem));
  return FALSE;
}

static gboolean
check_options (RunOptions *options, GError **error)
{
  if (options->json && (options->log || options->results))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s and --json cannot be combined"),
                   options->log ? "--log" : "--results");
      return FALSE;
    }
  if (options->output != NULL && *options->output == '\0')
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--output wants the name of a file"));
      return FALSE;
    }
  return cli_parse_timeout (options->timeout, &options->timeout_ns, error);
}

static gboolean
prints_summary (const LabResult *result)
{
  /* Where nothing has run, the reason on stderr says all. */
  return result->metrics.n_events > 0;
}

static int
run_experiment (const LabExperiment *experiment, const RunOptions *options, GError **error)
{
  /* Also while the summary is printed and the trace saved: either would be lost otherwise. */
  g_autoptr (CliInterrupt) interrupt = cli_interrupt_new ();
  const CliFollow follow = { .interrupt = interrupt, .log = options->log, .timeout = options->timeout_ns };
  g_autoptr (LabRun) run = cli_follow_run (experiment, &follow, error);
  g_autoptr (LabResult) result = NULL;
  int status;
  int number;

  if (run == NULL)
    return CLI_EXIT_FAILED;
  result = lab_result_new_for_run (run);
  if (options->results)
    cli_results_print (lab_run_get_trace (run));
  if (options->json)
    cli_json_print (cli_result_to_node (result));
  else if (prints_summary (result))
    cli_result_print (result);
  status = cli_report_outcome (result->outcome, experiment);
  if (options->output != NULL && !lab_trace_save (lab_run_get_trace (run), options->output, error))
    return CLI_EXIT_FAILED;
  number = cli_interrupt_get_signal (interrupt);
  return number != 0 ? CLI_EXIT_SIGNAL + number : status;
}

/* What to look at, before there is something to see. */
static void
print_preset (const LabPreset *preset)
{
  printf ("%s\n%s\n\n", lab_preset_get_title (preset), lab_preset_get_about (preset));
  fflush (stdout);
}

static LabWorkload *
load_workload_of (const char *name, GError **error)
{
  g_autoptr (LabPreset) preset = *name == '@' ? lab_preset_load (name + 1, error) : NULL;

  if (*name != '@')
    return lab_workload_load (name, error);
  return preset == NULL ? NULL : lab_workload_ref (lab_preset_get_experiment (preset)->workload);
}

static gboolean
append_workload_help (GString *more, const char *name, GError **error)
{
  g_autoptr (LabWorkload) workload = load_workload_of (name, error);
  g_autofree char *text = NULL;
  const LabParamSpec *params;
  guint n_params;

  if (workload == NULL)
    return FALSE;
  params = lab_workload_get_params (workload, &n_params);
  text = cli_describe_params (_ ("Parameters of the workload:"), params, n_params);
  g_string_append (more, text);
  return TRUE;
}

static gboolean
append_model_help (GString *more, const char *id, GError **error)
{
  const LabModel *model = lab_model_require (id, error);
  g_autofree char *text = NULL;

  if (model == NULL)
    return FALSE;
  text = cli_describe_params (_ ("Options of the model:"), model->params, model->n_params);
  g_string_append_printf (more, "%s%s", more->len > 0 ? "\n" : "", text);
  return TRUE;
}

static gboolean
print_run_help (const CliUsage *usage, const RunOptions *options, GError **error)
{
  g_autoptr (GString) more = g_string_new (NULL);

  if (options->arguments != NULL && !append_workload_help (more, options->arguments[0], error))
    return FALSE;
  if (options->model != NULL && !append_model_help (more, options->model, error))
    return FALSE;
  if (more->len == 0)
    g_string_append (more, _ ("With a WORKLOAD or --model M, --help also lists what -p can set there.\n"));
  cli_print_help (usage, more->str);
  return TRUE;
}

int
cli_run (int argc, char **argv)
{
  g_auto (RunOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &options.model,
      N_ ("How to run it (see list models); some workloads suggest one"), N_ ("M") },
    { "param", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.settings,
      N_ ("Set a parameter of the workload or an option of the model"), N_ ("NAME=VALUE") },
    { "workers", 0, 0, G_OPTION_ARG_FILENAME, &options.workers, N_ ("How many workers the model uses"), N_ ("N") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Save the trace"), N_ ("FILE") },
    { "timeout", 0, 0, G_OPTION_ARG_FILENAME, &options.timeout, N_ ("Stop the run after this time"), N_ ("D") },
    { "time-scale", 0, 0, G_OPTION_ARG_FILENAME, &options.time_scale,
      N_ ("Wait so many times as long as the workload says"), N_ ("X") },
    { "url", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.urls, N_ ("Fetch from this address; can be given several times"),
      N_ ("URL") },
    { "urls", 0, 0, G_OPTION_ARG_FILENAME, &options.url_file, N_ ("Fetch from the addresses in a file, one in a line"),
      N_ ("FILE") },
    { "allow-network", 0, 0, G_OPTION_ARG_NONE, &options.network,
      N_ ("Contact other machines, where the workload does so"), NULL },
    { "log", 0, 0, G_OPTION_ARG_NONE, &options.log, N_ ("Print what the tasks print, as it happens"), NULL },
    { "results", 0, 0, G_OPTION_ARG_NONE, &options.results,
      N_ ("Print what the tasks returned, in the order in which they were submitted"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print the summary as one JSON object"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options.help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "run", N_ ("WORKLOAD|@PRESET"),
                           N_ ("Runs a workload under a model, or a preset of both, and says what happened."),
                           entries };
  g_autoptr (LabPreset) preset = NULL;
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (options.help)
    return print_run_help (&usage, &options, &error) ? CLI_EXIT_OK : cli_report_error (error);
  experiment = make_experiment (&options, &preset, &error);
  if (experiment == NULL || !check_options (&options, &error)
      || (options.output != NULL && !check_output (options.output, &error)))
    return cli_report_error (error);
  if (!cli_announce_hosts (experiment, &error))
    return cli_report_error (error);
  if (preset != NULL && !options.json)
    print_preset (preset);
  status = run_experiment (experiment, &options, &error);
  return error == NULL ? status : cli_report_error (error);
}
