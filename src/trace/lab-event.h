/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_LAYER_TASK,   /* what the program says */
  LAB_LAYER_KERNEL, /* what the scheduler did */
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
  LAB_STATE_CHANNEL, /* waits for a queue between tasks */
  LAB_N_TIMED_STATES,
  LAB_STATE_DONE = LAB_N_TIMED_STATES,
  LAB_STATE_FAILED,
  LAB_STATE_CANCELLED,
  LAB_N_STATES,
} LabState;

/* One change of state: from `time` on, on the lane whose chunk holds it, `task` is in `state`. */
typedef struct
{
  guint64 time; /* ns since the segment's origin, CLOCK_MONOTONIC based; never decreases on a lane */
  guint32 task;
  guint8 layer;   /* LabLayer */
  guint8 state;   /* LabState */
  guint16 detail; /* step index, CPU number, lock or queue index: by state */
} LabEvent;
G_STATIC_ASSERT (sizeof (LabEvent) == 16);

/* How a state looks and what it means: one table for chart, legend, tooltip and command line. */
typedef struct
{
  const char *id;       /* for JSON and `dump`, never translated */
  const char *letter;   /* for charts without colour */
  const char *name;     /* translated by lab_state_get_name() */
  const char *sentence; /* translated by lab_state_get_sentence() */
  const char *pattern;  /* "solid", "dots", "diagonal", "cross", "counter-diagonal", "vertical", "outline", "none" */
  guint32 light;        /* 0xRRGGBB on a light ground */
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
