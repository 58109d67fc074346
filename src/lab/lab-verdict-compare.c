/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-verdict-reason.h"

/* A lead smaller than this is noise. */
#define LEAD_MIN 1.05

static gboolean
has_finished (const LabOutcome *outcome, const LabMetrics *metrics)
{
  return outcome->kind == LAB_OUTCOME_DONE && metrics->makespan > 0 && (!outcome->answer_known || outcome->answer_ok);
}

/* The fastest, or with `slowest` the slowest, of the runs that did what they should; n_runs where there is none. */
static guint
find_run (const LabMetrics *metrics, const LabOutcome *const *outcomes, guint n_runs, gboolean slowest)
{
  guint found = n_runs;

  for (guint i = 0; i < n_runs; i++)
    if (has_finished (outcomes[i], &metrics[i])
        && (found == n_runs || (metrics[i].makespan < metrics[found].makespan) != slowest))
      found = i;
  return found;
}

static const char *
get_name (const LabExperiment *experiment)
{
  return _ (experiment->model->title);
}

/* What the winner has more of than the last: lanes that compute, tasks in flight, or only less to do beside. */
static char *
explain (const LabMetrics *winner, const LabMetrics *last)
{
  g_autofree char *lanes = lab_format_ratio (winner->parallelism.mean);
  g_autofree char *flying = lab_format_count (winner->in_flight.max);

  if (winner->overlap < 0.5)
    return g_strdup (_ ("handing its tasks out cost it the least"));
  if (winner->parallelism.mean > last->parallelism.mean * 1.2 && winner->parallelism.mean > 1.2 && winner->n_cpus > 0
      && winner->parallelism.mean >= winner->n_cpus)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "it kept %u processor busy", "it kept all %u processors busy", winner->n_cpus),
      winner->n_cpus);
  if (winner->parallelism.mean > last->parallelism.mean * 1.2 && winner->parallelism.mean > 1.2)
    return g_strdup_printf (_ ("on average %s of its lanes computed at once"), lanes);
  if (winner->overlap > last->overlap * 1.2)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "it had %s task in flight at once",
                                         "it had up to %s tasks in flight at once", winner->in_flight.max),
                            flying);
  return g_strdup (_ ("its tasks got through with less beside them"));
}

static char *
describe_close (const LabExperiment *const *experiments, const LabMetrics *metrics, guint winner, guint last)
{
  g_autofree char *first_time = lab_format_duration (metrics[winner].makespan);
  g_autofree char *last_time = lab_format_duration (metrics[last].makespan);

  return g_strdup_printf (_ ("No clear winner: all took about as long, from %s (%s) to %s (%s)."), first_time,
                          get_name (experiments[winner]), last_time, get_name (experiments[last]));
}

char *
lab_verdict_compare (const LabExperiment *const *experiments, const LabMetrics *metrics,
                     const LabOutcome *const *outcomes, guint n_runs)
{
  guint winner;
  guint last;
  double lead;
  g_autofree char *time = NULL;
  g_autofree char *ratio = NULL;
  g_autofree char *why = NULL;

  g_return_val_if_fail (n_runs == 0 || (experiments != NULL && metrics != NULL && outcomes != NULL), NULL);

  winner = find_run (metrics, outcomes, n_runs, FALSE);
  last = find_run (metrics, outcomes, n_runs, TRUE);
  if (winner == n_runs)
    return g_strdup (_ ("No run came to a right end, so there is no winner."));
  time = lab_format_duration (metrics[winner].makespan);
  if (winner == last)
    return g_strdup_printf (_ ("Only \"%s\" came to a right end, in %s."), get_name (experiments[winner]), time);
  lead = (double) metrics[last].makespan / (double) metrics[winner].makespan;
  if (lead < LEAD_MIN)
    return describe_close (experiments, metrics, winner, last);
  ratio = lab_format_ratio (lead);
  why = explain (&metrics[winner], &metrics[last]);
  return g_strdup_printf (_ ("\"%s\" won with %s, %s times as fast as \"%s\": %s."), get_name (experiments[winner]),
                          time, ratio, get_name (experiments[last]), why);
}
