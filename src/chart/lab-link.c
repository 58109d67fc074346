/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-cause.h"
#include "lab-link.h"
#include "lab-timeline-private.h"

/* So many spans are looked at before the search for one that waited is given up: some milliseconds. */
#define SPANS_MAX 100000

typedef struct
{
  guint row;
  guint64 n;
} Place;

/* The task that a span belongs to, and its number in that task's row. */
static gboolean
find_in_task (LabTimeline *self, LabView by, Place at, guint32 *task, guint64 *n)
{
  LabIndex *tasks = lab_timeline_get_rows (self, LAB_VIEW_TASKS)->index;
  LabIndex *index = lab_timeline_get_rows (self, by)->index;
  LabSpan span;

  if (at.row >= lab_index_get_n_rows (index) || at.n >= lab_index_get_row_n_spans (index, at.row))
    return FALSE;
  span = lab_index_get_span (index, at.row, at.n);
  *task = by == LAB_VIEW_WORKERS ? span.who : at.row;
  return *task < lab_index_get_n_rows (tasks) && lab_index_find (tasks, *task, span.start, n);
}

/* Where it happened: what gave something went on with it, anything else ended with it. */
static gboolean
find_cause_place (LabTimeline *self, LabView by, const LabCause *cause, Place *place)
{
  LabIndex *index = lab_timeline_get_rows (self, by)->index;
  gboolean ended = cause->kind == LAB_CAUSE_RELEASED || cause->kind == LAB_CAUSE_FREED;

  place->row = by == LAB_VIEW_WORKERS ? cause->lane : cause->task;
  return cause->kind != LAB_CAUSE_NONE && place->row < lab_index_get_n_rows (index)
         && lab_index_find (index, place->row, cause->time - (ended && cause->time > 0), &place->n);
}

static gboolean
follow_back (LabTimeline *self, LabView by, Place from, Place *to)
{
  LabIndex *tasks = lab_timeline_get_rows (self, LAB_VIEW_TASKS)->index;
  LabCause cause;
  guint32 task;
  guint64 n;

  if (!find_in_task (self, by, from, &task, &n))
    return FALSE;
  if (n > 0 && lab_index_get_span (tasks, task, n).state == LAB_STATE_RUNNING)
    n--;
  cause = lab_timeline_find_cause (self, task, n);
  return find_cause_place (self, by, &cause, to);
}

/* What came after span n of a task's row, in the view. */
static gboolean
find_next_place (LabTimeline *self, LabView by, guint32 task, guint64 n, Place *place)
{
  LabIndex *tasks = lab_timeline_get_rows (self, LAB_VIEW_TASKS)->index;
  LabIndex *index = lab_timeline_get_rows (self, by)->index;
  LabSpan next;

  if (n + 1 >= lab_index_get_row_n_spans (tasks, task))
    return FALSE;
  if (by != LAB_VIEW_WORKERS)
    {
      *place = (Place){ task, n + 1 };
      return TRUE;
    }
  next = lab_index_get_span (tasks, task, n + 1);
  place->row = next.who;
  return next.who < lab_index_get_n_rows (index) && lab_index_find (index, next.who, next.start, &place->n);
}

/* The waits of a task that were there while the span lasted: does it end one, before the earliest that was found? */
static gboolean
search_task (LabTimeline *self, LabView by, Place from, const LabSpan *span, guint32 task, guint *budget,
             guint64 *earliest, Place *to)
{
  LabIndex *tasks = lab_timeline_get_rows (self, LAB_VIEW_TASKS)->index;
  gboolean found = FALSE;
  guint64 n;

  if (!lab_index_find (tasks, task, span->start, &n))
    return FALSE;
  for (; n + 1 < lab_index_get_row_n_spans (tasks, task) && *budget > 0; n++, --*budget)
    {
      LabSpan wait = lab_index_get_span (tasks, task, n);
      LabCause cause;
      Place place;

      if (wait.start >= span->end || wait.end > *earliest)
        break;
      if (wait.state == LAB_STATE_RUNNING || wait.end < span->start)
        continue;
      cause = lab_timeline_find_cause (self, task, n);
      if (!find_cause_place (self, by, &cause, &place) || place.row != from.row || place.n != from.n
          || !find_next_place (self, by, task, n, &place) || (place.row == from.row && place.n == from.n))
        continue;
      *earliest = wait.end;
      *to = place;
      found = TRUE;
      break;
    }
  return found;
}

static gboolean
follow_on (LabTimeline *self, LabView by, Place from, Place *to)
{
  LabIndex *tasks = lab_timeline_get_rows (self, LAB_VIEW_TASKS)->index;
  LabIndex *index = lab_timeline_get_rows (self, by)->index;
  guint64 earliest = G_MAXUINT64;
  guint budget = SPANS_MAX;
  gboolean found = FALSE;
  LabSpan span;

  if (from.row >= lab_index_get_n_rows (index) || from.n >= lab_index_get_row_n_spans (index, from.row))
    return FALSE;
  span = lab_index_get_span (index, from.row, from.n);
  for (guint32 task = 0; task < lab_index_get_n_rows (tasks) && budget > 0; task++, budget -= budget > 0)
    found |= search_task (self, by, from, &span, task, &budget, &earliest, to);
  return found;
}

gboolean
lab_timeline_follow_link (LabTimeline *self, LabView by, guint row, guint64 n, LabLinkDirection direction,
                          guint *to_row, guint64 *to_n)
{
  Place from = { row, n }, to = { 0, 0 };

  g_return_val_if_fail (self != NULL && to_row != NULL && to_n != NULL, FALSE);

  if (direction == LAB_LINK_INCOMING ? !follow_back (self, by, from, &to) : !follow_on (self, by, from, &to))
    return FALSE;
  *to_row = to.row;
  *to_n = to.n;
  return TRUE;
}
