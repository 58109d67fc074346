/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-latency.h"
#include "cli-measure.h"
#include "cli-options.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-latency-chart.h"
#include "lab-latency-row.h"
#include "lab-quantity.h"

typedef struct
{
  CliPictureOptions picture;
  gboolean help, json, list, measure, careful;
  char *analogy, *rate, *folder, *remote, *span, *from, *to;
  char **editions, **imports, **rows;
} LatencyOptions;

static void
latency_options_clear (LatencyOptions *self)
{
  cli_picture_options_clear (&self->picture);
  g_free (self->analogy);
  g_free (self->rate);
  g_free (self->folder);
  g_free (self->remote);
  g_free (self->span);
  g_free (self->from);
  g_free (self->to);
  g_strfreev (self->editions);
  g_strfreev (self->imports);
  g_strfreev (self->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LatencyOptions, latency_options_clear)

static void
latency_clear (CliLatency *self)
{
  g_clear_pointer (&self->editions, g_ptr_array_unref);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->analogy, lab_analogy_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliLatency, latency_clear)

static gboolean
load_editions (const LatencyOptions *options, GPtrArray *editions, GError **error)
{
  static const char *const usual[] = { LAB_EDITION_DEFAULT, NULL };
  const char *const *names = options->editions != NULL ? (const char *const *) options->editions : usual;

  for (; *names != NULL; names++)
    {
      LabEdition *edition = lab_edition_load (*names, error);

      if (edition == NULL)
        return FALSE;
      g_ptr_array_add (editions, edition);
    }
  return TRUE;
}

static gboolean
load_sheets (const LatencyOptions *options, GPtrArray *sheets, GError **error)
{
  for (char **name = options->imports; name != NULL && *name != NULL; name++)
    {
      LabSheet *sheet = lab_sheet_load (*name, error);

      if (sheet == NULL)
        return FALSE;
      g_ptr_array_add (sheets, sheet);
    }
  return TRUE;
}

static gboolean
read_rate (const char *text, double *rate, GError **error)
{
  char *end;

  if (text == NULL)
    return TRUE;
  *rate = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *rate >= LAB_RATE_MIN && *rate <= LAB_RATE_MAX)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--rate: expected a number from %g to %g, found \"%s\""),
               LAB_RATE_MIN, LAB_RATE_MAX, text);
  return FALSE;
}

/* A length of time above 0; stays as it is where none is given. */
static gboolean
read_duration (const char *option, const char *text, double *duration, GError **error)
{
  guint64 ns = 0;

  if (text == NULL)
    return TRUE;
  if (!lab_parse_duration (text, &ns, error))
    {
      g_prefix_error (error, "--%s: ", option);
      return FALSE;
    }
  *duration = (double) ns;
  if (ns > 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--%s: expected more than 0 s"), option);
  return FALSE;
}

/* One end of the axis is enough to say. */
static gboolean
read_stretch (CliLatency *self, const LatencyOptions *options, GError **error)
{
  if (options->from == NULL && options->to == NULL)
    return TRUE;
  self->from = LAB_LATENCY_FROM;
  self->to = LAB_LATENCY_TO;
  if (!read_duration ("from", options->from, &self->from, error)
      || !read_duration ("to", options->to, &self->to, error))
    return FALSE;
  if (self->from < self->to)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--to must be after --from"));
  return FALSE;
}

/* Whether some edition or the scale has each of the rows. */
static gboolean
check_rows (const CliLatency *self, char **rows, GError **error)
{
  for (; rows != NULL && *rows != NULL; rows++)
    {
      gboolean known = FALSE;

      for (guint i = 0; i < self->editions->len; i++)
        known |= lab_edition_find (g_ptr_array_index (self->editions, i), *rows) != NULL;
      if (!known && lab_latency_row_require (*rows, error) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_options (const LatencyOptions *options, GError **error)
{
  const struct
  {
    gboolean given;
    const char *name;
  } only_measuring[] = {
    { options->careful, "--careful" },
    { options->folder != NULL, "--folder" },
    { options->remote != NULL, "--remote" },
  };
  const char *needless = cli_picture_options_find_needless (&options->picture);

  for (gsize i = 0; i < G_N_ELEMENTS (only_measuring); i++)
    if (only_measuring[i].given && !options->measure)
      {
        g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s needs --measure"), only_measuring[i].name);
        return FALSE;
      }
  if (needless != NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("%s needs --output"), needless);
  return needless == NULL;
}

static gboolean
prepare (CliLatency *self, const LatencyOptions *options, GError **error)
{
  double rate = 0;

  self->editions = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_edition_unref);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_sheet_free);
  if (!check_options (options, error) || !load_editions (options, self->editions, error)
      || !load_sheets (options, self->sheets, error) || !read_rate (options->rate, &rate, error)
      || !read_duration ("span", options->span, &self->span, error) || !read_stretch (self, options, error)
      || !check_rows (self, options->rows, error))
    return FALSE;
  self->rate = rate > 0 ? rate : LAB_RATE_COUNTED;
  self->rows = (const char *const *) options->rows;
  self->analogy = lab_analogy_new (options->analogy != NULL ? options->analogy : "seconds", rate,
                                   g_ptr_array_index (self->editions, 0), error);
  return self->analogy != NULL;
}

/* The measurement stands first, before those it is compared with. It is kept, unless it was stopped or is of chosen
 * rows only: then it would stand in the place of a whole one. */
static int
measure (CliLatency *self, const LatencyOptions *options, GError **error)
{
  const LabMeasureOptions how = { .careful = options->careful,
                                  .rows = (const char *const *) options->rows,
                                  .folder = options->folder,
                                  .remote = options->remote };
  int signal_number = 0;
  g_autoptr (LabMeasure) done = cli_measure (&how, &signal_number, error);
  g_autoptr (LabSheet) sheet = NULL;
  g_autofree char *name = NULL;

  if (done == NULL)
    return CLI_EXIT_FAILED;
  sheet = lab_measure_take_sheet (done);
  if (signal_number == 0 && options->rows == NULL)
    name = lab_sheet_keep (sheet, error);
  g_ptr_array_insert (self->sheets, 0, g_steal_pointer (&sheet));
  return signal_number == 0 ? CLI_EXIT_OK : CLI_EXIT_SIGNAL + signal_number;
}

static int
show (const LatencyOptions *options, GError **error)
{
  g_auto (CliLatency) self = { 0 };
  g_auto (CliPicture) picture = { 0 };
  int status = CLI_EXIT_OK;

  if (options->picture.output != NULL && !cli_picture_init (&picture, &options->picture, error))
    return CLI_EXIT_USAGE;
  if (!prepare (&self, options, error))
    return CLI_EXIT_USAGE;
  if (options->measure)
    status = measure (&self, options, error);
  /* A measurement that could not be kept is shown all the same. */
  if (options->measure && self.sheets->len == 0)
    return status;
  if (options->picture.output != NULL && !cli_latency_draw (&self, &picture, error))
    return CLI_EXIT_FAILED;
  if (options->json)
    cli_latency_print_json (&self);
  else if (options->picture.output == NULL)
    cli_latency_print (&self);
  return status;
}

static void
list (void)
{
  static const CliColumn columns[] = { { NULL, CLI_LEFT }, { NULL, CLI_RIGHT }, { NULL, CLI_LEFT } };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) editions = lab_edition_list (problems);
  g_auto (GStrv) kept = lab_sheet_list_kept ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = cli_escape (g_ptr_array_index (problems, i));

      fprintf (stderr, _ ("interleave-cli: left out: %s\n"), problem);
    }
  for (guint i = 0; i < editions->len; i++)
    {
      const LabEdition *edition = g_ptr_array_index (editions, i);
      g_autofree char *year = g_strdup_printf ("%d", lab_edition_get_year (edition));
      g_autofree char *title = cli_escape (lab_edition_get_title (edition));

      cli_table_add (table, lab_edition_get_id (edition), year, title);
    }
  for (guint i = 0; kept[i] != NULL; i++)
    cli_table_add (table, kept[i], "", _ ("a measurement that was kept"));
  text = cli_table_to_text (table, "");
  fputs (text, stdout);
}

int
cli_latency (int argc, char **argv)
{
  g_auto (LatencyOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "measure", 0, 0, G_OPTION_ARG_NONE, &options.measure, N_ ("Measure this machine, all rows or those named"),
      NULL },
    { "careful", 0, 0, G_OPTION_ARG_NONE, &options.careful, N_ ("Measure longer, with more repetitions"), NULL },
    { "edition", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.editions,
      N_ ("Show this edition; can be given several times"), N_ ("E") },
    { "import", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.imports,
      N_ ("Show this measurement; can be given several times"), N_ ("FILE") },
    { "analogy", 0, 0, G_OPTION_ARG_FILENAME, &options.analogy,
      N_ ("instructions, seconds, metres, light, or ROW=1s, ROW=1m"), N_ ("A") },
    { "rate", 0, 0, G_OPTION_ARG_FILENAME, &options.rate, N_ ("How many instructions there are in a nanosecond"),
      N_ ("N") },
    { "span", 0, 0, G_OPTION_ARG_FILENAME, &options.span, N_ ("Say how many of each row fit into this time"),
      N_ ("D") },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, N_ ("Measure files in this folder"), N_ ("FOLDER") },
    { "remote", 0, 0, G_OPTION_ARG_FILENAME, &options.remote, N_ ("Measure the way to this host, too"),
      N_ ("HOST[:PORT]") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list, N_ ("List the editions and the measurements that were kept"),
      NULL },
    CLI_PICTURE_ENTRIES (&options.picture),
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options.from, N_ ("Where the axis of the picture begins"),
      N_ ("DURATION") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, N_ ("Where it ends"), N_ ("DURATION") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print one JSON object"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options.help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.rows, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "latency", N_ ("[ROW…]"),
                           N_ ("Shows the latency numbers every programmer should know, and measures them here."),
                           entries };
  g_autoptr (GError) error = NULL;
  int status = CLI_EXIT_OK;

  if (!cli_parse (&usage, argc, argv, &error))
    return cli_report_error (error);
  if (options.help)
    cli_print_help (&usage, NULL);
  else if (options.list)
    list ();
  else
    status = show (&options, &error);
  return error == NULL ? status : cli_report_error (error);
}
