/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-estimate.h"
#include "lab-json.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_READING_MEASURED,
  LAB_READING_UNAVAILABLE, /* this machine or this sandbox cannot: `why` says what is missing */
  LAB_READING_FAILED,      /* it was tried and came to nothing: `why` says how */
} LabReadingStatus;

/* What was measured of one row, and all that has to be known to judge it. A plain value that owns its texts. */
typedef struct
{
  char *row;
  char *method; /* in one sentence */
  LabReadingStatus status;
  char *why;  /* NULL where it was measured */
  char *note; /* what may have falsified it; NULL for nothing */

  /* Where it was measured: */
  LabEstimate estimate;
  guint64 working_set;  /* bytes; 0: none */
  guint64 page_size;    /* bytes; 0: it does not matter */
  double foreign_share; /* of the processors' time that other processes took meanwhile */
  guint64 n;            /* samples, of all repetitions */
  double min;           /* of all samples */
  double mean;          /* likewise, with all that came between */
  double median;        /* the middle of the repetitions', as are these: */
  double mad;
  double p99;
  GArray *medians; /* double: one for each repetition */
  GArray *cpus;    /* gint: one or two */
} LabReading;

LabReading *lab_reading_new (const char *row, const char *method);
LabReading *lab_reading_copy (const LabReading *self);
void lab_reading_free (LabReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabReading, lab_reading_free)

/* From the repetitions: measured, or failed where they are too few. */
void lab_reading_conclude (LabReading *self, const LabSummary *repetitions, guint n, LabEstimator how);

/* One busy processor of eight, or a quarter of two. */
#define LAB_FOREIGN_SHARE_MAX 0.125

/* Other processes took this share of the processors' time: where that is much, the grade is C at best, for what
 * disturbs all repetitions alike is not seen in them. */
void lab_reading_doubt (LabReading *self, double foreign_share);

/* "1.08 ns", "between 5 µs and 45 µs", "not available here", "not measured". Never a number that is not trusted.
 * Caller frees. */
char *lab_reading_describe (const LabReading *self);

/* "3,000 samples in 3 repetitions, on CPU 0, in 256 MiB of 2 MiB pages, at least 154 ns, median 172 ns ± 3 ns, 99 %
 * within 517 ns"; NULL where there are none. Caller frees. */
char *lab_reading_describe_samples (const LabReading *self);

/* Why the grade is no better than its repetitions are, in a sentence; NULL where nothing throws doubt on it. Caller
 * frees. */
char *lab_reading_describe_doubt (const LabReading *self);

JsonNode *lab_reading_to_node (const LabReading *self);
LabReading *lab_reading_new_from_place (const LabPlace *place, GError **error);

G_END_DECLS
