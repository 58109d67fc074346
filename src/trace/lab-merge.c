/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-merge.h"

typedef struct
{
  const LabEvent *event; /* the lane's next */
  LabCursor cursor;      /* behind it */
  guint lane;
} Source;

/* A heap: a source comes before both of its children, 2 i + 1 and 2 i + 2. */
struct _LabMerge
{
  LabTrace *trace;
  Source *heap;
  guint n_sources;
  GArray *cursors;  /* borrowed; NULL: nobody wants to know */
  gboolean started; /* the first source's event was handed out and is to be replaced */
};

static inline gboolean
comes_before (const Source *one, const Source *other)
{
  if (one->event->time != other->event->time)
    return one->event->time < other->event->time;
  return one->lane < other->lane;
}

static void
sift_down (LabMerge *self, guint place)
{
  Source moved = self->heap[place];

  for (;;)
    {
      guint child = 2 * place + 1;

      if (child + 1 < self->n_sources && comes_before (&self->heap[child + 1], &self->heap[child]))
        child++;
      if (child >= self->n_sources || !comes_before (&self->heap[child], &moved))
        break;
      self->heap[place] = self->heap[child];
      place = child;
    }
  self->heap[place] = moved;
}

LabMerge *
lab_merge_new (LabTrace *trace)
{
  return lab_merge_new_at (trace, NULL);
}

LabMerge *
lab_merge_new_at (LabTrace *trace, GArray *cursors)
{
  LabMerge *self;
  guint n_lanes;

  g_return_val_if_fail (trace != NULL, NULL);

  n_lanes = lab_trace_get_n_lanes (trace);
  self = g_new0 (LabMerge, 1);
  self->trace = trace;
  self->cursors = cursors;
  self->heap = g_new (Source, n_lanes);
  if (cursors != NULL)
    g_array_set_size (cursors, n_lanes);
  for (guint n = 0; n < n_lanes; n++)
    {
      Source source = { .lane = n };

      if (cursors != NULL)
        source.cursor = g_array_index (cursors, LabCursor, n);
      source.event = lab_trace_next_event (trace, n, &source.cursor);
      if (source.event != NULL)
        self->heap[self->n_sources++] = source;
    }
  for (guint place = self->n_sources / 2; place-- > 0;)
    sift_down (self, place);
  return self;
}

void
lab_merge_free (LabMerge *self)
{
  g_free (self->heap);
  g_free (self);
}

static void
advance (LabMerge *self)
{
  Source *first = &self->heap[0];

  first->event = lab_trace_next_event (self->trace, first->lane, &first->cursor);
  if (self->cursors != NULL)
    g_array_index (self->cursors, LabCursor, first->lane) = first->cursor;
  if (first->event == NULL)
    *first = self->heap[--self->n_sources];
  if (self->n_sources > 1)
    sift_down (self, 0);
}

const LabEvent *
lab_merge_next (LabMerge *self, guint *lane)
{
  if (self->started && self->n_sources > 0)
    advance (self);
  self->started = TRUE;
  if (self->n_sources == 0)
    return NULL;
  *lane = self->heap[0].lane;
  return self->heap[0].event;
}
