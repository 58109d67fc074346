/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-experiment.h"
#include "lab-trace.h"
#include "lab-verdict.h"

G_BEGIN_DECLS

/* An experiment from a workload (a name, a path, or a JSON text when it begins with '{'), a model and
 * "name=value,name=value". Whatever is wrong ends the test. A ';' stands for a ',' within a value. */
LabExperiment *test_experiment (const char *workload, const char *model, const char *values);

/* Every event of a trace in the order of time; those of one moment in the order of their lanes. */
typedef struct
{
  LabEvent event;
  guint lane; /* n, for lab_trace_get_lane() */
} TestEvent;
GArray *test_collect_events (LabTrace *trace);

/* The same of what tasks did to the things they share; who gives a lock back before who takes it. */
GArray *test_collect_deeds (LabTrace *trace);

/* Those of several layers (1 << LAB_LAYER_…) in an order of the caller's; what it holds equal stays in the order of the
 * lanes, and within a lane in that of the lane. */
GArray *test_collect_layers (LabTrace *trace, guint layers, GCompareFunc compare);

/* What holds for every trace, also of a run that was killed: a task's states follow each other as they may, at
 * most one end, nothing after it; no two tasks run on a lane at once. Returns how many tasks have an end of
 * each kind in ends[LAB_N_STATES]. */
void test_check_order (LabTrace *trace, guint64 ends[LAB_N_STATES]);

/* The text of that kind of a task, or NULL. */
const char *test_find_text (LabTrace *trace, LabTextKind kind, guint32 task);

guint test_count_fds (void);
guint test_count_threads (void);
guint test_count_children (void);

/* Waits until `condition` holds, and ends the test when it has not within half a minute. */
void test_wait_until (gboolean (*condition) (gpointer data), gpointer data, const char *what);

/* FALSE, and the test is skipped, under ThreadSanitizer: it dies of GIO's loading and unloading the library of TLS
 * while that is in the list of those that are not instrumented. */
gboolean test_has_tls (void);

G_END_DECLS
