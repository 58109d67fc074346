/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-program.h"
#include "lab-segment.h"

G_BEGIN_DECLS

/* What the tasks of a run share beyond their process: locks, events, queues, shared counters, and who waits for what.
 * It lies in memory of its own, so that worker processes use the very same locks. Any thread of any process, at any
 * time. Objects and tasks go by their numbers in the program. Reference counted. */
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

/* A task begins to wait at one end of a wire, and has stopped waiting. That it waits in vain is found only where all do
 * and no wire has anything for any of them. */
void lab_shared_begin_wait_wire (LabShared *self, guint wire, LabSide side, guint32 task);
void lab_shared_end_wait_wire (LabShared *self, guint32 task);

/* Before the run. Borrowed. */
void lab_shared_set_wires (LabShared *self, LabWires *wires);

/* One of the tasks that may put something into it has ended. TRUE: it was the last one. */
gboolean lab_shared_leave_queue (LabShared *self, guint queue);

guint lab_shared_count_held (LabShared *self, guint32 task);

/* Gives back one of the locks that a task holds at its end, whichever; FALSE when there is none. */
gboolean lab_shared_release_any (LabShared *self, guint32 task, guint *lock);

/* The task has ended: also one that waited in a process which died. It holds no lock any more. */
void lab_shared_end_task (LabShared *self, guint32 task);

/* Has all that wait look again: after the segment was cancelled, and when a process died that may have been woken in
 * place of another one. Safe in a signal handler. */
void lab_shared_wake_all (LabShared *self);

/* Why no task can go on any more, found at the moment it became true. */
typedef enum
{
  LAB_STANDSTILL_NONE,
  LAB_STANDSTILL_CYCLE, /* tasks wait for each other's locks, in a ring */
  LAB_STANDSTILL_ALL,   /* every task that has begun waits, and none that has not can begin */
} LabStandstill;

/* Waits until there is a standstill, or lab_shared_stop_watch() was called: NONE. */
LabStandstill lab_shared_watch (LabShared *self);
void lab_shared_stop_watch (LabShared *self);

/* The tasks of the standstill, at most `max`: of a ring each waits for a lock of the next one, the last for one of the
 * first. How many there are in all is in *n_all. Only after lab_shared_watch() has found it. */
typedef struct
{
  guint32 task;
  guint object;  /* it waits for this */
  guint32 owner; /* who holds it; LAB_NO_TASK of an event and a queue */
  LabSide side;  /* of a queue */
} LabWait;

guint lab_shared_get_waits (LabShared *self, LabWait *waits, guint max, guint *n_all);

/* Tasks that have not ended, and do not wait for anything here. */
guint64 lab_shared_count_others (LabShared *self);

G_END_DECLS
