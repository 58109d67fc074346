/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index.h"
#include "lab-objects.h"

G_BEGIN_DECLS

/* What no lane says by itself: how many tasks there were at once, who held which thing, and who waited for it. Made
 * from all lanes' events in the order of time. Grows with the trace; one thread at a time. What an update sees late,
 * after another lane's later events, counts from those on. */
typedef struct _LabFlow LabFlow;

LabFlow *lab_flow_new (LabTrace *trace); /* borrows the trace */
void lab_flow_free (LabFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabFlow, lab_flow_free)

/* Takes in what lab_trace_update() has seen since. */
void lab_flow_update (LabFlow *self);

typedef enum
{
  LAB_LEVEL_IN_FLIGHT, /* tasks started and not ended */
  LAB_LEVEL_RUNNING,
  LAB_LEVEL_QUEUED, /* tasks ready and waiting for a turn, before and after their start */
  LAB_N_LEVELS,
} LabLevel;

/* How many there were from `time` on until the next point. At most 2^17 points are kept: where there would be more, the
 * older ones are means over a longer time. */
typedef struct
{
  guint64 time;
  float levels[LAB_N_LEVELS];
} LabLevelPoint;

const LabLevelPoint *lab_flow_get_points (LabFlow *self, guint *n);
guint lab_flow_find_point (LabFlow *self, guint64 time); /* the last that is not after `time`; 0 where all are */
guint lab_flow_get_max (LabFlow *self, LabLevel level);  /* over all the time, exact */

/* Means over n columns, column i being [edges[i], edges[i + 1]). */
void lab_flow_query_levels (LabFlow *self, const guint64 *edges, guint n, double (*means)[LAB_N_LEVELS]);

/* What is known of a thing that tasks share, by number, as rows of spans. */
typedef enum
{
  LAB_FLOW_HOLDER,  /* RUNNING: held, `who` is the lane (n); IDLE: free */
  LAB_FLOW_WAITERS, /* the state they wait in, `who` is how many; IDLE: nobody */
  LAB_FLOW_GIVER,   /* RUNNING: the last one that put or set something; `who` is the task */
  LAB_FLOW_DEPTH,   /* of a queue; RUNNING: `who` is how much there is in it; IDLE: nothing */
  LAB_N_FLOW_ROWS,
} LabFlowRow;

/* A task that did not end well: it failed or was cancelled. In the order of time. */
typedef struct
{
  guint64 time;
  guint32 lane; /* n, on which it ended */
  LabState state;
} LabFlowEnd;

const LabFlowEnd *lab_flow_get_ends (LabFlow *self, guint *n);

guint lab_flow_get_n_objects (LabFlow *self);
const LabObject *lab_flow_get_object (LabFlow *self, guint n);

guint64 lab_flow_get_n_spans (LabFlow *self, guint object, LabFlowRow row);
LabSpan lab_flow_get_span (LabFlow *self, guint object, LabFlowRow row, guint64 n);
gboolean lab_flow_find (LabFlow *self, guint object, LabFlowRow row, guint64 time, guint64 *n);
void lab_flow_query_columns (LabFlow *self, guint object, LabFlowRow row, const guint64 *edges, guint n,
                             guint64 (*shares)[LAB_N_TIMED_STATES]);

guint64 lab_flow_get_bytes (LabFlow *self);

G_END_DECLS
