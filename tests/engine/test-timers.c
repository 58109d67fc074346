/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-timers.h"

static void
test_come_out_in_order (void)
{
  g_autoptr (LabTimers) timers = lab_timers_new ();
  guint64 last = 0;
  guint64 deadline;

  for (guint i = 0; i < 10000; i++)
    lab_timers_add (timers, (guint64) g_test_rand_int_range (1, 1000), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < 10000; i++)
    {
      g_assert_true (lab_timers_peek (timers, &deadline));
      g_assert_cmpuint (deadline, >=, last);
      g_assert_nonnull (lab_timers_pop (timers));
      last = deadline;
    }
  g_assert_false (lab_timers_peek (timers, &deadline));
  g_assert_null (lab_timers_pop (timers));
}

static void
test_equal_deadlines_keep_their_order (void)
{
  g_autoptr (LabTimers) timers = lab_timers_new ();

  for (guint i = 1; i <= 1000; i++)
    lab_timers_add (timers, 7, GUINT_TO_POINTER (i));
  for (guint i = 1; i <= 1000; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (lab_timers_pop (timers)), ==, i);
}

/* What a loop does: takes the earliest out and puts it in again, later. */
static void
test_goes_on_while_it_changes (void)
{
  g_autoptr (LabTimers) timers = lab_timers_new ();
  guint64 last = 0;

  for (guint i = 1; i <= 100; i++)
    lab_timers_add (timers, (guint64) g_test_rand_int_range (0, 100), GUINT_TO_POINTER (i));
  for (guint i = 0; i < 20000; i++)
    {
      guint64 deadline;
      gpointer data;

      g_assert_true (lab_timers_peek (timers, &deadline));
      g_assert_cmpuint (deadline, >=, last);
      last = deadline;
      data = lab_timers_pop (timers);
      lab_timers_add (timers, deadline + (guint64) g_test_rand_int_range (0, 100), data);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timers/come-out-in-order", test_come_out_in_order);
  g_test_add_func ("/timers/equal-deadlines-keep-their-order", test_equal_deadlines_keep_their_order);
  g_test_add_func ("/timers/goes-on-while-it-changes", test_goes_on_while_it_changes);
  return g_test_run ();
}
