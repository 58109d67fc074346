/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-hazard-case.h"

static char *
find_oversubscription (LabHazardCase *self)
{
  return self->reason == LAB_REASON_OVERSUBSCRIBED ? lab_reason_get_detail (self->reason, self->metrics) : NULL;
}

/* Of two there is nothing that could have been spread better. */
static char *
find_uneven_load (LabHazardCase *self)
{
  return self->reason == LAB_REASON_UNEVEN && self->metrics->n_tasks > 2
           ? lab_reason_get_detail (self->reason, self->metrics)
           : NULL;
}

static const struct
{
  const char *id;
  const char *title;
  LabHazardDetector find;
} kinds[LAB_N_HAZARDS] = {
  [LAB_HAZARD_LOST_UPDATES] = { "lost-updates", N_ ("lost updates"), lab_hazard_find_lost_updates },
  [LAB_HAZARD_ISOLATED_MEMORY] = { "isolated-memory", N_ ("isolated memory"), lab_hazard_find_isolated_memory },
  [LAB_HAZARD_DEADLOCK] = { "deadlock", N_ ("deadlock"), lab_hazard_find_deadlock },
  [LAB_HAZARD_POOL_TOO_SMALL] = { "pool-too-small", N_ ("pool too small"), lab_hazard_find_small_pool },
  [LAB_HAZARD_BLOCKED_LOOP] = { "blocked-loop", N_ ("blocked loop"), lab_hazard_find_blocked_loop },
  [LAB_HAZARD_CONVOY] = { "convoy", N_ ("convoy"), lab_hazard_find_convoy },
  [LAB_HAZARD_STARVATION] = { "starvation", N_ ("starvation"), lab_hazard_find_starvation },
  [LAB_HAZARD_SERIALISED] = { "serialised", N_ ("serialised by the GIL"), lab_hazard_find_serialised },
  [LAB_HAZARD_OVERSUBSCRIPTION] = { "oversubscription", N_ ("oversubscription"), find_oversubscription },
  [LAB_HAZARD_UNEVEN_LOAD] = { "uneven-load", N_ ("uneven load"), find_uneven_load },
};

const char *
lab_hazard_kind_get_id (LabHazardKind kind)
{
  g_return_val_if_fail ((guint) kind < LAB_N_HAZARDS, NULL);

  return kinds[kind].id;
}

const char *
lab_hazard_kind_get_title (LabHazardKind kind)
{
  g_return_val_if_fail ((guint) kind < LAB_N_HAZARDS, NULL);

  return _ (kinds[kind].title);
}

static void
hazard_free (gpointer data)
{
  LabHazard *self = data;

  g_free (self->sentence);
  g_free (self);
}

static gboolean
has_loop (LabTrace *trace)
{
  for (guint n = 0; n < lab_trace_get_n_lanes (trace); n++)
    if (lab_trace_get_lane (trace, n)->kind == LAB_LANE_LOOP)
      return TRUE;
  return FALSE;
}

/* Where nobody waited for a lock and there is no loop, the events have nothing to tell. */
static void
sweep (LabHazardCase *self)
{
  const guint64 *states = self->metrics->states;

  lab_sweep_init (&self->sweep);
  if (states[LAB_STATE_GIL] > 0 || states[LAB_STATE_LOCK] > 0 || has_loop (self->trace))
    lab_hazard_sweep (&self->sweep, self->trace);
}

GPtrArray *
lab_hazards_find (LabTrace *trace, const LabExperiment *experiment, const LabMetrics *metrics,
                  const LabOutcome *outcome)
{
  LabHazardCase self = { .trace = trace, .experiment = experiment, .metrics = metrics, .outcome = outcome };
  GPtrArray *hazards;

  g_return_val_if_fail (trace != NULL && metrics != NULL && outcome != NULL, NULL);

  hazards = g_ptr_array_new_with_free_func (hazard_free);
  self.reason = outcome->kind == LAB_OUTCOME_DONE ? lab_reason_find (metrics) : LAB_REASON_NOTHING;
  self.objects = lab_objects_new_from_trace (trace);
  sweep (&self);
  for (LabHazardKind kind = 0; kind < LAB_N_HAZARDS; kind++)
    {
      char *sentence = kinds[kind].find (&self);
      LabHazard *hazard = sentence == NULL ? NULL : g_new (LabHazard, 1);

      if (hazard == NULL)
        continue;
      *hazard = (LabHazard){ kind, sentence };
      g_ptr_array_add (hazards, hazard);
    }
  g_ptr_array_unref (self.objects);
  g_clear_pointer (&self.program, lab_program_free);
  return hazards;
}

const LabHazard *
lab_hazards_get (GPtrArray *hazards, LabHazardKind kind)
{
  for (guint i = 0; hazards != NULL && i < hazards->len; i++)
    {
      const LabHazard *hazard = g_ptr_array_index (hazards, i);

      if (hazard->kind == kind)
        return hazard;
    }
  return NULL;
}
