/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-reading.h"

/* A repetition of so many samples with this median that scatters by `mad`. */
static LabSummary
repetition (double median, double mad)
{
  return (LabSummary){ .n = 100, .min = median - mad, .median = median, .mad = mad, .p99 = median + 3 * mad };
}

static LabEstimate
estimate (const double *medians, guint n, double mad, LabEstimator how)
{
  LabSummary repetitions[LAB_REPETITIONS_MAX];
  LabEstimate result;

  for (guint i = 0; i < n; i++)
    repetitions[i] = repetition (medians[i], mad * medians[i]);
  g_assert_true (lab_estimate_compute (repetitions, n, how, &result));
  return result;
}

static void
test_summary (void)
{
  double odd[] = { 5, 1, 4, 2, 3 };
  double even[] = { 4, 1, 2, 3 };
  double many[200];
  LabSummary summary = lab_summary_compute (odd, G_N_ELEMENTS (odd));

  g_assert_cmpuint (summary.n, ==, 5);
  g_assert_cmpfloat (summary.min, ==, 1);
  g_assert_cmpfloat_with_epsilon (summary.mean, 3, 1e-9);
  g_assert_cmpfloat (summary.median, ==, 3);
  g_assert_cmpfloat (summary.mad, ==, 1);
  g_assert_cmpfloat (summary.p99, ==, 5);
  g_assert_cmpfloat (lab_summary_compute (even, G_N_ELEMENTS (even)).median, ==, 2.5);
  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    many[i] = 200 - i;
  g_assert_cmpfloat (lab_summary_compute (many, G_N_ELEMENTS (many)).p99, ==, 198);
  g_assert_cmpuint (lab_summary_compute (NULL, 0).n, ==, 0);
}

/* A tenth of all samples a hundred times too large moves neither the median nor its scatter. */
static void
test_outliers (void)
{
  double samples[1000];
  LabSummary summary;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    samples[i] = i % 10 == 0 ? 10000 : 100 + i % 7;
  summary = lab_summary_compute (samples, G_N_ELEMENTS (samples));
  g_assert_cmpfloat (summary.median, >=, 100);
  g_assert_cmpfloat (summary.median, <=, 106);
  g_assert_cmpfloat (summary.mad, <=, 3);
  g_assert_cmpfloat (summary.p99, ==, 10000);
  g_assert_cmpfloat (summary.mean, >, 1000);
}

static void
test_grades (void)
{
  static const struct
  {
    double medians[3];
    LabGrade grade;
  } cases[] = {
    { { 100, 100, 100 }, LAB_GRADE_A }, { { 100, 102, 104 }, LAB_GRADE_A }, { { 100, 106, 105 }, LAB_GRADE_B },
    { { 114, 100, 107 }, LAB_GRADE_B }, { { 100, 120, 116 }, LAB_GRADE_C }, { { 100, 149, 116 }, LAB_GRADE_C },
    { { 100, 151, 116 }, LAB_GRADE_D }, { { 5, 45, 40 }, LAB_GRADE_D },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LabEstimate result = estimate (cases[i].medians, 3, 0.01, LAB_ESTIMATE_LOWEST);

      g_assert_cmpstr (lab_grade_get_id (result.grade), ==, lab_grade_get_id (cases[i].grade));
      g_assert_cmpint (result.value > 0, ==, cases[i].grade != LAB_GRADE_D);
      g_assert_cmpfloat (result.low, <=, result.high);
    }
}

/* The wrong ones are few: those that agree are taken, also where the wrong ones are the lower ones. */
static void
test_those_that_agree (void)
{
  static const double above[] = { 4.76, 5.81, 4.75, 4.78, 5.80 };
  static const double below[] = { 2.0, 100, 101, 102, 3.0 };
  LabEstimate result = estimate (above, 5, 0.01, LAB_ESTIMATE_LOWEST);

  g_assert_cmpint (result.grade, ==, LAB_GRADE_A);
  g_assert_cmpfloat (result.value, ==, 4.75);
  g_assert_cmpfloat (result.high, ==, 4.78);
  result = estimate (below, 5, 0.01, LAB_ESTIMATE_LOWEST);
  g_assert_cmpfloat (result.value, ==, 100);
}

static void
test_lowest_and_middle (void)
{
  static const double medians[] = { 104, 100, 101 };

  g_assert_cmpfloat (estimate (medians, 3, 0.01, LAB_ESTIMATE_LOWEST).value, ==, 100);
  g_assert_cmpfloat (estimate (medians, 3, 0.01, LAB_ESTIMATE_MIDDLE).value, ==, 101);
}

/* Repetitions that get slower and slower do not agree. */
static void
test_drift (void)
{
  static const double slow[] = { 100, 110, 120, 130, 140 };
  static const double fast[] = { 100, 140, 200, 280, 400 };

  g_assert_cmpint (estimate (slow, 5, 0.01, LAB_ESTIMATE_LOWEST).grade, ==, LAB_GRADE_C);
  g_assert_cmpint (estimate (fast, 5, 0.01, LAB_ESTIMATE_LOWEST).grade, ==, LAB_GRADE_D);
}

/* Half at 5 µs, half at 45 µs: the median is one of them by chance, and repetitions may well agree on it. */
static void
test_two_modes (void)
{
  LabSummary repetitions[3];
  LabEstimate result;

  for (guint r = 0; r < 3; r++)
    {
      double samples[101];

      for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
        samples[i] = i % 2 == 0 ? 5000 + i : 45000 + i;
      repetitions[r] = lab_summary_compute (samples, G_N_ELEMENTS (samples));
      repetitions[r].mad = MAX (repetitions[r].mad, 20000);
    }
  g_assert_true (lab_estimate_compute (repetitions, 3, LAB_ESTIMATE_MIDDLE, &result));
  g_assert_cmpint (result.grade, ==, LAB_GRADE_D);
  g_assert_cmpfloat (result.value, ==, 0);
}

static void
test_scatter (void)
{
  static const double medians[] = { 100, 101, 102 };

  g_assert_cmpint (estimate (medians, 3, 0.2, LAB_ESTIMATE_MIDDLE).grade, ==, LAB_GRADE_A);
  g_assert_cmpint (estimate (medians, 3, 0.3, LAB_ESTIMATE_MIDDLE).grade, ==, LAB_GRADE_C);
  g_assert_cmpint (estimate (medians, 3, 0.6, LAB_ESTIMATE_MIDDLE).grade, ==, LAB_GRADE_D);
}

static void
test_too_few (void)
{
  LabSummary repetitions[LAB_REPETITIONS_MAX] = { repetition (1, 0), repetition (1, 0), repetition (1, 0) };
  LabEstimate result;

  g_assert_false (lab_estimate_compute (repetitions, 2, LAB_ESTIMATE_LOWEST, &result));
  g_assert_true (lab_estimate_compute (repetitions, 3, LAB_ESTIMATE_LOWEST, &result));
  for (guint i = 0; i < 3; i++)
    repetitions[i].n = 3;
  g_assert_false (lab_estimate_compute (repetitions, 3, LAB_ESTIMATE_LOWEST, &result));
  repetitions[0].n = 100;
  repetitions[1].median = 0;
  g_assert_false (lab_estimate_compute (repetitions, 3, LAB_ESTIMATE_LOWEST, &result));
}

static void
test_conclude_too_few (void)
{
  g_autoptr (LabReading) reading = lab_reading_new ("fork", "fork()");
  LabSummary repetitions[3] = { repetition (1, 0), repetition (1, 0), repetition (1, 0) };
  g_autofree char *text = NULL;

  for (guint i = 0; i < 3; i++)
    repetitions[i].n = 2;
  lab_reading_conclude (reading, repetitions, 3, LAB_ESTIMATE_LOWEST);
  text = lab_reading_describe (reading);
  g_assert_cmpint (reading->status, ==, LAB_READING_FAILED);
  g_assert_cmpstr (reading->why, ==, "only 6 samples in 3 repetitions");
  g_assert_cmpstr (text, ==, "not measured");
}

/* What one repetition in three met belongs to the mean, and not to the middle. */
static void
test_mean_of_all (void)
{
  g_autoptr (LabReading) reading = lab_reading_new ("syscall", "getppid()");
  LabSummary repetitions[3] = { repetition (10, 0), repetition (10, 0), repetition (10, 0) };

  repetitions[0].mean = repetitions[1].mean = 10;
  repetitions[2].mean = 30;
  repetitions[2].n = 200;
  lab_reading_conclude (reading, repetitions, 3, LAB_ESTIMATE_LOWEST);
  g_assert_cmpfloat_with_epsilon (reading->mean, 20, 1e-9);
  g_assert_cmpfloat (reading->median, ==, 10);
}

static void
test_doubt (void)
{
  g_autoptr (LabReading) reading = lab_reading_new ("l1", "loads");
  LabSummary repetitions[3] = { repetition (1, 0), repetition (1, 0), repetition (1, 0) };

  lab_reading_conclude (reading, repetitions, 3, LAB_ESTIMATE_LOWEST);
  lab_reading_doubt (reading, 0.05);
  g_assert_cmpint (reading->estimate.grade, ==, LAB_GRADE_A);
  lab_reading_doubt (reading, 0.5);
  g_assert_cmpint (reading->estimate.grade, ==, LAB_GRADE_C);
  g_assert_cmpfloat (reading->estimate.value, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/estimate/a repetition in five numbers", test_summary);
  g_test_add_func ("/estimate/outliers do not count", test_outliers);
  g_test_add_func ("/estimate/grades", test_grades);
  g_test_add_func ("/estimate/those that agree are taken", test_those_that_agree);
  g_test_add_func ("/estimate/the lowest and the middle one", test_lowest_and_middle);
  g_test_add_func ("/estimate/what drifts", test_drift);
  g_test_add_func ("/estimate/two modes have no number", test_two_modes);
  g_test_add_func ("/estimate/what scatters", test_scatter);
  g_test_add_func ("/estimate/too few to say", test_too_few);
  g_test_add_func ("/estimate/a reading of too few", test_conclude_too_few);
  g_test_add_func ("/estimate/a mean is that of all samples", test_mean_of_all);
  g_test_add_func ("/estimate/other processes throw doubt on all", test_doubt);
  return g_test_run ();
}
