/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-span-model.h"
#include "app-span-order.h"
#include "app-span-table.h"
#include "lab-hit.h"
#include "lab-walk.h"

static AppSpanOrder *
order (AppSpanReader *reader, AppSpanQuery query)
{
  return app_span_reader_order (reader, &query, NULL);
}

/* What the query asks for, of each pair of neighbours. */
static void
assert_sorted (AppRecord *record, const AppSpanOrder *sorted, AppSpanKey key, gboolean descending)
{
  LabTimeline *timeline = app_record_get_timeline (record);

  for (guint i = 1; i < sorted->n_spans; i++)
    {
      guint rows[2];
      guint64 ns[2], values[2];

      for (guint j = 0; j < 2; j++)
        {
          LabSpan span;

          app_span_order_locate (sorted, i - 1 + j, &rows[j], &ns[j]);
          span = lab_timeline_get_span (timeline, sorted->by, rows[j], ns[j]);
          values[j] = key == APP_SPAN_KEY_START      ? span.start
                      : key == APP_SPAN_KEY_DURATION ? span.end - span.start
                      : key == APP_SPAN_KEY_STATE    ? (guint64) span.state
                      : key == APP_SPAN_KEY_TASK     ? span.who
                                                     : rows[j];
        }
      if (descending)
        g_assert_cmpuint (values[0], >=, values[1]);
      else
        g_assert_cmpuint (values[0], <=, values[1]);
    }
}

static void
test_every_column_sorts_both_ways (void)
{
  g_autoptr (AppRecord) record = app_test_run ("mixed", "gil", "tasks=9,rounds=3,compute=2ms,wait=2ms");
  g_autoptr (AppSpanReader)
    reader = app_span_reader_new (app_record_get_trace (record), app_record_get_experiment (record));

  for (AppSpanKey key = 0; key < APP_N_SPAN_KEYS; key++)
    for (guint descending = 0; descending < 2; descending++)
      {
        g_autoptr (AppSpanOrder) sorted = order (
          reader, (AppSpanQuery){
                    .by = LAB_VIEW_WORKERS, .key = key, .descending = descending != 0, .state = APP_SPAN_ANY_STATE });

        g_assert_cmpuint (sorted->n_spans, >, 9);
        assert_sorted (record, sorted, key, descending != 0);
      }
}

static void
test_only_what_matches_is_left (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=12,duration=2ms");
  g_autoptr (AppSpanReader)
    reader = app_span_reader_new (app_record_get_trace (record), app_record_get_experiment (record));
  g_autoptr (AppSpanOrder) all = order (reader, (AppSpanQuery){ .by = LAB_VIEW_TASKS, .state = APP_SPAN_ANY_STATE });
  g_autoptr (AppSpanOrder)
    sleeping = order (reader, (AppSpanQuery){ .by = LAB_VIEW_TASKS, .state = LAB_STATE_SLEEPING });
  g_autoptr (AppSpanOrder) nobody = order (
    reader, (AppSpanQuery){ .by = LAB_VIEW_TASKS, .state = APP_SPAN_ANY_STATE, .text = "nobody is called so" });
  g_autofree char *name = lab_timeline_get_task_name (app_record_get_timeline (record), 11);
  g_autoptr (AppSpanOrder)
    one = order (reader, (AppSpanQuery){ .by = LAB_VIEW_TASKS, .state = APP_SPAN_ANY_STATE, .text = name });

  g_assert_cmpuint (sleeping->n_spans, ==, 12);
  g_assert_cmpuint (nobody->n_spans, ==, 0);
  g_assert_cmpuint (one->n_spans, >, 0);
  g_assert_cmpuint (one->n_spans, <, all->n_spans);
}

/* Each is called "process": what tells them apart is the number. */
static void
test_lanes_of_processes_are_told_apart (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "processes", "tasks=2,duration=500ms,workers=2");
  LabTimeline *timeline = app_record_get_timeline (record);
  g_autoptr (AppSpanReader) reader = app_span_reader_new (app_record_get_trace (record), NULL);
  g_autoptr (AppSpanOrder) all = order (reader, (AppSpanQuery){ .state = APP_SPAN_ANY_STATE });
  g_autofree char *one = lab_timeline_get_full_lane_name (timeline, 0);
  g_autofree char *other = lab_timeline_get_full_lane_name (timeline, 1);
  g_autoptr (AppSpanOrder) found = order (reader, (AppSpanQuery){ .state = APP_SPAN_ANY_STATE, .text = other });

  g_assert_cmpstr (one, !=, other);
  g_assert_cmpuint (found->n_spans, >, 0);
  g_assert_cmpuint (found->n_spans, <, all->n_spans);
  for (guint i = 0; i < found->n_spans; i++)
    {
      guint row;
      guint64 n;
      g_autofree char *name = NULL;

      app_span_order_locate (found, i, &row, &n);
      name = lab_timeline_get_full_lane_name (timeline, row);
      g_assert_cmpstr (name, ==, other);
    }
}

static void
test_a_span_is_found_again (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=12,duration=2ms");
  g_autoptr (AppSpanReader) reader = app_span_reader_new (app_record_get_trace (record), NULL);
  g_autoptr (AppSpanOrder) sorted = order (
    reader, (AppSpanQuery){ .by = LAB_VIEW_WORKERS, .key = APP_SPAN_KEY_DURATION, .state = APP_SPAN_ANY_STATE });

  for (guint i = 0; i < sorted->n_spans; i++)
    {
      guint row;
      guint64 n;

      app_span_order_locate (sorted, i, &row, &n);
      g_assert_cmpuint (app_span_order_find (sorted, row, n), ==, i);
    }
  g_assert_cmpuint (app_span_order_find (sorted, 1000000, 0), ==, G_MAXUINT);
}

static void
test_who_is_cancelled_gets_nothing (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=2ms");
  g_autoptr (AppSpanReader) reader = app_span_reader_new (app_record_get_trace (record), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const AppSpanQuery query = { .by = LAB_VIEW_WORKERS, .state = APP_SPAN_ANY_STATE };

  g_cancellable_cancel (cancellable);
  g_assert_null (app_span_reader_order (reader, &query, cancellable));
}

static void
test_a_large_run_sorts_and_filters (void)
{
  g_autoptr (AppRecord) record = app_test_run ("mixed", "async", "tasks=4,rounds=10000,compute=1us,wait=0");
  g_autoptr (AppSpanReader) reader = app_span_reader_new (app_record_get_trace (record), NULL);
  g_autoptr (AppSpanOrder) all = order (
    reader, (AppSpanQuery){ .by = LAB_VIEW_TASKS, .key = APP_SPAN_KEY_START, .state = APP_SPAN_ANY_STATE });
  g_autoptr (AppSpanOrder) running = order (
    reader, (AppSpanQuery){
              .by = LAB_VIEW_TASKS, .key = APP_SPAN_KEY_DURATION, .descending = TRUE, .state = LAB_STATE_RUNNING });

  g_assert_cmpuint (all->n_spans, >, 80000);
  g_assert_cmpuint (running->n_spans, >, 10000);
  g_assert_cmpuint (running->n_spans, <, all->n_spans);
  assert_sorted (record, all, APP_SPAN_KEY_START, FALSE);
  assert_sorted (record, running, APP_SPAN_KEY_DURATION, TRUE);
}

static gboolean
is_idle (gpointer data)
{
  return !app_span_table_is_busy (data);
}

static GListModel *
get_model (GtkWidget *table)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_widget_get_template_child (table, APP_TYPE_SPAN_TABLE, "view"));

  return G_LIST_MODEL (gtk_column_view_get_model (view));
}

static char *
get_cell (GtkWidget *table, guint position, AppSpanKey key)
{
  g_autoptr (AppSpanEntry) entry = g_list_model_get_item (get_model (table), position);

  return app_span_entry_get_text (entry, key);
}

/* As a click on a column's title does it. */
static void
sort_by (GtkWidget *table, guint n, GtkSortType order_of)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_widget_get_template_child (table, APP_TYPE_SPAN_TABLE, "view"));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), n);

  gtk_column_view_sort_by_column (view, column, order_of);
  app_test_wait (is_idle, table, "the order");
}

static void
test_the_columns_titles_sort (void)
{
  g_autoptr (AppRecord) record = app_test_run ("many-waits", "async", "tasks=500,wait=1ms");
  GtkWidget *table = g_object_new (APP_TYPE_SPAN_TABLE, NULL);
  GtkWindow *window = app_test_show (table, 700, 400);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  guint n;

  app_span_table_set_by_task (APP_SPAN_TABLE (table), TRUE);
  app_span_table_set_record (APP_SPAN_TABLE (table), record);
  app_test_wait (is_idle, table, "the table");
  n = g_list_model_get_n_items (get_model (table));
  g_assert_cmpuint (n, >, 1000);
  sort_by (table, APP_SPAN_KEY_TASK, GTK_SORT_ASCENDING);
  first = get_cell (table, 0, APP_SPAN_KEY_TASK);
  sort_by (table, APP_SPAN_KEY_TASK, GTK_SORT_DESCENDING);
  last = get_cell (table, n - 1, APP_SPAN_KEY_TASK);
  g_assert_cmpstr (first, ==, last);
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_assert_named (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "span-table.out.png");
  gtk_window_destroy (window);
}

static void
on_selected (GtkWidget *table, guint row, guint64 n, guint64 *selected)
{
  selected[0] = row;
  selected[1] = n;
}

static void
test_a_selected_row_is_a_span (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=2ms");
  GtkWidget *table = g_object_new (APP_TYPE_SPAN_TABLE, NULL);
  GtkWindow *window = app_test_show (table, 700, 400);
  guint64 selected[2] = { G_MAXUINT64, G_MAXUINT64 };
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_model (table));
  g_autoptr (AppSpanEntry) entry = NULL;
  guint row;
  guint64 n;

  app_span_table_set_record (APP_SPAN_TABLE (table), record);
  app_test_wait (is_idle, table, "the table");
  g_signal_connect (table, "span-selected", G_CALLBACK (on_selected), selected);
  entry = g_list_model_get_item (get_model (table), 2);
  app_span_entry_get_place (entry, &row, &n);
  gtk_single_selection_set_selected (selection, 2);
  g_assert_cmpuint (selected[0], ==, row);
  g_assert_cmpuint (selected[1], ==, n);
  gtk_single_selection_set_selected (selection, 0);
  app_span_table_select (APP_SPAN_TABLE (table), row, n);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 2);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/span-table/every column sorts both ways", test_every_column_sorts_both_ways);
  g_test_add_func ("/span-table/only what matches is left", test_only_what_matches_is_left);
  g_test_add_func ("/span-table/lanes of processes are told apart", test_lanes_of_processes_are_told_apart);
  g_test_add_func ("/span-table/a large run sorts and filters", test_a_large_run_sorts_and_filters);
  g_test_add_func ("/span-table/a span is found again", test_a_span_is_found_again);
  g_test_add_func ("/span-table/who is cancelled gets nothing", test_who_is_cancelled_gets_nothing);
  g_test_add_func ("/span-table/the columns' titles sort", test_the_columns_titles_sort);
  g_test_add_func ("/span-table/a selected row is a span", test_a_selected_row_is_a_span);
  return g_test_run ();
}
