/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-segment.h"

G_BEGIN_DECLS

/* Reads a trace: the memory of a run that goes on, or a file. Everything a reader returns stays valid as
 * long as the trace. One thread at a time. Whatever the bytes say, reading them is safe. */
typedef struct _LabTrace LabTrace;

typedef struct
{
  guint32 id;
  LabLaneKind kind;
  gint32 pid;
  gint32 tid;
  const char *name;
} LabLane;

typedef struct
{
  guint64 time;
  guint32 task; /* or LAB_NO_TASK */
  guint32 lane;
  LabTextKind kind;
  const char *text; /* zero-terminated, valid UTF-8 */
} LabText;

/* Where a reader of one lane's events stands; a value, made with { 0 } and kept between updates. */
typedef struct
{
  gsize chunk;
  guint32 offset;
} LabCursor;

LabTrace *lab_trace_new (LabSegment *segment);

/* Another reader of the same memory or file, which has read nothing yet: for another thread. */
LabTrace *lab_trace_new_reader (LabTrace *trace);

/* Reads a file and checks all of it; the error (LAB_ERROR_INVALID) names the file and what is wrong, where. */
LabTrace *lab_trace_open (const char *path, GError **error);

void lab_trace_free (LabTrace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabTrace, lab_trace_free)

/* Writes the header and the used chunks to a file beside `path` and renames it: there is never half a
 * trace under that name. */
gboolean lab_trace_save (LabTrace *self, const char *path, GError **error);

/* Looks at what was written since the last call. FALSE when the bytes are not a trace's; what is wrong
 * stands in the error, and what was read before it stays. */
gboolean lab_trace_update (LabTrace *self, GError **error);

/* To be called when all writers are gone and the last update was made: keeps the texts whose last parts will never
 * come (their writer was killed, or met the cap) as they are. */
void lab_trace_end_texts (LabTrace *self);

const LabSegmentHeader *lab_trace_get_header (LabTrace *self);
guint64 lab_trace_get_n_events (LabTrace *self);
guint64 lab_trace_get_n_ends (LabTrace *self);  /* of tasks */
guint64 lab_trace_get_dropped (LabTrace *self); /* events */
guint64 lab_trace_get_dropped_texts (LabTrace *self);
guint64 lab_trace_get_last_time (LabTrace *self); /* of the latest event seen; of the outcome where tasks have no end */
guint32 lab_trace_get_n_tasks (LabTrace *self);   /* one more than the highest task seen */

/* Lanes as they are found, those that have written something: n is not an id. A lane keeps its n. */
guint lab_trace_get_n_lanes (LabTrace *self);
const LabLane *lab_trace_get_lane (LabTrace *self, guint n);

/* The next event of lane n that the last update has seen, or NULL: no more yet. */
const LabEvent *lab_trace_next_event (LabTrace *self, guint n, LabCursor *cursor);

/* Sets the cursor to the first event of lane n that is not before `time`. By halves: a lane is in the order of time. */
void lab_trace_seek (LabTrace *self, guint n, guint64 time, LabCursor *cursor);

/* The same for as many events as stand side by side: what a pass over millions of them takes. */
const LabEvent *lab_trace_next_events (LabTrace *self, guint n, LabCursor *cursor, guint *n_events);

/* Texts in the order of their lanes' chunks; sort by time for a log. New ones are added at the end. */
guint lab_trace_get_n_texts (LabTrace *self);
const LabText *lab_trace_get_text (LabTrace *self, guint n);

/* The last LAB_TEXT_META with this key, or NULL: "experiment", "host", "outcome" (JSON). */
const char *lab_trace_get_meta (LabTrace *self, const char *key);

G_END_DECLS
