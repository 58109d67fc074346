/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-result.h"

/* Below so many lanes that run at once, on average, what counts is how many wait. */
#define HARDLY_RUNS 0.1

static void
read_trace (LabResult *self, LabTrace *trace)
{
  lab_metrics_compute (&self->metrics, trace);
  self->hazards = lab_hazards_find (trace, self->experiment, &self->metrics, self->outcome);
  lab_result_judge (self, 0);
}

LabResult *
lab_result_new_for_run (LabRun *run)
{
  LabResult *self = g_new0 (LabResult, 1);
  g_autofree char *outcome = lab_outcome_to_json (lab_run_get_outcome (run));

  self->experiment = lab_experiment_copy (lab_run_get_experiment (run));
  self->outcome = lab_outcome_new_from_json (outcome);
  read_trace (self, lab_run_get_trace (run));
  return self;
}

LabResult *
lab_result_new_for_trace (LabTrace *trace)
{
  LabResult *self = g_new0 (LabResult, 1);
  const char *experiment = lab_trace_get_meta (trace, "experiment");

  if (experiment != NULL)
    self->experiment = lab_experiment_new_from_json (experiment, -1, NULL);
  self->outcome = lab_outcome_new_from_json (lab_trace_get_meta (trace, "outcome"));
  read_trace (self, trace);
  return self;
}

LabResult *
lab_result_copy (const LabResult *self)
{
  LabResult *copy = g_new0 (LabResult, 1);
  g_autofree char *outcome = lab_outcome_to_json (self->outcome);

  if (self->experiment != NULL)
    copy->experiment = lab_experiment_copy (self->experiment);
  copy->outcome = lab_outcome_new_from_json (outcome);
  copy->metrics = self->metrics;
  copy->hazards = g_ptr_array_ref (self->hazards);
  lab_result_judge (copy, 0);
  return copy;
}

void
lab_result_free (LabResult *self)
{
  g_clear_pointer (&self->experiment, lab_experiment_free);
  g_clear_pointer (&self->outcome, lab_outcome_free);
  g_clear_pointer (&self->hazards, g_ptr_array_unref);
  g_clear_pointer (&self->verdict, lab_verdict_free);
  g_free (self);
}

void
lab_result_judge (LabResult *self, guint64 sequential_makespan)
{
  if (self->experiment == NULL)
    return;
  g_clear_pointer (&self->verdict, lab_verdict_free);
  self->verdict = lab_verdict_new (self->experiment, &self->metrics, self->outcome, self->hazards, sequential_makespan);
}

gboolean
lab_result_is_fair (const LabResult *self)
{
  return self->outcome->kind == LAB_OUTCOME_DONE && (!self->outcome->answer_known || self->outcome->answer_ok);
}

char *
lab_result_describe_parallelism (const LabResult *self)
{
  g_autofree char *mean = lab_format_ratio (self->metrics.parallelism.mean);
  g_autofree char *most = lab_format_count (self->metrics.in_flight.max);

  if (self->metrics.parallelism.mean < HARDLY_RUNS)
    return g_strdup_printf (_ ("at most %s in flight"), most);
  return g_strdup_printf (_ ("parallelism %s"), mean);
}

const char *
lab_outcome_describe (const LabOutcome *outcome)
{
  switch (outcome->kind)
    {
    case LAB_OUTCOME_DONE:
      return outcome->answer_known && !outcome->answer_ok ? _ ("wrong answer") : _ ("done");
    case LAB_OUTCOME_FAILED:
      return _ ("failed");
    case LAB_OUTCOME_CANCELLED:
      return _ ("cancelled");
    case LAB_OUTCOME_TIMED_OUT:
      return _ ("timed out");
    case LAB_OUTCOME_DEADLOCK:
      return _ ("deadlock");
    case LAB_OUTCOME_CRASHED:
      return _ ("crashed");
    case LAB_OUTCOME_RUNNING:
    default:
      return _ ("not ended");
    }
}

char *
lab_result_describe (const LabResult *self)
{
  const char *outcome = lab_outcome_describe (self->outcome);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < self->hazards->len; i++)
    {
      const LabHazard *hazard = g_ptr_array_index (self->hazards, i);

      /* The outcome has said it. */
      if (self->outcome->kind == LAB_OUTCOME_DEADLOCK && hazard->kind == LAB_HAZARD_DEADLOCK)
        continue;
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? ", " : "", lab_hazard_kind_get_title (hazard->kind));
    }
  return titles->len == 0 ? g_strdup (outcome) : g_strdup_printf ("%s (%s)", outcome, titles->str);
}
