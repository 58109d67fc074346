/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-verdict-reason.h"

/* From here on things are said to have overlapped; below, it is no more than an accident at the edges. */
#define OVERLAP_MIN 1.5
#define PARALLEL_MIN 1.2

static guint64
get_waiting (const LabMetrics *metrics)
{
  return metrics->states[LAB_STATE_SLEEPING] + metrics->states[LAB_STATE_IO];
}

static gboolean
is_mostly_waiting (const LabMetrics *metrics)
{
  return get_waiting (metrics) > metrics->states[LAB_STATE_RUNNING];
}

static gboolean
has_nothing (const LabMetrics *metrics)
{
  return metrics->makespan == 0 || metrics->n_done == 0;
}

static gboolean
is_single (const LabMetrics *metrics)
{
  return metrics->n_tasks <= 1;
}

/* The lanes stood idle for most of the time although tasks were queued. */
static gboolean
is_overhead (const LabMetrics *metrics)
{
  return metrics->overlap < 0.5 && metrics->queue_delay.median > metrics->duration.median;
}

static gboolean
has_too_few_lanes (const LabMetrics *metrics)
{
  return is_mostly_waiting (metrics) && metrics->overlap >= OVERLAP_MIN && metrics->in_flight.max < metrics->n_tasks
         && metrics->in_flight.max <= metrics->n_lanes && metrics->queue_delay.max > metrics->duration.median / 2;
}

static gboolean
has_overlapping_waits (const LabMetrics *metrics)
{
  return is_mostly_waiting (metrics) && metrics->overlap >= OVERLAP_MIN;
}

static gboolean
has_more_lanes_than_cpus (const LabMetrics *metrics)
{
  return metrics->n_cpus > 0 && metrics->parallelism.mean > metrics->n_cpus * 1.1;
}

static gboolean
is_parallel (const LabMetrics *metrics)
{
  return metrics->parallelism.mean >= PARALLEL_MIN;
}

static gboolean
has_one_lane (const LabMetrics *metrics)
{
  return metrics->in_flight.max > 1 && metrics->parallelism.max <= 1;
}

static gboolean
is_uneven (const LabMetrics *metrics)
{
  return metrics->parallelism.max > 1 && metrics->duration.max > metrics->makespan / 2
         && metrics->duration.max > metrics->duration.median * 2;
}

static gboolean
has_idle_lanes (const LabMetrics *metrics)
{
  return metrics->parallelism.max > 1;
}

static gboolean
is_in_line (const LabMetrics *metrics)
{
  return TRUE;
}

static char *
describe_parts (const LabMetrics *metrics)
{
  g_autofree char *waiting = lab_format_duration (get_waiting (metrics));
  g_autofree char *computing = lab_format_duration (metrics->states[LAB_STATE_RUNNING]);

  return g_strdup_printf (_ ("It computed for %s and waited for %s."), computing, waiting);
}

static char *
describe_overhead (const LabMetrics *metrics)
{
  g_autofree char *delay = lab_format_duration (metrics->queue_delay.median);
  g_autofree char *duration = lab_format_duration (metrics->duration.median);
  g_autofree char *share = lab_format_share (metrics->overlap);

  return g_strdup_printf (_ ("Half of them took less than %s, after %s in the queue; only %s of the time went into "
                             "the tasks. Give each task more to do."),
                          duration, delay, share);
}

static char *
describe_too_few_lanes (const LabMetrics *metrics)
{
  g_autofree char *delay = lab_format_duration (metrics->queue_delay.max);
  g_autofree char *most = lab_format_count (metrics->in_flight.max);
  g_autofree char *tasks = lab_format_count (metrics->n_tasks);
  double width = MAX (metrics->n_cpus, 1);
  double computing = (double) metrics->states[LAB_STATE_RUNNING] / ((double) metrics->makespan * width);
  g_autofree char *share = lab_format_share (MIN (computing, 1));

  return g_strdup_printf (
    _ ("At most %s of %s tasks were in flight, each holding a worker while it waited, so the others "
       "queued for up to %s; the processors computed for only %s of the time. More workers, or "
       "waits that hold none, would make it shorter."),
    most, tasks, delay, share);
}

static char *
describe_overlapping_waits (const LabMetrics *metrics)
{
  double computing = (double) metrics->states[LAB_STATE_RUNNING] / (double) metrics->makespan;
  g_autofree char *share = lab_format_share (computing);
  g_autofree char *lanes = lab_format_count (metrics->parallelism.max);

  if (metrics->n_lanes <= 1 && computing >= 0.9)
    return g_strdup_printf (_ ("The one lane computed for %s of the time: whose wait was over had to wait for its turn "
                               "to compute, and that counts as waiting here."),
                            share);
  if (metrics->n_lanes <= 1)
    return g_strdup_printf (_ ("One lane was enough: it computed for %s of the time, and a wait needs no processor."),
                            share);
  if (computing < 0.5)
    return g_strdup_printf (_ ("All lanes together computed for %s of the time: one worker would have been enough, had "
                               "it not been held by each wait."),
                            share);
  return g_strdup_printf (_ ("While some tasks waited, others computed, on up to %s lanes at once."), lanes);
}

static char *
describe_waits_in_line (const LabMetrics *metrics)
{
  g_autofree char *most = lab_format_count (metrics->in_flight.max);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "At most %s task was in flight: while it waited, nothing else was done. With more in "
                 "flight the waits would overlap.",
                 "At most %s tasks were in flight, and they hardly waited at the same time.", metrics->in_flight.max),
    most);
}

static char *
describe_oversubscribed (const LabMetrics *metrics)
{
  g_autofree char *lanes = lab_format_ratio (metrics->parallelism.mean);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "On average %s lanes wanted to compute on %u processor, so they took turns; more "
                 "workers than processors do not make computing shorter.",
                 "On average %s lanes wanted to compute on %u processors, so they took turns; more "
                 "workers than processors do not make computing shorter.",
                 metrics->n_cpus),
    lanes, metrics->n_cpus);
}

/* A lane that computes may still share a processor: more than there are is never said to have computed at once. */
static char *
describe_parallel (const LabMetrics *metrics)
{
  double lanes = metrics->n_cpus > 0 ? MIN (metrics->parallelism.mean, metrics->n_cpus) : metrics->parallelism.mean;
  g_autofree char *mean = lab_format_ratio (lanes);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "On average %s lanes computed at once, on a machine with %u processor.",
                 "On average %s lanes computed at once, on a machine with %u processors.", metrics->n_cpus),
    mean, metrics->n_cpus);
}

static char *
describe_one_lane (const LabMetrics *metrics)
{
  g_autofree char *most = lab_format_count (metrics->in_flight.max);

  return g_strdup_printf (_ ("Up to %s tasks were in flight, but a single lane did all the computing, one task at a "
                             "time. Only lanes that run at once make computing shorter."),
                          most);
}

static char *
describe_uneven (const LabMetrics *metrics)
{
  g_autofree char *longest = lab_format_duration (metrics->duration.max);
  g_autofree char *median = lab_format_duration (metrics->duration.median);
  g_autofree char *mean = lab_format_ratio (metrics->parallelism.mean);

  return g_strdup_printf (
    _ ("The longest task took %s, half of them at most %s: once the others were done, it computed "
       "alone. On average %s lanes computed at once; pieces of one size spread better."),
    longest, median, mean);
}

static char *
describe_idle_lanes (const LabMetrics *metrics)
{
  g_autofree char *most = lab_format_count (metrics->parallelism.max);
  g_autofree char *mean = lab_format_ratio (metrics->parallelism.mean);

  return g_strdup_printf (_ ("Up to %s lanes computed at once, but on average only %s: the others were still being "
                             "started, or had nothing left to do."),
                          most, mean);
}

static char *
describe_in_line (const LabMetrics *metrics)
{
  return g_strdup (_ ("Each task began when the one before it had ended, on one processor."));
}

static char *
describe_nothing (const LabMetrics *metrics)
{
  return g_strdup (_ ("There is nothing to measure."));
}

/* The first that applies is the one. */
static const struct
{
  gboolean (*applies) (const LabMetrics *metrics);
  char *(*describe) (const LabMetrics *metrics);
} reasons[] = {
  [LAB_REASON_NOTHING] = { has_nothing, describe_nothing },
  [LAB_REASON_SINGLE] = { is_single, describe_parts },
  [LAB_REASON_OVERHEAD] = { is_overhead, describe_overhead },
  [LAB_REASON_TOO_FEW_LANES] = { has_too_few_lanes, describe_too_few_lanes },
  [LAB_REASON_WAITS_OVERLAP] = { has_overlapping_waits, describe_overlapping_waits },
  [LAB_REASON_WAITS_IN_LINE] = { is_mostly_waiting, describe_waits_in_line },
  [LAB_REASON_OVERSUBSCRIBED] = { has_more_lanes_than_cpus, describe_oversubscribed },
  [LAB_REASON_PARALLEL] = { is_parallel, describe_parallel },
  [LAB_REASON_ONE_LANE] = { has_one_lane, describe_one_lane },
  [LAB_REASON_UNEVEN] = { is_uneven, describe_uneven },
  [LAB_REASON_IDLE_LANES] = { has_idle_lanes, describe_idle_lanes },
  [LAB_REASON_IN_LINE] = { is_in_line, describe_in_line },
};
G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == LAB_N_REASONS);

LabReason
lab_reason_find (const LabMetrics *metrics)
{
  LabReason reason = 0;

  g_return_val_if_fail (metrics != NULL, LAB_REASON_NOTHING);

  while (!reasons[reason].applies (metrics))
    reason++;
  return reason;
}

char *
lab_reason_get_headline (LabReason reason, const LabMetrics *metrics)
{
  g_autofree char *waiting = lab_format_duration (get_waiting (metrics));
  g_autofree char *computing = lab_format_duration (metrics->states[LAB_STATE_RUNNING]);
  g_autofree char *makespan = lab_format_duration (metrics->makespan);
  g_autofree char *most = lab_format_count (metrics->in_flight.max);
  g_autofree char *tasks = lab_format_count (metrics->n_tasks);

  switch (reason)
    {
    case LAB_REASON_NOTHING:
    case LAB_N_REASONS:
      break;
    case LAB_REASON_SINGLE:
      return g_strdup_printf (_ ("One task took %s; there was nothing to overlap."), makespan);
    case LAB_REASON_OVERHEAD:
      return g_strdup_printf (_ ("Handing the %s tasks out took longer than doing them (%s)."), tasks, makespan);
    case LAB_REASON_TOO_FEW_LANES:
    case LAB_REASON_WAITS_OVERLAP:
      return g_strdup_printf (_ ("Up to %s waits overlapped: %s of waiting took %s."), most, waiting, makespan);
    case LAB_REASON_WAITS_IN_LINE:
      if (metrics->states[LAB_STATE_RUNNING] < metrics->makespan / 20)
        return g_strdup_printf (_ ("The waits stood in line: %s of waiting took %s."), waiting, makespan);
      return g_strdup_printf (_ ("The waits stood in line: %s of waiting and %s of computing took %s."), waiting,
                              computing, makespan);
    case LAB_REASON_OVERSUBSCRIBED:
      return g_strdup_printf (_ ("More lanes computed than there are processors; it took %s."), makespan);
    case LAB_REASON_PARALLEL:
      return g_strdup_printf (_ ("The computing ran in parallel: %s of it took %s."), computing, makespan);
    case LAB_REASON_ONE_LANE:
      return g_strdup_printf (_ ("The computing did not overlap: %s of it took %s."), computing, makespan);
    case LAB_REASON_UNEVEN:
      return g_strdup_printf (_ ("The load was uneven: %s of computing took %s."), computing, makespan);
    case LAB_REASON_IDLE_LANES:
      return g_strdup_printf (_ ("The computing hardly overlapped: %s of it took %s."), computing, makespan);
    case LAB_REASON_IN_LINE:
      return g_strdup_printf (_ ("One after the other: %s of computing took %s."), computing, makespan);
    }
  return g_strdup (_ ("No task was done."));
}

char *
lab_reason_get_detail (LabReason reason, const LabMetrics *metrics)
{
  g_return_val_if_fail (reason < LAB_N_REASONS && metrics != NULL, NULL);

  return reasons[reason].describe (metrics);
}
