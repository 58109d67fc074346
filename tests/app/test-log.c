/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-log-model.h"
#include "app-log-view.h"

static void
test_lines_stand_in_the_order_of_time (void)
{
  g_autoptr (AppRecord) record = app_test_run ("web-pages", "threads", "pages=20,latency=2ms");
  g_autoptr (AppLogModel) model = app_log_model_new ();
  guint64 before = 0;
  guint n;

  app_log_model_set_record (model, record);
  n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_assert_cmpuint (n, ==, 20);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppLogLine) line = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_assert_cmpuint (app_log_line_get_time (line), >=, before);
      before = app_log_line_get_time (line);
      g_assert_cmpint (app_log_line_get_pid (line), >, 0);
      g_assert_true (g_str_has_prefix (app_log_line_get_text (line), "page "));
    }
  g_assert_cmpuint (app_log_model_find (model, before), ==, n - 1);
  g_assert_cmpuint (app_log_model_find (model, 0), ==, G_MAXUINT);
  app_log_model_set_record (model, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

static gboolean
is_settled (gpointer data)
{
  return app_record_get_state (data) == APP_RECORD_SETTLED;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  *n += added - removed;
}

static void
test_a_log_grows_with_its_run (void)
{
  g_autoptr (AppRecord) done = app_test_run ("web-pages", "async", "pages=30,latency=20ms,spread=uniform");
  g_autoptr (AppRecord) record = app_record_new (app_record_get_experiment (done));
  g_autoptr (AppLogModel) model = app_log_model_new ();
  guint n = 0;

  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), &n);
  app_log_model_set_record (model, record);
  g_signal_connect_object (record, "grew", G_CALLBACK (app_log_model_update), model, G_CONNECT_SWAPPED);
  app_record_start (record);
  while (!is_settled (record))
    {
      app_record_update (record);
      g_main_context_iteration (NULL, TRUE);
    }
  app_log_model_update (model);
  g_assert_cmpuint (n, ==, 30);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 30);
}

static void
test_a_log_is_seen_and_named (void)
{
  g_autoptr (AppRecord) record = app_test_run ("web-pages", "threads", "pages=20,latency=2ms");
  GtkWidget *view = g_object_new (APP_TYPE_LOG_VIEW, NULL);
  GtkWindow *window = app_test_show (view, 600, 300);

  app_log_view_set_record (APP_LOG_VIEW (view), record);
  app_test_wait_frame (GTK_WIDGET (window));
  app_log_view_set_time (APP_LOG_VIEW (view), G_MAXUINT64 - 1);
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_assert_named (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "log.out.png");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/log/lines stand in the order of time", test_lines_stand_in_the_order_of_time);
  g_test_add_func ("/log/a log grows with its run", test_a_log_grows_with_its_run);
  g_test_add_func ("/log/a log is seen and named", test_a_log_is_seen_and_named);
  return g_test_run ();
}
