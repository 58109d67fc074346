/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-follow.h"
#include "cli-options.h"
#include "cli-picture.h"
#include "cli-render.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-error.h"
#include "lab-preset.h"
#include "lab-quantity.h"
#include "lab-suggest.h"

static const CliChart *const charts[] = {
  &cli_chart_timeline, &cli_chart_race,    &cli_chart_scaling,     &cli_chart_states,
  &cli_chart_loop,     &cli_chart_threads, &cli_chart_utilisation,
};

typedef struct
{
  CliPictureOptions picture;
  gboolean help, by_task, by_worker, critical;
  char *chart, *from, *to, *at, *lanes;
  char **arguments;
} RenderOptions;

static void
render_options_clear (RenderOptions *self)
{
  cli_picture_options_clear (&self->picture);
  g_free (self->chart);
  g_free (self->from);
  g_free (self->to);
  g_free (self->at);
  g_free (self->lanes);
  g_strfreev (self->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RenderOptions, render_options_clear)

static const CliChart *
find_chart (const char *id, GError **error)
{
  const char *names[G_N_ELEMENTS (charts) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      names[i] = charts[i]->id;
      if (g_str_equal (charts[i]->id, id))
        return charts[i];
    }
  lab_set_unknown_error (error, _ ("chart"), id, names);
  return NULL;
}

/* FALSE also where it is not given. */
static gboolean
parse_time (const char *option, const char *text, gboolean *given, guint64 *time, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *given = text != NULL;
  if (text == NULL || lab_parse_duration (text, time, &problem))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, "--%s: %s", option, problem->message);
  return FALSE;
}

static gboolean
read_options (const RenderOptions *options, CliRender *render, GError **error)
{
  render->lanes = options->lanes;
  if (options->by_task && options->by_worker)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s and %s cannot be combined"), "--tasks", "--workers");
      return FALSE;
    }
  render->critical = options->critical;
  return parse_time ("from", options->from, &render->has_from, &render->from, error)
         && parse_time ("at", options->at, &render->has_at, &render->at, error)
         && parse_time ("to", options->to, &render->has_to, &render->to, error);
}

/* Runs it now. NULL also where a signal ended that. */
static LabSource *
run_preset (const char *name, const CliInterrupt *interrupt, GError **error)
{
  const CliFollow follow = { .interrupt = interrupt };
  g_autoptr (LabPreset) preset = lab_preset_load (name, error);
  g_autoptr (LabRun) run = NULL;
  LabSource *source;

  if (preset == NULL)
    return NULL;
  run = cli_follow_run (lab_preset_get_experiment (preset), &follow, error);
  if (run == NULL || cli_interrupt_get_signal (interrupt) != 0)
    return NULL;
  source = lab_source_new_for_run (run);
  cli_report_outcome (source->result->outcome, source->result->experiment);
  return source;
}

static gboolean
open_sources (char **arguments, GPtrArray *sources, const CliInterrupt *interrupt, GError **error)
{
  if (arguments == NULL || arguments[0] == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s is missing"), _ ("TRACE"));
      return FALSE;
    }
  for (char **argument = arguments; *argument != NULL; argument++)
    {
      LabSource *source = **argument == '@' ? run_preset (*argument + 1, interrupt, error)
                                            : lab_source_open (*argument, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (sources, source);
    }
  return TRUE;
}

static void
set_picture (CliRender *render, const CliPicture *picture)
{
  render->font = picture->font;
  render->theme = picture->theme;
  render->export = picture->export;
  render->width = picture->width;
  render->height = picture->height;
  render->title = picture->title;
}

static gboolean
render_chart (const RenderOptions *options, const CliInterrupt *interrupt, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_source_free);
  g_autoptr (LabScene) scene = NULL;
  g_auto (CliPicture) picture = { 0 };
  CliRender render = { .sources = sources };
  const CliChart *chart = find_chart (options->chart != NULL ? options->chart : charts[0]->id, error);
  LabTrace *trace;

  if (chart == NULL || !cli_picture_init (&picture, &options->picture, error) || !read_options (options, &render, error)
      || !open_sources (options->arguments, sources, interrupt, error))
    return FALSE;
  trace = ((LabSource *) g_ptr_array_index (sources, 0))->trace;
  render.by = options->by_task     ? LAB_VIEW_TASKS
              : options->by_worker ? LAB_VIEW_WORKERS
                                   : lab_report_choose_view (trace);
  set_picture (&render, &picture);
  picture.export.date = lab_trace_get_header (trace)->wall_clock / G_USEC_PER_SEC;
  scene = chart->make (&render, error);
  return scene != NULL && cli_picture_write (&picture, scene, error);
}

static int
run_and_render (const RenderOptions *options, GError **error)
{
  g_autoptr (CliInterrupt) interrupt = cli_interrupt_new ();
  gboolean done = render_chart (options, interrupt, error);
  int number = cli_interrupt_get_signal (interrupt);

  if (number != 0)
    return CLI_EXIT_SIGNAL + number;
  return done ? CLI_EXIT_OK : CLI_EXIT_FAILED;
}

static char *
describe_charts (void)
{
  static const CliColumn columns[] = { { NULL, CLI_LEFT }, { NULL, CLI_LEFT } };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *rows = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (charts); i++)
    cli_table_add (table, charts[i]->id, _ (charts[i]->summary));
  rows = cli_table_to_text (table, "  ");
  return g_strdup_printf ("%s\n%s", _ ("Charts:"), rows);
}

static void
print_help (const CliUsage *usage)
{
  g_autofree char *list = describe_charts ();

  cli_print_help (usage, list);
}

int
cli_render (int argc, char **argv)
{
  g_auto (RenderOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "chart", 'c', 0, G_OPTION_ARG_STRING, &options.chart, N_ ("Which chart; timeline without it"), N_ ("CHART") },
    CLI_PICTURE_ENTRIES (&options.picture),
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("Where the time begins, since the run's start"),
      N_ ("DURATION") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("Where the time ends"), N_ ("DURATION") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("The instant that loop and threads show"), N_ ("DURATION") },
    { "tasks", 0, 0, G_OPTION_ARG_NONE, &options.by_task, N_ ("A lane for each task, as for the tasks of one loop"),
      NULL },
    { "workers", 0, 0, G_OPTION_ARG_NONE, &options.by_worker, N_ ("A lane for each worker, as otherwise"), NULL },
    { "lanes", 0, 0, G_OPTION_ARG_STRING, &options.lanes, N_ ("Only these lanes, like 1-4,9"), N_ ("LANES") },
    { "critical", 0, 0, G_OPTION_ARG_NONE, &options.critical, N_ ("Show the path that set the end"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options.help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "render", N_ ("TRACE|@PRESET…"),
                           N_ (
                             "Draws a chart of saved traces, or of presets that it runs, as PNG, SVG or PDF; needs no "
                             "display."),
                           entries };
  g_autoptr (GError) error = NULL;
  int status = CLI_EXIT_OK;

  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (options.help)
    print_help (&usage);
  else
    status = run_and_render (&options, &error);
  return error == NULL ? status : cli_report_error (error);
}
