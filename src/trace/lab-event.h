/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_LAYER_TASK,   /* what the program says */
  LAB_LAYER_KERNEL, /* what the scheduler did */
  LAB_LAYER_OBJECT, /* what a task does to a thing that tasks share: `state` is a LabDeed, `detail` the thing's number
                     */
  LAB_N_LAYERS,
} LabLayer;

/* The states of the task layer. Those before LAB_N_TIMED_STATES last; the others are ends.
 * The numbers are stored in traces: append, never reorder. */
typedef enum
{
  LAB_STATE_IDLE, /* a lane without a task; never recorded, made by the index */
  LAB_STATE_QUEUED,
  LAB_STATE_RUNNING,
  LAB_STATE_SLEEPING,
  LAB_STATE_IO,
  LAB_STATE_GIL,
  LAB_STATE_LOCK,
  LAB_STATE_CHANNEL,  /* waits for a queue between tasks, or for an event that another one sets */
  LAB_STATE_STARTING, /* waits for the thread, interpreter or process that is being made for it */
  LAB_N_TIMED_STATES,
  LAB_STATE_DONE = LAB_N_TIMED_STATES,
  LAB_STATE_FAILED,
  LAB_STATE_CANCELLED,
  LAB_N_STATES,
} LabState;

/* What is done in the object layer. Which things there are, by number, stands in the trace's "objects" record. The
 * numbers are stored in traces: append, never reorder. */
typedef enum
{
  LAB_DEED_NONE,
  LAB_DEED_TAKE,    /* it holds the lock from now on */
  LAB_DEED_RELEASE, /* and from now on no longer */
  LAB_DEED_REQUEST, /* it has waited long enough and asks the holder to give the lock up */
  LAB_DEED_SET,     /* it set the event */
  LAB_DEED_PUT,     /* it put something into the queue */
  LAB_DEED_GET,     /* it took something out of the queue */
  LAB_N_DEEDS,
} LabDeed;

/* For `dump`, never translated. */
const char *lab_deed_get_id (LabDeed deed);

/* What a task waits for in LAB_STATE_IO: the event's detail. Stored in traces: append, never reorder. */
typedef enum
{
  LAB_IO_CALL,       /* a call of which nothing more is known */
  LAB_IO_CONNECT,    /* a web page: for a connection, new or free again */
  LAB_IO_TLS,        /* for both sides to agree on keys */
  LAB_IO_FIRST_BYTE, /* it has asked, and waits for the answer to begin */
  LAB_IO_RECEIVE,    /* for the rest of the answer */
  LAB_IO_GATHER,     /* for several pages at once */
  LAB_IO_FILE,       /* to read a file */
  LAB_IO_PROGRAM,    /* for a program to end */
  LAB_IO_WIRE,       /* for bytes of another task, or for its taking some */
  LAB_N_IO_KINDS,
} LabIoKind;

/* For `dump`, never translated; "unknown" for what is none. */
const char *lab_io_kind_get_id (guint kind);

/* One change of state: from `time` on, on the lane whose chunk holds it, `task` is in `state`. */
typedef struct
{
  guint64 time; /* ns since the segment's origin, CLOCK_MONOTONIC based; never decreases on a lane */
  guint32 task;
  guint8 layer;   /* LabLayer */
  guint8 state;   /* LabState; LabDeed in the object layer */
  guint16 detail; /* GIL, LOCK, CHANNEL and the object layer: the object; IO: a LabIoKind; else the step, or the CPU's
                     number */
} LabEvent;
G_STATIC_ASSERT (sizeof (LabEvent) == 16);

/* How a state looks and what it means: one table for chart, legend, tooltip and command line. */
typedef struct
{
  const char *id;       /* for JSON and `dump`, never translated */
  const char *letter;   /* for charts without colour */
  const char *name;     /* translated by lab_state_get_name() */
  const char *sentence; /* translated by lab_state_get_sentence() */
  const char *
    pattern; /* "solid", "dots", "diagonal", "cross", "counter-diagonal", "vertical", "horizontal", "outline", "none" */
  guint32 light; /* 0xRRGGBB on a light ground */
  guint32 dark;
} LabStateInfo;

const LabStateInfo *lab_state_get_info (LabState state);
const char *lab_state_get_name (LabState state);
const char *lab_state_get_sentence (LabState state);

static inline gboolean
lab_state_is_end (LabState state)
{
  return state >= LAB_STATE_DONE;
}

G_END_DECLS
