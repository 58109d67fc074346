/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-distribution.h"
#include "lab-trace.h"

G_BEGIN_DECLS

/* How many at once, over time: level[n] is how long exactly n were (ns); the last level also counts more. */
#define LAB_LEVELS_MAX 65
typedef struct
{
  double mean;
  guint64 max;
  guint64 level[LAB_LEVELS_MAX];
} LabConcurrency;

/* The figures of one run, all computed from the trace alone. A value; nothing in it is owned. */
typedef struct
{
  guint64 makespan;                   /* from the first submission to the last end (or last event) */
  guint64 work;                       /* time the tasks spent doing what they ask for: running, sleeping, I/O */
  guint64 states[LAB_N_TIMED_STATES]; /* of tasks, summed over tasks: IDLE stays 0 */
  double overlap;                     /* work / makespan */
  LabConcurrency in_flight;           /* tasks started and not ended */
  LabConcurrency parallelism;         /* lanes that run a task */
  LabDistribution queue_delay;        /* a task's submission to its first run */
  LabDistribution duration;           /* a task's first run to its end */
  guint64 n_tasks;                    /* as the experiment says; as seen where it does not */
  guint64 n_done;
  guint64 n_failed;
  guint64 n_cancelled;
  guint n_lanes;     /* lanes that ran at least one task */
  guint n_processes; /* distinct pids of such lanes */
  guint64 n_events;
  guint64 n_dropped;
  guint64 peak_rss;       /* bytes, of all processes of the run; from the outcome, 0 if unknown */
  guint64 rss_per_task;   /* what came on top of the memory at the start, for each task that was in flight at once */
  double recording_share; /* of the time the run's lanes could have used; from the calibrated cost */
  guint n_cpus;           /* of the machine that ran it; from the host record, 0 if unknown */
} LabMetrics;

/* Reads the whole trace (after lab_trace_update()). */
void lab_metrics_compute (LabMetrics *metrics, LabTrace *trace);

G_END_DECLS
