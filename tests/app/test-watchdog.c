/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-watchdog.h"

static gboolean
is_known (gpointer what)
{
  return app_watchdog_count (what, NULL) > 0;
}

static void
test_it_counts_nothing_unless_it_is_asked_for (void)
{
  app_watchdog_start ();
  app_watchdog_note ("a word");
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (app_watchdog_count (NULL, NULL), ==, 0);
  g_assert_cmpuint (app_watchdog_count ("a word", NULL), ==, 0);
  app_watchdog_report ();
}

static void
test_it_counts_turns_by_what_they_did (void)
{
  guint64 n;
  gint64 worst;

  g_setenv ("INTERLEAVE_WATCHDOG", "1", TRUE);
  app_watchdog_start ();
  g_main_context_iteration (NULL, FALSE);
  n = app_watchdog_count (NULL, NULL);
  g_assert_cmpuint (n, >, 0);
  app_watchdog_note ("one thing");
  app_watchdog_note ("another");
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (app_watchdog_count (NULL, NULL), ==, n + 1);
  g_assert_cmpuint (app_watchdog_count ("one thing", NULL), ==, 0);
  g_assert_cmpuint (app_watchdog_count ("another", &worst), ==, 1);
  g_assert_cmpint (worst, >=, 0);
  /* What was said is said of one turn. */
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (app_watchdog_count ("another", NULL), ==, 1);
}

static void
test_turns_are_taken_once (void)
{
  AppWatchdogTurns taken;

  app_watchdog_take ();
  g_assert_cmpuint (app_watchdog_take ().n, ==, 0);
  app_watchdog_note ("the longest");
  g_main_context_iteration (NULL, FALSE);
  taken = app_watchdog_take ();
  g_assert_cmpuint (taken.n, ==, 1);
  g_assert_cmpstr (taken.what, ==, "the longest");
  g_assert_cmpint (taken.computed, >=, 0);
  g_assert_cmpuint (app_watchdog_take ().n, ==, 0);
}

static void
test_it_knows_what_a_session_does (void)
{
  AppWindow *window = app_test_window ();
  g_autoptr (AppRecord) record = app_test_run ("sleep", "async", "tasks=3,duration=1ms");
  gint64 worst, worst_of_all;

  app_window_show_record (window, record);
  app_test_wait (is_known, (gpointer) "a chart", "the run's picture");
  g_assert_cmpuint (app_watchdog_count ("a page is made", NULL), >, 0);
  g_assert_cmpuint (app_watchdog_count ("a run begins", NULL), >, 0);
  g_assert_cmpuint (app_watchdog_count (NULL, &worst_of_all), >, app_watchdog_count ("a chart", &worst));
  g_assert_cmpint (worst, <=, worst_of_all);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_unsetenv ("INTERLEAVE_WATCHDOG");
  g_test_add_func ("/watchdog/it counts nothing unless it is asked for", test_it_counts_nothing_unless_it_is_asked_for);
  g_test_add_func ("/watchdog/it counts turns by what they did", test_it_counts_turns_by_what_they_did);
  g_test_add_func ("/watchdog/turns are taken once", test_turns_are_taken_once);
  g_test_add_func ("/watchdog/it knows what a session does", test_it_knows_what_a_session_does);
  return g_test_run ();
}
