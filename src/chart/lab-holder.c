/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-timeline-private.h"

guint32
lab_timeline_find_holding_task (LabTimeline *self, guint object, const LabSpan *held)
{
  LabCursor cursor;
  const LabEvent *event;

  if (lab_trace_get_lane (self->trace, held->who)->kind != LAB_LANE_LOOP)
    return LAB_NO_TASK;
  lab_trace_seek (self->trace, held->who, held->start, &cursor);
  while ((event = lab_trace_next_event (self->trace, held->who, &cursor)) != NULL && event->time == held->start)
    if (event->layer == LAB_LAYER_OBJECT && event->state == LAB_DEED_TAKE && event->detail == object)
      return event->task;
  return LAB_NO_TASK;
}

char *
lab_timeline_get_holder_name (LabTimeline *self, guint object, const LabSpan *held)
{
  guint32 task = lab_timeline_find_holding_task (self, object, held);

  return task != LAB_NO_TASK ? lab_timeline_get_task_name (self, task)
                             : lab_timeline_get_row_name (self, LAB_VIEW_WORKERS, held->who);
}
