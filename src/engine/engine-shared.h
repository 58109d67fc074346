/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-program.h"
#include "lab-segment.h"

G_BEGIN_DECLS

/* What the tasks of a run share beyond their process: locks, events, queues, shared counters, and who waits for what.
 * It lies in memory of its own, so that worker processes use the very same locks. Any thread of any process, at any
 * time. Objects and tasks go by their numbers in the program. Reference counted;
 * the program is to live as long. */
typedef struct _LabShared LabShared;
typedef struct _LabWires LabWires;

LabShared *lab_shared_new (const LabProgram *program, LabSegment *segment, GError **error);
/* That of another process. Takes the descriptor over, also when it fails. */
LabShared *lab_shared_new_for_fd (const LabProgram *program, LabSegment *segment, int fd, GError **error);
LabShared *lab_shared_ref (LabShared *self);
void lab_shared_unref (LabShared *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabShared, lab_shared_unref)

int lab_shared_get_fd (LabShared *self);

/* How many tasks the model can have in flight at once; G_MAXUINT64 at first. When so many wait for each other, no task
 * that is still queued can help them. Before the run. */
void lab_shared_set_slots (LabShared *self, guint64 slots);

/* By the number of the counter; those that are private are unused. */
gint64 *lab_shared_get_counters (LabShared *self);

/* TRUE: the task holds the lock from now on. */
gboolean lab_shared_try_lock (LabShared *self, guint lock, guint32 task);

/* FALSE: the task does not hold it. */
gboolean lab_shared_unlock (LabShared *self, guint lock, guint32 task);

gboolean lab_shared_is_set (LabShared *self, guint event);
void lab_shared_set (LabShared *self, guint event);

/* Waits on the calling thread until the task holds the lock, or the event is set. FALSE when cancelled meanwhile. */
gboolean lab_shared_wait (LabShared *self, guint object, guint32 task);

/* The two halves of a wait for who does not stand still meanwhile. The first gives FALSE where there is nothing to wait
 * for any more; the second takes a lock, which has to be free. */
gboolean lab_shared_begin_wait (LabShared *self, guint object, guint32 task);
void lab_shared_end_wait (LabShared *self, guint object, guint32 task);

/* Which end of a queue a task stands at. */
typedef enum
{
  LAB_SIDE_GET,
  LAB_SIDE_PUT,
  LAB_N_SIDES,
} LabSide;

/* FALSE: it is full. `time` is when it was done: puts and gets of a queue have the order of their times. */
gboolean lab_shared_try_put (LabShared *self, guint queue, guint32 task, const char *item, guint64 *time);

typedef enum
{
  LAB_GET_DONE,
  LAB_GET_EMPTY,
  LAB_GET_ENDED, /* and nobody is left who could put something into it */
} LabGetResult;

/* The item is for the caller to free. */
LabGetResult lab_shared_try_get (LabShared *self, guint queue, guint32 task, char **item, guint64 *time);

/* Waits on the calling thread until it is worth to try again; FALSE when cancelled meanwhile. */
gboolean lab_shared_wait_queue (LabShared *self, guint queue, LabSide side, guint32 task);

/* The two halves for who does not stand still meanwhile. FALSE: it is worth to try at once. */
gboolean lab_shared_begin_wait_queue (LabShared *self, guint queue, LabSide side, guint32 task);
void lab_shared_end_wait_queue (LabShared *self, guint queue, guint32 task);

/* Nobody is left who could put something into it. */
gboolean lab_shared_is_left (LabShared *self, guint queue);

/* A task begins to wait at one end of a wire, and has stopped waiting. That it waits in vain is found only where all do
 * and no wire has anything for any of them. */
void lab_shared_begin_wait_wire (LabShared *self, guint wire, LabSide side, guint32 task);
void lab_shared_end_wait_wire (LabShared *self, guint32 task);

/* Before the run. Borrowed. */
void lab_shared_set_wires (LabShared *self, LabWires *wires);

guint lab_shared_count_held (LabShared *self, guint32 task);

/* Gives back the first lock from *lock on that the task holds at its end; FALSE when there is none. */
gboolean lab_shared_release_next (LabShared *self, guint32 task, guint *lock);

/* The task has ended, holds no lock any more, and puts nothing into queues. Only the first call for a task counts. */
void lab_shared_end_task (LabShared *self, guint32 task);

/* The process that ran the task is dead, whatever it was doing: counts anew what the task holds, and wakes those that
 * it may have left asleep. Before the two above. */
void lab_shared_recover_task (LabShared *self, guint32 task);

/* Wakes all that wait, after the segment was cancelled. Safe in a signal handler. */
void lab_shared_cancel (LabShared *self);

typedef struct
{
  guint32 task;
  guint32 object; /* it waits for this */
  guint32 owner;  /* who holds it; LAB_NO_TASK of all but locks */
  LabSide side;   /* of a queue or a wire */
} LabWait;

typedef enum
{
  LAB_STANDSTILL_CYCLE, /* tasks wait for each other's locks, in a ring */
  LAB_STANDSTILL_ALL,   /* every task that has begun waits, and none that has not can begin */
} LabStandstillKind;

#define LAB_WAITS_MAX 1000

/* Why no task can go on any more, as it was at the moment it became true. */
typedef struct
{
  LabStandstillKind kind;
  guint32 n_all;    /* tasks that wait for each other */
  guint32 n_waits;  /* as many of them as there is room for */
  guint32 n_queued; /* of ALL: tasks that have not begun, and find no worker */
  /* Of a ring each one waits for a lock of the next, the last for one of the first. */
  LabWait waits[LAB_WAITS_MAX];
} LabStandstill;

/* Waits until there is a standstill; NULL when lab_shared_stop_watch() was called before that. Borrowed. */
const LabStandstill *lab_shared_watch (LabShared *self);
void lab_shared_stop_watch (LabShared *self);

G_END_DECLS
