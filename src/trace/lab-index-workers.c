/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-index-rows.h"

/* A lane, and what its row shows, beside the row: reading back what was just written takes its time. */
typedef struct
{
  LabRow *row;
  LabInFlight *in_flight;
  LabLaneKind kind;
  LabState state;
  guint32 task; /* or LAB_NO_TASK */
} Worker;

static void
show (Worker *self, guint64 time, LabState state, guint32 task)
{
  if (self->state == state && self->task == task)
    return;
  lab_row_add (self->row, time, state, task);
  self->state = state;
  self->task = task;
}

/* On a main lane it is a submission: whoever hands out work does not wait for a turn. Elsewhere a task may become
 * ready while another one runs, which changes nothing yet; only the running task gives its turn away. */
static gboolean
gives_way (const Worker *self, guint32 task)
{
  return self->kind != LAB_LANE_MAIN && self->state == LAB_STATE_RUNNING && self->task == task;
}

static void
add_event (Worker *self, const LabEvent *event)
{
  LabState state = (LabState) event->state;
  gboolean many_at_once = self->kind == LAB_LANE_LOOP;
  /* While the row shows a task, the others may wait and be cancelled without being seen. */
  gboolean is_free = self->task == event->task || self->task == LAB_NO_TASK;
  gboolean is_shown = state == LAB_STATE_RUNNING;

  if (many_at_once)
    lab_in_flight_set (self->in_flight, event->task, state);

  if (state == LAB_STATE_QUEUED)
    is_shown = gives_way (self, event->task);
  else if (!is_shown && !lab_state_is_end (state))
    is_shown = is_free || !many_at_once;

  if (is_shown)
    show (self, event->time, state, event->task);
  else if (is_free && lab_state_is_end (state))
    show (self, event->time, many_at_once ? lab_in_flight_get_main_wait (self->in_flight) : LAB_STATE_IDLE,
          LAB_NO_TASK);
}

void
lab_row_add_worker_events (LabRow *row, LabInFlight *in_flight, LabLaneKind kind, const LabEvent *events, guint n)
{
  Worker worker = { row, in_flight, kind, LAB_STATE_IDLE, LAB_NO_TASK };

  if (row->n_open > 0)
    {
      LabSpan last = lab_row_get_last (row);

      worker.state = last.state;
      worker.task = last.who;
    }
  for (guint i = 0; i < n; i++)
    {
      lab_event_fetch_ahead (&events[i]);
      if (events[i].layer == LAB_LAYER_TASK)
        add_event (&worker, &events[i]);
    }
}
