/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-bound-by.h"

static void
test_shortest_waits (void)
{
  g_autoptr (LabEdition) notes = lab_edition_load ("notes", NULL);
  LabBoundWait waits[LAB_N_BOUNDS];

  lab_bound_by_collect (notes, 12, waits);
  g_assert_cmpstr (waits[LAB_BOUND_CPU].entry->row, ==, "l1");
  g_assert_cmpstr (waits[LAB_BOUND_MEMORY].entry->row, ==, "mem");
  g_assert_cmpstr (waits[LAB_BOUND_DISK].entry->row, ==, "ssd-random");
  g_assert_cmpstr (waits[LAB_BOUND_NETWORK].entry->row, ==, "net-2k");
  g_assert_null (waits[LAB_BOUND_KERNEL].entry);
  g_assert_cmpfloat_with_epsilon (waits[LAB_BOUND_DISK].instructions, 1.8e6, 1e-3);
}

static void
test_words (void)
{
  g_autoptr (LabEdition) notes = lab_edition_load ("notes", NULL);
  g_autofree char *text = lab_bound_by_describe (notes, 12);

  g_assert_cmpstr (
    text, ==,
    "1,200 instructions fit into \"Main memory reference\" (100 ns), 1.8 million instructions fit into "
    "\"SSD random read\" (150 µs), 240,000 instructions fit into \"Send 2 KB over a 1 Gbps network\" (20 "
    "µs). A program that executes fewer than 240,000 instructions between two such waits is bound by "
    "input and output, and most are.");
}

static void
test_nothing_to_wait_for (void)
{
  static const char json[] = "{\"id\": \"cpu\", \"title\": \"CPU\", \"year\": 2026, \"source\": \"me\", \"licence\": "
                             "\"CC0\", \"rows\": [{\"row\": \"l1\", \"ns\": 1}]}";
  g_autoptr (LabEdition) edition = lab_edition_new_from_json (json, -1, "cpu.json", NULL);

  g_assert_null (lab_bound_by_describe (edition, 12));
}

static void
test_count (void)
{
  g_autofree char *text = lab_bound_by_count (24e3, "Main memory reference", 100);

  g_assert_cmpstr (text, ==, "240 × Main memory reference");
}

static void
assert_span (double ns, const LabSheet *sheet, const LabEdition *edition, const char *expected)
{
  g_autofree char *text = lab_bound_by_describe_span (ns, sheet, edition);

  g_assert_cmpstr (text, ==, expected);
}

/* In main memory references where their number can be imagined, else in the longest that fits in twice. */
static void
test_span (void)
{
  g_autoptr (LabEdition) notes = lab_edition_load ("notes", NULL);

  assert_span (0.9, NULL, notes, NULL);
  assert_span (50, NULL, notes, "50 ns = 100 × L1 cache reference (The source notes)");
  assert_span (200, NULL, notes, "200 ns = 2 × Main memory reference (The source notes)");
  assert_span (24e3, NULL, notes, "24 µs = 240 × Main memory reference (The source notes)");
  assert_span (400e3, NULL, notes, "400 µs = 4,000 × Main memory reference (The source notes)");
  assert_span (1e6, NULL, notes, "1 ms = 2 × Round trip within a data centre (The source notes)");
  assert_span (40e6, NULL, notes, "40 ms = 4 × Disk seek (The source notes)");
  assert_span (300e6, NULL, notes, "300 ms = 2 × California–Netherlands–California (The source notes)");
  assert_span (3e9, NULL, notes, "3 s = 20 × California–Netherlands–California (The source notes)");
  assert_span (24e3, NULL, NULL, NULL);
}

static void
add_reading (LabSheet *sheet, const char *row, LabEstimate estimate)
{
  LabReading *reading = lab_reading_new (row, NULL);

  reading->status = LAB_READING_MEASURED;
  reading->estimate = estimate;
  lab_sheet_add (sheet, reading);
}

/* By this machine where it is known, but not by a number that is not trusted; and not in thousands of what is short
 * where an edition knows something longer. */
static void
test_span_here (void)
{
  g_autoptr (LabEdition) notes = lab_edition_load ("notes", NULL);
  g_autoptr (LabSheet) sheet = lab_sheet_new ();

  add_reading (sheet, "mem", (LabEstimate){ LAB_GRADE_A, 150, 150, 150 });
  assert_span (24e3, sheet, notes, "24 µs = 160 × Main memory reference (this machine)");
  assert_span (3e9, sheet, NULL, "3 s = 20 million × Main memory reference (this machine)");
  add_reading (sheet, "ssd-random", (LabEstimate){ LAB_GRADE_B, 145e3, 140e3, 150e3 });
  assert_span (3e6, sheet, notes, "3 ms = 20.7 × SSD random read (this machine)");
  assert_span (3e9, sheet, notes, "3 s = 20 × California–Netherlands–California (The source notes)");
  add_reading (sheet, "mem", (LabEstimate){ LAB_GRADE_D, 0, 100, 900 });
  assert_span (24e3, sheet, notes, "24 µs = 240 × Main memory reference (The source notes)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bound-by/the shortest wait of each kind", test_shortest_waits);
  g_test_add_func ("/bound-by/in words", test_words);
  g_test_add_func ("/bound-by/an edition without disk and network", test_nothing_to_wait_for);
  g_test_add_func ("/bound-by/a span in units of a row", test_count);
  g_test_add_func ("/bound-by/a span in units of what is well known", test_span);
  g_test_add_func ("/bound-by/a span in units of this machine", test_span_here);
  return g_test_run ();
}
