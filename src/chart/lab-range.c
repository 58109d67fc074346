/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-range.h"
#include "lab-timeline-private.h"

/* So many spans are looked at, at most: what one may take of the time that a picture has. */
#define TURNS_MAX 4096

/* For how long there were so many. */
typedef struct
{
  float level;
  guint64 duration;
} Weight;

static int
compare_weights (gconstpointer one, gconstpointer other)
{
  const Weight *a = one;
  const Weight *b = other;

  return (a->level > b->level) - (a->level < b->level);
}

/* Of sorted weights: the level that is not exceeded for that share of the time. */
static double
get_quantile (const GArray *weights, guint64 total, double share)
{
  double wanted = (double) total * share;
  guint64 sum = 0;

  for (guint i = 0; i < weights->len; i++)
    {
      sum += g_array_index (weights, Weight, i).duration;
      if ((double) sum >= wanted)
        return g_array_index (weights, Weight, i).level;
    }
  return 0;
}

static LabAtOnce
weigh (LabFlow *flow, LabLevel level, guint64 start, guint64 end, guint64 now)
{
  guint n;
  const LabLevelPoint *points = lab_flow_get_points (flow, &n);
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (Weight));
  LabAtOnce result = { 0 };
  guint64 total = 0;
  double area = 0;

  for (guint i = lab_flow_find_point (flow, start); i < n && points[i].time < end; i++)
    {
      guint64 from = MAX (points[i].time, start);
      guint64 to = i + 1 < n ? points[i + 1].time : MAX (now, points[i].time);
      Weight weight = { points[i].levels[level], MIN (to, end) > from ? MIN (to, end) - from : 0 };

      if (weight.duration == 0)
        continue;
      g_array_append_val (weights, weight);
      total += weight.duration;
      area += (double) weight.level * (double) weight.duration;
      result.max = MAX (result.max, weight.level);
    }
  if (total == 0)
    return result;
  g_array_sort (weights, compare_weights);
  result.mean = area / (double) total;
  result.median = get_quantile (weights, total, 0.5);
  result.p95 = get_quantile (weights, total, 0.95);
  return result;
}

/* The spans of a row that are at least partly inside; FALSE where none is. */
static gboolean
find_spans (LabIndex *index, guint row, guint64 start, guint64 end, guint64 *first, guint64 *last)
{
  return lab_index_find (index, row, start, first) && lab_index_find (index, row, end > start ? end - 1 : end, last)
         && lab_index_get_span (index, row, 0).start < end && lab_index_get_span (index, row, *last).end >= start;
}

static void
add_row (LabIndex *index, guint row, LabRange *range, guint64 start, guint64 end)
{
  guint64 shares[LAB_N_TIMED_STATES];
  guint64 first, last;

  lab_index_query (index, row, start, end, shares);
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    range->states[state] += shares[state];
  if (find_spans (index, row, start, end, &first, &last))
    range->n_spans += last - first + 1;
}

/* Takes one span of every `step`, at a place in it that repeats nothing: spans often alternate. */
static void
sample_row (LabIndex *index, guint row, guint64 start, guint64 end, guint64 step, GArray *lengths)
{
  guint64 first, last;

  if (!find_spans (index, row, start, end, &first, &last))
    return;
  for (guint64 n = first; n <= last; n += step)
    {
      guint64 place = n + ((n / step * 0x9e3779b97f4a7c15u) >> 32) % step;
      LabSpan span;
      guint64 length;

      if (place > last)
        return;
      span = lab_index_get_span (index, row, place);
      length = span.end - span.start;
      if (span.state == LAB_STATE_RUNNING)
        g_array_append_val (lengths, length);
    }
}

static LabTurns
find_turns (LabTimelineRows *rows, guint64 n_spans, guint64 start, guint64 end)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 step = n_spans / TURNS_MAX + 1;
  LabTurns turns = { .exact = step == 1 };
  double sum = 0;

  for (guint i = 0; i < lab_lanes_get_n_entries (rows->lanes); i++)
    if (!lab_lanes_get_entry (rows->lanes, i)->is_group)
      sample_row (rows->index, lab_lanes_get_entry (rows->lanes, i)->row, start, end, step, lengths);
  for (guint i = 0; i < lengths->len; i++)
    sum += (double) g_array_index (lengths, guint64, i);
  turns.n = lengths->len;
  turns.mean = lengths->len > 0 ? sum / lengths->len : 0;
  turns.lengths = lab_distribution_of ((const guint64 *) (gpointer) lengths->data, lengths->len);
  return turns;
}

LabRange
lab_timeline_get_range_of (LabTimeline *self, LabView by, guint64 start, guint64 end)
{
  LabTimelineRows *rows = lab_timeline_get_rows (self, by);
  LabFlow *flow = lab_timeline_get_flow (self);
  guint64 now = lab_trace_get_last_time (self->trace);
  LabRange range = { .duration = end > start ? end - start : 0 };

  for (guint i = 0; i < lab_lanes_get_n_entries (rows->lanes); i++)
    if (!lab_lanes_get_entry (rows->lanes, i)->is_group)
      add_row (rows->index, lab_lanes_get_entry (rows->lanes, i)->row, &range, start, end);
  range.turns = find_turns (rows, range.n_spans, start, end);
  range.running = weigh (flow, LAB_LEVEL_RUNNING, start, end, now);
  range.in_flight = weigh (flow, LAB_LEVEL_IN_FLIGHT, start, end, now);
  return range;
}

static void
append_at_once (GString *text, const char *name, const LabAtOnce *at_once)
{
  g_autofree char *mean = lab_format_ratio (at_once->mean);
  g_autofree char *median = lab_format_ratio (at_once->median);
  g_autofree char *p95 = lab_format_ratio (at_once->p95);
  g_autofree char *max = lab_format_ratio (at_once->max);

  g_string_append_printf (text, _ ("%s\tmean %s\tmedian %s\t95 %% within %s\tat most %s\n"), name, mean, median, p95,
                          max);
}

static void
append_turns (GString *text, const LabTurns *turns)
{
  g_autofree char *n = lab_format_count (turns->n);
  g_autofree char *mean = lab_format_duration ((guint64) turns->mean);
  g_autofree char *median = lab_format_duration (turns->lengths.median);
  g_autofree char *p95 = lab_format_duration (turns->lengths.p95);
  g_autofree char *max = lab_format_duration (turns->lengths.max);

  if (turns->n == 0)
    return;
  /* Translators: how long tasks ran at a stretch; a table's line, its cells parted by \t. */
  g_string_append_printf (text, _ ("at a stretch\tmean %s\tmedian %s\t95 %% within %s\tat most %s\n"), mean, median,
                          p95, max);
  if (!turns->exact)
    g_string_append_printf (text, _ ("from %s stretches, chosen by chance; a longer one may be among the others\n"), n);
}

char *
lab_range_to_text (const LabRange *self)
{
  GString *text = g_string_new (NULL);
  guint64 total = 0;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    total += self->states[state];
  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    if (self->states[state] > 0)
      {
        g_autofree char *duration = lab_format_duration (self->states[state]);
        g_autofree char *share = lab_format_share ((double) self->states[state] / (double) total);

        g_string_append_printf (text, "%s\t%s\t%s\n", lab_state_get_name ((LabState) state), duration, share);
      }
  append_turns (text, &self->turns);
  append_at_once (text, _ ("running"), &self->running);
  append_at_once (text, _ ("in flight"), &self->in_flight);
  return g_string_free (text, FALSE);
}
