/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "index-expect.h"
#include "index-fixture.h"

/* The index of random traces, however they come in, against what the events say. */

static void
check_find (LabIndex *index, guint row, GArray *spans, guint64 time)
{
  guint64 n = G_MAXUINT64;

  g_assert_cmpint (lab_index_find (index, row, time, &n), ==, spans->len > 0);
  if (spans->len > 0)
    g_assert_cmpuint (n, ==, expect_found (spans, time));
}

static void
check_spans (LabIndex *index, guint row, GArray *spans)
{
  g_assert_cmpuint (lab_index_get_row_n_spans (index, row), ==, spans->len);
  for (guint i = 0; i < spans->len; i++)
    {
      const LabSpan *span = &g_array_index (spans, LabSpan, i);
      LabSpan found = lab_index_get_span (index, row, i);

      g_assert_cmpuint (found.start, ==, span->start);
      g_assert_cmpuint (found.end, ==, span->end);
      g_assert_cmpuint (found.state, ==, span->state);
      g_assert_cmpuint (found.who, ==, span->who);
      if (i % 16 == 0)
        check_find (index, row, spans, span->start);
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

/* Anywhere, also before and behind the row; every other one where a span starts. */
static guint64
pick_edge (GArray *spans, guint64 last_time)
{
  if (spans->len > 0 && g_test_rand_bit ())
    return g_array_index (spans, LabSpan, g_test_rand_int_range (0, (gint) spans->len)).start;
  return (guint64) g_test_rand_double_range (0, (double) last_time * 1.1 + 3);
}

#define N_EDGES 24

static void
check_queries (LabIndex *index, guint row, GArray *spans, guint64 last_time)
{
  guint64 edges[N_EDGES];
  Shares columns[N_EDGES - 1];
  Shares shares;
  Shares expected;

  for (guint i = 0; i < N_EDGES; i++)
    {
      edges[i] = pick_edge (spans, last_time);
      check_find (index, row, spans, edges[i]);
    }
  qsort (edges, N_EDGES, sizeof (guint64), compare_times);
  lab_index_query_columns (index, row, edges, N_EDGES - 1, columns);
  for (guint i = 0; i + 1 < N_EDGES; i++)
    {
      expect_shares (spans, edges[i], edges[i + 1], expected);
      fixture_assert_shares (columns[i], expected);
      lab_index_query (index, row, edges[i], edges[i + 1], shares);
      fixture_assert_shares (shares, expected);
    }
  lab_index_query (index, row, 0, G_MAXUINT64, shares);
  expect_shares (spans, 0, G_MAXUINT64, expected);
  fixture_assert_shares (shares, expected);
}

static void
check_index (Fixture *self, LabIndex *index, LabView view)
{
  guint n_rows = view == LAB_VIEW_WORKERS ? lab_trace_get_n_lanes (self->trace) : lab_trace_get_n_tasks (self->trace);
  guint64 n_spans = 0;

  g_assert_cmpuint (lab_index_get_n_rows (index), ==, n_rows);
  for (guint row = 0; row < n_rows; row++)
    {
      g_autoptr (GArray) spans = view == LAB_VIEW_WORKERS ? expect_worker (self->trace, row)
                                                          : expect_task (self->trace, row);

      check_spans (index, row, spans);
      check_queries (index, row, spans, lab_trace_get_last_time (self->trace));
      n_spans += spans->len;
    }
  g_assert_cmpuint (lab_index_get_n_spans (index), ==, n_spans);
  g_assert_cmpuint (lab_index_get_span_bytes (index), ==, n_spans * 13);
}

/* Random events: any state at any moment, of few tasks, so that they meet on the lanes. */

typedef struct
{
  guint n_tasks;
  guint n_lanes;
  gint step_max; /* ns between two events of a lane */
  guint64 times[8];
} Shape;

static void
add_random_event (Fixture *self, Shape *shape)
{
  guint lane = (guint) g_test_rand_int_range (0, (gint) shape->n_lanes);
  LabEvent event = { .task = (guint32) g_test_rand_int_range (0, (gint) shape->n_tasks) };

  shape->times[lane] += (guint64) g_test_rand_int_range (0, shape->step_max);
  event.time = shape->times[lane];
  event.state = (guint8) g_test_rand_int_range (LAB_STATE_QUEUED, LAB_N_STATES);
  event.layer = g_test_rand_int_range (0, 10) == 0 ? LAB_LAYER_KERNEL : LAB_LAYER_TASK;
  fixture_write (self, lane, event);
}

static void
check_random (LabView view, Shape shape, guint n_pieces, gint piece_max)
{
  static const LabLaneKind kinds[] = { LAB_LANE_MAIN, LAB_LANE_LOOP, LAB_LANE_THREAD, LAB_LANE_PROCESS };
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) fed = NULL;
  g_autoptr (LabIndex) built = NULL;

  for (guint lane = 0; lane < shape.n_lanes; lane++)
    fixture_add_lane (self, kinds[lane % G_N_ELEMENTS (kinds)]);
  fed = fixture_make_index (self, view);
  for (guint piece = 0; piece < n_pieces; piece++)
    {
      for (gint n = g_test_rand_int_range (0, piece_max); n > 0; n--)
        add_random_event (self, &shape);
      fixture_update (self, fed);
    }
  check_index (self, fed, view);
  built = fixture_make_index (self, view);
  check_index (self, built, view);
}

static void
test_random (gconstpointer data)
{
  LabView view = (LabView) GPOINTER_TO_UINT (data);

  for (guint round = 0; round < 20; round++)
    {
      check_random (view, (Shape){ .n_tasks = 5, .n_lanes = 3, .step_max = 3 }, 30, 12);
      check_random (view, (Shape){ .n_tasks = 40, .n_lanes = 6, .step_max = 100 }, 10, 60);
    }
  check_random (view, (Shape){ .n_tasks = 1, .n_lanes = 2, .step_max = 1000000 }, 5, 1000);
  check_random (view, (Shape){ .n_tasks = 300, .n_lanes = 8, .step_max = 50 }, 3, 1000);
}

static void
test_long_row (gconstpointer data)
{
  LabView view = (LabView) GPOINTER_TO_UINT (data);

  check_random (view, (Shape){ .n_tasks = 2, .n_lanes = 3, .step_max = 40 }, 40, 500);
}

static void
test_trace_that_grows (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) workers = fixture_make_index (self, LAB_VIEW_WORKERS);
  g_autoptr (LabIndex) tasks = fixture_make_index (self, LAB_VIEW_TASKS);
  Shape shape = { .n_tasks = 4, .n_lanes = 4, .step_max = 5 };

  for (guint lane = 0; lane < shape.n_lanes; lane++)
    fixture_add_lane (self, lane == 1 ? LAB_LANE_LOOP : LAB_LANE_THREAD);
  for (guint i = 0; i < 150; i++)
    {
      add_random_event (self, &shape);
      fixture_update (self, workers);
      fixture_update (self, tasks);
      check_index (self, workers, LAB_VIEW_WORKERS);
      check_index (self, tasks, LAB_VIEW_TASKS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/index-random/workers", GUINT_TO_POINTER (LAB_VIEW_WORKERS), test_random);
  g_test_add_data_func ("/index-random/tasks", GUINT_TO_POINTER (LAB_VIEW_TASKS), test_random);
  g_test_add_data_func ("/index-random/long-worker", GUINT_TO_POINTER (LAB_VIEW_WORKERS), test_long_row);
  g_test_add_data_func ("/index-random/long-task", GUINT_TO_POINTER (LAB_VIEW_TASKS), test_long_row);
  g_test_add_func ("/index-random/trace-that-grows", test_trace_that_grows);
  return g_test_run ();
}
