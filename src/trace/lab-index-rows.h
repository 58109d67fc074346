/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-index-in-flight.h"
#include "lab-index-row.h"

G_BEGIN_DECLS

/* The processor fetches ahead by itself only up to the end of a page, and each page of events is another chunk. What
 * stands behind a chunk is most often the next one: asking for it takes a third off the building of an index. */
#define LAB_EVENTS_AHEAD 32
static inline void
lab_event_fetch_ahead (const LabEvent *event)
{
  __builtin_prefetch (event + LAB_EVENTS_AHEAD);
}

/* lab-index-workers.c: takes in the next events of a row's lane. `in_flight` is the lane's. */
void lab_row_add_worker_events (LabRow *row, LabInFlight *in_flight, LabLaneKind kind, const LabEvent *events, guint n);

/* An event of a task that another lane's later event was seen before. */
typedef struct
{
  guint64 time;
  guint32 task;
  guint32 lane;
  guint8 state;
} LabLateEvent;

/* lab-index-tasks.c: takes in an event of the row's task. What comes too late to stand at the end goes to `late`. */
void lab_row_add_task_event (LabRow *self, guint lane, const LabEvent *event, GArray *late);

/* In the order of lab_row_insert_late(): by tasks, then time, then lanes; those of one lane as they came. */
void lab_late_events_sort (GArray *late);

/* Puts the sorted late events of the row's task where they belong. */
void lab_row_insert_late (LabRow *self, const LabLateEvent *late, guint n);

G_END_DECLS
