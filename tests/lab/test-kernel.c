/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-kernel.h"

static void
test_jump (void)
{
  for (guint64 n = 0; n < 300; n++)
    g_assert_cmpuint (lab_kernel_jump (n * 77, n), ==, lab_kernel_turn (n * 77, n));
  g_assert_cmpuint (lab_kernel_jump (5, 1234567), ==, lab_kernel_turn (5, 1234567));
}

static void
test_jumps_add_up (void)
{
  guint64 half = G_GUINT64_CONSTANT (1) << 63;

  /* The period is 2^64: two jumps of half of it lead back. */
  g_assert_cmpuint (lab_kernel_jump (lab_kernel_jump (42, half), half), ==, 42);
  g_assert_cmpuint (lab_kernel_jump (lab_kernel_jump (42, half + 3), half), ==, lab_kernel_turn (42, 3));
}

static gboolean
divides_nothing (guint64 number)
{
  if (number < 2)
    return FALSE;
  for (guint64 divisor = 2; divisor * divisor <= number; divisor++)
    if (number % divisor == 0)
      return FALSE;
  return TRUE;
}

static void
test_primes (void)
{
  for (guint64 number = 0; number < 20000; number++)
    g_assert_cmpint (lab_kernel_is_prime (number), ==, divides_nothing (number));
  for (guint64 number = G_GUINT64_CONSTANT (4294967200); number < G_GUINT64_CONSTANT (4294967400); number++)
    g_assert_cmpint (lab_kernel_is_prime (number), ==, divides_nothing (number));
}

static void
test_large (void)
{
  g_assert_true (lab_kernel_is_prime (G_GUINT64_CONSTANT (9999999999999917)));
  g_assert_false (lab_kernel_is_prime (G_GUINT64_CONSTANT (4444444444444444)));
  g_assert_true (lab_kernel_is_prime (G_GUINT64_CONSTANT (18446744073709551557)));
  g_assert_false (lab_kernel_is_prime (G_MAXUINT64));
  /* Strong pseudoprimes to many small bases. */
  g_assert_false (lab_kernel_is_prime (G_GUINT64_CONSTANT (3215031751)));
  g_assert_false (lab_kernel_is_prime (G_GUINT64_CONSTANT (3825123056546413051)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kernel/a jump is as many turns", test_jump);
  g_test_add_func ("/kernel/jumps add up modulo the period", test_jumps_add_up);
  g_test_add_func ("/kernel/primes agree with trial division", test_primes);
  g_test_add_func ("/kernel/large primes", test_large);
  return g_test_run ();
}
