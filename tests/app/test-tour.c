/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-tour.h"

#define N_TASKS 100000

/* A figure is a benchmark's affair, where it stands beside a bare window's: here it is told, for whoever changes
 * something and looks. */
static void
on_step (const char *step, const AppWatchdogTurns *turns, gpointer data)
{
  g_test_message ("%s: longest of %" G_GUINT64_FORMAT " turns %.1f ms, of a processor %.1f ms%s%s", step, turns->n,
                  (double) turns->worst / 1000, (double) turns->computed / 1000, turns->what != NULL ? ", " : "",
                  turns->what != NULL ? turns->what : "");
  g_assert_cmpuint (turns->n, >, 0);
  (*(guint *) data)++;
}

static void
test_a_whole_session_ends_without_a_complaint (void)
{
  guint n_steps = 0;

  app_tour_walk (N_TASKS, on_step, &n_steps);
  g_assert_cmpuint (n_steps, >, 40);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_setenv ("INTERLEAVE_WATCHDOG", "1", TRUE);
  app_watchdog_start ();
  g_test_add_func ("/tour/a whole session ends without a complaint", test_a_whole_session_ends_without_a_complaint);
  return g_test_run ();
}
