/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-index-rows.h"

/* A task's events of one moment stand in the order of their lanes. */
static gboolean
is_before (guint64 time, guint32 lane, guint64 other_time, guint32 other_lane)
{
  return time < other_time || (time == other_time && lane < other_lane);
}

void
lab_row_add_task_event (LabRow *self, guint lane, const LabEvent *event, GArray *late)
{
  if (self->n_open > 0)
    {
      LabSpan last = lab_row_get_last (self);

      if (is_before (event->time, lane, last.start, last.who))
        {
          LabLateEvent entry = { event->time, event->task, lane, event->state };

          g_array_append_val (late, entry);
          return;
        }
    }
  lab_row_add (self, event->time, (LabState) event->state, lane);
}

static int
compare_late (gconstpointer a, gconstpointer b)
{
  const LabLateEvent *x = a;
  const LabLateEvent *y = b;

  if (x->task != y->task)
    return x->task < y->task ? -1 : 1;
  return is_before (y->time, y->lane, x->time, x->lane) - is_before (x->time, x->lane, y->time, y->lane);
}

void
lab_late_events_sort (GArray *late)
{
  g_array_sort (late, compare_late); /* stable */
}

void
lab_row_insert_late (LabRow *self, const LabLateEvent *late, guint n)
{
  g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (LabSpan)); /* the latest first */
  guint64 kept = lab_row_get_n_spans (self);
  guint i = 0;

  for (; kept > 0; kept--)
    {
      LabSpan span = lab_row_get_span (self, kept - 1, 0);

      if (!is_before (late->time, late->lane, span.start, span.who))
        break;
      g_array_append_val (later, span);
    }
  lab_row_truncate (self, kept);

  while (i < n || later->len > 0)
    {
      const LabSpan *span = later->len > 0 ? &g_array_index (later, LabSpan, later->len - 1) : NULL;

      if (span == NULL || (i < n && is_before (late[i].time, late[i].lane, span->start, span->who)))
        {
          lab_row_add (self, late[i].time, (LabState) late[i].state, late[i].lane);
          i++;
        }
      else
        {
          lab_row_add (self, span->start, span->state, span->who);
          g_array_set_size (later, later->len - 1);
        }
    }
}
