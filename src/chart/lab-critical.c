/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-cause.h"
#include "lab-critical.h"
#include "lab-quantity.h"
#include "lab-timeline-private.h"

#define PIECES_MAX 200000

/* From one task to another without a step back in time: more than a chain of hand-overs of one moment has. */
#define JUMPS_MAX 64

typedef struct
{
  LabTimeline *timeline;
  LabIndex *tasks;
  LabCriticalPath *path;
  guint32 task;
  guint64 time; /* all after it is known */
  guint jumps;  /* at this time */
} Walk;

/* The task with the latest end: the first of those. */
static gboolean
find_last (Walk *self)
{
  guint n_rows = lab_index_get_n_rows (self->tasks);
  gboolean found = FALSE;

  for (guint row = 0; row < n_rows; row++)
    {
      guint64 n = lab_index_get_row_n_spans (self->tasks, row);
      guint64 end = n > 0 ? lab_index_get_span (self->tasks, row, n - 1).end : 0;

      if (n == 0 || (found && end <= self->time))
        continue;
      found = TRUE;
      self->task = row;
      self->time = end;
    }
  return found;
}

static void
add_piece (Walk *self, const LabSpan *span)
{
  LabCriticalPiece piece = { self->task, span->who, span->state, span->start, self->time };

  g_array_append_val (self->path->pieces, piece);
  self->path->states[span->state] += piece.end - piece.start;
  self->path->length += piece.end - piece.start;
  self->time = span->start;
  self->jumps = 0;
}

/* To whoever ended the wait, where that was another one. */
static gboolean
jump (Walk *self, guint64 n, const LabSpan *span)
{
  LabCause cause = lab_timeline_find_cause (self->timeline, self->task, n);
  guint64 at;

  if (span->end > self->time || cause.task == LAB_NO_TASK || cause.task == self->task || cause.time > self->time
      || cause.time <= span->start || self->jumps >= JUMPS_MAX || cause.task >= lab_index_get_n_rows (self->tasks)
      || !lab_index_find (self->tasks, cause.task, cause.time - 1, &at)
      || lab_index_get_span (self->tasks, cause.task, at).start >= cause.time)
    return FALSE;
  self->jumps = cause.time == self->time ? self->jumps + 1 : 0;
  self->task = cause.task;
  self->time = cause.time;
  return TRUE;
}

/* One span back; FALSE at the beginning. */
static gboolean
step (Walk *self)
{
  LabSpan span;
  guint64 n;

  if (self->time == 0 || !lab_index_find (self->tasks, self->task, self->time - 1, &n))
    return FALSE;
  span = lab_index_get_span (self->tasks, self->task, n);
  if (span.start >= self->time || lab_state_is_end (span.state) || self->path->pieces->len >= PIECES_MAX)
    return FALSE;
  if (!jump (self, n, &span))
    add_piece (self, &span);
  return TRUE;
}

static void
reverse (GArray *pieces)
{
  LabCriticalPiece *data = (LabCriticalPiece *) (gpointer) pieces->data;

  for (guint i = 0; i < pieces->len / 2; i++)
    {
      LabCriticalPiece other = data[i];

      data[i] = data[pieces->len - 1 - i];
      data[pieces->len - 1 - i] = other;
    }
}

LabCriticalPath *
lab_critical_path_new (LabTimeline *timeline)
{
  LabCriticalPath *self = g_new0 (LabCriticalPath, 1);
  Walk walk = { .timeline = timeline, .tasks = lab_timeline_get_rows (timeline, LAB_VIEW_TASKS)->index, .path = self };

  self->pieces = g_array_new (FALSE, FALSE, sizeof (LabCriticalPiece));
  if (find_last (&walk))
    while (step (&walk))
      ;
  reverse (self->pieces);
  return self;
}

void
lab_critical_path_free (LabCriticalPath *self)
{
  g_array_unref (self->pieces);
  g_free (self);
}

char *
lab_critical_path_describe (const LabCriticalPath *self)
{
  guint largest = LAB_STATE_QUEUED;
  g_autofree char *duration = NULL;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    if (state != LAB_STATE_RUNNING && self->states[state] > self->states[largest])
      largest = state;
  if (self->states[largest] == 0)
    return NULL;
  duration = lab_format_duration (self->states[largest]);
  /* Translators: the first %s is a state: "sleeping", "waiting for I/O". */
  return g_strdup_printf (_ ("Without the time spent %s, the run would be up to %s shorter."),
                          lab_state_get_name ((LabState) largest), duration);
}
