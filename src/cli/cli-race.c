/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli-json.h"
#include "cli-race.h"
#include "cli-table.h"
#include "cli.h"
#include "lab-quantity.h"

#define NOTHING "–"

CliEntry *
cli_entry_new (LabExperiment *experiment)
{
  CliEntry *self = g_new0 (CliEntry, 1);

  self->experiment = experiment;
  return self;
}

void
cli_entry_free (CliEntry *self)
{
  g_clear_pointer (&self->experiment, lab_experiment_free);
  g_clear_pointer (&self->result, cli_result_free);
  g_free (self->why_not);
  g_free (self);
}

/* 0 where sequential has not run to its end. */
static guint64
get_sequential_makespan (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const CliEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->experiment->model->id, "sequential") && entry->result != NULL
          && entry->result->outcome->kind == LAB_OUTCOME_DONE)
        return entry->result->metrics.makespan;
    }
  return 0;
}

static guint64
get_slowest_makespan (GPtrArray *entries)
{
  guint64 slowest = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const CliEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result != NULL && entry->result->outcome->kind == LAB_OUTCOME_DONE)
        slowest = MAX (slowest, entry->result->metrics.makespan);
    }
  return slowest;
}

/* What speed-ups refer to: 0 where nothing was finished. */
static guint64
get_yardstick (GPtrArray *entries)
{
  guint64 sequential = get_sequential_makespan (entries);

  return sequential > 0 ? sequential : get_slowest_makespan (entries);
}

void
cli_race_judge (GPtrArray *entries)
{
  guint64 sequential = get_sequential_makespan (entries);

  for (guint i = 0; i < entries->len; i++)
    {
      CliEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result != NULL)
        cli_result_judge (entry->result, sequential);
    }
}

/* Only of what was finished: how fast a run broke off says nothing. */
static double
get_speed_up (const CliEntry *entry, guint64 yardstick)
{
  guint64 makespan = entry->result->metrics.makespan;

  if (entry->result->outcome->kind != LAB_OUTCOME_DONE || makespan == 0)
    return 0;
  return (double) yardstick / (double) makespan;
}

char *
cli_race_compare (GPtrArray *entries)
{
  g_autofree const LabExperiment **experiments = g_new (const LabExperiment *, entries->len);
  g_autofree const LabOutcome **outcomes = g_new (const LabOutcome *, entries->len);
  g_autofree LabMetrics *metrics = g_new (LabMetrics, entries->len);
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      CliEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result == NULL)
        continue;
      experiments[n] = entry->experiment;
      outcomes[n] = entry->result->outcome;
      metrics[n++] = entry->result->metrics;
    }
  return n == 0 ? NULL : lab_verdict_compare (experiments, metrics, outcomes, n);
}

static void
add_row (CliTable *table, const CliEntry *entry, guint64 yardstick)
{
  const LabMetrics *metrics = &entry->result->metrics;
  double speed_up = get_speed_up (entry, yardstick);
  g_autofree char *makespan = lab_format_duration (metrics->makespan);
  g_autofree char *faster = speed_up > 0 ? lab_format_ratio (speed_up) : g_strdup (NOTHING);
  g_autofree char *overlap = lab_format_ratio (metrics->overlap);
  g_autofree char *outcome = cli_result_describe (entry->result);
  g_autofree char *memory = metrics->peak_rss > 0 ? lab_format_size (metrics->peak_rss) : g_strdup (NOTHING);

  cli_table_add (table, entry->experiment->model->id, makespan, faster, overlap, memory, outcome);
}

void
cli_race_print (GPtrArray *entries)
{
  const CliColumn columns[] = {
    { N_ ("model"), CLI_LEFT },
    { N_ ("makespan"), CLI_RIGHT },
    { get_sequential_makespan (entries) > 0 ? N_ ("speed-up") : N_ ("over slowest"), CLI_RIGHT },
    { N_ ("overlap"), CLI_RIGHT },
    { N_ ("memory"), CLI_RIGHT },
    { N_ ("outcome"), CLI_LEFT },
  };
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *verdict = cli_race_compare (entries);
  g_autofree char *text = NULL;
  guint64 yardstick = get_yardstick (entries);
  gboolean bold = cli_has_style (stdout);

  for (guint i = 0; i < entries->len; i++)
    {
      const CliEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result != NULL)
        add_row (table, entry, yardstick);
      else
        cli_table_add (table, entry->experiment->model->id, NOTHING, NOTHING, NOTHING, NOTHING, entry->why_not);
    }
  text = cli_table_to_text (table, "");
  fputs (text, stdout);
  if (verdict != NULL)
    printf ("\n%s%s%s\n", bold ? "\033[1m" : "", verdict, bold ? "\033[0m" : "");
}

static void
add_run (JsonBuilder *builder, const CliEntry *entry, guint64 yardstick)
{
  double speed_up = get_speed_up (entry, yardstick);
  JsonNode *node = cli_result_to_node (entry->result);

  if (speed_up > 0)
    json_object_set_double_member (json_node_get_object (node), "speed_up", speed_up);
  json_builder_add_value (builder, node);
}

static void
add_skipped (JsonBuilder *builder, const CliEntry *entry)
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
  g_autofree char *verdict = cli_race_compare (entries);
  guint64 yardstick = get_yardstick (entries);

  json_builder_begin_object (builder);
  cli_json_add_count (builder, "schema", CLI_RESULT_SCHEMA);
  cli_json_add_text (builder, "workload", lab_workload_get_id (workload));
  open_array (builder, "runs");
  for (guint i = 0; i < entries->len; i++)
    if (((CliEntry *) g_ptr_array_index (entries, i))->result != NULL)
      add_run (builder, g_ptr_array_index (entries, i), yardstick);
  json_builder_end_array (builder);
  open_array (builder, "skipped");
  for (guint i = 0; i < entries->len; i++)
    if (((CliEntry *) g_ptr_array_index (entries, i))->result == NULL)
      add_skipped (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  cli_json_add_text (builder, "verdict", verdict);
  json_builder_end_object (builder);
  cli_json_print (json_builder_get_root (builder));
}
