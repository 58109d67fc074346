/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli-options.h"
#include "cli-render.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-error.h"
#include "lab-quantity.h"
#include "lab-suggest.h"

#define SCALE_MAX 8
#define SIDE_MIN 64
#define SIDE_MAX 32767

static const CliChart *const charts[] = {
  &cli_chart_timeline, &cli_chart_race,    &cli_chart_scaling,     &cli_chart_states,
  &cli_chart_loop,     &cli_chart_threads, &cli_chart_utilisation,
};

typedef struct
{
  gboolean help, text, by_task, critical;
  char *chart, *output, *size, *scale, *theme, *language, *from, *to, *at, *lanes, *title, *font;
  char **arguments;
} RenderOptions;

static void
render_options_clear (RenderOptions *self)
{
  char *texts[] = { self->chart, self->output, self->size, self->scale, self->theme, self->language,
                    self->from,  self->to,     self->at,   self->lanes, self->title, self->font };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (self->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RenderOptions, render_options_clear)

static gboolean
fail (GError **error, const char *option, const char *found, const char *expected)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--%s: expected %s, found \"%s\""), option, expected, found);
  return FALSE;
}

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

static gboolean
find_theme (const char *id, LabTheme *theme, GError **error)
{
  const char *names[LAB_N_THEMES + 1] = { NULL };

  for (guint i = 0; i < LAB_N_THEMES; i++)
    {
      names[i] = lab_theme_get_id ((LabTheme) i);
      if (!g_str_equal (names[i], id))
        continue;
      *theme = (LabTheme) i;
      return TRUE;
    }
  lab_set_unknown_error (error, _ ("theme"), id, names);
  return FALSE;
}

static gboolean
parse_side (const char *text, double *side)
{
  gint64 number;

  if (!lab_parse_integer (text, &number, NULL) || number < SIDE_MIN || number > SIDE_MAX)
    return FALSE;
  *side = (double) number;
  return TRUE;
}

static gboolean
parse_size (const char *text, CliRender *render, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "x", 2);

  if (g_strv_length (parts) == 2 && parse_side (parts[0], &render->width) && parse_side (parts[1], &render->height))
    return TRUE;
  return fail (error, "size", text, _ ("a width and a height from 64 to 32767, like 1600x900"));
}

static gboolean
parse_scale (const char *text, double *scale, GError **error)
{
  char *end;

  *scale = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *scale >= 1 && *scale <= SCALE_MAX)
    return TRUE;
  return fail (error, "scale", text, _ ("a number from 1 to 8"));
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
  if (options->output == NULL || *options->output == '\0')
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--output is missing"));
      return FALSE;
    }
  if (!lab_format_from_path (options->output, &render->export.format))
    return fail (error, "output", options->output, _ ("a name that ends in .png, .svg or .pdf"));
  if (options->theme != NULL && !find_theme (options->theme, &render->theme, error))
    return FALSE;
  if (options->size != NULL && !parse_size (options->size, render, error))
    return FALSE;
  if (options->scale != NULL && !parse_scale (options->scale, &render->export.scale, error))
    return FALSE;
  render->title = options->title;
  render->lanes = options->lanes;
  render->by = options->by_task ? LAB_VIEW_TASKS : LAB_VIEW_WORKERS;
  render->critical = options->critical;
  render->export.real_text = options->text;
  return parse_time ("from", options->from, &render->has_from, &render->from, error)
         && parse_time ("at", options->at, &render->has_at, &render->at, error)
         && parse_time ("to", options->to, &render->has_to, &render->to, error);
}

/* gettext looks at LANGUAGE in every locale but "C"; numbers follow where such a locale is installed. */
static void
set_language (const char *language)
{
  g_autofree char *locale = g_strconcat (language, ".UTF-8", NULL);

  g_setenv ("LANGUAGE", language, TRUE);
  if (g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  setlocale (LC_NUMERIC, locale);
}

static gboolean
open_sources (char **arguments, GPtrArray *sources, GError **error)
{
  if (arguments == NULL || arguments[0] == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s is missing"), _ ("TRACE"));
      return FALSE;
    }
  for (char **argument = arguments; *argument != NULL; argument++)
    {
      CliSource *source = cli_source_open (*argument, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (sources, source);
    }
  return TRUE;
}

static gboolean export(const CliRender *render, const LabScene *scene, const char *path, GError **error)
{
  g_autoptr (LabPainter) painter = lab_painter_new (render->theme, render->font);
  g_autoptr (GBytes) bytes = lab_export (painter, render->font, scene, &render->export, error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return g_file_set_contents (path, data, (gssize) size, error);
}

static gboolean
render_chart (const RenderOptions *options, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) cli_source_free);
  g_autoptr (LabFont) font = NULL;
  g_autoptr (LabScene) scene = NULL;
  CliRender render = { .sources = sources, .export = { .scale = 1 } };
  const CliChart *chart = find_chart (options->chart != NULL ? options->chart : charts[0]->id, error);

  if (chart == NULL || !read_options (options, &render, error))
    return FALSE;
  if (options->language != NULL)
    set_language (options->language);
  if (!open_sources (options->arguments, sources, error))
    return FALSE;
  render.font = font = lab_font_new (options->font);
  render.export.date = lab_trace_get_header (((CliSource *) g_ptr_array_index (sources, 0))->trace)->wall_clock
                       / G_USEC_PER_SEC;
  scene = chart->make (&render, error);
  return scene != NULL && export(&render, scene, options->output, error);
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
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("The picture: a name ending in .png, .svg or .pdf"),
      N_ ("FILE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &options.size, N_ ("Width and height, like 1600x900"), N_ ("WxH") },
    { "scale", 0, 0, G_OPTION_ARG_STRING, &options.scale, N_ ("Pixels a unit of a PNG, from 1 to 8"), N_ ("N") },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &options.theme, N_ ("light, dark or print"), N_ ("THEME") },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options.language, N_ ("The language of the text, like de or pt_BR"),
      N_ ("LANG") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("Where the time begins, since the run's start"),
      N_ ("DURATION") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("Where the time ends"), N_ ("DURATION") },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at, N_ ("The instant that loop and threads show"), N_ ("DURATION") },
    { "tasks", 0, 0, G_OPTION_ARG_NONE, &options.by_task, N_ ("A lane for each task instead of each worker"), NULL },
    { "lanes", 0, 0, G_OPTION_ARG_STRING, &options.lanes, N_ ("Only these lanes, like 1-4,9"), N_ ("LANES") },
    { "critical", 0, 0, G_OPTION_ARG_NONE, &options.critical, N_ ("Show the path that set the end"), NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_ ("The title; \"\" for none"), N_ ("TEXT") },
    { "font", 0, 0, G_OPTION_ARG_STRING, &options.font, N_ ("The family of the font"), N_ ("FAMILY") },
    { "text", 0, 0, G_OPTION_ARG_NONE, &options.text, N_ ("In SVG, text as text instead of shapes"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options.help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "render", N_ ("TRACE…"),
                           N_ ("Draws a chart of saved traces as PNG, SVG or PDF; needs no display."), entries };
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (options.help)
    print_help (&usage);
  else if (!render_chart (&options, &error))
    return cli_report_error (error);
  return CLI_EXIT_OK;
}
