/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-shared-private.h"
#include "lab-clock.h"

static SharedSlot *
get_slot (LabShared *self, const SharedQueue *queue, guint64 n)
{
  SharedSlot *slots = (SharedSlot *) (gpointer) (self->memory + queue->offset);

  return &slots[n % queue->size];
}

/* Whether it is worth to try: there is room, or something to get, or the end to be told of. */
static gboolean
is_open (const SharedQueue *queue, LabSide side)
{
  guint64 length = queue->n_put - queue->n_got;

  return side == LAB_SIDE_PUT ? length < queue->size : length > 0 || queue->n_producers == 0;
}

guint32
lab_shared_count_stuck_locked (LabShared *self, guint queue)
{
  const SharedQueue *shared = &self->queues[queue];
  guint32 n_stuck = 0;

  for (LabSide side = 0; side < LAB_N_SIDES; side++)
    if (!is_open (shared, side))
      n_stuck += shared->n_waiting[side];
  return n_stuck;
}

/* To be called when something has changed; `before` is how many were stuck until then. */
static void
recount_stuck_locked (LabShared *self, guint queue, guint32 before)
{
  guint32 after = lab_shared_count_stuck_locked (self, queue);

  if (after == before)
    return;
  self->header->n_stuck += after - before;
  if (after > before)
    lab_shared_find_all_stuck_locked (self);
}

void
lab_shared_forget_queue_locked (LabShared *self, guint queue, guint32 task)
{
  SharedTask *waiting = &self->tasks[task];
  guint32 before = lab_shared_count_stuck_locked (self, queue);

  if (waiting->waits_for == 0)
    return;
  waiting->waits_for = 0;
  self->queues[queue].n_waiting[waiting->side]--;
  recount_stuck_locked (self, queue, before);
}

static guint32 *
get_ticket (LabShared *self, guint queue, LabSide side)
{
  return side == LAB_SIDE_PUT ? &self->queues[queue].room_ticket : &self->objects[queue].ticket;
}

/* With the mutex held, so that none who is about to wait overlooks it; the system call comes after that. */
static guint32 *
call_locked (LabShared *self, guint queue, LabSide side)
{
  guint32 *ticket = get_ticket (self, queue, side);

  if (self->queues[queue].n_waiting[side] == 0)
    return NULL;
  __atomic_add_fetch (ticket, 1, __ATOMIC_SEQ_CST);
  return ticket;
}

/* The item first, then the count: a process that dies in between has put nothing. */
static void
put_locked (LabShared *self, guint queue, const char *item, gsize length)
{
  SharedQueue *shared = &self->queues[queue];
  SharedSlot *slot = get_slot (self, shared, shared->n_put);
  guint32 before = lab_shared_count_stuck_locked (self, queue);

  slot->length = (guint32) length;
  memcpy (slot->bytes, item, length);
  __atomic_store_n (&shared->n_put, shared->n_put + 1, __ATOMIC_RELEASE);
  recount_stuck_locked (self, queue, before);
}

gboolean
lab_shared_try_put (LabShared *self, guint queue, guint32 task, const char *item, guint64 *time)
{
  gsize length = strlen (item);
  guint32 *ticket = NULL;
  gboolean done;

  g_return_val_if_fail (length <= LAB_ITEM_MAX, FALSE);

  lab_shared_lock_mutex (self);
  done = is_open (&self->queues[queue], LAB_SIDE_PUT);
  if (done)
    {
      *time = lab_clock_now ();
      put_locked (self, queue, item, length);
      ticket = call_locked (self, queue, LAB_SIDE_GET);
    }
  lab_shared_unlock_mutex (self);
  if (ticket != NULL)
    lab_shared_futex (ticket, FUTEX_WAKE, 1);
  return done;
}

static char *
get_locked (LabShared *self, guint queue)
{
  SharedQueue *shared = &self->queues[queue];
  SharedSlot *slot = get_slot (self, shared, shared->n_got);
  guint32 before = lab_shared_count_stuck_locked (self, queue);
  char *item = g_strndup (slot->bytes, slot->length);

  __atomic_store_n (&shared->n_got, shared->n_got + 1, __ATOMIC_RELEASE);
  recount_stuck_locked (self, queue, before);
  return item;
}

LabGetResult
lab_shared_try_get (LabShared *self, guint queue, guint32 task, char **item, guint64 *time)
{
  SharedQueue *shared = &self->queues[queue];
  LabGetResult result = LAB_GET_DONE;
  guint32 *ticket = NULL;

  lab_shared_lock_mutex (self);
  if (shared->n_put == shared->n_got)
    result = shared->n_producers == 0 ? LAB_GET_ENDED : LAB_GET_EMPTY;
  else
    {
      *item = get_locked (self, queue);
      *time = lab_clock_now ();
      ticket = call_locked (self, queue, LAB_SIDE_PUT);
    }
  lab_shared_unlock_mutex (self);
  if (ticket != NULL)
    lab_shared_futex (ticket, FUTEX_WAKE, 1);
  return result;
}

/* FALSE where it is worth to try at once. */
static gboolean
register_wait_locked (LabShared *self, guint queue, LabSide side, guint32 task)
{
  guint32 before = lab_shared_count_stuck_locked (self, queue);

  if (is_open (&self->queues[queue], side))
    return FALSE;
  self->tasks[task].waits_for = queue + 1;
  self->tasks[task].side = (guint8) side;
  self->queues[queue].n_waiting[side]++;
  recount_stuck_locked (self, queue, before);
  return TRUE;
}

gboolean
lab_shared_wait_queue (LabShared *self, guint queue, LabSide side, guint32 task)
{
  guint32 *ticket = get_ticket (self, queue, side);
  gboolean waits;

  lab_shared_lock_mutex (self);
  waits = register_wait_locked (self, queue, side, task);
  while (waits && !is_open (&self->queues[queue], side))
    {
      guint32 seen = __atomic_load_n (ticket, __ATOMIC_SEQ_CST);

      lab_shared_unlock_mutex (self);
      /* It stays registered until its end, which follows. */
      if (lab_segment_is_cancelled (self->segment))
        return FALSE;
      lab_shared_futex (ticket, FUTEX_WAIT, seen);
      lab_shared_lock_mutex (self);
    }
  lab_shared_forget_queue_locked (self, queue, task);
  lab_shared_unlock_mutex (self);
  return TRUE;
}

gboolean
lab_shared_begin_wait_queue (LabShared *self, guint queue, LabSide side, guint32 task)
{
  gboolean waits;

  lab_shared_lock_mutex (self);
  waits = register_wait_locked (self, queue, side, task);
  lab_shared_unlock_mutex (self);
  return waits;
}

void
lab_shared_end_wait_queue (LabShared *self, guint queue, guint32 task)
{
  lab_shared_lock_mutex (self);
  lab_shared_forget_queue_locked (self, queue, task);
  lab_shared_unlock_mutex (self);
}

void
lab_shared_leave_queue_locked (LabShared *self, guint queue)
{
  guint32 before = lab_shared_count_stuck_locked (self, queue);

  if (--self->queues[queue].n_producers > 0)
    return;
  recount_stuck_locked (self, queue, before);
  lab_shared_wake (get_ticket (self, queue, LAB_SIDE_GET));
}

gboolean
lab_shared_is_left (LabShared *self, guint queue)
{
  gboolean is_left;

  lab_shared_lock_mutex (self);
  is_left = self->queues[queue].n_producers == 0;
  lab_shared_unlock_mutex (self);
  return is_left;
}

void
lab_shared_wake_queue_again_locked (LabShared *self, guint queue)
{
  for (LabSide side = 0; side < LAB_N_SIDES; side++)
    if (self->queues[queue].n_waiting[side] > 0 && is_open (&self->queues[queue], side))
      lab_shared_wake (get_ticket (self, queue, side));
}
