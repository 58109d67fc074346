/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-bars.h"

typedef struct
{
  LabIndex *index;
  const LabTimelineFrame *frame;
  guint row;
  LabCell *cells;
  guint64 n_spans;
  GArray *bars;
} Finder;

/* Columns from the left edge of the plot, not clipped to it. */
static double
get_column (const LabTimelineFrame *frame, guint64 time)
{
  return (double) time / frame->ns - (double) frame->first;
}

/* The one state in which the whole column is, IDLE where there is none. */
static LabState
get_pure_state (const Finder *self, guint column)
{
  const LabCell *cell = &self->cells[column];
  LabState found = LAB_STATE_IDLE;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    if (cell->units[state] > 0)
      {
        if (found != LAB_STATE_IDLE)
          return LAB_STATE_IDLE;
        found = (LabState) state;
      }
  if (found == LAB_STATE_IDLE)
    return found;
  return cell->units[found]
             >= (found == LAB_STATE_RUNNING ? self->frame->units : lab_cell_get_wait_units (self->frame->units))
           ? found
           : LAB_STATE_IDLE;
}

static gboolean
is_wide (const Finder *self, const LabSpan *span)
{
  return get_column (self->frame, span->end) - get_column (self->frame, span->start) >= LAB_BAR_COLUMNS_MIN + 1;
}

/* Whether a neighbour leaves the column between the two to them alone, so that both may end exactly where they do. */
static gboolean
shares_edge (const Finder *self, guint64 n, double edge)
{
  LabSpan span;

  if (n >= self->n_spans)
    return TRUE;
  span = lab_index_get_span (self->index, self->row, n);
  if (span.state == LAB_STATE_IDLE || lab_state_is_end (span.state))
    return get_column (self->frame, span.start) <= floor (edge) + 1e-9
           || get_column (self->frame, span.end) >= ceil (edge) - 1e-9;
  return is_wide (self, &span);
}

static void
clear_columns (const Finder *self, double from, double to)
{
  guint first = (guint) CLAMP (from, 0, self->frame->n_columns);
  guint last = (guint) CLAMP (to, 0, self->frame->n_columns);

  if (last > first)
    memset (&self->cells[first], 0, (last - first) * sizeof (LabCell));
}

/* Whether another task runs from that moment on; between the two the lane may be free for no time. */
static gboolean
is_followed_by_work (const Finder *self, guint64 n, guint64 end)
{
  for (n++; n < self->n_spans; n++)
    {
      LabSpan next = lab_index_get_span (self->index, self->row, n);

      if (next.start > end || next.state == LAB_STATE_RUNNING)
        return next.start == end && next.state == LAB_STATE_RUNNING;
    }
  return FALSE;
}

/* Takes the span's columns and adds its bar; returns the first column behind it. */
static guint
take_bar (const Finder *self, guint64 n, const LabSpan *span)
{
  const LabTimelineFrame *frame = self->frame;
  double from = get_column (frame, span->start), to = get_column (frame, span->end);
  double left = ceil (from - 1e-9), right = floor (to + 1e-9);
  LabBar bar = { .row = self->row, .span = *span };

  clear_columns (self, left, right);
  if (n == 0 || shares_edge (self, n - 1, from))
    {
      clear_columns (self, floor (from), left);
      left = from;
    }
  if (shares_edge (self, n + 1, to))
    {
      clear_columns (self, right, ceil (to));
      right = to;
    }
  bar.meets = span->state == LAB_STATE_RUNNING && is_followed_by_work (self, n, span->end);
  left = CLAMP (left, 0, frame->n_columns);
  bar.x = frame->plot_x + left * frame->column;
  bar.w = (CLAMP (right, 0, frame->n_columns) - left) * frame->column;
  g_array_append_val (self->bars, bar);
  return (guint) CLAMP (floor (to + 1e-9), 0, frame->n_columns);
}

/* The edge of a column, a whole number of ns, may lie before the end of a span that has it in fractions. */
static gboolean
is_taken (const Finder *self, const LabSpan *span)
{
  const LabBar *last = self->bars->len > 0 ? &g_array_index (self->bars, LabBar, self->bars->len - 1) : NULL;

  return last != NULL && last->row == self->row && last->span.start == span->start && last->span.end == span->end;
}

/* Looks at every sixth column of a stretch that is in one state: a span of twelve cannot be missed. */
static void
search_stretch (const Finder *self, guint first, guint last)
{
  for (guint i = first; i < last;)
    {
      guint64 n;
      LabSpan span;
      guint next = i + LAB_BAR_COLUMNS_MIN;

      if (!lab_index_find (self->index, self->row, lab_frame_get_time (self->frame, i), &n))
        return;
      span = lab_index_get_span (self->index, self->row, n);
      if (is_taken (self, &span))
        next = i + 1;
      else if (is_wide (self, &span) && span.state != LAB_STATE_IDLE && !lab_state_is_end (span.state))
        {
          guint behind = take_bar (self, n, &span);

          next = MAX (behind, i + 1);
        }
      i = next;
    }
}

void
lab_bars_find (LabIndex *index, const LabTimelineFrame *frame, guint row, LabCell *cells, GArray *bars)
{
  const Finder self = { index, frame, row, cells, lab_index_get_row_n_spans (index, row), bars };
  guint end;

  for (guint i = 0; i < frame->n_columns; i = end)
    {
      LabState state = get_pure_state (&self, i);

      for (end = i + 1; end < frame->n_columns && get_pure_state (&self, end) == state; end++)
        ;
      if (state != LAB_STATE_IDLE && end - i >= LAB_BAR_COLUMNS_MIN)
        search_stretch (&self, i, end);
    }
}
