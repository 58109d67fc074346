/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-edition.h"

/* What the original program showed when it was run, in ns; rounded to the digits that are written. */
static const struct
{
  const char *row;
  double in_2012, in_2020, in_2026;
} stored[] = {
  { "cycle", 0.33333, 0.33333, 0.33333 },     { "l1", 1, 1, 1 },
  { "branch", 3.3333, 3.3333, 3.3333 },       { "l2", 4.3333, 4.3333, 4.3333 },
  { "mutex", 16.667, 16.667, 16.667 },        { "mem", 100, 100, 100 },
  { "compress-1k", 2000, 2000, 2000 },        { "net-2k", 707.1, 44.194, 5.5243 },
  { "ssd-random", 16379, 16000, 16000 },      { "mem-1m", 18840, 2967, 741.8 },
  { "dc-rtt", 500000, 500000, 500000 },       { "ssd-1m", 311000, 48980, 12245 },
  { "seek", 4352800, 2500000, 1649400 },      { "disk-1m", 2500000, 824700, 358970 },
  { "wan", 150000000, 150000000, 150000000 },
};

static void
assert_near (const LabEdition *edition, const char *row, double expected)
{
  const LabEditionEntry *entry = lab_edition_find (edition, row);

  g_assert_nonnull (entry);
  if (fabs (entry->ns / expected - 1) > 0.001)
    g_error ("%s in %d: expected %g, got %g", row, lab_edition_get_year (edition), expected, entry->ns);
}

static void
test_stored_values (void)
{
  g_autoptr (LabEdition) in_2012 = lab_edition_new_scott (2012);
  g_autoptr (LabEdition) in_2020 = lab_edition_new_scott (2020);
  g_autoptr (LabEdition) in_2026 = lab_edition_new_scott (2026);
  guint n;

  lab_edition_get_entries (in_2012, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (stored));
  for (guint i = 0; i < G_N_ELEMENTS (stored); i++)
    {
      assert_near (in_2012, stored[i].row, stored[i].in_2012);
      assert_near (in_2020, stored[i].row, stored[i].in_2020);
      assert_near (in_2026, stored[i].row, stored[i].in_2026);
    }
}

/* The years with a known value, where the original hits its own anchors. */
static void
test_anchors (void)
{
  g_autoptr (LabEdition) in_1990 = lab_edition_new_scott (1990);
  g_autoptr (LabEdition) in_2000 = lab_edition_new_scott (2000);
  g_autoptr (LabEdition) in_2002 = lab_edition_new_scott (2002);
  g_autoptr (LabEdition) in_2003 = lab_edition_new_scott (2003);

  assert_near (in_2000, "mem", 100);
  assert_near (in_2000, "seek", 1e7);
  assert_near (in_2002, "disk-1m", 1e7);
  assert_near (in_2003, "net-2k", 16000);
  assert_near (in_1990, "mem", 100 / pow (0.93, 10));
  assert_near (in_1990, "cycle", pow (2, 7.5) / 3);
}

static void
test_years_after_2012_are_extrapolated (void)
{
  for (int year = LAB_SCOTT_YEAR_MIN; year <= LAB_SCOTT_YEAR_MAX; year++)
    {
      g_autoptr (LabEdition) edition = lab_edition_new_scott (year);

      g_assert_cmpint (lab_edition_is_extrapolated (edition), ==, year > 2012);
      g_assert_cmpint (lab_edition_get_note (edition) != NULL, ==, year > 2012);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scott/the model gives what its program showed", test_stored_values);
  g_test_add_func ("/scott/the model hits its anchors", test_anchors);
  g_test_add_func ("/scott/years after 2012 are extrapolated", test_years_after_2012_are_extrapolated);
  return g_test_run ();
}
