/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-fixture.h"
#include "app-latency-chart.h"
#include "app-latency-columns.h"
#include "app-latency-meter.h"
#include "app-latency-page.h"

static gboolean
is_still (gpointer data)
{
  return app_page_is_still (data);
}

static AppPage *
show_page (AppWindow **window)
{
  AppPage *page;

  *window = app_test_window ();
  page = app_window_get_page (*window, "latency");
  app_window_show_page (*window, "latency");
  app_test_wait (is_still, page, "the editions");
  app_test_wait_frame (GTK_WIDGET (*window));
  return page;
}

static void
test_the_page_shows_the_notes_first (void)
{
  AppWindow *window;
  AppPage *page = show_page (&window);
  AppLatencyChart *chart = APP_LATENCY_CHART (app_page_get_chart (page));

  g_assert_cmpuint (app_latency_chart_get_n_rungs (chart), ==, 12);
  g_assert_true (app_page_select (page, "seek"));
  g_assert_cmpstr (app_latency_chart_get_selected_row (chart), ==, "seek");
  g_assert_false (app_page_select (page, "no such row"));
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "latency.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_the_scale_zooms_from_all_to_one_decade (void)
{
  AppWindow *window;
  AppLatencyChart *chart = APP_LATENCY_CHART (app_page_get_chart (show_page (&window)));

  g_assert_true (app_latency_chart_shows_all (chart));
  for (guint i = 0; i < 50; i++)
    app_latency_chart_zoom (chart, 0.5, 100);
  g_assert_cmpfloat_with_epsilon (app_latency_chart_get_span (chart), 1, 1e-9);
  app_latency_chart_pan (chart, -100);
  app_test_wait_frame (GTK_WIDGET (window));
  for (guint i = 0; i < 50; i++)
    app_latency_chart_zoom (chart, 2, 0);
  g_assert_true (app_latency_chart_shows_all (chart));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_the_keyboard_walks_through_the_rungs (void)
{
  AppWindow *window;
  AppLatencyChart *chart = APP_LATENCY_CHART (app_page_get_chart (show_page (&window)));
  guint n = app_latency_chart_get_n_rungs (chart);

  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (chart), GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (app_latency_chart_get_selected_row (chart), ==, "l1");
  for (guint i = 1; i < n; i++)
    g_assert_true (gtk_widget_child_focus (GTK_WIDGET (chart), GTK_DIR_DOWN));
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (chart), GTK_DIR_DOWN));
  g_assert_cmpstr (app_latency_chart_get_selected_row (chart), ==, "wan");
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (chart), GTK_DIR_TAB_FORWARD));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_every_rung_is_a_named_item_of_a_list (void)
{
  AppWindow *window;
  AppLatencyChart *chart = APP_LATENCY_CHART (app_page_get_chart (show_page (&window)));
  GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (chart));
  guint n = 0;

  gtk_test_accessible_assert_role (chart, GTK_ACCESSIBLE_ROLE_LIST);
  for (; item != NULL; item = gtk_widget_get_next_sibling (item), n++)
    {
      gtk_test_accessible_assert_role (item, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  g_assert_cmpuint (n, ==, app_latency_chart_get_n_rungs (chart));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_loaded (gpointer data)
{
  return !app_latency_columns_is_loading (data);
}

static guint
find_column (AppLatencyColumns *columns, AppColumnKind kind)
{
  for (guint i = 0; i < app_latency_columns_get_n (columns); i++)
    if (app_latency_columns_get (columns, i)->kind == kind)
      return i;
  g_assert_not_reached ();
}

static void
test_any_year_of_the_model_can_be_laid_over (void)
{
  g_autoptr (AppLatencyColumns) columns = app_latency_columns_new ();
  g_autoptr (GPtrArray) editions = NULL;

  app_test_wait (is_loaded, columns, "the editions");
  app_latency_columns_show (columns, find_column (columns, APP_COLUMN_SCOTT), TRUE);
  app_latency_columns_set_year (columns, 2030);
  editions = app_latency_columns_make_editions (columns);
  g_assert_cmpuint (editions->len, ==, 2);
  g_assert_cmpint (lab_edition_get_year (g_ptr_array_index (editions, 1)), ==, 2030);
  g_assert_true (lab_edition_is_extrapolated (g_ptr_array_index (editions, 1)));
  app_latency_columns_set_year (columns, 1900);
  g_assert_cmpint (app_latency_columns_get_year (columns), ==, LAB_SCOTT_YEAR_MIN);
}

static LabSheet *
make_sheet (const char *date)
{
  LabSheet *sheet = lab_sheet_new ();
  const LabSummary repetitions[] = {
    { .n = 100, .min = 99, .median = 100, .mad = 1, .p99 = 105 },
    { .n = 100, .min = 99, .median = 101, .mad = 1, .p99 = 105 },
    { .n = 100, .min = 99, .median = 102, .mad = 1, .p99 = 105 },
  };
  LabReading *reading = lab_reading_new ("mem", "by hand");

  lab_reading_conclude (reading, repetitions, G_N_ELEMENTS (repetitions), LAB_ESTIMATE_LOWEST);
  lab_sheet_add (sheet, reading);
  g_free (sheet->date);
  sheet->date = g_strdup (date);
  return sheet;
}

static void
test_two_days_compare_and_are_kept (void)
{
  g_autoptr (AppLatencyColumns) columns = app_latency_columns_new ();
  g_autoptr (AppLatencyColumns) later = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  app_test_wait (is_loaded, columns, "the editions");
  g_assert_null (app_latency_columns_get_here (columns));
  app_latency_columns_take (columns, make_sheet ("2026-11-26T10:00:00Z"), TRUE);
  app_latency_columns_take (columns, make_sheet ("2026-11-27T10:00:00Z"), TRUE);
  app_test_wait (is_loaded, columns, "the files");
  app_latency_columns_show (columns, find_column (columns, APP_COLUMN_KEPT), TRUE);
  sheets = app_latency_columns_make_sheets (columns);
  g_assert_cmpuint (sheets->len, ==, 2);
  later = app_latency_columns_new ();
  app_test_wait (is_loaded, later, "what was kept");
  g_assert_cmpstr (app_latency_columns_get_here (later)->date, ==, "2026-11-27T10:00:00Z");
  app_latency_columns_show (later, find_column (later, APP_COLUMN_KEPT), TRUE);
  app_test_wait (is_loaded, later, "the day before");
  g_assert_nonnull (app_latency_columns_get (later, find_column (later, APP_COLUMN_KEPT))->sheet);
}

static void
on_failed (AppLatencyColumns *columns, const char *sentence, char **said)
{
  *said = g_strdup (sentence);
}

static void
test_a_wrong_file_is_said_in_a_sentence (void)
{
  g_autoptr (AppLatencyColumns) columns = app_latency_columns_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null/no.json");
  g_autofree char *said = NULL;
  guint n;

  app_test_wait (is_loaded, columns, "the editions");
  n = app_latency_columns_get_n (columns);
  g_signal_connect (columns, "failed", G_CALLBACK (on_failed), &said);
  app_latency_columns_open (columns, file);
  app_test_wait (is_loaded, columns, "the file");
  g_assert_nonnull (strstr (said, "no.json"));
  g_assert_cmpuint (app_latency_columns_get_n (columns), ==, n);
}

static gboolean
has_reading (gpointer data)
{
  return app_latency_meter_get_fraction (data) > 0;
}

static gboolean
has_ended (gpointer data)
{
  return !app_latency_meter_is_running (data);
}

static void
test_a_measurement_that_is_stopped_shows_what_it_has (void)
{
  g_autoptr (AppLatencyColumns) columns = app_latency_columns_new ();
  g_autoptr (AppLatencyMeter) meter = app_latency_meter_new (columns);

  app_test_wait (is_loaded, columns, "the editions");
  app_latency_meter_start (meter, FALSE, NULL);
  g_assert_true (app_latency_meter_is_running (meter));
  app_test_wait (has_reading, meter, "the first row");
  app_latency_meter_stop (meter);
  app_test_wait (has_ended, meter, "the end");
  g_assert_false (app_latency_meter_has_problem (meter));
  g_assert_nonnull (strstr (app_latency_meter_get_status (meter), "Stopped"));
  g_assert_cmpuint (app_latency_columns_get_here (columns)->readings->len, >, 0);
}

static void
test_a_window_can_be_closed_while_it_measures (void)
{
  AppWindow *window;
  AppPage *page = show_page (&window);

  app_page_run (page);
  g_assert_true (app_page_is_busy (page));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/latency/the page shows the notes first", test_the_page_shows_the_notes_first);
  g_test_add_func ("/latency/the scale zooms from all to one decade", test_the_scale_zooms_from_all_to_one_decade);
  g_test_add_func ("/latency/the keyboard walks through the rungs", test_the_keyboard_walks_through_the_rungs);
  g_test_add_func ("/latency/every rung is a named item of a list", test_every_rung_is_a_named_item_of_a_list);
  g_test_add_func ("/latency/any year of the model can be laid over", test_any_year_of_the_model_can_be_laid_over);
  g_test_add_func ("/latency/two days compare and are kept", test_two_days_compare_and_are_kept);
  g_test_add_func ("/latency/a wrong file is said in a sentence", test_a_wrong_file_is_said_in_a_sentence);
  g_test_add_func ("/latency/a measurement that is stopped shows what it has",
                   test_a_measurement_that_is_stopped_shows_what_it_has);
  g_test_add_func ("/latency/a window can be closed while it measures", test_a_window_can_be_closed_while_it_measures);
  return g_test_run ();
}
