/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-distribution.h"
#include "lab-timeline.h"

G_BEGIN_DECLS

/* How many ran at once, over a stretch of time. */
typedef struct
{
  double mean;
  double median; /* for half of the time it were at most so many, */
  double p95;    /* and for 95 % of it */
  double max;
} LabAtOnce;

/* How long tasks ran at a stretch: the spans that run and are at least partly inside, with their whole lengths. */
typedef struct
{
  guint n;        /* that were looked at */
  gboolean exact; /* these are all; else they are one, by chance, of every so many, and a longer one may be missed */
  double mean;
  LabDistribution lengths;
} LabTurns;

/* What happened in [start, end). A value. */
typedef struct
{
  guint64 duration;
  guint64 states[LAB_N_TIMED_STATES]; /* ns, over the lanes that are shown; exact */
  guint64 n_spans;                    /* that are at least partly inside, idle ones too */
  LabTurns turns;
  LabAtOnce running;
  LabAtOnce in_flight;
} LabRange;

/* Finds out what happened in a range: which lanes are shown is noted when it is made, on the timeline's thread, and the
 * rest can be done on another one, while the timeline stays and nobody updates it. Borrows the timeline. */
typedef struct _LabRangeSum LabRangeSum;

LabRangeSum *lab_range_sum_new (LabTimeline *timeline, LabView by, guint64 start, guint64 end);
void lab_range_sum_free (LabRangeSum *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabRangeSum, lab_range_sum_free)

/* How many lanes and moments there are to look at. */
guint lab_range_sum_get_work (const LabRangeSum *self);

/* `is_unwanted` (NULL: it is not) is asked again and again; once it says so there is no result, and this is FALSE. */
gboolean lab_range_sum_do (const LabRangeSum *self, gboolean (*is_unwanted) (gpointer data), gpointer data,
                           LabRange *range);

/* All that at once. */
LabRange lab_timeline_get_range_of (LabTimeline *self, LabView by, guint64 start, guint64 end);

/* As lines "running\t12 ms\t34 %", for the clipboard. Caller frees. */
char *lab_range_to_text (const LabRange *self);

G_END_DECLS
