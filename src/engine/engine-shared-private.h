/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "engine-shared.h"
#include "lab-layout.h"
#include "lab-objects.h"

G_BEGIN_DECLS

/* Between engine-shared.c (the memory), engine-shared-wait.c (locks and events), engine-shared-queue.c and
 * engine-standstill.c. */

/* A lock's word is its owner's task + 1, or 0; an event's is 1 when it is set. The highest bit says that tasks are
 * registered as waiting, so whoever changes the word has to take the mutex. */
#define WAITED_FOR (1u << 31)

typedef struct
{
  guint32 word;
  guint32 ticket;    /* futex word: goes up with every reason to look again */
  guint32 n_waiting; /* registered, under the mutex */
  guint32 kind;      /* LabObjectKind */
} SharedObject;

/* Beside the object of a queue; all under the mutex. The object's own ticket is that of those who want to get. */
typedef struct
{
  guint64 n_put; /* so far */
  guint64 n_got;
  guint64 offset; /* of its slots, in the memory */
  guint32 size;
  guint32 n_producers; /* tasks that may put something into it and have not ended */
  guint32 room_ticket;
  guint32 n_waiting[LAB_N_SIDES];
} SharedQueue;

typedef struct
{
  guint32 length;
  char bytes[LAB_ITEM_MAX];
} SharedSlot;

typedef struct
{
  guint32 waits_for; /* object + 1, or 0; under the mutex */
  guint16 n_held;    /* locks; only its own thread writes */
  guint8 has_ended;  /* under the mutex */
  guint8 side;       /* LabSide of the queue that it waits for; under the mutex */
} SharedTask;
G_STATIC_ASSERT (sizeof (SharedTask) == 8);

typedef struct
{
  /* Guards what is said to stand under the mutex. It is robust: a worker process may die with it. */
  pthread_mutex_t mutex;
  guint64 slots;
  guint32 n_ended; /* under the mutex */
  guint32 n_stuck; /* tasks that wait for what is not there; under the mutex */
  guint32 found;   /* atomic: there is a standstill, and what follows will not change any more */
  guint32 watch;   /* futex word: 1 when there is one or nobody is to watch any more */
  LabStandstill standstill;
} SharedHeader;

struct _LabShared
{
  gatomicrefcount ref_count;
  const LabProgram *program;
  LabSegment *segment; /* says whether the run is cancelled */
  int fd;
  gsize size;
  guint n_objects;
  guint32 n_tasks;
  guint8 *memory;
  gsize slots; /* where those of all queues begin */
  SharedHeader *header;
  gint64 *counters;
  SharedObject *objects;
  SharedTask *tasks;
  LabWires *wires;     /* borrowed; NULL where there are none */
  SharedQueue *queues; /* by object; NULL where there are none */
};

static inline long
lab_shared_futex (guint32 *word, int operation, guint32 value)
{
  return syscall (SYS_futex, word, operation, value, NULL, NULL, 0);
}

static inline guint32
lab_shared_get_word (LabShared *self, guint object)
{
  return __atomic_load_n (&self->objects[object].word, __ATOMIC_ACQUIRE);
}

/* A free lock, or an event that is set: nobody has to wait for it. A wire never is: who waits there asks the kernel. */
static inline gboolean
lab_shared_is_open (LabShared *self, guint object)
{
  guint32 word = lab_shared_get_word (self, object) & ~WAITED_FOR;

  return (word != 0) == (self->objects[object].kind != LAB_OBJECT_LOCK);
}

/* The task that holds a lock, or LAB_NO_TASK; of an event always that. */
static inline guint32
lab_shared_get_owner (LabShared *self, guint object)
{
  guint32 word = lab_shared_get_word (self, object) & ~WAITED_FOR;

  return word == 0 || self->objects[object].kind != LAB_OBJECT_LOCK ? LAB_NO_TASK : word - 1;
}

/* Has those that wait look again whether there is what they wait for. */
static inline void
lab_shared_wake (guint32 *ticket)
{
  __atomic_add_fetch (ticket, 1, __ATOMIC_SEQ_CST);
  lab_shared_futex (ticket, FUTEX_WAKE, G_MAXINT);
}

/* engine-shared-queue.c: those that wait at the queue in vain; an end to a task's wait for it; the task has ended and
 * puts nothing into it any more; and those that could go on, but nobody may have told them, are woken. */
guint32 lab_shared_count_stuck_locked (LabShared *self, guint queue);
void lab_shared_forget_queue_locked (LabShared *self, guint queue, guint32 task);
void lab_shared_leave_queue_locked (LabShared *self, guint queue);
void lab_shared_wake_queue_again_locked (LabShared *self, guint queue);

void lab_shared_lock_mutex (LabShared *self);
void lab_shared_unlock_mutex (LabShared *self);

/* Looks whether the wait of a task closes a ring; and whether nobody is left who could go on. */
void lab_shared_find_ring_locked (LabShared *self, guint32 task);
void lab_shared_find_all_stuck_locked (LabShared *self);

G_END_DECLS
