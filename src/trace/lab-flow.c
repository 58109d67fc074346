/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-flow.h"
#include "lab-index-query.h"
#include "lab-merge.h"

#define POINTS_MAX (1u << 17)

/* Of a task: its state, and whether it has run. */
typedef struct
{
  guint8 state;
  guint8 started;
  guint16 object; /* it waits for; G_MAXUINT16: none */
} Task;

#define NO_OBJECT G_MAXUINT16

/* A thing that is shared, and what holds of it now. */
typedef struct
{
  LabRow rows[LAB_N_FLOW_ROWS];
  guint32 task; /* that holds it */
  guint n_waiters;
  guint depth;
} Thing;

struct _LabFlow
{
  LabTrace *trace; /* borrowed */
  GArray *cursors; /* of LabCursor, by lane */
  GPtrArray *objects;
  GArray *things; /* of Thing, one for each object */
  GArray *tasks;  /* of Task */
  GArray *points; /* of LabLevelPoint */
  GArray *ends;   /* of LabFlowEnd */
  guint levels[LAB_N_LEVELS];
  guint max[LAB_N_LEVELS];
  guint64 time; /* of the latest event */
};

static void
thing_clear (gpointer data)
{
  Thing *self = data;

  for (guint i = 0; i < LAB_N_FLOW_ROWS; i++)
    lab_row_clear (&self->rows[i]);
}

LabFlow *
lab_flow_new (LabTrace *trace)
{
  LabFlow *self;

  g_return_val_if_fail (trace != NULL, NULL);

  self = g_new0 (LabFlow, 1);
  self->trace = trace;
  self->cursors = g_array_new (FALSE, TRUE, sizeof (LabCursor));
  self->objects = lab_objects_new ();
  self->things = g_array_new (FALSE, TRUE, sizeof (Thing));
  g_array_set_clear_func (self->things, thing_clear);
  self->tasks = g_array_new (FALSE, TRUE, sizeof (Task));
  self->points = g_array_new (FALSE, FALSE, sizeof (LabLevelPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (LabFlowEnd));
  return self;
}

void
lab_flow_free (LabFlow *self)
{
  g_array_unref (self->cursors);
  g_ptr_array_unref (self->objects);
  g_array_unref (self->things);
  g_array_unref (self->tasks);
  g_array_unref (self->points);
  g_array_unref (self->ends);
  g_free (self);
}

static void
merge_points (LabLevelPoint *one, const LabLevelPoint *other, guint64 end)
{
  double first = (double) (other->time - one->time), second = (double) (end - other->time);

  for (guint i = 0; i < LAB_N_LEVELS && first + second > 0; i++)
    one->levels[i] = (float) ((one->levels[i] * first + other->levels[i] * second) / (first + second));
}

/* Makes one point of two, in the older half. */
static void
flow_thin_points (LabFlow *self)
{
  LabLevelPoint *points = (LabLevelPoint *) (gpointer) self->points->data;
  guint half = self->points->len / 2;
  guint kept = 0;

  for (guint i = 0; i + 1 < half; i += 2, kept++)
    {
      LabLevelPoint merged = points[i];

      merge_points (&merged, &points[i + 1], points[i + 2].time);
      points[kept] = merged;
    }
  g_array_remove_range (self->points, kept, half - half % 2 - kept);
}

/* Time goes on to the next event: what holds now has lasted. What is only there between two events of one moment, like
 * both at a hand-over, never was. */
static void
flow_pass (LabFlow *self, guint64 time)
{
  if (time <= self->time)
    return;
  for (guint i = 0; i < LAB_N_LEVELS; i++)
    self->max[i] = MAX (self->max[i], self->levels[i]);
  self->time = time;
}

/* What holds from now on; several changes of one moment are one point. */
static void
flow_add_point (LabFlow *self)
{
  LabLevelPoint point = { .time = self->time };
  LabLevelPoint *last;

  for (guint i = 0; i < LAB_N_LEVELS; i++)
    point.levels[i] = (float) self->levels[i];
  last = self->points->len > 0 ? &g_array_index (self->points, LabLevelPoint, self->points->len - 1) : NULL;
  if (last != NULL && last->time == point.time)
    *last = point;
  else
    g_array_append_val (self->points, point);
  if (self->points->len > POINTS_MAX)
    flow_thin_points (self);
}

static Thing *
flow_get_thing (LabFlow *self, guint object)
{
  return object < self->things->len ? &g_array_index (self->things, Thing, object) : NULL;
}

static void
thing_show (Thing *self, LabFlowRow row, guint64 time, gboolean on, LabState state, guint32 who)
{
  LabRow *spans = &self->rows[row];

  if (on || lab_row_get_n_spans (spans) > 0)
    lab_row_add (spans, time, on ? state : LAB_STATE_IDLE, on ? who : LAB_NO_TASK);
}

static gboolean
waits_for_thing (LabState state)
{
  return state == LAB_STATE_GIL || state == LAB_STATE_LOCK || state == LAB_STATE_CHANNEL;
}

static void
flow_change_waiters (LabFlow *self, guint16 object, LabState state, int change)
{
  Thing *thing = flow_get_thing (self, object);

  if (thing == NULL || (change < 0 && thing->n_waiters == 0))
    return;
  thing->n_waiters = (guint) ((int) thing->n_waiters + change);
  thing_show (thing, LAB_FLOW_WAITERS, self->time, thing->n_waiters > 0, state, thing->n_waiters);
}

static void
flow_leave (LabFlow *self, const Task *task)
{
  self->levels[LAB_LEVEL_RUNNING] -= task->state == LAB_STATE_RUNNING;
  self->levels[LAB_LEVEL_QUEUED] -= task->state == LAB_STATE_QUEUED;
  if (waits_for_thing ((LabState) task->state))
    flow_change_waiters (self, task->object, (LabState) task->state, -1);
}

static void
flow_enter (LabFlow *self, Task *task, const LabEvent *event)
{
  task->state = event->state;
  task->object = event->detail;
  self->levels[LAB_LEVEL_RUNNING] += event->state == LAB_STATE_RUNNING;
  self->levels[LAB_LEVEL_QUEUED] += event->state == LAB_STATE_QUEUED;
  if (waits_for_thing ((LabState) event->state))
    flow_change_waiters (self, event->detail, (LabState) event->state, 1);
  if (event->state == LAB_STATE_RUNNING && !task->started)
    {
      task->started = TRUE;
      self->levels[LAB_LEVEL_IN_FLIGHT]++;
    }
  else if (lab_state_is_end ((LabState) event->state) && task->started)
    self->levels[LAB_LEVEL_IN_FLIGHT]--;
}

static void
flow_take_state (LabFlow *self, const LabEvent *event, guint lane)
{
  LabFlowEnd end = { self->time, lane, (LabState) event->state };
  Task *task;

  if (event->task >= self->tasks->len)
    return;
  task = &g_array_index (self->tasks, Task, event->task);
  if (lab_state_is_end ((LabState) task->state))
    return;
  flow_leave (self, task);
  flow_enter (self, task, event);
  flow_add_point (self);
  if (event->state == LAB_STATE_FAILED || event->state == LAB_STATE_CANCELLED)
    g_array_append_val (self->ends, end);
}

static void
flow_take_deed (LabFlow *self, const LabEvent *event, guint lane)
{
  Thing *thing = flow_get_thing (self, event->detail);

  if (thing == NULL)
    return;
  switch ((LabDeed) event->state)
    {
    case LAB_DEED_TAKE:
      thing->task = event->task;
      thing_show (thing, LAB_FLOW_HOLDER, self->time, TRUE, LAB_STATE_RUNNING, lane);
      break;
    case LAB_DEED_RELEASE:
      /* Of one moment, the next one's taking may stand before it. */
      if (thing->task == event->task)
        thing_show (thing, LAB_FLOW_HOLDER, self->time, FALSE, LAB_STATE_RUNNING, 0);
      break;
    case LAB_DEED_PUT:
    case LAB_DEED_GET:
      thing->depth += event->state == LAB_DEED_PUT ? 1 : thing->depth > 0 ? -1 : 0;
      thing_show (thing, LAB_FLOW_DEPTH, self->time, thing->depth > 0, LAB_STATE_RUNNING, thing->depth);
      if (event->state == LAB_DEED_PUT)
        thing_show (thing, LAB_FLOW_GIVER, self->time, TRUE, LAB_STATE_RUNNING, event->task);
      break;
    case LAB_DEED_SET:
      thing_show (thing, LAB_FLOW_GIVER, self->time, TRUE, LAB_STATE_RUNNING, event->task);
      break;
    case LAB_DEED_NONE:
    case LAB_DEED_REQUEST:
    case LAB_N_DEEDS:
    default:
      break;
    }
}

/* The record of the objects comes before the first event that speaks of one. */
static void
flow_find_objects (LabFlow *self)
{
  if (self->objects->len > 0 || lab_trace_get_meta (self->trace, "objects") == NULL)
    return;
  g_ptr_array_unref (self->objects);
  self->objects = lab_objects_new_from_trace (self->trace);
  g_array_set_size (self->things, self->objects->len);
  for (guint i = 0; i < self->things->len; i++)
    g_array_index (self->things, Thing, i).task = LAB_NO_TASK;
}

void
lab_flow_update (LabFlow *self)
{
  g_autoptr (LabMerge) merge = NULL;
  const LabEvent *event;
  guint lane;

  g_return_if_fail (self != NULL);

  flow_find_objects (self);
  g_array_set_size (self->tasks, MAX (self->tasks->len, lab_trace_get_n_tasks (self->trace)));
  merge = lab_merge_new_at (self->trace, self->cursors);
  while ((event = lab_merge_next (merge, &lane)) != NULL)
    {
      flow_pass (self, event->time);
      if (event->layer == LAB_LAYER_TASK)
        flow_take_state (self, event, lane);
      else if (event->layer == LAB_LAYER_OBJECT)
        flow_take_deed (self, event, lane);
    }
}

const LabLevelPoint *
lab_flow_get_points (LabFlow *self, guint *n)
{
  *n = self->points->len;
  return (const LabLevelPoint *) (gpointer) self->points->data;
}

const LabFlowEnd *
lab_flow_get_ends (LabFlow *self, guint *n)
{
  *n = self->ends->len;
  return (const LabFlowEnd *) (gpointer) self->ends->data;
}

guint
lab_flow_get_max (LabFlow *self, LabLevel level)
{
  return MAX (self->max[level], self->levels[level]);
}

guint
lab_flow_find_point (LabFlow *self, guint64 time)
{
  guint low = 0, high;
  const LabLevelPoint *points = lab_flow_get_points (self, &high);

  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (points[middle].time <= time)
        low = middle;
      else
        high = middle;
    }
  return low;
}

void
lab_flow_query_levels (LabFlow *self, const guint64 *edges, guint n, double (*means)[LAB_N_LEVELS])
{
  guint n_points;
  const LabLevelPoint *points = lab_flow_get_points (self, &n_points);
  guint64 now = lab_trace_get_last_time (self->trace);
  guint at = lab_flow_find_point (self, edges[0]);

  memset (means, 0, n * sizeof (*means));
  for (guint i = 0; i < n && n_points > 0; i++)
    for (;; at++)
      {
        guint64 end = at + 1 < n_points ? points[at + 1].time : MAX (now, points[at].time);
        guint64 from = MAX (points[at].time, edges[i]), to = MIN (end, edges[i + 1]);

        double weight = to > from ? (double) (to - from) / (double) (edges[i + 1] - edges[i]) : 0;

        for (guint level = 0; level < LAB_N_LEVELS; level++)
          means[i][level] += points[at].levels[level] * weight;
        if (end >= edges[i + 1] || at + 1 >= n_points)
          break;
      }
}

guint
lab_flow_get_n_objects (LabFlow *self)
{
  return self->objects->len;
}

const LabObject *
lab_flow_get_object (LabFlow *self, guint n)
{
  return lab_objects_get (self->objects, n);
}

static const LabRow *
get_row (LabFlow *self, guint object, LabFlowRow row)
{
  const Thing *thing = flow_get_thing (self, object);

  return thing != NULL && thing->rows[row].n_open > 0 ? &thing->rows[row] : NULL;
}

guint64
lab_flow_get_n_spans (LabFlow *self, guint object, LabFlowRow row)
{
  const LabRow *spans = get_row (self, object, row);

  return spans != NULL ? lab_row_get_n_spans (spans) : 0;
}

LabSpan
lab_flow_get_span (LabFlow *self, guint object, LabFlowRow row, guint64 n)
{
  LabSpan none = { .who = LAB_NO_TASK };

  g_return_val_if_fail (n < lab_flow_get_n_spans (self, object, row), none);

  return lab_row_get_span (get_row (self, object, row), n, lab_trace_get_last_time (self->trace));
}

gboolean
lab_flow_find (LabFlow *self, guint object, LabFlowRow row, guint64 time, guint64 *n)
{
  return lab_row_find (get_row (self, object, row), lab_trace_get_last_time (self->trace), time, n);
}

void
lab_flow_query_columns (LabFlow *self, guint object, LabFlowRow row, const guint64 *edges, guint n,
                        guint64 (*shares)[LAB_N_TIMED_STATES])
{
  lab_row_query_columns (get_row (self, object, row), lab_trace_get_last_time (self->trace), edges, n, shares);
}

guint64
lab_flow_get_bytes (LabFlow *self)
{
  guint64 bytes = self->points->len * sizeof (LabLevelPoint) + self->tasks->len * sizeof (Task)
                  + self->ends->len * sizeof (LabFlowEnd);

  for (guint i = 0; i < self->things->len; i++)
    for (guint row = 0; row < LAB_N_FLOW_ROWS; row++)
      bytes += lab_row_get_bytes (&g_array_index (self->things, Thing, i).rows[row]);
  return bytes;
}
