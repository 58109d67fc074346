/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-merge.h"

typedef struct
{
  const LabEvent *event; /* the next of its lane */
  LabCursor cursor;      /* behind it */
  guint lane;
} Head;

struct _CliMerge
{
  LabTrace *trace;
  Head *heads; /* a binary heap: the earliest event is at 0 */
  guint n_heads;
};

static gboolean
is_before (const Head *a, const Head *b)
{
  return a->event->time != b->event->time ? a->event->time < b->event->time : a->lane < b->lane;
}

static void
merge_sift_down (CliMerge *self, guint place)
{
  Head moving = self->heads[place];

  for (;;)
    {
      guint child = 2 * place + 1;

      if (child + 1 < self->n_heads && is_before (&self->heads[child + 1], &self->heads[child]))
        child++;
      if (child >= self->n_heads || !is_before (&self->heads[child], &moving))
        break;
      self->heads[place] = self->heads[child];
      place = child;
    }
  self->heads[place] = moving;
}

CliMerge *
cli_merge_new (LabTrace *trace)
{
  CliMerge *self = g_new0 (CliMerge, 1);
  guint n_lanes = lab_trace_get_n_lanes (trace);

  self->trace = trace;
  self->heads = g_new0 (Head, n_lanes);
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      Head head = { .lane = lane };

      head.event = lab_trace_next_event (trace, lane, &head.cursor);
      if (head.event != NULL)
        self->heads[self->n_heads++] = head;
    }
  for (guint place = self->n_heads / 2; place-- > 0;)
    merge_sift_down (self, place);
  return self;
}

void
cli_merge_free (CliMerge *self)
{
  g_free (self->heads);
  g_free (self);
}

const LabEvent *
cli_merge_next (CliMerge *self, const LabLane **lane)
{
  Head *first = self->heads;
  const LabEvent *event;

  if (self->n_heads == 0)
    return NULL;
  event = first->event;
  *lane = lab_trace_get_lane (self->trace, first->lane);
  first->event = lab_trace_next_event (self->trace, first->lane, &first->cursor);
  if (first->event == NULL)
    *first = self->heads[--self->n_heads];
  if (self->n_heads > 0)
    merge_sift_down (self, 0);
  return event;
}
