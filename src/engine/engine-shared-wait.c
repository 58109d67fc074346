/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-shared-private.h"

static void
forget_wait_locked (LabShared *self, guint object, guint32 task)
{
  if (self->tasks[task].waits_for == 0)
    return;
  self->tasks[task].waits_for = 0;
  self->objects[object].n_waiting--;
}

/* FALSE where another one holds it. Those that still wait for it are stuck from now on. */
static gboolean
take_locked (LabShared *self, guint lock, guint32 task)
{
  SharedObject *object = &self->objects[lock];
  gboolean is_registered = self->tasks[task].waits_for != 0;
  guint32 n_others = object->n_waiting - is_registered;
  guint32 word = lab_shared_get_word (self, lock);

  do
    if ((word & ~WAITED_FOR) != 0)
      return FALSE;
  while (!__atomic_compare_exchange_n (&object->word, &word, (task + 1) | (n_others > 0 ? WAITED_FOR : 0), FALSE,
                                       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
  forget_wait_locked (self, lock, task);
  self->tasks[task].n_held++;
  self->header->n_stuck += n_others;
  return TRUE;
}

gboolean
lab_shared_try_lock (LabShared *self, guint lock, guint32 task)
{
  guint32 word = 0;
  gboolean taken;

  if (__atomic_compare_exchange_n (&self->objects[lock].word, &word, task + 1, FALSE, __ATOMIC_ACQUIRE,
                                   __ATOMIC_RELAXED))
    {
      self->tasks[task].n_held++;
      return TRUE;
    }
  if (word != WAITED_FOR)
    return FALSE;
  /* Free, but others are on their way: whoever comes first has it, as with most locks. */
  lab_shared_lock_mutex (self);
  taken = take_locked (self, lock, task);
  lab_shared_unlock_mutex (self);
  return taken;
}

gboolean
lab_shared_unlock (LabShared *self, guint lock, guint32 task)
{
  SharedObject *object = &self->objects[lock];
  guint32 word = task + 1;
  guint32 n_waiting;

  if (__atomic_compare_exchange_n (&object->word, &word, 0, FALSE, __ATOMIC_RELEASE, __ATOMIC_RELAXED))
    {
      self->tasks[task].n_held--;
      return TRUE;
    }
  if (word != ((task + 1) | WAITED_FOR))
    return FALSE;
  lab_shared_lock_mutex (self);
  n_waiting = object->n_waiting;
  self->header->n_stuck -= n_waiting;
  self->tasks[task].n_held--;
  __atomic_store_n (&object->word, n_waiting > 0 ? WAITED_FOR : 0, __ATOMIC_RELEASE);
  __atomic_add_fetch (&object->ticket, 1, __ATOMIC_SEQ_CST);
  lab_shared_unlock_mutex (self);
  if (n_waiting > 0)
    lab_shared_futex (&object->ticket, FUTEX_WAKE, 1);
  return TRUE;
}

gboolean
lab_shared_is_set (LabShared *self, guint event)
{
  return lab_shared_is_open (self, event);
}

void
lab_shared_set (LabShared *self, guint event)
{
  SharedObject *object = &self->objects[event];

  lab_shared_lock_mutex (self);
  if (!lab_shared_is_open (self, event))
    {
      self->header->n_stuck -= object->n_waiting;
      __atomic_or_fetch (&object->word, 1, __ATOMIC_ACQ_REL);
      __atomic_add_fetch (&object->ticket, 1, __ATOMIC_SEQ_CST);
    }
  lab_shared_unlock_mutex (self);
  lab_shared_futex (&object->ticket, FUTEX_WAKE, G_MAXINT);
}

/* FALSE where there is nothing to wait for any more. */
static gboolean
register_wait_locked (LabShared *self, guint object, guint32 task)
{
  /* From here on nobody opens it without the mutex. */
  __atomic_or_fetch (&self->objects[object].word, WAITED_FOR, __ATOMIC_ACQ_REL);
  if (lab_shared_is_open (self, object))
    return FALSE;
  self->objects[object].n_waiting++;
  self->tasks[task].waits_for = object + 1;
  self->header->n_stuck++;
  lab_shared_find_ring_locked (self, task);
  lab_shared_find_all_stuck_locked (self);
  return TRUE;
}

/* What was waited for is there: takes it. FALSE where it is not. */
static gboolean
finish_wait_locked (LabShared *self, guint object, guint32 task)
{
  if (!lab_shared_is_open (self, object))
    return FALSE;
  if (self->objects[object].kind == LAB_OBJECT_LOCK)
    return take_locked (self, object, task);
  forget_wait_locked (self, object, task);
  return TRUE;
}

gboolean
lab_shared_wait (LabShared *self, guint object, guint32 task)
{
  guint32 *ticket = &self->objects[object].ticket;

  lab_shared_lock_mutex (self);
  while (!finish_wait_locked (self, object, task))
    {
      guint32 seen = __atomic_load_n (ticket, __ATOMIC_SEQ_CST);

      if (self->tasks[task].waits_for == 0 && !register_wait_locked (self, object, task))
        continue;
      lab_shared_unlock_mutex (self);
      if (lab_segment_is_cancelled (self->segment))
        return FALSE;
      lab_shared_futex (ticket, FUTEX_WAIT, seen);
      lab_shared_lock_mutex (self);
    }
  lab_shared_unlock_mutex (self);
  return TRUE;
}

gboolean
lab_shared_begin_wait (LabShared *self, guint object, guint32 task)
{
  gboolean waits;

  lab_shared_lock_mutex (self);
  waits = register_wait_locked (self, object, task);
  lab_shared_unlock_mutex (self);
  return waits;
}

void
lab_shared_end_wait (LabShared *self, guint object, guint32 task)
{
  gboolean finished;

  lab_shared_lock_mutex (self);
  finished = finish_wait_locked (self, object, task);
  lab_shared_unlock_mutex (self);
  g_assert (finished);
}

guint
lab_shared_count_held (LabShared *self, guint32 task)
{
  return self->tasks[task].n_held;
}

gboolean
lab_shared_release_next (LabShared *self, guint32 task, guint *lock)
{
  if (self->tasks[task].n_held == 0)
    return FALSE;
  for (; *lock < self->n_objects; (*lock)++)
    if (lab_shared_get_owner (self, *lock) == task)
      return lab_shared_unlock (self, *lock, task);
  return FALSE;
}

void
lab_shared_begin_wait_wire (LabShared *self, guint wire, LabSide side, guint32 task)
{
  lab_shared_lock_mutex (self);
  self->tasks[task].waits_for = wire + 1;
  self->tasks[task].side = (guint8) side;
  self->objects[wire].n_waiting++;
  self->header->n_stuck++;
  lab_shared_find_all_stuck_locked (self);
  lab_shared_unlock_mutex (self);
}

/* Wherever it waits. */
static void
stop_waiting_locked (LabShared *self, guint32 task)
{
  guint object = self->tasks[task].waits_for - 1;

  if (self->tasks[task].waits_for == 0)
    return;
  if (self->objects[object].kind == LAB_OBJECT_QUEUE)
    {
      lab_shared_forget_queue_locked (self, object, task);
      return;
    }
  self->header->n_stuck -= !lab_shared_is_open (self, object);
  forget_wait_locked (self, object, task);
}

void
lab_shared_end_wait_wire (LabShared *self, guint32 task)
{
  lab_shared_lock_mutex (self);
  stop_waiting_locked (self, task);
  lab_shared_unlock_mutex (self);
}

void
lab_shared_end_task (LabShared *self, guint32 task)
{
  g_autoptr (GArray) targets = lab_program_get_targets (self->program, task);

  lab_shared_lock_mutex (self);
  stop_waiting_locked (self, task);
  if (!self->tasks[task].has_ended)
    {
      self->tasks[task].has_ended = TRUE;
      self->header->n_ended++;
      for (guint i = 0; targets != NULL && i < targets->len; i++)
        lab_shared_leave_queue_locked (self, g_array_index (targets, guint16, i));
    }
  lab_shared_find_all_stuck_locked (self);
  lab_shared_unlock_mutex (self);
}

/* Whoever opens an object wakes one of those that wait: if either of the two has died on the way, nobody knows. */
static void
wake_again_locked (LabShared *self, guint object)
{
  if (self->objects[object].kind == LAB_OBJECT_QUEUE)
    lab_shared_wake_queue_again_locked (self, object);
  else if (self->objects[object].n_waiting > 0 && lab_shared_is_open (self, object))
    lab_shared_wake (&self->objects[object].ticket);
}

void
lab_shared_recover_task (LabShared *self, guint32 task)
{
  guint16 n_held = 0;

  lab_shared_lock_mutex (self);
  for (guint i = 0; i < self->n_objects; i++)
    {
      n_held += lab_shared_get_owner (self, i) == task;
      wake_again_locked (self, i);
    }
  self->tasks[task].n_held = n_held;
  lab_shared_unlock_mutex (self);
}

void
lab_shared_cancel (LabShared *self)
{
  for (guint i = 0; i < self->n_objects; i++)
    {
      lab_shared_wake (&self->objects[i].ticket);
      if (self->queues != NULL)
        lab_shared_wake (&self->queues[i].room_ticket);
    }
}
