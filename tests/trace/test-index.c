/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "index-fixture.h"

static void
assert_span (LabIndex *index, guint row, guint64 n, guint64 start, guint64 end, LabState state, guint32 who)
{
  LabSpan span = lab_index_get_span (index, row, n);

  g_assert_cmpuint (span.start, ==, start);
  g_assert_cmpuint (span.end, ==, end);
  g_assert_cmpuint (span.state, ==, state);
  g_assert_cmpuint (span.who, ==, who);
}

static void
test_one_at_a_time (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 10, 3, LAB_STATE_RUNNING);
  fixture_add (self, 0, 12, 3, LAB_STATE_RUNNING);
  fixture_add (self, 0, 15, 3, LAB_STATE_SLEEPING);
  fixture_add (self, 0, 25, 3, LAB_STATE_RUNNING);
  fixture_add (self, 0, 30, 3, LAB_STATE_DONE);
  fixture_add (self, 0, 34, 4, LAB_STATE_RUNNING);
  fixture_add (self, 0, 40, 4, LAB_STATE_FAILED);
  fixture_add (self, 0, 50, 5, LAB_STATE_CANCELLED);
  index = fixture_make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_n_spans (index), ==, 6);
  assert_span (index, 0, 0, 10, 15, LAB_STATE_RUNNING, 3);
  assert_span (index, 0, 1, 15, 25, LAB_STATE_SLEEPING, 3);
  assert_span (index, 0, 2, 25, 30, LAB_STATE_RUNNING, 3);
  assert_span (index, 0, 3, 30, 34, LAB_STATE_IDLE, LAB_NO_TASK);
  assert_span (index, 0, 4, 34, 40, LAB_STATE_RUNNING, 4);
  assert_span (index, 0, 5, 40, 50, LAB_STATE_IDLE, LAB_NO_TASK);
}

static void
test_loop (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  fixture_add_lane (self, LAB_LANE_LOOP);
  fixture_add (self, 0, 10, 1, LAB_STATE_RUNNING);
  fixture_add (self, 0, 11, 1, LAB_STATE_SLEEPING);
  fixture_add (self, 0, 12, 2, LAB_STATE_RUNNING);
  fixture_add (self, 0, 13, 2, LAB_STATE_IO);
  fixture_add (self, 0, 14, 3, LAB_STATE_RUNNING);
  fixture_add (self, 0, 15, 3, LAB_STATE_IO);
  fixture_add (self, 0, 16, 4, LAB_STATE_RUNNING);
  fixture_add (self, 0, 17, 1, LAB_STATE_QUEUED); /* ready, while another runs */
  fixture_add (self, 0, 20, 4, LAB_STATE_DONE);   /* two wait for I/O, one is ready */
  fixture_add (self, 0, 30, 1, LAB_STATE_RUNNING);
  fixture_add (self, 0, 31, 2, LAB_STATE_QUEUED);
  fixture_add (self, 0, 32, 3, LAB_STATE_CANCELLED); /* one that waited */
  fixture_add (self, 0, 35, 1, LAB_STATE_DONE);
  fixture_add (self, 0, 40, 2, LAB_STATE_RUNNING);
  fixture_add (self, 0, 45, 2, LAB_STATE_DONE);
  fixture_add (self, 0, 50, 5, LAB_STATE_RUNNING);
  index = fixture_make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_n_spans (index), ==, 13);
  assert_span (index, 0, 0, 10, 11, LAB_STATE_RUNNING, 1);
  assert_span (index, 0, 1, 11, 12, LAB_STATE_SLEEPING, 1);
  assert_span (index, 0, 5, 15, 16, LAB_STATE_IO, 3);
  assert_span (index, 0, 6, 16, 20, LAB_STATE_RUNNING, 4);
  assert_span (index, 0, 7, 20, 30, LAB_STATE_IO, LAB_NO_TASK);
  assert_span (index, 0, 8, 30, 35, LAB_STATE_RUNNING, 1);
  assert_span (index, 0, 9, 35, 40, LAB_STATE_QUEUED, LAB_NO_TASK);
  assert_span (index, 0, 10, 40, 45, LAB_STATE_RUNNING, 2);
  assert_span (index, 0, 11, 45, 50, LAB_STATE_IDLE, LAB_NO_TASK);
  assert_span (index, 0, 12, 50, 50, LAB_STATE_RUNNING, 5);
}

/* So many in flight that the table of a loop's tasks grows, with numbers far apart, and ends in another order. */
static void
test_loop_of_many (void)
{
  const guint n = 3000;
  const guint apart = 4099;
  const guint locked = 1234 * apart;
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  guint64 time = 0;
  guint64 last;

  fixture_add_lane (self, LAB_LANE_LOOP);
  for (guint i = 0; i < n; i++)
    {
      fixture_add (self, 0, time++, i * apart, LAB_STATE_RUNNING);
      fixture_add (self, 0, time++, i * apart, i * apart == locked ? LAB_STATE_LOCK : LAB_STATE_SLEEPING);
    }
  for (guint i = 0; i < n; i++)
    if ((i * 7) % n * apart != locked)
      {
        fixture_add (self, 0, time++, (i * 7) % n * apart, LAB_STATE_RUNNING);
        fixture_add (self, 0, time++, (i * 7) % n * apart, LAB_STATE_DONE);
      }
  fixture_add (self, 0, time, locked, LAB_STATE_CANCELLED);
  index = fixture_make_index (self, LAB_VIEW_WORKERS);

  last = lab_index_get_n_spans (index) - 1;
  assert_span (index, 0, last - 3, time - 3, time - 2, LAB_STATE_SLEEPING, LAB_NO_TASK);
  assert_span (index, 0, last - 1, time - 1, time, LAB_STATE_LOCK, LAB_NO_TASK);
  assert_span (index, 0, last, time, time, LAB_STATE_IDLE, LAB_NO_TASK);
}

static void
test_yield (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 1, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 2, 1, LAB_STATE_QUEUED);
  fixture_add (self, 0, 4, 0, LAB_STATE_QUEUED);
  fixture_add (self, 0, 5, 0, LAB_STATE_RUNNING);
  index = fixture_make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_n_spans (index), ==, 3);
  assert_span (index, 0, 0, 1, 4, LAB_STATE_RUNNING, 0);
  assert_span (index, 0, 1, 4, 5, LAB_STATE_QUEUED, 0);
  assert_span (index, 0, 2, 5, 5, LAB_STATE_RUNNING, 0);
}

static void
test_submissions_do_not_occupy (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  fixture_add_lane (self, LAB_LANE_MAIN);
  fixture_add_lane (self, LAB_LANE_MAIN);
  fixture_add (self, 0, 1, 0, LAB_STATE_QUEUED);
  fixture_add (self, 0, 2, 1, LAB_STATE_QUEUED);
  fixture_add (self, 0, 3, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 4, 2, LAB_STATE_QUEUED);
  fixture_add (self, 0, 5, 1, LAB_STATE_CANCELLED);
  fixture_add (self, 0, 9, 0, LAB_STATE_DONE);
  fixture_add (self, 1, 4, 3, LAB_STATE_QUEUED);
  fixture_add (self, 1, 5, 3, LAB_STATE_CANCELLED);
  index = fixture_make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_row_n_spans (index, 0), ==, 2);
  assert_span (index, 0, 0, 3, 9, LAB_STATE_RUNNING, 0);
  assert_span (index, 0, 1, 9, 9, LAB_STATE_IDLE, LAB_NO_TASK);
  g_assert_cmpuint (lab_index_get_row_n_spans (index, 1), ==, 0);
}

static void
test_empty_row (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  const guint64 edges[] = { 0, 5, 10 };
  const Shares none = { 0 };
  Shares columns[2];
  guint64 n;

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 1, 700, LAB_STATE_RUNNING); /* far beyond the tasks that have events */
  index = fixture_make_index (self, LAB_VIEW_TASKS);

  g_assert_cmpuint (lab_index_get_n_rows (index), ==, 701);
  for (guint row = 0; row < 700; row += 233)
    {
      memset (columns, 1, sizeof (columns));
      g_assert_cmpuint (lab_index_get_row_n_spans (index, row), ==, 0);
      g_assert_false (lab_index_find (index, row, 1, &n));
      lab_index_query_columns (index, row, edges, 2, columns);
      fixture_assert_shares (columns[0], none);
      fixture_assert_shares (columns[1], none);
    }
}

static void
test_edges_outside (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  const guint64 edges[] = { 0, 50, 100, 150, 150, 200, 250, G_MAXUINT64 };
  const guint64 running[] = { 0, 0, 50, 0, 50, 0, 0 };
  Shares columns[7];
  guint64 n;

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 100, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 200, 0, LAB_STATE_DONE);
  index = fixture_make_index (self, LAB_VIEW_TASKS);

  lab_index_query_columns (index, 0, edges, 7, columns);
  for (guint i = 0; i < G_N_ELEMENTS (running); i++)
    for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
      g_assert_cmpuint (columns[i][state], ==, state == LAB_STATE_RUNNING ? running[i] : 0);
  g_assert_true (lab_index_find (index, 0, 0, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (lab_index_find (index, 0, G_MAXUINT64, &n));
  g_assert_cmpuint (n, ==, 1);
  assert_span (index, 0, 1, 200, 200, LAB_STATE_DONE, 0);
}

static void
test_task_of_one_nanosecond (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  const Shares expected = { [LAB_STATE_RUNNING] = 1 };
  const Shares none = { 0 };
  Shares shares;

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 7, 0, LAB_STATE_RUNNING);
  fixture_add (self, 0, 8, 0, LAB_STATE_DONE);
  fixture_add (self, 0, 1000, 1, LAB_STATE_RUNNING);
  index = fixture_make_index (self, LAB_VIEW_TASKS);

  lab_index_query (index, 0, 0, 1000, shares);
  fixture_assert_shares (shares, expected);
  lab_index_query (index, 0, 7, 8, shares);
  fixture_assert_shares (shares, expected);
  lab_index_query (index, 0, 0, 7, shares);
  fixture_assert_shares (shares, none);
  lab_index_query (index, 0, 8, 1000, shares);
  fixture_assert_shares (shares, none);
}

static void
test_ties (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  fixture_add_lane (self, LAB_LANE_MAIN);
  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 1, 1, LAB_STATE_QUEUED);
  fixture_add (self, 1, 5, 0, LAB_STATE_RUNNING);
  index = fixture_make_index (self, LAB_VIEW_TASKS);
  fixture_add (self, 0, 5, 0, LAB_STATE_QUEUED); /* seen later, happened before */
  fixture_add (self, 1, 5, 0, LAB_STATE_SLEEPING);
  fixture_add (self, 1, 5, 0, LAB_STATE_DONE);
  fixture_update (self, index);

  g_assert_cmpuint (lab_index_get_row_n_spans (index, 0), ==, 4);
  assert_span (index, 0, 0, 5, 5, LAB_STATE_QUEUED, 0);
  assert_span (index, 0, 1, 5, 5, LAB_STATE_RUNNING, 1);
  assert_span (index, 0, 2, 5, 5, LAB_STATE_SLEEPING, 1);
  assert_span (index, 0, 3, 5, 5, LAB_STATE_DONE, 1);
}

static void
test_open_span_grows (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;
  Shares shares;

  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add_lane (self, LAB_LANE_THREAD);
  fixture_add (self, 0, 10, 0, LAB_STATE_IO);
  index = fixture_make_index (self, LAB_VIEW_WORKERS);
  assert_span (index, 0, 0, 10, 10, LAB_STATE_IO, 0);
  fixture_add (self, 1, 90, 1, LAB_STATE_RUNNING);
  fixture_update (self, index);

  assert_span (index, 0, 0, 10, 90, LAB_STATE_IO, 0);
  lab_index_query (index, 0, 0, 200, shares);
  g_assert_cmpuint (shares[LAB_STATE_IO], ==, 80);
}

/* What the index takes beside the spans, as the design promises it for long rows. */
static void
test_size (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (LabIndex) index = NULL;

  fixture_add_lane (self, LAB_LANE_THREAD);
  for (guint i = 0; i < 200000; i++)
    fixture_add (self, 0, i, 0, i % 2 ? LAB_STATE_SLEEPING : LAB_STATE_RUNNING);
  index = fixture_make_index (self, LAB_VIEW_WORKERS);

  g_assert_cmpuint (lab_index_get_span_bytes (index), ==, 200000 * 13);
  g_assert_cmpuint (lab_index_get_extra_bytes (index), >, 200000);
  g_assert_cmpuint (lab_index_get_extra_bytes (index), <, 200000 * 5 / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/index/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/index/loop", test_loop);
  g_test_add_func ("/index/loop-of-many", test_loop_of_many);
  g_test_add_func ("/index/yield", test_yield);
  g_test_add_func ("/index/submissions-do-not-occupy", test_submissions_do_not_occupy);
  g_test_add_func ("/index/empty-row", test_empty_row);
  g_test_add_func ("/index/edges-outside", test_edges_outside);
  g_test_add_func ("/index/task-of-one-nanosecond", test_task_of_one_nanosecond);
  g_test_add_func ("/index/ties", test_ties);
  g_test_add_func ("/index/open-span-grows", test_open_span_grows);
  g_test_add_func ("/index/size", test_size);
  return g_test_run ();
}
