/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli-json.h"
#include "cli-race.h"
#include "cli-result.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-quantity.h"

#define NOTHING "–"

static void
add_row (CliTable *table, GPtrArray *entries, const LabEntry *entry)
{
  const LabMetrics *metrics = &entry->result->metrics;
  double speed_up = lab_standings_get_speed_up (entries, entry);
  g_autofree char *makespan = lab_format_duration (metrics->makespan);
  g_autofree char *faster = speed_up > 0 ? lab_format_ratio (speed_up) : g_strdup (NOTHING);
  g_autofree char *overlap = lab_format_ratio (metrics->overlap);
  g_autofree char *outcome = lab_result_describe (entry->result);
  g_autofree char *memory = metrics->peak_rss > 0 ? lab_format_size (metrics->peak_rss) : g_strdup (NOTHING);

  cli_table_add (table, entry->experiment->model->id, makespan, faster, overlap, memory, outcome);
}

void
cli_race_print (GPtrArray *entries)
{
  const CliColumn columns[] = {
    { N_ ("model"), CLI_LEFT },
    { N_ ("makespan"), CLI_RIGHT },
    { lab_standings_get_sequential (entries) > 0 ? N_ ("speed-up") : N_ ("over slowest"), CLI_RIGHT },
    { N_ ("overlap"), CLI_RIGHT },
    { N_ ("memory"), CLI_RIGHT },
    { N_ ("outcome"), CLI_LEFT },
  };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *verdict = lab_standings_compare (entries);
  g_autofree char *text = NULL;
  gboolean bold = cli_has_style (stdout);

  for (guint i = 0; i < entries->len; i++)
    {
      const LabEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result != NULL)
        add_row (table, entries, entry);
      else
        cli_table_add (table, entry->experiment->model->id, NOTHING, NOTHING, NOTHING, NOTHING, entry->why_not);
    }
  text = cli_table_to_text (table, "");
  fputs (text, stdout);
  if (verdict != NULL)
    printf ("\n%s%s%s\n", bold ? "\033[1m" : "", verdict, bold ? "\033[0m" : "");
}

static void
add_run (JsonBuilder *builder, GPtrArray *entries, const LabEntry *entry)
{
  double speed_up = lab_standings_get_speed_up (entries, entry);
  JsonNode *node = cli_result_to_node (entry->result);

  if (speed_up > 0)
    json_object_set_double_member (json_node_get_object (node), "speed_up", speed_up);
  json_builder_add_value (builder, node);
}

static void
add_skipped (JsonBuilder *builder, const LabEntry *entry)
{
  json_builder_begin_object (builder);
  cli_json_add_text (builder, "model", entry->experiment->model->id);
  cli_json_add_text (builder, "reason", entry->why_not);
  json_builder_end_object (builder);
}

static void
open_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

void
cli_race_print_json (GPtrArray *entries, LabWorkload *workload)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *verdict = lab_standings_compare (entries);

  json_builder_begin_object (builder);
  cli_json_add_count (builder, "schema", CLI_RESULT_SCHEMA);
  cli_json_add_text (builder, "workload", lab_workload_get_id (workload));
  open_array (builder, "runs");
  for (guint i = 0; i < entries->len; i++)
    if (((LabEntry *) g_ptr_array_index (entries, i))->result != NULL)
      add_run (builder, entries, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  open_array (builder, "skipped");
  for (guint i = 0; i < entries->len; i++)
    if (((LabEntry *) g_ptr_array_index (entries, i))->result == NULL)
      add_skipped (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  cli_json_add_text (builder, "verdict", verdict);
  json_builder_end_object (builder);
  cli_json_print (json_builder_get_root (builder));
}
