/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "lab-distribution.h"

static int
compare (const void *a, const void *b)
{
  guint64 one = *(const guint64 *) a;
  guint64 other = *(const guint64 *) b;

  return (one > other) - (one < other);
}

static void
check (guint64 *values, guint n)
{
  LabDistribution found = lab_distribution_of (values, n);
  /* Nearest rank: the smallest value that at least half (95 of 100) are not above. */
  guint half = (n + 1) / 2;
  guint most = (n * 95 + 99) / 100;

  qsort (values, n, sizeof (*values), compare);
  g_assert_cmpuint (found.median, ==, values[half - 1]);
  g_assert_cmpuint (found.p95, ==, values[most - 1]);
  g_assert_cmpuint (found.max, ==, values[n - 1]);
}

static void
test_nothing_is_zero (void)
{
  LabDistribution found = lab_distribution_of (NULL, 0);

  g_assert_cmpuint (found.median, ==, 0);
  g_assert_cmpuint (found.p95, ==, 0);
  g_assert_cmpuint (found.max, ==, 0);
}

static void
test_known_values (void)
{
  static const guint64 values[] = { 9, 1, 7, 3, 5, 2, 8, 4, 10, 6 };
  LabDistribution found = lab_distribution_of (values, G_N_ELEMENTS (values));

  g_assert_cmpuint (found.median, ==, 5);
  g_assert_cmpuint (found.p95, ==, 10);
  g_assert_cmpuint (found.max, ==, 10);
}

static void
test_the_same_as_sorting (void)
{
  static const guint64 masks[] = { 0, 1, 0x7ff, 0x800, 0xffff, 0xffffffff, G_MAXINT64, G_MAXUINT64 };

  for (guint n = 1; n < 300; n++)
    for (guint m = 0; m < G_N_ELEMENTS (masks); m++)
      {
        g_autofree guint64 *values = g_new (guint64, n);

        for (guint i = 0; i < n; i++)
          values[i] = ((guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ()) & masks[m];
        check (values, n);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distribution/nothing-is-zero", test_nothing_is_zero);
  g_test_add_func ("/distribution/known-values", test_known_values);
  g_test_add_func ("/distribution/the-same-as-sorting", test_the_same_as_sorting);
  return g_test_run ();
}
