/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-cause.h"
#include "lab-hit.h"
#include "lab-quantity.h"
#include "lab-timeline-private.h"

/* Since the run's start. */
static char *
format_time (LabTimeline *self, guint64 time)
{
  return lab_format_duration (time - MIN (self->first_time, time));
}

/* ", held by worker 2", or "" where nobody does, or where it waits for nothing that can be held. */
static char *
describe_reason (LabTimeline *self, guint lane, guint32 task, const LabSpan *span)
{
  LabFlow *flow;
  LabSpan holder;
  guint object;
  guint64 n;
  g_autofree char *name = NULL;

  if (!lab_timeline_find_thing (self, lane, task, span->start, &object))
    return g_strdup ("");
  flow = lab_timeline_get_flow (self);
  if (span->state == LAB_STATE_CHANNEL)
    return g_strdup_printf (": %s", lab_flow_get_object (flow, object)->name);
  if (!lab_flow_find (flow, object, LAB_FLOW_HOLDER, span->start, &n))
    return g_strdup ("");
  holder = lab_flow_get_span (flow, object, LAB_FLOW_HOLDER, n);
  if (holder.state != LAB_STATE_RUNNING)
    return g_strdup ("");
  name = lab_timeline_get_holder_name (self, object, &holder);
  if (span->state == LAB_STATE_GIL)
    return g_strdup_printf (_ (", held by %s"), name);
  /* Translators: a lock's name, and the worker that holds it. */
  return g_strdup_printf (_ (": %s, held by %s"), lab_flow_get_object (flow, object)->name, name);
}

char *
lab_timeline_describe_span (LabTimeline *self, LabView by, guint row, guint64 n)
{
  LabSpan span = lab_timeline_get_span (self, by, row, n);
  guint32 task = by == LAB_VIEW_WORKERS ? span.who : row;
  guint lane = by == LAB_VIEW_WORKERS ? row : span.who;
  g_autofree char *name = task != LAB_NO_TASK ? lab_timeline_get_task_name (self, task)
                                              : lab_timeline_get_row_name (self, by, row);
  g_autofree char *reason = describe_reason (self, lane, task, &span);
  g_autofree char *duration = lab_format_duration (span.end - span.start);
  g_autofree char *since = format_time (self, span.start);

  /* Translators: "task 3: waiting for the GIL, held by worker 2. It could run, but … 12 ms, from 40 ms on." */
  return g_strdup_printf (_ ("%s: %s%s. %s %s, from %s on."), name, lab_state_get_name (span.state), reason,
                          lab_state_get_sentence (span.state), duration, since);
}

/* Its waiters at a time. */
static guint
count_waiters (LabFlow *flow, guint object, guint64 time)
{
  LabSpan span;
  guint64 n;

  if (!lab_flow_find (flow, object, LAB_FLOW_WAITERS, time, &n))
    return 0;
  span = lab_flow_get_span (flow, object, LAB_FLOW_WAITERS, n);
  return span.state != LAB_STATE_IDLE && span.start <= time && time <= span.end ? span.who : 0;
}

static char *
describe_lock (LabTimeline *self, const LabHit *hit)
{
  LabFlow *flow = lab_timeline_get_flow (self);
  const char *name = lab_flow_get_object (flow, hit->object)->name;
  guint n = count_waiters (flow, hit->object, hit->time);
  g_autofree char *count = lab_format_count (n);
  g_autofree char *from = format_time (self, hit->span.start);
  g_autofree char *to = format_time (self, hit->span.end);
  g_autofree char *at = format_time (self, hit->time);
  g_autofree char *holder = NULL;
  g_autofree char *held = NULL;
  g_autofree char *waited = NULL;

  if (hit->span.state == LAB_STATE_RUNNING)
    {
      holder = lab_timeline_get_holder_name (self, hit->object, &hit->span);
      /* Translators: a lock, who had it, since when and until when. */
      held = g_strdup_printf (_ ("%s: held by %s from %s to %s."), name, holder, from, to);
    }
  else
    held = g_strdup_printf (_ ("%s: free from %s to %s."), name, from, to);
  if (n == 0)
    return g_steal_pointer (&held);
  /* Translators: how many tasks waited for a lock, and when. */
  waited = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s waited for it at %s.", "%s waited for it at %s.", n),
                            count, at);
  return g_strdup_printf ("%s %s", held, waited);
}

static char *
describe_queue (LabTimeline *self, const LabHit *hit)
{
  const char *name = lab_flow_get_object (lab_timeline_get_flow (self), hit->object)->name;
  guint n = hit->span.state == LAB_STATE_RUNNING ? hit->span.who : 0;
  g_autofree char *count = lab_format_count (n);
  g_autofree char *from = format_time (self, hit->span.start);
  g_autofree char *to = format_time (self, hit->span.end);

  if (n == 0)
    return g_strdup_printf (_ ("%s: empty from %s to %s."), name, from, to);
  /* Translators: a queue, how much was in it, since when and until when. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %s item from %s to %s.", "%s: %s items from %s to %s.", n),
                          name, count, from, to);
}

static char *
format_level (const LabLevelPoint *point, guint64 time, LabLevel level)
{
  return lab_format_count (point != NULL && point->time <= time ? (guint64) lround (point->levels[level]) : 0);
}

static char *
describe_levels (LabTimeline *self, guint64 time)
{
  LabFlow *flow = lab_timeline_get_flow (self);
  guint n;
  const LabLevelPoint *points = lab_flow_get_points (flow, &n);
  const LabLevelPoint *point = n > 0 ? &points[lab_flow_find_point (flow, time)] : NULL;
  g_autofree char *in_flight = format_level (point, time, LAB_LEVEL_IN_FLIGHT);
  g_autofree char *running = format_level (point, time, LAB_LEVEL_RUNNING);
  g_autofree char *at = format_time (self, time);

  return g_strdup_printf (_ ("At %s: %s in flight, %s running."), at, in_flight, running);
}

char *
lab_timeline_describe_hit (LabTimeline *self, LabView by, const LabHit *hit)
{
  switch (hit->kind)
    {
    case LAB_HIT_SPAN:
      return lab_timeline_describe_span (self, by, hit->row, hit->n);
    case LAB_HIT_LOCK:
      return describe_lock (self, hit);
    case LAB_HIT_QUEUE:
      return describe_queue (self, hit);
    case LAB_HIT_CURVES:
      return describe_levels (self, hit->time);
    case LAB_HIT_NOTHING:
    case LAB_HIT_LANE:
    case LAB_HIT_GROUP:
    case LAB_HIT_OVERVIEW:
    case LAB_HIT_RULER:
    default:
      return NULL;
    }
}
