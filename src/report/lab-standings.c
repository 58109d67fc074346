/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
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

static gboolean
is_fair (const LabEntry *entry)
{
  return entry->result != NULL && lab_result_is_fair (entry->result);
}

guint
lab_standings_get_rank (GPtrArray *entries, const LabEntry *entry)
{
  guint rank = 1;

  if (!is_fair (entry))
    return 0;
  for (guint i = 0; i < entries->len; i++)
    {
      const LabEntry *other = g_ptr_array_index (entries, i);

      if (is_fair (other) && other->result->metrics.makespan < entry->result->metrics.makespan)
        rank++;
    }
  return rank;
}

char *
lab_standings_compare_names (GPtrArray *entries, const char *const *names)
{
  g_autofree char *time = NULL, *ratio = NULL;
  guint first = entries->len, last = entries->len;

  for (guint i = 0; i < entries->len; i++)
    {
      const LabEntry *entry = g_ptr_array_index (entries, i);
      guint64 makespan = is_fair (entry) ? entry->result->metrics.makespan : 0;

      if (makespan == 0)
        continue;
      if (first == entries->len
          || makespan < ((LabEntry *) g_ptr_array_index (entries, first))->result->metrics.makespan)
        first = i;
      if (last == entries->len || makespan > ((LabEntry *) g_ptr_array_index (entries, last))->result->metrics.makespan)
        last = i;
    }
  if (first == entries->len)
    return g_strdup (_ ("None of these runs came to a right end."));
  time = lab_format_duration (((LabEntry *) g_ptr_array_index (entries, first))->result->metrics.makespan);
  if (first == last)
    return g_strdup_printf (_ ("Only \"%s\" came to a right end, in %s."), names[first], time);
  ratio = lab_format_ratio ((double) ((LabEntry *) g_ptr_array_index (entries, last))->result->metrics.makespan
                            / (double) ((LabEntry *) g_ptr_array_index (entries, first))->result->metrics.makespan);
  return g_strdup_printf (_ ("\"%s\" was the fastest with %s, %s times as fast as \"%s\"."), names[first], time, ratio,
                          names[last]);
}
