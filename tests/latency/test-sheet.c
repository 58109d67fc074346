/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "lab-error.h"
#include "lab-sheet.h"

static LabReading *
make_measured (const char *row, double spread)
{
  LabReading *reading = lab_reading_new (row, "a method");
  LabSummary repetitions[3];
  const gint cpu = 1;

  for (guint i = 0; i < 3; i++)
    {
      double median = 2 * (1 + spread * i);

      repetitions[i] = (LabSummary){
        .n = 50, .min = median / 2, .mean = median * 1.1, .median = median, .mad = 0.1, .p99 = median * 2
      };
    }
  lab_reading_conclude (reading, repetitions, 3, LAB_ESTIMATE_LOWEST);
  reading->working_set = 24576;
  reading->page_size = 4096;
  g_array_append_val (reading->cpus, cpu);
  return reading;
}

static LabReading *
make_unavailable (const char *row)
{
  LabReading *reading = lab_reading_new (row, "a method");

  reading->status = LAB_READING_UNAVAILABLE;
  reading->why = g_strdup ("socket: Operation not permitted");
  return reading;
}

static LabSheet *
make_sheet (void)
{
  LabSheet *sheet = lab_sheet_new ();

  sheet->conditions.cpu = g_strdup ("A \"processor\"");
  sheet->conditions.virtual_machine = TRUE;
  sheet->conditions.steal_share = 0.25;
  lab_sheet_add (sheet, make_measured ("l1", 0.01));
  lab_sheet_add (sheet, make_measured ("l3", 2));
  lab_sheet_add (sheet, make_unavailable ("tcp"));
  return sheet;
}

static LabSheet *
read_again (const LabSheet *sheet)
{
  g_autoptr (JsonNode) node = lab_sheet_to_node (sheet);
  g_autofree char *text = lab_json_to_text (node);
  g_autoptr (GError) error = NULL;
  LabSheet *again = lab_sheet_new_from_json (text, -1, "/folder/other.json", &error);

  g_assert_no_error (error);
  return again;
}

static void
test_round_trip (void)
{
  g_autoptr (LabSheet) sheet = make_sheet ();
  g_autoptr (LabSheet) again = read_again (sheet);
  const LabReading *l1 = lab_sheet_find (again, "l1");
  const LabReading *l3 = lab_sheet_find (again, "l3");
  const LabReading *tcp = lab_sheet_find (again, "tcp");

  g_assert_cmpstr (again->label, ==, "other");
  g_assert_cmpstr (again->date, ==, sheet->date);
  g_assert_cmpstr (again->conditions.cpu, ==, "A \"processor\"");
  g_assert_true (again->conditions.virtual_machine);
  g_assert_cmpfloat (again->conditions.steal_share, ==, 0.25);
  g_assert_cmpuint (again->readings->len, ==, 3);
  g_assert_cmpint (l1->estimate.grade, ==, LAB_GRADE_A);
  g_assert_cmpfloat (l1->estimate.value, ==, 2);
  g_assert_cmpuint (l1->working_set, ==, 24576);
  g_assert_cmpuint (l1->n, ==, 150);
  g_assert_cmpuint (l1->medians->len, ==, 3);
  g_assert_cmpfloat (l1->mean, >, l1->median);
  g_assert_cmpint (g_array_index (l1->cpus, gint, 0), ==, 1);
  g_assert_cmpint (l3->estimate.grade, ==, LAB_GRADE_D);
  g_assert_cmpfloat (l3->estimate.value, ==, 0);
  g_assert_cmpint (tcp->status, ==, LAB_READING_UNAVAILABLE);
  g_assert_cmpstr (tcp->why, ==, "socket: Operation not permitted");
}

/* What is not trusted is no number. */
static void
test_words (void)
{
  g_autoptr (LabSheet) sheet = make_sheet ();
  g_autofree char *l1 = lab_reading_describe (lab_sheet_find (sheet, "l1"));
  g_autofree char *l3 = lab_reading_describe (lab_sheet_find (sheet, "l3"));
  g_autofree char *tcp = lab_reading_describe (lab_sheet_find (sheet, "tcp"));

  g_assert_cmpstr (l1, ==, "2 ns");
  g_assert_cmpstr (l3, ==, "1.97 ns to 10.2 ns");
  g_assert_cmpstr (tcp, ==, "not available here");
}

/* All that one must know to judge a number. */
static void
test_evidence (void)
{
  g_autoptr (LabReading) bare = lab_reading_new ("l1", NULL);
  g_autoptr (LabReading) l1 = make_measured ("l1", 0.01);
  g_autoptr (LabReading) tcp = make_unavailable ("tcp");
  g_autofree char *samples = lab_reading_describe_samples (l1);
  g_autofree char *doubt = NULL;

  g_assert_cmpstr (samples, ==,
                   "150 samples in 3 repetitions, on CPU 1, in 24 KiB of 4 KiB pages, at least 1 ns, median 2.02 ns ± "
                   "0.1 ns, 99 % within 4.04 ns");
  g_assert_null (lab_reading_describe_samples (tcp));
  g_assert_null (lab_reading_describe_samples (bare));
  g_assert_null (lab_reading_describe_doubt (l1));
  lab_reading_doubt (l1, 0.6);
  doubt = lab_reading_describe_doubt (l1);
  g_assert_cmpstr (doubt, ==, "No better grade, for other processes took 60 % of the processors’ time meanwhile.");
}

static void
test_one_of_each_row (void)
{
  g_autoptr (LabSheet) sheet = make_sheet ();

  lab_sheet_add (sheet, make_unavailable ("l1"));
  g_assert_cmpuint (sheet->readings->len, ==, 3);
  g_assert_cmpint (lab_sheet_find (sheet, "l1")->status, ==, LAB_READING_UNAVAILABLE);
  g_assert_null (lab_sheet_find (sheet, "l2"));
}

static void
test_copy (void)
{
  g_autoptr (LabReading) reading = make_measured ("l1", 0.01);
  g_autoptr (LabReading) copy = lab_reading_copy (reading);

  g_assert_true (copy->row != reading->row);
  g_assert_cmpstr (copy->row, ==, "l1");
  g_assert_cmpuint (copy->medians->len, ==, 3);
}

static void
test_doubts (void)
{
  g_autoptr (LabSheet) sheet = make_sheet ();
  g_auto (GStrv) doubts = lab_conditions_describe (&sheet->conditions);

  g_assert_cmpuint (g_strv_length (doubts), ==, 2);
  g_assert_cmpstr (doubts[1], ==, "The host gave 25 % of the processors' time to others.");
}

#define HEAD "'schema': 1, 'date': '2026', 'machine': {}"

static void
test_wrong (void)
{
  static const struct
  {
    const char *json, *message;
  } cases[] = {
    { "{'schema': 2}", "/schema: this version of Interleave reads schema 1 only" },
    { "{'schema': 1, 'machine': {}}", "/date: expected a text, found nothing" },
    { "{'schema': 1, 'date': '2026'}", "/machine: expected an object, found nothing" },
    { "{" HEAD "}", "/readings: expected an array, found nothing" },
    { "{'schema': 1, 'date': '2026', 'machine': {'cpus': -1}}",
      "/machine/cpus: expected a number that is not negative, found -1" },
    { "{'schema': 1, 'date': '2026', 'machine': {'virtual_machine': 1}}",
      "/machine/virtual_machine: expected true or false, found 1" },
    { "{" HEAD ", 'readings': [{'status': 'failed'}]}", "/readings/0/row: expected a text, found nothing" },
    { "{" HEAD ", 'readings': [{'row': 'l1', 'status': 'guessed'}]}",
      "/readings/0/status: expected \"measured\", \"unavailable\" or \"failed\", found \"guessed\"" },
    { "{" HEAD ", 'readings': [{'row': 'l1', 'status': 'measured', 'grade': 'A', 'value_ns': 0}]}",
      "/readings/0/value_ns: expected nanoseconds, more than 0 and less than a year, found 0" },
    { "{" HEAD ", 'readings': [{'row': 'l1', 'status': 'measured', 'grade': 'A', 'value_ns': 5e16}]}",
      "/readings/0/value_ns: expected nanoseconds, more than 0 and less than a year, found 50000000000000000.0" },
    { "{" HEAD ", 'readings': [{'row': 'l1', 'status': 'measured', 'grade': 'D'}]}",
      "/readings/0/low_ns: expected nanoseconds, more than 0 and less than a year, found nothing" },
    { "{" HEAD ", 'readings': [{'row': 'l1', 'status': 'measured', 'grade': 'D', 'low_ns': 9, 'high_ns': 3}]}",
      "/readings/0/high_ns: expected no less than low_ns, and less than a year, found 3" },
    { "{" HEAD ", 'readings': [{'row': 'l1', 'status': 'measured', 'grade': 'E'}]}",
      "/readings/0/grade: expected \"A\", \"B\", \"C\" or \"D\", found \"E\"" },
    { "{" HEAD ", 'readings': [{'row': 'l1', 'status': 'measured', 'grade': 'D', 'cpus': ['a']}]}",
      "/readings/0/cpus/0: expected a whole number, found \"a\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdelimit (g_strdup (cases[i].json), "'", '"');
      g_autofree char *expected = g_strconcat ("x.json: ", cases[i].message, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_sheet_new_from_json (json, -1, "x.json", &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, expected);
    }
}

/* What another program wrote may give no reason. */
static void
test_no_reason (void)
{
  static const char json[] = "{\"schema\": 1, \"date\": \"2026\", \"machine\": {}, \"readings\": [{\"row\": \"l1\", "
                             "\"status\": \"unavailable\"}]}";
  g_autoptr (LabSheet) sheet = lab_sheet_new_from_json (json, -1, "x.json", NULL);

  g_assert_cmpstr (lab_sheet_find (sheet, "l1")->why, ==, "it is not said why");
}

static void
unlink_kept (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/interleave/measurements/%s.json", g_get_user_data_dir (), name);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_kept (void)
{
  g_autoptr (LabSheet) sheet = make_sheet ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LabSheet) none = lab_sheet_load ("last", &error);
  g_autofree char *name = NULL;
  g_auto (GStrv) kept = NULL;
  g_autoptr (LabSheet) last = NULL;

  g_assert_null (none);
  g_assert_cmpstr (error->message, ==, "no measurement was kept yet; --measure makes one");
  g_clear_error (&error);
  name = lab_sheet_keep (sheet, &error);
  g_assert_no_error (error);
  kept = lab_sheet_list_kept ();
  g_assert_cmpuint (g_strv_length (kept), ==, 1);
  g_assert_cmpstr (kept[0], ==, name);
  last = lab_sheet_load ("last", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (last->readings->len, ==, 3);
  g_assert_null (lab_sheet_load ("lsat", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  unlink_kept (name);
}

/* Two windows that measured at once both keep what they found. */
static void
test_kept_in_the_same_second (void)
{
  g_autoptr (LabSheet) sheet = make_sheet ();
  g_autofree char *name = lab_sheet_keep (sheet, NULL);
  g_autofree char *other = lab_sheet_keep (sheet, NULL);
  g_auto (GStrv) kept = lab_sheet_list_kept ();

  g_assert_cmpuint (g_strv_length (kept), ==, 2);
  g_assert_cmpstr (kept[0], ==, name);
  g_assert_cmpstr (kept[1], ==, other);
  unlink_kept (name);
  unlink_kept (other);
}

static void
remove_folders (const char *root)
{
  static const char *const folders[] = { "interleave/measurements", "interleave", "." };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (root, i == 2 ? NULL : folders[i], NULL);

      g_assert_cmpint (g_rmdir (path), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *root = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", root, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/what is written is read again", test_round_trip);
  g_test_add_func ("/sheet/readings in words", test_words);
  g_test_add_func ("/sheet/what a reading is made of", test_evidence);
  g_test_add_func ("/sheet/one reading of each row", test_one_of_each_row);
  g_test_add_func ("/sheet/a copy is one's own", test_copy);
  g_test_add_func ("/sheet/what throws doubt", test_doubts);
  g_test_add_func ("/sheet/a wrong file", test_wrong);
  g_test_add_func ("/sheet/no reason is given", test_no_reason);
  g_test_add_func ("/sheet/what was measured is kept", test_kept);
  g_test_add_func ("/sheet/two of the same second are kept", test_kept_in_the_same_second);
  status = g_test_run ();
  remove_folders (root);
  return status;
}
