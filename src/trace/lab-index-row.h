/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index.h"

G_BEGIN_DECLS

/* The spans of one row. They stand in blocks of 64, and each block by arrays: end[64] (8 B), who[64] (4 B),
 * state[64] (1 B), which is 13 B a span, since a span starts where the one before it ends.
 *
 * For each full block the row keeps its end and the time that each state took before it: running totals. Spans are
 * only ever added at the end, and sums can be subtracted, so two such totals answer any range exactly: no forest of
 * partial sums is needed, as it would be for a maximum. That is 80 B for 64 spans. */
#define LAB_BLOCK_SPANS 64
#define LAB_SPAN_BYTES 13

typedef guint64 LabShares[LAB_N_TIMED_STATES];

typedef struct
{
  guint n;
  guint reserved;
  guint64 *ends;     /* of each block's last span: what a search touches, side by side */
  guint8 **spans;    /* owned */
  LabShares *before; /* n + 1: the last one belongs to the block that is being filled */
} LabFullBlocks;

/* All zeroes: an empty row. A trace may have a million rows of five spans: what only long rows need is apart. */
typedef struct
{
  guint64 start;       /* of the first span */
  guint8 *spans;       /* the block that is being filled */
  LabFullBlocks *full; /* the blocks before it, or NULL */
  guint8 n_open;       /* spans in `spans`; the last one has no end yet */
  guint8 capacity;     /* of `spans`: grows up to 64 while it is the only block */
} LabRow;

/* The arrays of one block. */
typedef struct
{
  guint64 *ends;
  guint32 *who;
  guint8 *states;
} LabBlock;

static inline LabBlock
lab_block_at (guint8 *spans, guint capacity)
{
  return (LabBlock){
    .ends = (guint64 *) (gpointer) spans,
    .who = (guint32 *) (gpointer) (spans + capacity * 8),
    .states = spans + capacity * 12,
  };
}

static inline guint
lab_row_get_n_full (const LabRow *self)
{
  return self->full != NULL ? self->full->n : 0;
}

static inline LabBlock
lab_row_get_block (const LabRow *self, guint n)
{
  return lab_block_at (n < lab_row_get_n_full (self) ? self->full->spans[n] : self->spans, self->capacity);
}

static inline guint64
lab_row_get_block_start (const LabRow *self, guint n)
{
  return n > 0 ? self->full->ends[n - 1] : self->start;
}

static inline guint64
lab_row_get_n_spans (const LabRow *self)
{
  return (guint64) lab_row_get_n_full (self) * LAB_BLOCK_SPANS + self->n_open;
}

/* What the time of a state counts as: between an end and an event after it there is nothing to do. */
static inline guint
lab_row_share_of (guint state)
{
  return state < LAB_N_TIMED_STATES ? state : LAB_STATE_IDLE;
}

/* Makes room for a span in the block that is being filled. */
void lab_row_make_room (LabRow *self);

/* From `time` on, which is not before the last span's start, the row is in `state`. Inline, as is all that stands on
 * the way of each event into the index. */
static inline void
lab_row_add (LabRow *self, guint64 time, LabState state, guint32 who)
{
  LabBlock block;

  if (self->n_open > 0)
    lab_block_at (self->spans, self->capacity).ends[self->n_open - 1] = time;
  else
    self->start = time;

  if (self->n_open == self->capacity)
    lab_row_make_room (self);
  block = lab_block_at (self->spans, self->capacity);
  block.who[self->n_open] = who;
  block.states[self->n_open] = (guint8) state;
  self->n_open++;
}

/* Keeps the first n spans. */
void lab_row_truncate (LabRow *self, guint64 n);

void lab_row_clear (LabRow *self);

/* The last span, which has no end yet, of a row that is not empty. */
static inline LabSpan
lab_row_get_last (const LabRow *self)
{
  LabBlock block = lab_block_at (self->spans, self->capacity);
  guint i = self->n_open - 1u;
  guint64 start = i > 0 ? block.ends[i - 1] : lab_row_get_block_start (self, lab_row_get_n_full (self));

  return (LabSpan){ .start = start, .end = start, .who = block.who[i], .state = (LabState) block.states[i] };
}

/* Of a row that is not empty. It ends with its last span: at once when that is an end, else at `now`. */
guint64 lab_row_get_end (const LabRow *self, guint64 now);
LabSpan lab_row_get_span (const LabRow *self, guint64 n, guint64 now);

/* Everything that the row has allocated, what is not in use yet and the allocator's own share included. */
guint64 lab_row_get_bytes (const LabRow *self);

G_END_DECLS
