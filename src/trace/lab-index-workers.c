/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-index-rows.h"

static void
show (LabRow *self, const LabSpan *shown, guint64 time, LabState state, guint32 task)
{
  if (shown->state != state || shown->who != task)
    lab_row_add (self, time, state, task);
}

/* On a main lane it is a submission: whoever hands out work does not wait for a turn. Elsewhere a task may become
 * ready while another one runs, which changes nothing yet; only the running task gives its turn away. */
static gboolean
gives_way (const LabSpan *shown, LabLaneKind kind, guint32 task)
{
  return kind != LAB_LANE_MAIN && shown->state == LAB_STATE_RUNNING && shown->who == task;
}

static void
add_event (LabRow *self, LabInFlight *in_flight, LabLaneKind kind, const LabEvent *event)
{
  LabState state = (LabState) event->state;
  gboolean many_at_once = kind == LAB_LANE_LOOP;
  LabSpan shown = { .who = LAB_NO_TASK, .state = LAB_STATE_IDLE };
  gboolean is_free;

  if (self->n_open > 0)
    shown = lab_row_get_last (self);
  if (many_at_once)
    lab_in_flight_set (in_flight, event->task, state);

  /* While the row shows a task, the others may wait and be cancelled without being seen. */
  is_free = shown.who == event->task || shown.who == LAB_NO_TASK;
  if (state == LAB_STATE_RUNNING)
    show (self, &shown, event->time, state, event->task);
  else if (state == LAB_STATE_QUEUED)
    {
      if (gives_way (&shown, kind, event->task))
        show (self, &shown, event->time, state, event->task);
    }
  else if (!lab_state_is_end (state))
    {
      if (is_free || !many_at_once)
        show (self, &shown, event->time, state, event->task);
    }
  else if (is_free)
    show (self, &shown, event->time, many_at_once ? lab_in_flight_get_main_wait (in_flight) : LAB_STATE_IDLE,
          LAB_NO_TASK);
}

void
lab_row_add_worker_events (LabRow *self, LabInFlight *in_flight, LabLaneKind kind, const LabEvent *events, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      lab_event_fetch_ahead (&events[i]);
      if (events[i].layer == LAB_LAYER_TASK)
        add_event (self, in_flight, kind, &events[i]);
    }
}
