/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-levels.h"

static void
assert_levels (const LabConcurrency *concurrency, const char *expected)
{
  g_autofree char *text = cli_levels_describe (concurrency);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_one_level (void)
{
  const LabConcurrency nothing = { .max = 0 };
  const LabConcurrency always_two = { .max = 2, .level = { [2] = 10 } };

  g_assert_cmpuint (cli_levels_count (&nothing), ==, 0);
  assert_levels (&nothing, NULL);
  g_assert_cmpuint (cli_levels_count (&always_two), ==, 3);
  assert_levels (&always_two, NULL);
}

static void
test_few_levels (void)
{
  const LabConcurrency few = { .max = 2, .level = { 12, 30, 58 } };
  const LabConcurrency far_apart = { .max = 40, .level = { [1] = 25, [40] = 75 } };

  assert_levels (&few, "0: 12 %, 1: 30 %, 2: 58 %");
  assert_levels (&far_apart, "1: 25 %, 40: 75 %");
}

static void
test_many_levels_share_groups (void)
{
  const LabConcurrency seven = { .max = 7, .level = { 20, 10, 10, 10, 10, 10, 10, 20 } };
  LabConcurrency many = { .max = 10000, .level = { [0] = 36 } };

  assert_levels (&seven, "0: 20 %, 1–2: 20 %, 3–4: 20 %, 5–6: 20 %, 7: 20 %");
  for (guint level = 1; level < LAB_LEVELS_MAX; level++)
    many.level[level] = 1;
  assert_levels (&many, "0: 36 %, 1–13: 13 %, 14–26: 13 %, 27–39: 13 %, 40–52: 13 %, 53+: 12 %");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/levels/one", test_one_level);
  g_test_add_func ("/cli/levels/few", test_few_levels);
  g_test_add_func ("/cli/levels/many-share-groups", test_many_levels_share_groups);
  return g_test_run ();
}
