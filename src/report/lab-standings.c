/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-standings.h"

LabEntry *
lab_entry_new (LabExperiment *experiment)
{
  LabEntry *self = g_new0 (LabEntry, 1);

  self->experiment = experiment;
  return self;
}

void
lab_entry_free (LabEntry *self)
{
  g_clear_pointer (&self->experiment, lab_experiment_free);
  g_clear_pointer (&self->result, lab_result_free);
  g_free (self->why_not);
  g_free (self);
}

static gboolean
is_done (const LabEntry *entry)
{
  return entry->result != NULL && entry->result->outcome->kind == LAB_OUTCOME_DONE;
}

guint64
lab_standings_get_sequential (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LabEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->experiment->model->id, "sequential") && is_done (entry))
        return entry->result->metrics.makespan;
    }
  return 0;
}

static guint64
get_slowest (GPtrArray *entries)
{
  guint64 slowest = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const LabEntry *entry = g_ptr_array_index (entries, i);

      if (is_done (entry))
        slowest = MAX (slowest, entry->result->metrics.makespan);
    }
  return slowest;
}

void
lab_standings_judge (GPtrArray *entries)
{
  guint64 sequential = lab_standings_get_sequential (entries);

  for (guint i = 0; i < entries->len; i++)
    {
      LabEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result != NULL)
        lab_result_judge (entry->result, sequential);
    }
}

double
lab_standings_get_speed_up (GPtrArray *entries, const LabEntry *entry)
{
  guint64 yardstick = lab_standings_get_sequential (entries);

  if (!is_done (entry) || entry->result->metrics.makespan == 0)
    return 0;
  if (yardstick == 0)
    yardstick = get_slowest (entries);
  return (double) yardstick / (double) entry->result->metrics.makespan;
}

char *
lab_standings_compare (GPtrArray *entries)
{
  g_autofree const LabExperiment **experiments = g_new (const LabExperiment *, entries->len);
  g_autofree const LabOutcome **outcomes = g_new (const LabOutcome *, entries->len);
  g_autofree LabMetrics *metrics = g_new (LabMetrics, entries->len);
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      LabEntry *entry = g_ptr_array_index (entries, i);

      if (entry->result == NULL)
        continue;
      experiments[n] = entry->experiment;
      outcomes[n] = entry->result->outcome;
      metrics[n++] = entry->result->metrics;
    }
  return n == 0 ? NULL : lab_verdict_compare (experiments, metrics, outcomes, n);
}
