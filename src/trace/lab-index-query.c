/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-index-query.h"

#define CACHE_LINE 64

void
lab_row_cursor_init (LabRowCursor *self, const LabRow *row, guint64 now)
{
  *self = (LabRowCursor){ .row = row, .row_end = lab_row_get_end (row, now), .start = row->start };
}

/* The first block after `block`, which ends by `time`, that ends later: by steps that double, since the next edge of a
 * column is seldom far, and then by halves. */
static guint
find_block (const LabFullBlocks *full, guint block, guint64 time)
{
  guint low = block + 1;
  guint step = 1;
  guint high;

  while (low + step <= full->n && full->ends[low + step - 1] <= time)
    {
      low += step;
      step *= 2;
    }
  high = MIN (low + step - 1, full->n);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (full->ends[middle] <= time)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
fetch (const void *memory, gsize size)
{
  for (gsize i = 0; i < size; i += CACHE_LINE)
    __builtin_prefetch ((const char *) memory + i);
}

void
lab_row_cursor_aim (LabRowCursor *self, guint64 time)
{
  const LabFullBlocks *full = self->row->full;
  LabBlock block;

  if (self->aim >= lab_row_get_n_full (self->row) || full->ends[self->aim] > time)
    return;
  self->aim = find_block (full, self->aim, time);
  block = lab_row_get_block (self->row, self->aim);
  fetch (full->before[self->aim], sizeof (LabShares));
  fetch (block.ends, LAB_BLOCK_SPANS * sizeof (*block.ends));
  fetch (block.states, LAB_BLOCK_SPANS);
}

static void
cursor_enter_aim (LabRowCursor *self)
{
  if (self->block == self->aim)
    return;
  self->block = self->aim;
  self->i = 0;
  self->start = lab_row_get_block_start (self->row, self->block);
  memcpy (self->before, self->row->full->before[self->block], sizeof (LabShares));
}

static void
cursor_walk (LabRowCursor *self, guint64 time)
{
  LabBlock block = lab_row_get_block (self->row, self->block);
  guint last = (self->block < lab_row_get_n_full (self->row) ? LAB_BLOCK_SPANS : self->row->n_open) - 1u;

  for (; self->i < last && block.ends[self->i] <= time; self->i++)
    {
      self->before[lab_row_share_of (block.states[self->i])] += block.ends[self->i] - self->start;
      self->start = block.ends[self->i];
    }
}

void
lab_row_cursor_seek (LabRowCursor *self, guint64 time)
{
  cursor_enter_aim (self);
  cursor_walk (self, time);
}

void
lab_row_cursor_sum (LabRowCursor *self, guint64 time, guint64 next, LabShares sum)
{
  guint state;

  cursor_enter_aim (self);
  lab_row_cursor_aim (self, next);
  cursor_walk (self, time);
  memcpy (sum, self->before, sizeof (LabShares));
  time = MIN (time, self->row_end);
  if (time > self->start)
    {
      state = lab_row_get_block (self->row, self->block).states[self->i];
      sum[lab_row_share_of (state)] += time - self->start;
    }
}

gboolean
lab_row_find (const LabRow *row, guint64 now, guint64 time, guint64 *n)
{
  LabRowCursor cursor;

  if (row == NULL || row->n_open == 0)
    return FALSE;
  lab_row_cursor_init (&cursor, row, now);
  if (time >= row->start)
    {
      lab_row_cursor_aim (&cursor, time);
      lab_row_cursor_seek (&cursor, time);
    }
  *n = (guint64) cursor.block * LAB_BLOCK_SPANS + cursor.i;
  return TRUE;
}

void
lab_row_query_columns (const LabRow *row, guint64 now, const guint64 *edges, guint n, LabShares *shares)
{
  LabRowCursor cursor;
  LabShares sums[2];

  if (row == NULL || row->n_open == 0)
    {
      memset (shares, 0, n * sizeof (LabShares));
      return;
    }
  lab_row_cursor_init (&cursor, row, now);
  lab_row_cursor_aim (&cursor, edges[0]);
  lab_row_cursor_sum (&cursor, edges[0], edges[MIN (n, 1)], sums[0]);
  for (guint i = 0; i < n; i++)
    {
      guint64 *before = sums[i % 2];
      guint64 *after = sums[(i + 1) % 2];

      lab_row_cursor_sum (&cursor, edges[i + 1], edges[MIN (i + 2, n)], after);
      for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
        shares[i][state] = after[state] - before[state];
    }
}
