/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "lab-estimate.h"

/* Samples that scatter by more than these shares of themselves are no A or B, and no number at all: two modes, as a
 * rule, of which the median is one by chance. */
#define SCATTER_ROUGH 0.25
#define SCATTER_HOPELESS 0.5

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
get_median (const double *sorted, guint n)
{
  return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

LabSummary
lab_summary_compute (double *samples, guint n)
{
  LabSummary summary = { .n = n };
  g_autofree double *distances = g_new (double, n + 1);

  if (n == 0)
    return summary;
  qsort (samples, n, sizeof (*samples), compare_numbers);
  for (guint i = 0; i < n; i++)
    summary.mean += samples[i] / n;
  summary.min = samples[0];
  summary.median = get_median (samples, n);
  summary.p99 = samples[(guint) ceil (0.99 * n) - 1];
  for (guint i = 0; i < n; i++)
    distances[i] = fabs (samples[i] - summary.median);
  qsort (distances, n, sizeof (*distances), compare_numbers);
  summary.mad = get_median (distances, n);
  return summary;
}

static const char *const grade_ids[LAB_N_GRADES] = { "A", "B", "C", "D" };

const char *
lab_grade_get_id (LabGrade grade)
{
  g_return_val_if_fail (grade < LAB_N_GRADES, NULL);

  return grade_ids[grade];
}

gboolean
lab_grade_from_id (const char *id, LabGrade *grade)
{
  for (guint i = 0; i < LAB_N_GRADES; i++)
    if (g_strcmp0 (id, grade_ids[i]) == 0)
      {
        *grade = (LabGrade) i;
        return TRUE;
      }
  return FALSE;
}

static LabGrade
get_grade (double spread, double scatter)
{
  LabGrade grade = spread <= 0.05 ? LAB_GRADE_A : spread <= 0.15 ? LAB_GRADE_B : LAB_GRADE_C;

  if (spread > 0.5 || scatter > SCATTER_HOPELESS)
    return LAB_GRADE_D;
  return scatter > SCATTER_ROUGH ? LAB_GRADE_C : grade;
}

/* Where among the sorted medians the closest group of `size` begins. */
static guint
find_group (const double *medians, guint n, guint size)
{
  guint best = 0;

  for (guint first = 1; first + size <= n; first++)
    if (medians[first + size - 1] / medians[first] < medians[best + size - 1] / medians[best])
      best = first;
  return best;
}

/* The repetitions as their medians, sorted, and the middle of how much each scatters. */
static gboolean
collect (const LabSummary *repetitions, guint n, double *medians, double *scatter)
{
  double scatters[LAB_REPETITIONS_MAX];
  guint n_samples = 0;

  if (n < LAB_REPETITIONS_MIN || n > LAB_REPETITIONS_MAX)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (repetitions[i].n == 0 || !(repetitions[i].median > 0))
        return FALSE;
      n_samples += repetitions[i].n;
      medians[i] = repetitions[i].median;
      scatters[i] = repetitions[i].mad / repetitions[i].median;
    }
  qsort (medians, n, sizeof (*medians), compare_numbers);
  qsort (scatters, n, sizeof (*scatters), compare_numbers);
  *scatter = get_median (scatters, n);
  return n_samples >= LAB_SAMPLES_MIN;
}

gboolean
lab_estimate_compute (const LabSummary *repetitions, guint n, LabEstimator how, LabEstimate *estimate)
{
  double medians[LAB_REPETITIONS_MAX];
  double scatter;
  guint size = MAX (LAB_REPETITIONS_MIN, n / 2 + 1);
  const double *group;

  if (!collect (repetitions, n, medians, &scatter))
    return FALSE;
  group = medians + find_group (medians, n, size);
  *estimate = (LabEstimate){
    .grade = get_grade (group[size - 1] / group[0] - 1, scatter),
    .value = how == LAB_ESTIMATE_LOWEST ? group[0] : get_median (group, size),
    .low = group[0],
    .high = group[size - 1],
  };
  if (estimate->grade != LAB_GRADE_D)
    return TRUE;
  estimate->value = 0;
  estimate->low = medians[0] * (1 - MIN (scatter, 0.99));
  estimate->high = medians[n - 1] * (1 + scatter);
  return TRUE;
}
