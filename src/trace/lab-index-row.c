/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-index-row.h"

/* Enough for a task that is queued, runs, waits, runs again and ends. */
#define FIRST_CAPACITY 6

/* Full blocks that a row makes room for at first; then half as many more each time. */
#define FIRST_RESERVE 4

/* What malloc keeps beside each piece, by its header and by rounding up. */
#define ALLOCATION_COST 16

static void
row_grow (LabRow *self)
{
  guint capacity = self->capacity == 0 ? FIRST_CAPACITY : MIN (self->capacity * 2, LAB_BLOCK_SPANS);
  guint8 *spans = g_malloc (capacity * LAB_SPAN_BYTES);
  LabBlock from = lab_block_at (self->spans, self->capacity);
  LabBlock to = lab_block_at (spans, capacity);

  if (self->n_open > 0)
    {
      memcpy (to.ends, from.ends, self->n_open * sizeof (*to.ends));
      memcpy (to.who, from.who, self->n_open * sizeof (*to.who));
      memcpy (to.states, from.states, self->n_open * sizeof (*to.states));
    }
  g_free (self->spans);
  self->spans = spans;
  self->capacity = (guint8) capacity;
}

static LabFullBlocks *
row_reserve (LabRow *self)
{
  LabFullBlocks *full = self->full;

  if (full == NULL)
    full = self->full = g_new0 (LabFullBlocks, 1);
  if (full->n + 1 >= full->reserved)
    {
      guint first = full->reserved == 0;

      full->reserved = MAX (FIRST_RESERVE, full->reserved + full->reserved / 2);
      full->ends = g_renew (guint64, full->ends, full->reserved);
      full->spans = g_renew (guint8 *, full->spans, full->reserved);
      full->before = g_renew (LabShares, full->before, full->reserved);
      if (first)
        memset (full->before[0], 0, sizeof (LabShares));
    }
  return full;
}

/* Files the block whose last span has just got its end, and opens the next one. */
static void
row_close_block (LabRow *self)
{
  LabFullBlocks *full = row_reserve (self);
  LabBlock block = lab_block_at (self->spans, LAB_BLOCK_SPANS);
  guint64 start = lab_row_get_block_start (self, full->n);
  guint64 *totals = full->before[full->n + 1];

  memcpy (totals, full->before[full->n], sizeof (LabShares));
  for (guint i = 0; i < LAB_BLOCK_SPANS; i++)
    {
      totals[lab_row_share_of (block.states[i])] += block.ends[i] - start;
      start = block.ends[i];
    }
  full->ends[full->n] = start;
  full->spans[full->n] = self->spans;
  full->n++;
  self->spans = g_malloc (LAB_BLOCK_SPANS * LAB_SPAN_BYTES);
  self->n_open = 0;
}

void
lab_row_make_room (LabRow *self)
{
  if (self->n_open == LAB_BLOCK_SPANS)
    row_close_block (self);
  else
    row_grow (self);
}

void
lab_row_truncate (LabRow *self, guint64 n)
{
  guint block = n > 0 ? (guint) ((n - 1) / LAB_BLOCK_SPANS) : 0;

  g_assert (n <= lab_row_get_n_spans (self));

  while (lab_row_get_n_full (self) > block)
    {
      g_free (self->spans);
      self->spans = self->full->spans[--self->full->n];
    }
  self->n_open = (guint8) (n - (guint64) block * LAB_BLOCK_SPANS);
}

void
lab_row_clear (LabRow *self)
{
  LabFullBlocks *full = self->full;

  if (full != NULL)
    {
      for (guint i = 0; i < full->n; i++)
        g_free (full->spans[i]);
      g_free (full->ends);
      g_free (full->spans);
      g_free (full->before);
      g_free (full);
    }
  g_free (self->spans);
  *self = (LabRow){ 0 };
}

guint64
lab_row_get_end (const LabRow *self, guint64 now)
{
  LabSpan last = lab_row_get_last (self);

  return lab_state_is_end (last.state) ? last.start : MAX (last.start, now);
}

LabSpan
lab_row_get_span (const LabRow *self, guint64 n, guint64 now)
{
  guint number = (guint) (n / LAB_BLOCK_SPANS);
  guint i = n % LAB_BLOCK_SPANS;
  LabBlock block = lab_row_get_block (self, number);
  LabSpan span = { .who = block.who[i], .state = (LabState) block.states[i] };

  span.start = i > 0 ? block.ends[i - 1] : lab_row_get_block_start (self, number);
  span.end = n + 1 < lab_row_get_n_spans (self) ? block.ends[i] : lab_row_get_end (self, now);
  return span;
}

guint64
lab_row_get_bytes (const LabRow *self)
{
  const LabFullBlocks *full = self->full;
  guint64 block = ALLOCATION_COST + (guint64) self->capacity * LAB_SPAN_BYTES;

  if (self->spans == NULL)
    return 0;
  if (full == NULL)
    return block;
  return block * (1 + full->n) + 4 * ALLOCATION_COST + sizeof (*full)
         + (guint64) full->reserved * (sizeof (*full->ends) + sizeof (*full->spans) + sizeof (*full->before));
}
