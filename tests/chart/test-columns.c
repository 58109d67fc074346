/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chart-fixture.h"
#include "lab-columns.h"

#define UNITS 26

typedef guint64 ChartShares[LAB_N_TIMED_STATES];

static guint64
get_overlap (const LabSpan *span, guint64 start, guint64 end)
{
  guint64 from = MAX (span->start, start), to = MIN (span->end, end);

  return to > from ? to - from : 0;
}

/* Every span against every column. */
static LabCell
sum_by_hand (LabIndex *index, guint row, guint64 start, guint64 end)
{
  ChartShares shares = { 0 };

  for (guint64 n = 0; n < lab_index_get_row_n_spans (index, row); n++)
    {
      LabSpan span = lab_index_get_span (index, row, n);

      if (!lab_state_is_end (span.state))
        shares[span.state] += get_overlap (&span, start, end);
    }
  return lab_cell_make (shares, end - start, UNITS);
}

static void
check_row (LabIndex *index, LabColumns *columns, guint row, double scale, guint64 first, guint n)
{
  g_autofree LabCell *cells = g_new (LabCell, n);

  lab_columns_get (columns, row, scale, first, n, UNITS, cells);
  for (guint i = 0; i < n; i++)
    {
      guint64 start = lab_column_get_edge (scale, first + i);
      LabCell expected = sum_by_hand (index, row, start, MAX (lab_column_get_edge (scale, first + i + 1), start + 1));

      g_assert_cmpmem (&cells[i], sizeof (LabCell), &expected, sizeof (LabCell));
    }
}

static void
test_columns_are_exact_on_random_traces (void)
{
  for (guint32 seed = 0; seed < 12; seed++)
    {
      g_autoptr (Fixture) self = chart_fixture_random (seed, 3, 400, seed % 3 == 0 ? 3 : 1000);
      g_autoptr (LabIndex) index = fixture_make_index (self, seed % 2 == 0 ? LAB_VIEW_WORKERS : LAB_VIEW_TASKS);
      g_autoptr (LabColumns) columns = lab_columns_new (index);
      double end = (double) lab_index_get_now (index);

      for (guint row = 0; row < MIN (lab_index_get_n_rows (index), 3); row++)
        {
          check_row (index, columns, row, end / 100, 0, 110);
          check_row (index, columns, row, end / 777, 300, 600);
          check_row (index, columns, row, MAX (end / 3000, 0.3), 1000, 300);
          check_row (index, columns, row, 0.3, 900, 50);
        }
    }
}

/* What was remembered is the same again, and what was added since is seen. */
static void
test_a_growing_trace_is_never_out_of_date (void)
{
  for (LabView view = LAB_VIEW_WORKERS; view <= LAB_VIEW_TASKS; view++)
    {
      g_autoptr (Fixture) self = fixture_new ();
      g_autoptr (LabIndex) index = NULL;
      g_autoptr (LabColumns) columns = NULL;

      fixture_add_lane (self, LAB_LANE_THREAD);
      fixture_add (self, 0, 0, 0, LAB_STATE_RUNNING);
      index = fixture_make_index (self, view);
      columns = lab_columns_new (index);
      for (guint64 time = 100; time < 20000; time += 700)
        {
          fixture_add (self, 0, time, 0, LAB_STATE_SLEEPING);
          fixture_add (self, 0, time + 500, 0, LAB_STATE_RUNNING);
          fixture_update (self, index);
          lab_columns_begin (columns);
          check_row (index, columns, 0, 10, 0, 2100);
        }
    }
}

static LabCell
make_cell (guint64 running, guint64 sleeping, guint64 lock, guint64 idle)
{
  ChartShares shares = { 0 };

  shares[LAB_STATE_RUNNING] = running;
  shares[LAB_STATE_SLEEPING] = sleeping;
  shares[LAB_STATE_LOCK] = lock;
  return lab_cell_make (shares, running + sleeping + lock + idle, 30);
}

static void
test_working_is_tall_and_waiting_a_third (void)
{
  LabCell cell = make_cell (100, 0, 0, 0);

  g_assert_cmpuint (cell.units[LAB_STATE_RUNNING], ==, 30);
  cell = make_cell (0, 100, 0, 0);
  g_assert_cmpuint (cell.units[LAB_STATE_SLEEPING], ==, 10);
  cell = make_cell (50, 25, 25, 0);
  g_assert_cmpuint (cell.units[LAB_STATE_RUNNING], ==, 15);
  g_assert_cmpuint (cell.units[LAB_STATE_SLEEPING] + cell.units[LAB_STATE_LOCK], ==, 5);
}

static void
test_the_least_share_is_seen (void)
{
  LabCell cell = make_cell (1, 0, 0, 1000000);

  g_assert_cmpuint (cell.units[LAB_STATE_RUNNING], ==, 1);
  cell = make_cell (1000000, 1, 1, 0);
  g_assert_cmpuint (cell.units[LAB_STATE_SLEEPING], ==, 1);
  g_assert_cmpuint (cell.units[LAB_STATE_LOCK], ==, 1);
  g_assert_cmpuint (cell.units[LAB_STATE_RUNNING], ==, 28);
}

static void
test_nothing_is_nothing (void)
{
  LabCell cell = make_cell (0, 0, 0, 10);

  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    g_assert_cmpuint (cell.units[state], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/are-exact-on-random-traces", test_columns_are_exact_on_random_traces);
  g_test_add_func ("/columns/a-growing-trace-is-never-out-of-date", test_a_growing_trace_is_never_out_of_date);
  g_test_add_func ("/columns/working-is-tall-and-waiting-a-third", test_working_is_tall_and_waiting_a_third);
  g_test_add_func ("/columns/the-least-share-is-seen", test_the_least_share_is_seen);
  g_test_add_func ("/columns/nothing-is-nothing", test_nothing_is_nothing);
  return g_test_run ();
}
