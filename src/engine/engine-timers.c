/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-timers.h"

#define CHILDREN 4

typedef struct
{
  guint64 deadline;
  guint64 order; /* tells equal deadlines apart */
  gpointer data;
} Timer;

struct _LabTimers
{
  GArray *heap; /* of Timer; the children of n are CHILDREN * n + 1 … */
  guint64 n_added;
};

LabTimers *
lab_timers_new (void)
{
  LabTimers *self = g_new0 (LabTimers, 1);

  self->heap = g_array_new (FALSE, FALSE, sizeof (Timer));
  return self;
}

void
lab_timers_free (LabTimers *self)
{
  g_array_unref (self->heap);
  g_free (self);
}

static gboolean
is_before (const Timer *a, const Timer *b)
{
  return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
}

void
lab_timers_add (LabTimers *self, guint64 deadline, gpointer data)
{
  Timer timer = { deadline, self->n_added++, data };
  guint place = self->heap->len;
  Timer *heap;

  g_array_append_val (self->heap, timer);
  heap = (Timer *) (gpointer) self->heap->data;
  while (place > 0)
    {
      guint parent = (place - 1) / CHILDREN;

      if (!is_before (&timer, &heap[parent]))
        break;
      heap[place] = heap[parent];
      place = parent;
    }
  heap[place] = timer;
}

gboolean
lab_timers_peek (const LabTimers *self, guint64 *deadline)
{
  if (self->heap->len == 0)
    return FALSE;
  *deadline = g_array_index (self->heap, Timer, 0).deadline;
  return TRUE;
}

static guint
earliest_child (const Timer *heap, guint length, guint parent)
{
  guint first = CHILDREN * parent + 1;
  guint earliest = first;

  for (guint child = first + 1; child < MIN (first + CHILDREN, length); child++)
    if (is_before (&heap[child], &heap[earliest]))
      earliest = child;
  return earliest;
}

/* Puts `timer` into the hole at the top and restores the order. */
static void
sift_down (Timer *heap, guint length, Timer timer)
{
  guint place = 0;

  while (CHILDREN * place + 1 < length)
    {
      guint child = earliest_child (heap, length, place);

      if (!is_before (&heap[child], &timer))
        break;
      heap[place] = heap[child];
      place = child;
    }
  heap[place] = timer;
}

gpointer
lab_timers_pop (LabTimers *self)
{
  Timer *heap = (Timer *) (gpointer) self->heap->data;
  guint length = self->heap->len;
  gpointer data;
  Timer last;

  if (length == 0)
    return NULL;
  data = heap[0].data;
  last = heap[length - 1];
  g_array_set_size (self->heap, length - 1);
  if (length > 1)
    sift_down (heap, length - 1, last);
  return data;
}
