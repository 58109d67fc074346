/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli-json.h"
#include "cli-options.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-data.h"
#include "lab-preset.h"
#include "lab-suggest.h"

static const CliColumn columns[] = { { NULL, CLI_LEFT }, { NULL, CLI_LEFT }, { NULL, CLI_LEFT }, { NULL, CLI_LEFT } };
#define N_WORKLOAD_COLUMNS 3

static void
print_table (CliTable *table, const char *heading)
{
  g_autofree char *text = cli_table_to_text (table, heading != NULL ? "  " : "");

  if (heading != NULL)
    printf ("%s\n", heading);
  fputs (text, stdout);
}

static void
print_workloads (GPtrArray *workloads, const char *heading)
{
  g_autoptr (CliTable) table = cli_table_new (columns, N_WORKLOAD_COLUMNS);

  for (guint i = 0; i < workloads->len; i++)
    {
      LabWorkload *workload = g_ptr_array_index (workloads, i);

      cli_table_add (table, lab_workload_get_id (workload), lab_workload_get_group_title (workload),
                     lab_workload_get_summary (workload));
    }
  print_table (table, heading);
}

static void
print_presets (GPtrArray *presets, const char *heading)
{
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < presets->len; i++)
    {
      const LabPreset *preset = g_ptr_array_index (presets, i);
      const LabExperiment *experiment = lab_preset_get_experiment (preset);
      g_autofree char *name = g_strconcat ("@", lab_preset_get_id (preset), NULL);

      cli_table_add (table, name, lab_workload_get_id (experiment->workload), experiment->model->id,
                     lab_preset_get_title (preset));
    }
  print_table (table, heading);
}

static void
print_models (const char *heading)
{
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));

  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      g_autofree char *why_not = (*model)->why_not != NULL ? (*model)->why_not () : NULL;
      g_autofree char *summary = why_not == NULL ? g_strdup (_ ((*model)->summary))
                                                 : g_strdup_printf (_ ("not available here: %s"), why_not);

      g_autofree const char **titles = lab_model_get_trait_titles (*model);
      g_autofree char *traits = g_strjoinv (", ", (char **) titles);

      cli_table_add (table, (*model)->id, _ ((*model)->title), traits, summary);
    }
  print_table (table, heading);
}

static void
add_texts (JsonBuilder *builder, const char *name, const char *const *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (; *texts != NULL; texts++)
    json_builder_add_string_value (builder, *texts);
  json_builder_end_array (builder);
}

static void
add_params (JsonBuilder *builder, const LabParamSpec *specs, guint n_specs)
{
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_specs; i++)
    {
      g_autofree char *initial = lab_param_spec_get_default_text (&specs[i]);
      g_autofree char *range = lab_param_spec_describe_range (&specs[i]);

      json_builder_begin_object (builder);
      cli_json_add_text (builder, "id", specs[i].id);
      cli_json_add_text (builder, "type", lab_param_type_get_id (specs[i].type));
      cli_json_add_text (builder, "title", lab_data_translate (specs[i].title));
      cli_json_add_text (builder, "help", lab_data_translate (specs[i].help));
      cli_json_add_text (builder, "default", initial);
      cli_json_add_text (builder, "range", range);
      if (specs[i].choices != NULL)
        add_texts (builder, "choices", specs[i].choices);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_workloads (JsonBuilder *builder, GPtrArray *workloads)
{
  json_builder_set_member_name (builder, "workloads");
  json_builder_begin_array (builder);
  for (guint i = 0; i < workloads->len; i++)
    {
      LabWorkload *workload = g_ptr_array_index (workloads, i);
      guint n_params;
      const LabParamSpec *params = lab_workload_get_params (workload, &n_params);

      json_builder_begin_object (builder);
      cli_json_add_text (builder, "id", lab_workload_get_id (workload));
      cli_json_add_text (builder, "title", lab_workload_get_title (workload));
      cli_json_add_text (builder, "summary", lab_workload_get_summary (workload));
      cli_json_add_text (builder, "group", lab_workload_get_group (workload));
      cli_json_add_text (builder, "source", lab_workload_get_source (workload));
      add_params (builder, params, n_params);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_presets (JsonBuilder *builder, GPtrArray *presets)
{
  json_builder_set_member_name (builder, "presets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < presets->len; i++)
    {
      const LabPreset *preset = g_ptr_array_index (presets, i);
      const LabExperiment *experiment = lab_preset_get_experiment (preset);

      json_builder_begin_object (builder);
      cli_json_add_text (builder, "id", lab_preset_get_id (preset));
      cli_json_add_text (builder, "title", lab_preset_get_title (preset));
      cli_json_add_text (builder, "about", lab_preset_get_about (preset));
      cli_json_add_text (builder, "workload", lab_workload_get_id (experiment->workload));
      cli_json_add_text (builder, "model", experiment->model->id);
      json_builder_set_member_name (builder, "params");
      json_builder_add_value (builder, lab_values_to_node (experiment->params));
      json_builder_set_member_name (builder, "options");
      json_builder_add_value (builder, lab_values_to_node (experiment->options));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_models (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "models");
  json_builder_begin_array (builder);
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      g_autofree char *why_not = (*model)->why_not != NULL ? (*model)->why_not () : NULL;

      g_autofree const char **traits = lab_model_get_trait_ids (*model);

      json_builder_begin_object (builder);
      cli_json_add_text (builder, "id", (*model)->id);
      cli_json_add_text (builder, "title", _ ((*model)->title));
      cli_json_add_text (builder, "summary", _ ((*model)->summary));
      json_builder_set_member_name (builder, "available");
      json_builder_add_boolean_value (builder, why_not == NULL);
      cli_json_add_text (builder, "why_not", why_not);
      add_texts (builder, "traits", traits);
      add_params (builder, (*model)->params, (*model)->n_params);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What is asked for; NULL and FALSE where it is not. */
typedef struct
{
  GPtrArray *workloads;
  GPtrArray *presets;
  gboolean models;
} Lists;

static void
print_json (const Lists *lists)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (lists->workloads != NULL)
    add_workloads (builder, lists->workloads);
  if (lists->models)
    add_models (builder);
  if (lists->presets != NULL)
    add_presets (builder, lists->presets);
  json_builder_end_object (builder);
  cli_json_print (json_builder_get_root (builder));
}

static void
print_text (const Lists *lists)
{
  gboolean all = lists->workloads != NULL && lists->models;

  if (lists->workloads != NULL)
    print_workloads (lists->workloads, all ? _ ("Workloads:") : NULL);
  if (all)
    putchar ('\n');
  if (lists->models)
    print_models (all ? _ ("Models:") : NULL);
  if (all)
    putchar ('\n');
  if (lists->presets != NULL)
    print_presets (lists->presets, all ? _ ("Presets:") : NULL);
}

static void
print_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = cli_escape (g_ptr_array_index (problems, i));

      fprintf (stderr, _ ("interleave-cli: left out: %s\n"), problem);
    }
}

static const char *const kinds[] = { "workloads", "models", "presets", NULL };

/* NULL stands for all of them. */
static gboolean
read_kind (char **arguments, const char **kind, GError **error)
{
  *kind = NULL;
  if (arguments == NULL)
    return TRUE;
  *kind = cli_get_only_argument (arguments, "", error);
  if (*kind == NULL)
    return FALSE;
  if (g_strv_contains (kinds, *kind))
    return TRUE;
  lab_set_unknown_error (error, _ ("kind"), *kind, kinds);
  return FALSE;
}

static gboolean
is_asked_for (const char *kind, const char *asked)
{
  return asked == NULL || g_str_equal (kind, asked);
}

static void
print_lists (const char *kind, gboolean json)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) workloads = is_asked_for ("workloads", kind) ? lab_workload_list (problems) : NULL;
  g_autoptr (GPtrArray) presets = is_asked_for ("presets", kind) ? lab_preset_list (problems) : NULL;
  const Lists lists = { workloads, presets, is_asked_for ("models", kind) };

  print_problems (problems);
  if (json)
    print_json (&lists);
  else
    print_text (&lists);
}

int
cli_list (int argc, char **argv)
{
  gboolean help = FALSE, json = FALSE;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print the list as one JSON object"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Print this help"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CliUsage usage = { "list", N_ ("[workloads|models|presets]"),
                           N_ ("Lists the workloads, the models, the presets, or all of them."), entries };
  g_autoptr (GError) error = NULL;
  const char *kind;

  if (!cli_parse (&usage, argc, argv, &error) || !read_kind (arguments, &kind, &error))
    return cli_report_error (error);
  if (help)
    cli_print_help (&usage, NULL);
  else
    print_lists (kind, json);
  return CLI_EXIT_OK;
}
