/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-shared-private.h"
#include "engine-wires.h"

static void
report_locked (LabShared *self, LabStandstill standstill, guint32 culprit)
{
  SharedHeader *header = self->header;

  /* Who is cancelled stands still, too. */
  if (header->standstill != LAB_STANDSTILL_NONE || lab_segment_is_cancelled (self->segment))
    return;
  header->culprit = culprit;
  __atomic_store_n (&header->standstill, standstill, __ATOMIC_RELEASE);
  __atomic_store_n (&header->watch, 1, __ATOMIC_SEQ_CST);
  lab_shared_futex (&header->watch, FUTEX_WAKE, G_MAXINT);
}

/* Follows who waits for whom from `object` on. Those on the way wait, so that nothing changes while we look. */
void
lab_shared_find_ring_locked (LabShared *self, guint object, guint32 task)
{
  guint32 owner = lab_shared_get_owner (self, object);

  for (guint32 n = 0; owner != LAB_NO_TASK && owner != task && n < self->n_tasks; n++)
    owner = self->tasks[owner].waits_for == 0 ? LAB_NO_TASK
                                              : lab_shared_get_owner (self, self->tasks[owner].waits_for - 1);
  if (owner == task)
    report_locked (self, LAB_STANDSTILL_CYCLE, task);
}

static guint64
count_alive (LabShared *self)
{
  return self->n_tasks - __atomic_load_n (&self->header->n_ended, __ATOMIC_SEQ_CST);
}

/* Bytes may lie in a wire for a task that has not yet woken. */
static gboolean
has_ready_wire_locked (LabShared *self)
{
  for (guint32 task = 0; self->wires != NULL && task < self->n_tasks; task++)
    {
      guint32 waits_for = self->tasks[task].waits_for;

      if (waits_for != 0 && self->objects[waits_for - 1].kind == LAB_OBJECT_WIRE
          && lab_wires_is_ready (self->wires, (guint16) (waits_for - 1), self->tasks[task].side == LAB_SIDE_PUT))
        return TRUE;
    }
  return FALSE;
}

void
lab_shared_find_all_stuck_locked (LabShared *self)
{
  SharedHeader *header = self->header;

  if (header->n_stuck > 0 && header->n_stuck >= MIN (count_alive (self), header->slots)
      && !has_ready_wire_locked (self))
    report_locked (self, LAB_STANDSTILL_ALL, LAB_NO_TASK);
}

void
lab_shared_begin_wait_wire (LabShared *self, guint wire, LabSide side, guint32 task)
{
  lab_shared_lock_mutex (self);
  self->tasks[task].waits_for = wire + 1;
  self->tasks[task].side = side;
  self->objects[wire].n_waiting++;
  lab_shared_set_n_stuck_locked (self, self->header->n_stuck + 1);
  lab_shared_find_all_stuck_locked (self);
  lab_shared_unlock_mutex (self);
}

void
lab_shared_forget_wire_locked (LabShared *self, guint32 task)
{
  self->objects[self->tasks[task].waits_for - 1].n_waiting--;
  self->tasks[task].waits_for = 0;
  lab_shared_set_n_stuck_locked (self, self->header->n_stuck - 1);
}

void
lab_shared_end_wait_wire (LabShared *self, guint32 task)
{
  lab_shared_lock_mutex (self);
  lab_shared_forget_wire_locked (self, task);
  lab_shared_unlock_mutex (self);
}

LabStandstill
lab_shared_watch (LabShared *self)
{
  guint32 *watch = &self->header->watch;

  while (__atomic_load_n (watch, __ATOMIC_SEQ_CST) == 0)
    lab_shared_futex (watch, FUTEX_WAIT, 0);
  return __atomic_load_n (&self->header->standstill, __ATOMIC_ACQUIRE);
}

void
lab_shared_stop_watch (LabShared *self)
{
  __atomic_store_n (&self->header->watch, 1, __ATOMIC_SEQ_CST);
  lab_shared_futex (&self->header->watch, FUTEX_WAKE, G_MAXINT);
}

static LabWait
get_wait (LabShared *self, guint32 task)
{
  guint object = self->tasks[task].waits_for - 1;

  return (LabWait){ task, object, lab_shared_get_owner (self, object), (LabSide) self->tasks[task].side };
}

static guint
get_ring_locked (LabShared *self, LabWait *waits, guint max, guint *n_all)
{
  guint32 task = self->header->culprit;
  guint n = 0;

  *n_all = 0;
  do
    {
      LabWait wait = get_wait (self, task);

      (*n_all)++;
      if (n < max)
        waits[n++] = wait;
      task = wait.owner;
    }
  while (task != self->header->culprit && *n_all < self->n_tasks);
  return n;
}

static guint
get_stuck_locked (LabShared *self, LabWait *waits, guint max, guint *n_all)
{
  guint n = 0;

  *n_all = (guint) self->header->n_stuck;
  for (guint32 task = 0; n < max && task < self->n_tasks; task++)
    if (self->tasks[task].waits_for != 0)
      waits[n++] = get_wait (self, task);
  return n;
}

guint
lab_shared_get_waits (LabShared *self, LabWait *waits, guint max, guint *n_all)
{
  guint n;

  lab_shared_lock_mutex (self);
  if (self->header->standstill == LAB_STANDSTILL_CYCLE)
    n = get_ring_locked (self, waits, max, n_all);
  else
    n = get_stuck_locked (self, waits, max, n_all);
  lab_shared_unlock_mutex (self);
  return n;
}

guint64
lab_shared_count_others (LabShared *self)
{
  guint64 n_alive = count_alive (self);

  return n_alive - MIN (n_alive, __atomic_load_n (&self->header->n_stuck, __ATOMIC_SEQ_CST));
}
