/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-cause.h"
#include "lab-timeline-private.h"

static gboolean
is_wait_for_thing (guint state)
{
  return state == LAB_STATE_GIL || state == LAB_STATE_LOCK || state == LAB_STATE_CHANNEL;
}

gboolean
lab_timeline_find_thing (LabTimeline *self, guint lane, guint32 task, guint64 time, guint *object)
{
  LabCursor cursor;
  const LabEvent *event;

  if (lane >= lab_trace_get_n_lanes (self->trace))
    return FALSE;
  lab_trace_seek (self->trace, lane, time, &cursor);
  while ((event = lab_trace_next_event (self->trace, lane, &cursor)) != NULL && event->time == time)
    if (event->layer == LAB_LAYER_TASK && event->task == task && is_wait_for_thing (event->state))
      {
        *object = event->detail;
        return *object < lab_flow_get_n_objects (lab_timeline_get_flow (self));
      }
  return FALSE;
}

/* The task on a lane at the last moment before `time`. */
static guint32
find_task_before (LabTimeline *self, guint lane, guint64 time)
{
  LabIndex *index = lab_timeline_get_rows (self, LAB_VIEW_WORKERS)->index;
  LabSpan span;
  guint64 n;

  if (time == 0 || lane >= lab_index_get_n_rows (index) || !lab_index_find (index, lane, time - 1, &n))
    return LAB_NO_TASK;
  span = lab_index_get_span (index, lane, n);
  return span.start < time && span.end >= time - 1 ? span.who : LAB_NO_TASK;
}

static LabCause
find_release (LabTimeline *self, guint object, guint64 time)
{
  LabFlow *flow = lab_timeline_get_flow (self);
  LabCause cause = { .task = LAB_NO_TASK };
  guint64 n;

  if (time == 0 || !lab_flow_find (flow, object, LAB_FLOW_HOLDER, time - 1, &n))
    return cause;
  for (n++; n > 0; n--)
    {
      LabSpan span = lab_flow_get_span (flow, object, LAB_FLOW_HOLDER, n - 1);

      if (span.state != LAB_STATE_RUNNING || span.end > time)
        continue;
      cause = (LabCause){ LAB_CAUSE_RELEASED, find_task_before (self, span.who, span.end), span.who, span.end };
      break;
    }
  return cause;
}

static LabCause
find_gift (LabTimeline *self, guint object, guint64 time)
{
  LabFlow *flow = lab_timeline_get_flow (self);
  LabIndex *tasks = lab_timeline_get_rows (self, LAB_VIEW_TASKS)->index;
  LabCause cause = { .task = LAB_NO_TASK };
  LabSpan span;
  guint64 n, at;

  if (!lab_flow_find (flow, object, LAB_FLOW_GIVER, time, &n))
    return cause;
  span = lab_flow_get_span (flow, object, LAB_FLOW_GIVER, n);
  if (span.state != LAB_STATE_RUNNING || span.start > time || span.who >= lab_index_get_n_rows (tasks)
      || !lab_index_find (tasks, span.who, span.start, &at))
    return cause;
  return (LabCause){ LAB_CAUSE_GIVEN, span.who, lab_index_get_span (tasks, span.who, at).who, span.start };
}

/* It runs next on a lane: what did that do last, while it waited? The lane may have been free for a moment between. */
static LabCause
find_turn (LabTimeline *self, const LabSpan *wait, const LabSpan *next)
{
  LabIndex *index = lab_timeline_get_rows (self, LAB_VIEW_WORKERS)->index;
  LabCause cause = { LAB_CAUSE_SUBMITTED, LAB_NO_TASK, wait->who, wait->start };
  guint64 n;

  if (next == NULL || next->who >= lab_index_get_n_rows (index) || wait->end == 0
      || !lab_index_find (index, next->who, wait->end - 1, &n))
    return cause;
  for (n++; n > 0; n--)
    {
      LabSpan span = lab_index_get_span (index, next->who, n - 1);

      if (span.end <= wait->start)
        break;
      if (span.who != LAB_NO_TASK && span.end <= wait->end)
        return (LabCause){ LAB_CAUSE_FREED, span.who, next->who, span.end };
    }
  return cause;
}

LabCause
lab_timeline_find_cause (LabTimeline *self, guint32 task, guint64 n)
{
  LabIndex *tasks = lab_timeline_get_rows (self, LAB_VIEW_TASKS)->index;
  LabCause none = { .task = LAB_NO_TASK };
  LabSpan wait, next;
  guint object;

  if (task >= lab_index_get_n_rows (tasks) || n + 1 >= lab_index_get_row_n_spans (tasks, task))
    return none;
  wait = lab_index_get_span (tasks, task, n);
  next = lab_index_get_span (tasks, task, n + 1);
  if (wait.state == LAB_STATE_QUEUED)
    return find_turn (self, &wait, lab_state_is_end (next.state) ? NULL : &next);
  if (!is_wait_for_thing (wait.state) || !lab_timeline_find_thing (self, wait.who, task, wait.start, &object))
    return none;
  return wait.state == LAB_STATE_CHANNEL ? find_gift (self, object, wait.end) : find_release (self, object, wait.end);
}
