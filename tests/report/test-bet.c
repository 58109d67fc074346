/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-bet.h"
#include "lab-clock.h"

static void
assert_bet (guint64 bet_ms, guint64 actual_ms, const char *sentence)
{
  g_autofree char *text = lab_bet_describe_time (bet_ms * LAB_NS_PER_MS, actual_ms * LAB_NS_PER_MS);

  g_assert_cmpstr (text, ==, sentence);
}

static void
test_near_is_a_hit (void)
{
  assert_bet (1000, 1000, "You bet 1 s; it took 1 s: well seen!");
  assert_bet (1000, 1030, "You bet 1 s; it took 1.03 s: well seen!");
  assert_bet (1000, 970, "You bet 1 s; it took 970 ms: well seen!");
}

static void
test_beside_it_is_told_in_percent (void)
{
  assert_bet (1000, 1100, "You bet 1 s; it took 1.1 s: 10 % longer.");
  assert_bet (1000, 750, "You bet 1 s; it took 750 ms: 25 % shorter.");
}

static void
test_far_off_is_told_as_a_factor (void)
{
  assert_bet (300, 3600, "You bet 300 ms; it took 3.6 s: 12.0 times as long.");
  assert_bet (9000, 3000, "You bet 9 s; it took 3 s: you thought of 3.00 times as long.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bet/near is a hit", test_near_is_a_hit);
  g_test_add_func ("/bet/beside it is told in percent", test_beside_it_is_told_in_percent);
  g_test_add_func ("/bet/far off is told as a factor", test_far_off_is_told_as_a_factor);
  return g_test_run ();
}
