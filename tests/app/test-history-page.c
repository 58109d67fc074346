/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-history-page.h"
#include "app-history-row.h"
#include "app-history.h"

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
  page = app_window_get_page (*window, "history");
  app_window_show_page (*window, "history");
  app_test_wait (is_still, page, "the history");
  return page;
}

static GtkWidget *
find (GtkWidget *widget, gboolean (*is_it) (GtkWidget *widget, const char *name), const char *name)
{
  GtkWidget *found = is_it (widget, name) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, is_it, name);
  return found;
}

static gboolean
is_row (GtkWidget *widget, const char *name)
{
  return APP_IS_HISTORY_ROW (widget) && app_history_row_get_entry (APP_HISTORY_ROW (widget)) != NULL;
}

static gboolean
is_button (GtkWidget *widget, const char *name)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), name) == 0;
}

static gboolean
is_select_toggle (GtkWidget *widget, const char *name)
{
  return GTK_IS_TOGGLE_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "selection-mode-symbolic") == 0;
}

static gboolean
has_row (gpointer data)
{
  return find (GTK_WIDGET (data), is_row, NULL) != NULL;
}

static void
test_an_empty_history_says_so (void)
{
  AppWindow *window;
  AppPage *page = show_page (&window);

  g_assert_null (app_page_get_chart (page));
  app_test_save_picture (GTK_WIDGET (window), "history-empty.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
keep_two (void)
{
  g_autoptr (AppRecord) one = app_test_run ("sleep", "threads", "tasks=12,duration=20ms");
  g_autoptr (AppRecord) other = app_test_run ("sleep", "sequential", "tasks=12,duration=20ms");
  g_autoptr (AppRecord) third = app_test_run ("pipeline", "async", "");

  app_record_set_title (other, "As long as it takes");
  app_history_add (one, NULL);
  app_history_add (other, NULL);
  app_history_add (third, NULL);
}

static void
test_runs_are_compared (void)
{
  AppWindow *window;
  AppPage *page;
  GtkToggleButton *toggle;

  keep_two ();
  page = show_page (&window);
  app_test_wait (has_row, page, "a row");
  app_test_wait_frame (GTK_WIDGET (window));
  toggle = GTK_TOGGLE_BUTTON (find (app_page_get_header_end (page), is_select_toggle, NULL));
  gtk_toggle_button_set_active (toggle, TRUE);
  app_test_wait_frame (GTK_WIDGET (window));
  for (GtkWidget *item = gtk_widget_get_parent (find (GTK_WIDGET (page), is_row, NULL)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    g_signal_emit_by_name (gtk_widget_get_first_child (item), "toggle-run",
                           app_history_row_get_entry (APP_HISTORY_ROW (gtk_widget_get_first_child (item))));
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "history-selecting.out.png");
  g_signal_emit_by_name (find (GTK_WIDGET (page), is_button, "_Compare"), "clicked");
  app_test_wait (is_still, page, "the comparison");
  g_assert_nonnull (app_page_get_chart (page));
  app_test_save_picture (GTK_WIDGET (window), "history-comparison.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_run_is_deleted_and_brought_back (void)
{
  AppWindow *window;
  AppPage *page = show_page (&window);
  AppHistory *history = app_history_get_default ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (history));
  g_autoptr (AppHistoryEntry) entry = NULL;
  g_autoptr (GVariant) ids = NULL;

  app_test_wait (has_row, page, "a row");
  app_test_assert_named (GTK_WIDGET (page));
  app_test_save_picture (GTK_WIDGET (window), "history.out.png");
  entry = g_object_ref (app_history_row_get_entry (APP_HISTORY_ROW (find (GTK_WIDGET (page), is_row, NULL))));
  gtk_widget_activate_action (find (GTK_WIDGET (page), is_row, NULL), "row.delete", NULL);
  app_test_wait (is_still, page, "the history");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, n - 1);
  ids = g_variant_ref_sink (g_variant_new_strv ((const char *const[]){ app_history_entry_get_id (entry), NULL }, -1));
  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.restore-runs", ids);
  app_test_wait (is_still, page, "the history");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, n);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/history-page/an empty history says so", test_an_empty_history_says_so);
  g_test_add_func ("/history-page/runs are compared", test_runs_are_compared);
  g_test_add_func ("/history-page/a run is deleted and brought back", test_a_run_is_deleted_and_brought_back);
  return g_test_run ();
}
