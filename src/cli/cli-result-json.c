/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-json.h"
#include "cli-levels.h"
#include "cli-result.h"

static void
open_object (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
add_values (JsonBuilder *builder, const char *name, const LabValues *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, lab_values_to_node (values));
}

static void
add_experiment (JsonBuilder *builder, const LabExperiment *experiment)
{
  if (experiment == NULL)
    {
      cli_json_add_text (builder, "workload", NULL);
      cli_json_add_text (builder, "model", NULL);
      return;
    }
  cli_json_add_text (builder, "workload", lab_workload_get_id (experiment->workload));
  cli_json_add_text (builder, "model", experiment->model->id);
  add_values (builder, "params", experiment->params);
  add_values (builder, "options", experiment->options);
}

static void
add_outcome (JsonBuilder *builder, const LabOutcome *outcome, const LabExperiment *experiment)
{
  cli_json_add_text (builder, "outcome", lab_outcome_kind_get_id (outcome->kind));
  cli_json_add_text (builder, "reason", outcome->reason);
  json_builder_set_member_name (builder, "answer_ok");
  if (outcome->answer_known)
    json_builder_add_boolean_value (builder, outcome->answer_ok);
  else
    json_builder_add_null_value (builder);
  cli_json_add_text (builder, "answer_why", outcome->answer_why);
  json_builder_set_member_name (builder, "expected");
  json_builder_add_boolean_value (builder, experiment != NULL && lab_outcome_is_expected (outcome, experiment));
  cli_json_add_text (builder, "note", outcome->note);
}

static void
add_levels (JsonBuilder *builder, const LabConcurrency *concurrency)
{
  guint n = cli_levels_count (concurrency);

  json_builder_set_member_name (builder, "levels_ns");
  json_builder_begin_array (builder);
  for (guint level = 0; level < n; level++)
    json_builder_add_int_value (builder, (gint64) concurrency->level[level]);
  json_builder_end_array (builder);
}

static void
add_concurrency (JsonBuilder *builder, const char *name, const LabConcurrency *concurrency)
{
  open_object (builder, name);
  cli_json_add_number (builder, "mean", concurrency->mean);
  cli_json_add_count (builder, "max", concurrency->max);
  add_levels (builder, concurrency);
  json_builder_end_object (builder);
}

static void
add_distribution (JsonBuilder *builder, const char *name, const LabDistribution *distribution)
{
  open_object (builder, name);
  cli_json_add_count (builder, "median", distribution->median);
  cli_json_add_count (builder, "p95", distribution->p95);
  cli_json_add_count (builder, "max", distribution->max);
  json_builder_end_object (builder);
}

static void
add_states (JsonBuilder *builder, const LabMetrics *metrics)
{
  open_object (builder, "states");
  for (LabState state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    cli_json_add_count (builder, lab_state_get_info (state)->id, metrics->states[state]);
  json_builder_end_object (builder);
}

static void
add_tasks (JsonBuilder *builder, const LabMetrics *metrics)
{
  open_object (builder, "tasks");
  cli_json_add_count (builder, "total", metrics->n_tasks);
  cli_json_add_count (builder, "done", metrics->n_done);
  cli_json_add_count (builder, "failed", metrics->n_failed);
  cli_json_add_count (builder, "cancelled", metrics->n_cancelled);
  json_builder_end_object (builder);
}

static void
add_metrics (JsonBuilder *builder, const LabMetrics *metrics)
{
  cli_json_add_count (builder, "makespan_ns", metrics->makespan);
  cli_json_add_count (builder, "work_ns", metrics->work);
  cli_json_add_number (builder, "overlap", metrics->overlap);
  add_concurrency (builder, "parallelism", &metrics->parallelism);
  add_concurrency (builder, "in_flight", &metrics->in_flight);
  add_states (builder, metrics);
  add_tasks (builder, metrics);
  add_distribution (builder, "queue_delay_ns", &metrics->queue_delay);
  add_distribution (builder, "duration_ns", &metrics->duration);
  cli_json_add_count (builder, "lanes", metrics->n_lanes);
  cli_json_add_count (builder, "processes", metrics->n_processes);
  cli_json_add_count (builder, "cpus", metrics->n_cpus);
  cli_json_add_count (builder, "events", metrics->n_events);
  cli_json_add_count (builder, "dropped", metrics->n_dropped);
  cli_json_add_count (builder, "peak_rss_bytes", metrics->peak_rss);
  cli_json_add_count (builder, "rss_per_task_bytes", metrics->rss_per_task);
  cli_json_add_number (builder, "recording_share", metrics->recording_share);
}

static void
add_hazards (JsonBuilder *builder, GPtrArray *hazards)
{
  json_builder_set_member_name (builder, "hazards");
  json_builder_begin_array (builder);
  for (guint i = 0; i < hazards->len; i++)
    {
      const LabHazard *hazard = g_ptr_array_index (hazards, i);

      json_builder_begin_object (builder);
      cli_json_add_text (builder, "id", lab_hazard_kind_get_id (hazard->kind));
      cli_json_add_text (builder, "title", lab_hazard_kind_get_title (hazard->kind));
      cli_json_add_text (builder, "sentence", hazard->sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

JsonNode *
cli_result_to_node (const LabResult *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *verdict = NULL;

  if (self->verdict != NULL)
    verdict = g_strjoin (" ", self->verdict->headline, self->verdict->detail, NULL);
  json_builder_begin_object (builder);
  cli_json_add_count (builder, "schema", CLI_RESULT_SCHEMA);
  add_experiment (builder, self->experiment);
  add_outcome (builder, self->outcome, self->experiment);
  add_metrics (builder, &self->metrics);
  add_hazards (builder, self->hazards);
  cli_json_add_text (builder, "verdict", verdict);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
