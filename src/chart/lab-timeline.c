/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-timeline-private.h"

LabTimeline *
lab_timeline_new (LabTrace *trace, const LabTaskNamer *namer)
{
  LabTimeline *self;

  g_return_val_if_fail (trace != NULL, NULL);

  self = g_new0 (LabTimeline, 1);
  self->trace = trace;
  if (namer != NULL)
    self->namer = *namer;
  return self;
}

void
lab_timeline_free (LabTimeline *self)
{
  for (guint i = 0; i < LAB_N_VIEWS; i++)
    {
      g_clear_pointer (&self->rows[i].columns, lab_columns_free);
      g_clear_pointer (&self->rows[i].lanes, lab_lanes_free);
      g_clear_pointer (&self->rows[i].index, lab_index_free);
    }
  g_clear_pointer (&self->critical, lab_critical_path_free);
  g_clear_pointer (&self->flow, lab_flow_free);
  g_free (self);
}

static void
rows_update (LabTimelineRows *self)
{
  lab_index_update (self->index);
  lab_lanes_update (self->lanes);
}

LabTimelineRows *
lab_timeline_get_rows (LabTimeline *self, LabView by)
{
  LabTimelineRows *rows = &self->rows[by];

  if (rows->index != NULL)
    return rows;
  rows->index = lab_index_new (self->trace, by);
  rows->columns = lab_columns_new (rows->index);
  rows->lanes = lab_lanes_new (self->trace, rows->index);
  rows_update (rows);
  return rows;
}

LabFlow *
lab_timeline_get_flow (LabTimeline *self)
{
  if (self->flow == NULL)
    {
      self->flow = lab_flow_new (self->trace);
      lab_flow_update (self->flow);
    }
  return self->flow;
}

const LabCriticalPath *
lab_timeline_get_critical (LabTimeline *self)
{
  guint64 now = lab_trace_get_last_time (self->trace);

  if (self->critical != NULL && self->critical_at == now)
    return self->critical;
  g_clear_pointer (&self->critical, lab_critical_path_free);
  self->critical = lab_critical_path_new (self);
  self->critical_at = now;
  return self->critical;
}

/* The first events of the lanes do not change once they are there; a lane that comes later starts later. */
static void
find_first_time (LabTimeline *self)
{
  guint n_lanes = lab_trace_get_n_lanes (self->trace);

  for (guint lane = 0; lane < n_lanes; lane++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event = lab_trace_next_event (self->trace, lane, &cursor);

      if (event == NULL || (self->has_events && event->time >= self->first_time))
        continue;
      self->has_events = TRUE;
      self->first_time = event->time;
    }
}

void
lab_timeline_update (LabTimeline *self)
{
  g_return_if_fail (self != NULL);

  find_first_time (self);
  for (guint i = 0; i < LAB_N_VIEWS; i++)
    if (self->rows[i].index != NULL)
      rows_update (&self->rows[i]);
  if (self->flow != NULL)
    lab_flow_update (self->flow);
}

void
lab_timeline_get_range (LabTimeline *self, guint64 *start, guint64 *end)
{
  *start = self->first_time;
  *end = MAX (lab_trace_get_last_time (self->trace), self->first_time + 1);
}

gboolean
lab_timeline_set_filter (LabTimeline *self, LabView by, const char *ranges, GError **error)
{
  LabTimelineRows *rows = lab_timeline_get_rows (self, by);

  if (!lab_lanes_set_filter (rows->lanes, ranges, error))
    return FALSE;
  lab_lanes_update (rows->lanes);
  return TRUE;
}

void
lab_timeline_set_folded (LabTimeline *self, LabView by, gint32 pid, gboolean folded)
{
  LabTimelineRows *rows = lab_timeline_get_rows (self, by);

  lab_lanes_set_folded (rows->lanes, pid, folded);
  lab_lanes_update (rows->lanes);
}

GArray *
lab_timeline_list_folded (LabTimeline *self, LabView by)
{
  return lab_lanes_list_folded (lab_timeline_get_rows (self, by)->lanes);
}

char *
lab_timeline_get_task_name (LabTimeline *self, guint32 task)
{
  char *name = self->namer.get_name != NULL ? self->namer.get_name (self->namer.data, task) : NULL;

  return name != NULL ? name : g_strdup_printf (_ ("task %u"), task + 1);
}

char *
lab_timeline_get_task_arguments (LabTimeline *self, guint32 task)
{
  char *text = self->namer.get_arguments != NULL ? self->namer.get_arguments (self->namer.data, task) : NULL;

  if (text == NULL || *text != '\0')
    return text;
  g_free (text);
  return NULL;
}

char *
lab_timeline_get_row_name (LabTimeline *self, LabView by, guint row)
{
  const LabLane *lane;
  LabLanes *lanes = lab_timeline_get_rows (self, by)->lanes;

  if (by != LAB_VIEW_WORKERS)
    return lab_timeline_get_task_name (self, row);
  lane = lab_trace_get_lane (self->trace, row);
  /* Where nothing else says whose it is. */
  if (lab_lanes_get_n_groups (lanes) == 0 && lab_lanes_get_only_pid (lanes) == 0)
    return g_strdup_printf ("%s %d", lane->name, lane->pid);
  return g_strdup (lane->name);
}

void
lab_timeline_init_view (LabTimeline *self, LabTimelineView *view, LabView by)
{
  *view = (LabTimelineView){
    .by = by,
    .width = 1280,
    .column = 1,
    .parts = LAB_TIMELINE_ALL,
    .hovered_span = G_MAXUINT64,
    .focused_span = G_MAXUINT64,
    .selected_row = G_MAXUINT,
    .cursor = G_MAXUINT64,
  };
  lab_timeline_get_range (self, &view->start, &view->end);
}

guint64
lab_timeline_get_bytes (LabTimeline *self)
{
  guint64 bytes = sizeof (*self);

  for (guint i = 0; i < LAB_N_VIEWS; i++)
    if (self->rows[i].index != NULL)
      bytes += lab_index_get_span_bytes (self->rows[i].index) + lab_index_get_extra_bytes (self->rows[i].index)
               + lab_columns_get_bytes (self->rows[i].columns);
  return bytes + (self->flow != NULL ? lab_flow_get_bytes (self->flow) : 0);
}
