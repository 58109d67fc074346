/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-clock.h"
#include "lab-ticks.h"

static char *
join_labels (guint64 start, guint64 end, guint n_max)
{
  LabTicks ticks = lab_ticks_choose (start, end, n_max);
  GString *text = g_string_new (NULL);
  g_autofree char *base = lab_ticks_get_base_label (&ticks);

  if (base != NULL)
    g_string_append_printf (text, "[%s]", base);
  for (guint i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = lab_ticks_get_label (&ticks, i);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "", label);
    }
  return g_string_free (text, FALSE);
}

static void
assert_labels (guint64 start, guint64 end, guint n_max, const char *expected)
{
  g_autofree char *labels = join_labels (start, end, n_max);

  g_assert_cmpstr (labels, ==, expected);
}

static void
test_units_fit_the_zoom (void)
{
  const guint64 s = LAB_NS_PER_S, ms = LAB_NS_PER_MS, us = LAB_NS_PER_US;

  assert_labels (0, 10, 4, "0 | 5 ns");
  assert_labels (0, 1000, 5, "0 | 0.2 µs | 0.4 µs | 0.6 µs | 0.8 µs");
  assert_labels (0, 1300 * ms, 7, "0 | 0.2 s | 0.4 s | 0.6 s | 0.8 s | 1.0 s | 1.2 s");
  assert_labels (1234 * ms, 1236 * ms, 4, "1234.0 ms | 1234.5 ms | 1235.0 ms | 1235.5 ms");
  assert_labels (0, 90 * s, 4, "0 | 30 s | 1 min");
  assert_labels (0, 5 * 3600 * s, 6, "0 | 1 h | 2 h | 3 h | 4 h");
  assert_labels (20 * us, 50 * us, 3, "20 µs | 30 µs | 40 µs");
}

static void
test_far_from_the_start_labels_stay_short (void)
{
  assert_labels (3600 * LAB_NS_PER_S, 3600 * LAB_NS_PER_S + 1000, 5,
                 "[1 h] | 0 | +0.2 µs | +0.4 µs | +0.6 µs | +0.8 µs");
}

/* However far in and out, at every place. */
static void
test_no_two_labels_are_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 3000; i++)
    {
      guint64 span = (guint64) 1 << g_rand_int_range (random, 0, 58);
      guint64 start = ((guint64) g_rand_int (random) << 28) >> g_rand_int_range (random, 0, 60);
      LabTicks ticks = lab_ticks_choose (start, start + span, 1 + i % 20);
      g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      g_assert_cmpuint (ticks.n, <=, 1 + i % 20);
      for (guint n = 0; n < ticks.n; n++)
        {
          g_assert_cmpuint (lab_ticks_get_time (&ticks, n), >=, start);
          g_assert_cmpuint (lab_ticks_get_time (&ticks, n), <, start + span);
          g_assert_true (g_hash_table_add (labels, lab_ticks_get_label (&ticks, n)));
        }
    }
}

static void
test_steps_of_numbers_are_round (void)
{
  g_assert_cmpfloat (lab_ticks_choose_step (10, 5, TRUE), ==, 2);
  g_assert_cmpfloat (lab_ticks_choose_step (3, 10, TRUE), ==, 1);
  g_assert_cmpfloat_with_epsilon (lab_ticks_choose_step (3, 10, FALSE), 0.5, 1e-9);
  g_assert_cmpfloat (lab_ticks_choose_step (100000, 4, TRUE), ==, 50000);
  g_assert_cmpfloat (lab_ticks_choose_step (0, 4, TRUE), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/units-fit-the-zoom", test_units_fit_the_zoom);
  g_test_add_func ("/ticks/far-from-the-start-labels-stay-short", test_far_from_the_start_labels_stay_short);
  g_test_add_func ("/ticks/no-two-labels-are-the-same", test_no_two_labels_are_the_same);
  g_test_add_func ("/ticks/steps-of-numbers-are-round", test_steps_of_numbers_are_round);
  return g_test_run ();
}
