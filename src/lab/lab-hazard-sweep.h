/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-trace.h"

G_BEGIN_DECLS

/* What one pass over all events shows of tasks that kept each other from going on. Of each kind the worst case; a
 * task of LAB_NO_TASK: there was none. */

/* Nothing shorter is said to have held anybody up: on a busy machine that happens without any fault of the program. */
#define LAB_READY_WAIT_MIN (20 * G_GUINT64_CONSTANT (1000000))

/* A task with little to do that, after most of its waits, stood in line behind others with much to do. */
typedef struct
{
  guint32 task;
  guint16 object; /* for which it stood in line */
  gboolean gil;
  guint64 n_wakes;
  guint64 n_late;
  guint64 waited; /* in all late ones */
  guint64 ran;    /* in all late ones: what it had waited for */
  guint64 n_tasks;
} LabConvoy;

/* A task that waited for a lock while others took it again and again. */
typedef struct
{
  guint32 task;
  guint16 object;
  gboolean gil;
  guint64 waited;
  guint64 n_takes; /* by others */
} LabOvertaken;

/* A task that was asked to give a lock up and kept it. */
typedef struct
{
  guint32 task;
  guint16 object;
  guint64 kept;  /* from the request on */
  guint64 total; /* of all such cases */
} LabHoarder;

/* A task that held an event loop in one go while others were ready. */
typedef struct
{
  guint32 task;
  guint32 victim; /* who waited longest */
  gboolean call;  /* in a blocking call; else it computed */
  guint64 start;
  guint64 held;
  guint64 waited;
  guint64 n_victims;
  guint64 total;      /* of all turns like this one, in the whole run */
  guint64 loops_held; /* by whomever and however shortly, in the whole run */
} LabBlockedLoop;

typedef struct
{
  LabConvoy convoy;
  LabOvertaken overtaken;
  LabHoarder hoarder;
  LabBlockedLoop blocked;
  guint64 convoy_gil_wait; /* of all waits for a GIL: what stood in line as in a convoy */
} LabSweep;

/* None of all that. */
void lab_sweep_init (LabSweep *self);

/* Reads the whole trace. Any bytes will do. */
void lab_hazard_sweep (LabSweep *sweep, LabTrace *trace);

G_END_DECLS
