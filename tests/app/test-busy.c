/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-history.h"
#include "app-window-busy.h"
#include "test-utils.h"

static gboolean
is_ready (gpointer data)
{
  return app_page_is_still (data);
}

static gboolean
is_busy (gpointer data)
{
  return app_page_is_busy (data);
}

static gboolean
is_gone (gpointer data)
{
  return *(AppWindow **) data == NULL;
}

static gboolean
has_no_child (gpointer data)
{
  return test_count_children () == 0;
}

static AppWindow *
start_long_race (void)
{
  AppWindow *window = app_test_window ();
  AppPage *page = app_window_get_page (window, "race");
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  app_window_show_page (window, "race");
  app_test_wait (is_ready, page, "the workloads");
  g_ptr_array_add (experiments, test_experiment ("sleep", "threads", "tasks=2,duration=1h"));
  g_assert_true (app_page_show (page, experiments, NULL, NULL));
  app_test_wait (is_busy, page, "the race");
  return window;
}

static gboolean
has_run (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (app_history_get_default ())) == 1;
}

static void
test_closing_a_window_stops_its_run_and_keeps_it (void)
{
  AppWindow *window = start_long_race ();

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  /* A runner that is not there yet leaves nothing to keep. */
  while (test_count_children () == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_close (GTK_WINDOW (window));
  app_test_wait (is_gone, &window, "the window's end");
  app_test_wait (has_no_child, NULL, "the runner's end");
  app_test_wait (has_run, NULL, "the run in the history");
}

static void
test_an_idle_window_closes_at_once (void)
{
  AppWindow *window = app_test_window ();

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_false (app_window_busy_is_inhibiting (window));
  gtk_window_close (GTK_WINDOW (window));
  app_test_wait (is_gone, &window, "the window's end");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/busy/an idle window closes at once", test_an_idle_window_closes_at_once);
  g_test_add_func ("/busy/closing a window stops its run and keeps it",
                   test_closing_a_window_stops_its_run_and_keeps_it);
  return g_test_run ();
}
