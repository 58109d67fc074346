/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-range.h"
#include "lab-timeline-private.h"

/* So many spans are looked at, at most: what one may take of the time that a picture has. */
#define TURNS_MAX 4096

/* So many rows are looked at between two looks at whether it is still wanted. */
#define CHECK_EVERY 1024

struct _LabRangeSum
{
  LabIndex *index;
  LabFlow *flow;
  guint64 start, end, now;
  GArray *rows; /* of guint, those that are shown */
};

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
find_turns (const LabRangeSum *self, guint64 n_spans)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 step = n_spans / TURNS_MAX + 1;
  LabTurns turns = { .exact = step == 1 };
  double sum = 0;

  for (guint i = 0; i < self->rows->len; i++)
    sample_row (self->index, g_array_index (self->rows, guint, i), self->start, self->end, step, lengths);
  for (guint i = 0; i < lengths->len; i++)
    sum += (double) g_array_index (lengths, guint64, i);
  turns.n = lengths->len;
  turns.mean = lengths->len > 0 ? sum / lengths->len : 0;
  turns.lengths = lab_distribution_of ((const guint64 *) (gpointer) lengths->data, lengths->len);
  return turns;
}

LabRangeSum *
lab_range_sum_new (LabTimeline *timeline, LabView by, guint64 start, guint64 end)
{
  LabTimelineRows *rows;
  LabRangeSum *self;

  g_return_val_if_fail (timeline != NULL, NULL);

  rows = lab_timeline_get_rows (timeline, by);
  self = g_new (LabRangeSum, 1);
  *self = (LabRangeSum){ .index = rows->index,
                         .flow = lab_timeline_get_flow (timeline),
                         .start = start,
                         .end = end,
                         .now = lab_trace_get_last_time (timeline->trace),
                         .rows = g_array_new (FALSE, FALSE, sizeof (guint)) };
  for (guint i = 0; i < lab_lanes_get_n_entries (rows->lanes); i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (rows->lanes, i);

      if (!entry->is_group)
        g_array_append_val (self->rows, entry->row);
    }
  return self;
}

void
lab_range_sum_free (LabRangeSum *self)
{
  g_array_unref (self->rows);
  g_free (self);
}

guint
lab_range_sum_get_work (const LabRangeSum *self)
{
  guint n_points;

  g_return_val_if_fail (self != NULL, 0);

  lab_flow_get_points (self->flow, &n_points);
  return self->rows->len + n_points;
}

gboolean
lab_range_sum_do (const LabRangeSum *self, gboolean (*is_unwanted) (gpointer data), gpointer data, LabRange *range)
{
  g_return_val_if_fail (self != NULL && range != NULL, FALSE);

  *range = (LabRange){ .duration = self->end > self->start ? self->end - self->start : 0 };
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (i % CHECK_EVERY == 0 && is_unwanted != NULL && is_unwanted (data))
        return FALSE;
      add_row (self->index, g_array_index (self->rows, guint, i), range, self->start, self->end);
    }
  range->turns = find_turns (self, range->n_spans);
  range->running = weigh (self->flow, LAB_LEVEL_RUNNING, self->start, self->end, self->now);
  range->in_flight = weigh (self->flow, LAB_LEVEL_IN_FLIGHT, self->start, self->end, self->now);
  return TRUE;
}

LabRange
lab_timeline_get_range_of (LabTimeline *self, LabView by, guint64 start, guint64 end)
{
  g_autoptr (LabRangeSum) sum = lab_range_sum_new (self, by, start, end);
  LabRange range;

  lab_range_sum_do (sum, NULL, NULL, &range);
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
