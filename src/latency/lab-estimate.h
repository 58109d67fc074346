/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From samples to a number that can be trusted, or to none. */

#define LAB_REPETITIONS_MIN 3 /* separate ones: what scatters little within one may still be wrong */
#define LAB_REPETITIONS_MAX 12
#define LAB_SAMPLES_MIN 10 /* fewer are no measurement */

/* What is known of the samples of one repetition, in ns. */
typedef struct
{
  guint n;
  double min;
  double mean; /* with all that came between: interrupts, other processes */
  double median;
  double mad; /* median of the distances from the median */
  double p99;
} LabSummary;

/* Sorts the samples; n may be 0. */
LabSummary lab_summary_compute (double *samples, guint n);

typedef enum
{
  LAB_GRADE_A, /* within 5 % */
  LAB_GRADE_B, /* within 15 % */
  LAB_GRADE_C, /* within 50 % */
  LAB_GRADE_D, /* unstable: a range and no number */
  LAB_N_GRADES,
} LabGrade;

const char *lab_grade_get_id (LabGrade grade); /* "A" … */
gboolean lab_grade_from_id (const char *id, LabGrade *grade);

/* Which of the medians that agree is the result. */
typedef enum
{
  LAB_ESTIMATE_LOWEST, /* whatever disturbs a processor only adds */
  LAB_ESTIMATE_MIDDLE, /* where the disturbance belongs to it: disks, wake-ups */
} LabEstimator;

typedef struct
{
  LabGrade grade;
  double value; /* 0 where the grade is D */
  double low;   /* what was seen: of the repetitions that agree, or of all where the grade is D */
  double high;
} LabEstimate;

/* Takes the closest group of repetitions that is more than half of them and at least LAB_REPETITIONS_MIN, and grades
 * how far they are apart. FALSE where there are too few repetitions or samples. */
gboolean lab_estimate_compute (const LabSummary *repetitions, guint n, LabEstimator how, LabEstimate *estimate);

G_END_DECLS
