/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-measure.h"
#include "test-utils.h"

typedef struct
{
  LabMeasure *measure;
  guint n_readings;
  guint n_ended;
} Fixture;

static void
on_reading (LabMeasure *measure, const char *row, Fixture *fixture)
{
  g_assert_cmpstr (row, ==, "l1");
  g_assert_nonnull (lab_sheet_find (lab_measure_get_sheet (measure), row));
  fixture->n_readings++;
}

static void
on_ended (LabMeasure *measure, Fixture *fixture)
{
  fixture->n_ended++;
}

static void
start_with (Fixture *fixture, const char *behaviour, const LabMeasureOptions *options)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("LAB_FAKE_RUNNER", behaviour, TRUE);
  fixture->measure = lab_measure_new ();
  g_signal_connect (fixture->measure, "reading", G_CALLBACK (on_reading), fixture);
  g_signal_connect (fixture->measure, "ended", G_CALLBACK (on_ended), fixture);
  lab_measure_start (fixture->measure, options, &error);
  g_assert_no_error (error);
}

static void
start (Fixture *fixture, const char *behaviour)
{
  const LabMeasureOptions options = { 0 };

  start_with (fixture, behaviour, &options);
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *) data)->n_ended > 0;
}

static gboolean
has_reading (gpointer data)
{
  return ((Fixture *) data)->n_readings > 0;
}

static gboolean
has_no_child (gpointer data)
{
  return test_count_children () == 0;
}

static void
finish (Fixture *fixture, LabMeasureState state, const char *why)
{
  test_wait_until (has_ended, fixture, "the end of the measurement");
  g_assert_cmpuint (fixture->n_ended, ==, 1);
  g_assert_cmpint (lab_measure_get_state (fixture->measure), ==, state);
  g_assert_cmpstr (lab_measure_get_why (fixture->measure), ==, why);
  g_object_unref (fixture->measure);
  g_assert_cmpuint (fixture->n_ended, ==, 1);
  test_wait_until (has_no_child, NULL, "the end of the runner");
}

static void
test_finish (void)
{
  Fixture fixture = { 0 };
  g_autoptr (LabSheet) sheet = NULL;

  start (&fixture, "finish");
  test_wait_until (has_ended, &fixture, "the end of the measurement");
  g_assert_cmpuint (fixture.n_readings, ==, 2);
  /* Ended already: nothing happens. */
  lab_measure_cancel (fixture.measure);
  sheet = lab_measure_take_sheet (fixture.measure);
  g_assert_cmpuint (sheet->readings->len, ==, 1);
  g_assert_cmpstr (sheet->conditions.cpu, ==, "fake");
  finish (&fixture, LAB_MEASURE_DONE, NULL);
}

static void
test_arguments (void)
{
  static const char *const rows[] = { "l1", "pipe", NULL };
  const LabMeasureOptions options = { .careful = TRUE, .rows = rows, .folder = "/a folder", .remote = "host:7" };
  Fixture fixture = { 0 };

  start_with (&fixture, "arguments", &options);
  test_wait_until (has_ended, &fixture, "the end of the measurement");
  g_assert_cmpstr (lab_measure_get_sheet (fixture.measure)->conditions.cpu, ==,
                   "--probe --careful --parent PID --rows l1,pipe --folder /a folder --remote host:7");
  g_assert_true (lab_measure_get_sheet (fixture.measure)->careful);
  finish (&fixture, LAB_MEASURE_DONE, NULL);
}

static void
test_die (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "die");
  finish (&fixture, LAB_MEASURE_FAILED, "the runner exited with status 3 without a result");
  g_assert_cmpuint (fixture.n_readings, ==, 1);
}

static void
test_crash (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "crash");
  finish (&fixture, LAB_MEASURE_FAILED, "the runner was killed by signal 11 (Segmentation fault)");
}

static void
test_garble (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "garble");
  finish (&fixture, LAB_MEASURE_FAILED, "interleave-runner: /reading/row: expected a text, found 7");
}

static void
test_cancel (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "obey");
  test_wait_until (has_reading, &fixture, "a reading");
  lab_measure_cancel (fixture.measure);
  finish (&fixture, LAB_MEASURE_CANCELLED, NULL);
}

static void
test_deaf_runner_is_killed (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "ignore-sigterm");
  test_wait_until (has_reading, &fixture, "a reading");
  lab_measure_cancel (fixture.measure);
  finish (&fixture, LAB_MEASURE_CANCELLED, NULL);
}

static void
test_dispose_ends_it (void)
{
  Fixture fixture = { 0 };

  start (&fixture, "ignore-sigterm");
  test_wait_until (has_reading, &fixture, "a reading");
  g_object_unref (fixture.measure);
  g_assert_cmpuint (fixture.n_ended, ==, 1);
  test_wait_until (has_no_child, NULL, "the end of the runner");
}

static void
test_rows_are_checked (void)
{
  static const struct
  {
    const char *row, *message;
  } cases[] = {
    { "pip", "unknown row \"pip\"; did you mean \"pipe\"?" },
    { "wan", "\"wan\" cannot be measured here: it needs a machine on another continent" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const rows[] = { cases[i].row, NULL };
      const LabMeasureOptions options = { .rows = rows };
      g_autoptr (LabMeasure) measure = lab_measure_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (lab_measure_start (measure, &options, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_missing_runner (void)
{
  g_autofree char *runner = g_strdup (g_getenv ("INTERLEAVE_RUNNER"));
  const LabMeasureOptions options = { 0 };
  g_autoptr (LabMeasure) measure = lab_measure_new ();
  g_autoptr (GError) error = NULL;

  g_setenv ("INTERLEAVE_RUNNER", "/nowhere/runner", TRUE);
  g_assert_false (lab_measure_start (measure, &options, &error));
  g_setenv ("INTERLEAVE_RUNNER", runner, TRUE);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "cannot start interleave-runner (/nowhere/runner): No such file or directory");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/it reports and ends", test_finish);
  g_test_add_func ("/measure/what is asked for arrives", test_arguments);
  g_test_add_func ("/measure/a runner that exits", test_die);
  g_test_add_func ("/measure/a runner that crashes", test_crash);
  g_test_add_func ("/measure/a runner that talks nonsense", test_garble);
  g_test_add_func ("/measure/cancelling", test_cancel);
  g_test_add_func ("/measure/a deaf runner is killed", test_deaf_runner_is_killed);
  g_test_add_func ("/measure/dispose ends it", test_dispose_ends_it);
  g_test_add_func ("/measure/rows are checked first", test_rows_are_checked);
  g_test_add_func ("/measure/a missing runner", test_missing_runner);
  return g_test_run ();
}
