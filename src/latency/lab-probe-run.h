/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include "lab-probe.h"
#include "lab-reading.h"

G_BEGIN_DECLS

/* What a probe sees of its repetition. A probe measures or refuses each of its rows; what it does neither of counts as
 * not measured. */

#define LAB_PROBE_TEXT_MAX 240

/* What a repetition found of a row. Goes through a pipe in one piece, from a process to its parent. */
typedef struct
{
  guint32 row;
  guint32 status; /* LabReadingStatus */
  LabSummary summary;
  guint64 working_set;
  guint64 page_size;
  double drift;   /* share by which the clock frequency changed */
  gint32 cpus[2]; /* -1: none */
  char why[LAB_PROBE_TEXT_MAX];
  char note[LAB_PROBE_TEXT_MAX];
} LabProbeResult;
G_STATIC_ASSERT (LAB_PROBE_ROWS_MAX * sizeof (LabProbeResult) <= 4096); /* PIPE_BUF */

struct _LabProbeRun
{
  const LabProbe *probe;
  double scale;           /* of the budget */
  int cpus[2];            /* -1: there is none */
  int scratch;            /* an empty or filled file on the disk that is measured, -1: there is none */
  const char *no_scratch; /* why there is none */
  const char *remote;     /* HOST or HOST:PORT, NULL: not asked for */
  LabProbeResult results[LAB_PROBE_ROWS_MAX];
  GArray *samples[LAB_PROBE_ROWS_MAX]; /* double, ns */
};

/* Pins the calling thread to the first or second CPU. FALSE where it cannot: then all rows are refused. */
gboolean lab_probe_run_pin (LabProbeRun *run, guint which);

/* Says on which CPU the calling thread is now, of a probe that is not pinned. */
void lab_probe_run_note_cpu (LabProbeRun *run);

/* Says that the rows use that CPU too; FALSE where there is none: then all rows are refused. */
gboolean lab_probe_run_claim (LabProbeRun *run, guint which);

/* Until when a row may take samples that has this share of the budget, beginning now. */
guint64 lab_probe_run_get_deadline (LabProbeRun *run, double share);

void lab_probe_run_add (LabProbeRun *run, guint row, double ns);

/* Does something n times. */
typedef void (*LabProbeBatch) (gpointer data, guint n);

/* Takes samples until that share of the budget is used, the first part of it for warming up: each is the time of a
 * batch long enough for the clock, divided by its size. */
void lab_probe_run_measure (LabProbeRun *run, guint row, double share, LabProbeBatch batch, gpointer data);

/* What the samples were taken from. */
void lab_probe_run_describe (LabProbeRun *run, guint row, guint64 working_set, guint64 page_size);
void lab_probe_run_note (LabProbeRun *run, guint row, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* The row, or all rows that have no samples, cannot be measured here. */
void lab_probe_run_refuse (LabProbeRun *run, guint row, const char *format, ...) G_GNUC_PRINTF (3, 4);
void lab_probe_run_refuse_all (LabProbeRun *run, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The same with errno's message, after the name of the call that was refused. */
void lab_probe_run_refuse_errno (LabProbeRun *run, const char *call);

/* Makes the results out of the samples. For the suite. */
void lab_probe_run_begin (LabProbeRun *run);
void lab_probe_run_end (LabProbeRun *run);

/* How long a chain of dependent additions takes for each, in ns: a cycle of the processor. Takes about 100 µs. */
double lab_probe_run_measure_cycle (void);

G_END_DECLS
