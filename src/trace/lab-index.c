/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-index-query.h"
#include "lab-index-rows.h"

/* Rows are allocated by the page: they never move, and a task number that a file only pretends costs one page. */
#define PAGE_ROWS 256

struct _LabIndex
{
  LabTrace *trace; /* borrowed */
  LabView view;
  guint n_rows;
  guint64 now;       /* the latest event when the index was updated: the open spans end here */
  GPtrArray *pages;  /* of LabRow[PAGE_ROWS], or NULL where all those rows are empty */
  GArray *cursors;   /* of LabCursor, by lane */
  GArray *in_flight; /* of LabInFlight, by lane; only for workers */
};

static void
page_free (gpointer data)
{
  LabRow *rows = data;

  for (guint i = 0; rows != NULL && i < PAGE_ROWS; i++)
    lab_row_clear (&rows[i]);
  g_free (rows);
}

LabIndex *
lab_index_new (LabTrace *trace, LabView view)
{
  LabIndex *self;

  g_return_val_if_fail (trace != NULL, NULL);

  self = g_new0 (LabIndex, 1);
  self->trace = trace;
  self->view = view;
  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->cursors = g_array_new (FALSE, TRUE, sizeof (LabCursor));
  self->in_flight = g_array_new (FALSE, TRUE, sizeof (LabInFlight));
  g_array_set_clear_func (self->in_flight, (GDestroyNotify) lab_in_flight_clear);
  return self;
}

void
lab_index_free (LabIndex *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->pages);
  g_array_unref (self->cursors);
  g_array_unref (self->in_flight);
  g_free (self);
}

static LabRow *
index_make_row (LabIndex *self, guint row)
{
  LabRow **page = (LabRow **) &g_ptr_array_index (self->pages, row / PAGE_ROWS);

  if (*page == NULL)
    *page = g_new0 (LabRow, PAGE_ROWS);
  return *page + row % PAGE_ROWS;
}

/* NULL for an empty row. */
static const LabRow *
index_get_row (LabIndex *self, guint row)
{
  const LabRow *page;

  g_return_val_if_fail (row < self->n_rows, NULL);

  page = g_ptr_array_index (self->pages, row / PAGE_ROWS);
  return page != NULL && page[row % PAGE_ROWS].n_open > 0 ? &page[row % PAGE_ROWS] : NULL;
}

static void
index_read_worker (LabIndex *self, guint lane)
{
  LabLaneKind kind = lab_trace_get_lane (self->trace, lane)->kind;
  LabInFlight *in_flight = &g_array_index (self->in_flight, LabInFlight, lane);
  LabCursor *cursor = &g_array_index (self->cursors, LabCursor, lane);
  LabRow *row = index_make_row (self, lane);
  const LabEvent *events;
  guint n;

  while ((events = lab_trace_next_events (self->trace, lane, cursor, &n)) != NULL)
    lab_row_add_worker_events (row, in_flight, kind, events, n);
}

/* The reader has checked the events, but a run that goes wild may write over them since: the row is checked again. */
static void
index_read_tasks (LabIndex *self, guint lane, GArray *late)
{
  LabCursor *cursor = &g_array_index (self->cursors, LabCursor, lane);
  const LabEvent *events;
  guint n;

  while ((events = lab_trace_next_events (self->trace, lane, cursor, &n)) != NULL)
    for (guint i = 0; i < n; i++)
      {
        lab_event_fetch_ahead (&events[i]);
        if (events[i].layer == LAB_LAYER_TASK && events[i].task < self->n_rows)
          lab_row_add_task_event (index_make_row (self, events[i].task), lane, &events[i], late);
      }
}

static void
index_insert_late (LabIndex *self, GArray *late)
{
  const LabLateEvent *events;
  guint n;

  lab_late_events_sort (late);
  events = (const LabLateEvent *) (gpointer) late->data;
  for (guint i = 0; i < late->len; i += n)
    {
      for (n = 1; i + n < late->len && events[i + n].task == events[i].task; n++)
        ;
      lab_row_insert_late (index_make_row (self, events[i].task), &events[i], n);
    }
}

void
lab_index_update (LabIndex *self)
{
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (LabLateEvent));
  guint n_lanes;

  g_return_if_fail (self != NULL);

  n_lanes = lab_trace_get_n_lanes (self->trace);
  self->now = lab_trace_get_last_time (self->trace);
  self->n_rows = self->view == LAB_VIEW_WORKERS ? n_lanes : lab_trace_get_n_tasks (self->trace);
  g_ptr_array_set_size (self->pages, (gint) ((self->n_rows + PAGE_ROWS - 1) / PAGE_ROWS));
  g_array_set_size (self->cursors, n_lanes);
  if (self->view == LAB_VIEW_WORKERS)
    g_array_set_size (self->in_flight, n_lanes);

  for (guint lane = 0; lane < n_lanes; lane++)
    if (self->view == LAB_VIEW_WORKERS)
      index_read_worker (self, lane);
    else
      index_read_tasks (self, lane, late);
  index_insert_late (self, late);
}

LabView
lab_index_get_view (LabIndex *self)
{
  return self->view;
}

guint64
lab_index_get_now (LabIndex *self)
{
  return self->now;
}

guint
lab_index_get_n_rows (LabIndex *self)
{
  return self->n_rows;
}

/* By the page, because a hostile file may claim millions of tasks that it says nothing of. */
static guint64
index_sum_rows (LabIndex *self, guint64 (*get) (const LabRow *row))
{
  guint64 sum = 0;

  for (guint n = 0; n < self->pages->len; n++)
    {
      const LabRow *rows = g_ptr_array_index (self->pages, n);

      for (guint i = 0; rows != NULL && i < PAGE_ROWS; i++)
        sum += get (&rows[i]);
    }
  return sum;
}

guint64
lab_index_get_n_spans (LabIndex *self)
{
  return index_sum_rows (self, lab_row_get_n_spans);
}

guint64
lab_index_get_row_n_spans (LabIndex *self, guint row)
{
  const LabRow *spans = index_get_row (self, row);

  return spans != NULL ? lab_row_get_n_spans (spans) : 0;
}

LabSpan
lab_index_get_span (LabIndex *self, guint row, guint64 n)
{
  LabSpan none = { .who = LAB_NO_TASK };

  g_return_val_if_fail (n < lab_index_get_row_n_spans (self, row), none);

  return lab_row_get_span (index_get_row (self, row), n, self->now);
}

gboolean
lab_index_find (LabIndex *self, guint row, guint64 time, guint64 *n)
{
  return lab_row_find (index_get_row (self, row), self->now, time, n);
}

void
lab_index_query (LabIndex *self, guint row, guint64 start, guint64 end, guint64 shares[LAB_N_TIMED_STATES])
{
  guint64 edges[] = { start, MAX (start, end) };

  lab_index_query_columns (self, row, edges, 1, (LabShares *) shares);
}

void
lab_index_query_columns (LabIndex *self, guint row, const guint64 *edges, guint n,
                         guint64 (*shares)[LAB_N_TIMED_STATES])
{
  lab_row_query_columns (index_get_row (self, row), self->now, edges, n, shares);
}

guint64
lab_index_get_span_bytes (LabIndex *self)
{
  return lab_index_get_n_spans (self) * LAB_SPAN_BYTES;
}

guint64
lab_index_get_extra_bytes (LabIndex *self)
{
  guint64 bytes = self->pages->len * sizeof (gpointer) + self->cursors->len * sizeof (LabCursor)
                  + self->in_flight->len * sizeof (LabInFlight);

  for (guint n = 0; n < self->pages->len; n++)
    if (g_ptr_array_index (self->pages, n) != NULL)
      bytes += PAGE_ROWS * sizeof (LabRow);
  for (guint lane = 0; lane < self->in_flight->len; lane++)
    bytes += g_array_index (self->in_flight, LabInFlight, lane).n_slots * sizeof (guint32);
  return bytes + index_sum_rows (self, lab_row_get_bytes) - lab_index_get_span_bytes (self);
}
