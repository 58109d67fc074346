/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* One chunk of a lane, and how much of it has been looked at. */
typedef struct
{
  const LabChunkHeader *header;
  guint32 seen; /* bytes */
} LabTraceChunk;

typedef struct
{
  LabLane lane;
  GArray *events;    /* of LabTraceChunk, in the order of time */
  GArray *texts;     /* of LabTraceChunk */
  guint open_events; /* the first chunk that may still grow */
  guint open_texts;
  guint64 last_time;
  GString *partial;           /* a text whose last part has not been seen yet; NULL: none */
  LabTextRecord partial_head; /* what each of its parts says */
} LabTraceLane;

struct _LabTrace
{
  LabSegment *segment; /* of a run; NULL for a file */
  GBytes *file;        /* its content; NULL for a run */
  char *source;        /* what errors call it: the file's path, or "the trace" */
  const LabSegmentHeader *header;
  const guint8 *pages;
  guint64 n_pages;
  guint64 n_scanned; /* pages that have been looked at */
  GArray *pending;   /* of guint64: those of them that were claimed and still unused, ascending */
  GPtrArray *lanes;  /* of LabTraceLane */
  GHashTable *lanes_by_id;
  GPtrArray *texts; /* of LabText, each by itself: callers keep pointers to them */
  GStringChunk *strings;
  GHashTable *meta; /* key -> value, both in `strings` */
  guint64 n_events;
  guint64 last_time;
  guint64 n_ends;       /* of tasks */
  guint64 outcome_time; /* when the outcome was recorded; 0: it was not */
  guint32 n_tasks;
  GError *failure; /* what the last update found wrong; nothing is read after that */
};

LabTrace *lab_trace_alloc (const char *source);
void lab_trace_set_memory (LabTrace *self, const LabSegmentHeader *header, guint64 n_pages);

/* Sets LAB_ERROR_INVALID: 'SOURCE: chunk 17 (byte 73728): MESSAGE'. Returns FALSE. */
gboolean lab_trace_fail (const LabTrace *self, const void *place, GError **error, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

/* lab-trace-chunks.c: finds the chunks that are in use now and gives them to their lanes. */
gboolean lab_trace_find_chunks (LabTrace *self, GError **error);

/* lab-trace-texts.c: takes in the records of a lane's text chunks that have not been seen. */
gboolean lab_trace_read_texts (LabTrace *self, LabTraceLane *lane, GError **error);

G_END_DECLS
