/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-shared-private.h"
#include "engine-wires.h"

static guint32
count_alive_locked (LabShared *self)
{
  return self->n_tasks - self->header->n_ended;
}

static void
add_wait_locked (LabShared *self, guint32 task)
{
  LabStandstill *standstill = &self->header->standstill;
  guint object = self->tasks[task].waits_for - 1;
  LabWait wait = { task, object, lab_shared_get_owner (self, object), (LabSide) self->tasks[task].side };

  standstill->n_all++;
  if (standstill->n_waits < LAB_WAITS_MAX)
    standstill->waits[standstill->n_waits++] = wait;
}

/* Who is cancelled stands still, too; and one standstill is enough. */
static gboolean
may_report_locked (LabShared *self)
{
  return !self->header->found && !lab_segment_is_cancelled (self->segment);
}

static void
begin_report_locked (LabShared *self, LabStandstillKind kind)
{
  LabStandstill *standstill = &self->header->standstill;

  standstill->kind = kind;
  standstill->n_all = 0;
  standstill->n_waits = 0;
  standstill->n_queued = 0;
}

static void
end_report_locked (LabShared *self)
{
  __atomic_store_n (&self->header->found, TRUE, __ATOMIC_RELEASE);
  lab_shared_stop_watch (self);
}

/* The owner of what the task waits for, or LAB_NO_TASK. */
static guint32
get_next_locked (LabShared *self, guint32 task)
{
  guint waits_for = self->tasks[task].waits_for;

  return waits_for == 0 ? LAB_NO_TASK : lab_shared_get_owner (self, waits_for - 1);
}

/* Follows who waits for whom from the task on. Those on the way wait, so that nothing changes while we look. Only a
 * process that died while it looked can have left a ring on the way that does not come back to the task. */
static gboolean
is_in_ring_locked (LabShared *self, guint32 task)
{
  guint32 next = get_next_locked (self, task);

  for (guint32 n = 1; n < self->n_tasks && next != LAB_NO_TASK && next != task; n++)
    next = get_next_locked (self, next);
  return next == task;
}

void
lab_shared_find_ring_locked (LabShared *self, guint32 task)
{
  guint32 next = task;

  if (!may_report_locked (self) || !is_in_ring_locked (self, task))
    return;
  begin_report_locked (self, LAB_STANDSTILL_CYCLE);
  do
    {
      add_wait_locked (self, next);
      next = get_next_locked (self, next);
    }
  while (next != task);
  end_report_locked (self);
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
  guint32 n_alive = count_alive_locked (self);

  if (header->n_stuck == 0 || header->n_stuck < MIN (n_alive, header->slots) || !may_report_locked (self)
      || has_ready_wire_locked (self))
    return;
  begin_report_locked (self, LAB_STANDSTILL_ALL);
  for (guint32 task = 0; task < self->n_tasks; task++)
    if (self->tasks[task].waits_for != 0)
      add_wait_locked (self, task);
  header->standstill.n_queued = n_alive - header->n_stuck;
  end_report_locked (self);
}

const LabStandstill *
lab_shared_watch (LabShared *self)
{
  SharedHeader *header = self->header;

  while (__atomic_load_n (&header->watch, __ATOMIC_SEQ_CST) == 0)
    lab_shared_futex (&header->watch, FUTEX_WAIT, 0);
  return __atomic_load_n (&header->found, __ATOMIC_ACQUIRE) ? &header->standstill : NULL;
}

void
lab_shared_stop_watch (LabShared *self)
{
  __atomic_store_n (&self->header->watch, 1, __ATOMIC_SEQ_CST);
  lab_shared_futex (&self->header->watch, FUTEX_WAKE, G_MAXINT);
}
