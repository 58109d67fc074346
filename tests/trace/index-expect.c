/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "index-expect.h"

typedef struct
{
  LabEvent event;
  guint lane;
} Entry;

static GArray *
collect_lane (LabTrace *trace, guint lane, GArray *entries)
{
  LabCursor cursor = { 0 };
  const LabEvent *event;

  while ((event = lab_trace_next_event (trace, lane, &cursor)) != NULL)
    if (event->layer == LAB_LAYER_TASK)
      {
        Entry entry = { *event, lane };

        g_array_append_val (entries, entry);
      }
  return entries;
}

static void
close_last (GArray *spans, guint64 end)
{
  if (spans->len > 0)
    g_array_index (spans, LabSpan, spans->len - 1).end = end;
}

static void
open_span (GArray *spans, guint64 start, LabState state, guint32 who)
{
  LabSpan span = { start, start, who, state };

  close_last (spans, start);
  g_array_append_val (spans, span);
}

GArray *
expect_task (LabTrace *trace, guint32 task)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LabSpan));
  const LabSpan *last;

  for (guint lane = 0; lane < lab_trace_get_n_lanes (trace); lane++)
    collect_lane (trace, lane, entries);
  for (guint i = 1; i < entries->len; i++)
    {
      Entry entry = g_array_index (entries, Entry, i);
      guint at = i;

      for (; at > 0 && g_array_index (entries, Entry, at - 1).event.time > entry.event.time; at--)
        g_array_index (entries, Entry, at) = g_array_index (entries, Entry, at - 1);
      g_array_index (entries, Entry, at) = entry;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->event.task == task)
        open_span (spans, entry->event.time, (LabState) entry->event.state, entry->lane);
    }
  last = spans->len > 0 ? &g_array_index (spans, LabSpan, spans->len - 1) : NULL;
  if (last != NULL && !lab_state_is_end (last->state))
    close_last (spans, lab_trace_get_last_time (trace));
  return spans;
}

/* Of the tasks of a lane, whose states are given, the wait that is most common. */
static LabState
most_common_wait (const guint8 *states, guint n_tasks)
{
  guint counts[LAB_N_STATES] = { 0 };
  LabState most = LAB_STATE_IDLE;

  for (guint task = 0; task < n_tasks; task++)
    counts[states[task]]++;
  counts[LAB_STATE_IDLE] = counts[LAB_STATE_RUNNING] = 0;
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    if (counts[state] > counts[most])
      most = (LabState) state;
  return most;
}

/* What a lane shows after an event, when it showed `shown` and its tasks are now in `states`. */
static LabSpan
expect_shown (LabSpan shown, LabLaneKind kind, const LabEvent *event, const guint8 *states, guint n_tasks)
{
  gboolean is_loop = kind == LAB_LANE_LOOP;
  gboolean is_own = shown.who == event->task;
  LabSpan next = { event->time, event->time, event->task, (LabState) event->state };

  if (event->state == LAB_STATE_RUNNING)
    return next;
  if (event->state == LAB_STATE_QUEUED)
    return kind != LAB_LANE_MAIN && is_own && shown.state == LAB_STATE_RUNNING ? next : shown;
  if (is_loop && !is_own && shown.who != LAB_NO_TASK)
    return shown;
  if (!lab_state_is_end (next.state))
    return next;
  if (!is_own && shown.who != LAB_NO_TASK)
    return shown;
  next.who = LAB_NO_TASK;
  next.state = is_loop ? most_common_wait (states, n_tasks) : LAB_STATE_IDLE;
  return next;
}

GArray *
expect_worker (LabTrace *trace, guint lane)
{
  guint n_tasks = lab_trace_get_n_tasks (trace);
  g_autoptr (GArray) entries = collect_lane (trace, lane, g_array_new (FALSE, FALSE, sizeof (Entry)));
  g_autofree guint8 *states = g_malloc0 (n_tasks);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LabSpan));
  LabSpan shown = { 0, 0, LAB_NO_TASK, LAB_STATE_IDLE };

  for (guint i = 0; i < entries->len; i++)
    {
      const LabEvent *event = &g_array_index (entries, Entry, i).event;
      LabSpan next;

      states[event->task] = lab_state_is_end ((LabState) event->state) ? LAB_STATE_IDLE : event->state;
      next = expect_shown (shown, lab_trace_get_lane (trace, lane)->kind, event, states, n_tasks);
      if (next.state != shown.state || next.who != shown.who)
        open_span (spans, event->time, next.state, next.who);
      shown = next;
    }
  close_last (spans, lab_trace_get_last_time (trace));
  return spans;
}

void
expect_shares (GArray *spans, guint64 start, guint64 end, Shares shares)
{
  memset (shares, 0, sizeof (Shares));
  for (guint i = 0; i < spans->len; i++)
    {
      const LabSpan *span = &g_array_index (spans, LabSpan, i);
      guint64 from = MAX (span->start, start);
      guint64 to = MIN (span->end, end);

      if (from < to)
        shares[lab_state_is_end (span->state) ? LAB_STATE_IDLE : span->state] += to - from;
    }
}

guint64
expect_found (GArray *spans, guint64 time)
{
  if (time < g_array_index (spans, LabSpan, 0).start)
    return 0;
  for (guint i = 0; i < spans->len; i++)
    if (time < g_array_index (spans, LabSpan, i).end)
      return i;
  return spans->len - 1;
}
