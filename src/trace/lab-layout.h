/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-event.h"

G_BEGIN_DECLS

/* The bytes of a trace, in shared memory and in a file alike: one header page, then chunks of one page
 * each. A chunk belongs to one lane and has one writer. A page of zeroes is a chunk that was never
 * used, so a writer may be killed at any instruction and everything that it published stays readable.
 * Integers are little-endian, as on every machine this runs on. */

#define LAB_PAGE_SIZE 4096
#define LAB_TRACE_MAGIC "INTRLV\r\n"
#define LAB_TRACE_VERSION 1
#define LAB_NO_TASK G_MAXUINT32
#define LAB_TASKS_MAX (1u << 24) /* tasks are counted from 0; more than this no run has */

typedef struct
{
  char magic[8];
  guint32 version;
  guint32 page_size;
  guint64 origin;    /* CLOCK_MONOTONIC when the segment was made */
  gint64 wall_clock; /* µs since 1970 at the same moment */
  guint64 n_pages;   /* pages after the header that the file or memory can hold */
  /* The rest is written while the run goes on, atomically. */
  guint64 claimed;       /* pages handed out, the first ones; at most n_pages */
  guint64 dropped;       /* events that found no room */
  guint64 dropped_texts; /* texts that found no room */
  guint32 n_lanes;
  guint32 cancelled; /* futex word: 1 asks every writer to stop */
  guint8 reserved[LAB_PAGE_SIZE - 72];
} LabSegmentHeader;
G_STATIC_ASSERT (sizeof (LabSegmentHeader) == LAB_PAGE_SIZE);

typedef enum
{
  LAB_CHUNK_UNUSED,
  LAB_CHUNK_EVENTS,
  LAB_CHUNK_TEXTS,
} LabChunkKind;

typedef enum
{
  LAB_LANE_MAIN, /* hands out the work */
  LAB_LANE_THREAD,
  LAB_LANE_PROCESS,
  LAB_LANE_LOOP,
  LAB_N_LANE_KINDS,
} LabLaneKind;

/* Each chunk describes its lane, so that no table can be torn or lost. */
typedef struct
{
  guint32 kind; /* LabChunkKind; stored last, with release */
  guint32 used; /* bytes published after this header; stored with release */
  guint32 lane;
  gint32 pid;
  gint32 tid;
  guint32 lane_kind; /* LabLaneKind */
  char name[40];     /* of the lane, UTF-8, zero-terminated */
} LabChunkHeader;
G_STATIC_ASSERT (sizeof (LabChunkHeader) == 64);

#define LAB_CHUNK_ROOM (LAB_PAGE_SIZE - sizeof (LabChunkHeader))
#define LAB_CHUNK_EVENTS_MAX (LAB_CHUNK_ROOM / sizeof (LabEvent))

typedef enum
{
  LAB_TEXT_PRINT = 1, /* what a task printed */
  LAB_TEXT_RESULT,    /* what a task returned */
  LAB_TEXT_REASON,    /* why a task failed or was cancelled */
  LAB_TEXT_META,      /* "key\nvalue": experiment, host, outcome (JSON) */
  LAB_TEXT_FETCH,     /* what a task received, status and bytes: "200 4096 server:/page/1"; status 0: no answer */
  LAB_N_TEXT_KINDS,
} LabTextKind;

#define LAB_TEXT_CONTINUES 0x8000u

/* A text, or with LAB_TEXT_CONTINUES set a part of one that the same lane's next record goes on with.
 * Followed by `length` bytes and padded to 8. */
typedef struct
{
  guint64 time;
  guint32 task; /* or LAB_NO_TASK */
  guint16 kind; /* LabTextKind, perhaps with LAB_TEXT_CONTINUES */
  guint16 length;
} LabTextRecord;
G_STATIC_ASSERT (sizeof (LabTextRecord) == 16);

G_END_DECLS
