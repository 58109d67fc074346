/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-index-query.h"

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
cursor_enter_block (LabRowCursor *self, guint block)
{
  self->block = block;
  self->i = 0;
  self->start = lab_row_get_block_start (self->row, block);
  memcpy (self->before, self->row->full->before[block], sizeof (LabShares));
}

void
lab_row_cursor_seek (LabRowCursor *self, guint64 time)
{
  guint n_full = lab_row_get_n_full (self->row);
  LabBlock block;
  guint last;

  if (self->block < n_full && self->row->full->ends[self->block] <= time)
    cursor_enter_block (self, find_block (self->row->full, self->block, time));

  block = lab_row_get_block (self->row, self->block);
  last = (self->block < n_full ? LAB_BLOCK_SPANS : self->row->n_open) - 1u;
  for (; self->i < last && block.ends[self->i] <= time; self->i++)
    {
      self->before[lab_row_share_of (block.states[self->i])] += block.ends[self->i] - self->start;
      self->start = block.ends[self->i];
    }
}

void
lab_row_cursor_sum (LabRowCursor *self, guint64 time, LabShares sum)
{
  guint state;

  time = MIN (time, self->row_end);
  lab_row_cursor_seek (self, time);
  memcpy (sum, self->before, sizeof (LabShares));
  if (time > self->start)
    {
      state = lab_row_get_block (self->row, self->block).states[self->i];
      sum[lab_row_share_of (state)] += time - self->start;
    }
}
