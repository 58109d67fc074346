/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-task.h"

G_BEGIN_DECLS

/* Tasks in the order of their turns; a ring as large as there are tasks, for none stands in it twice. One thread. */
typedef struct
{
  LabTask **tasks;
  guint32 size;
  guint32 first;
  guint32 length;
} LabRing;

static inline void
lab_ring_init (LabRing *self, guint32 size)
{
  *self = (LabRing){ .tasks = g_new (LabTask *, size), .size = size };
}

static inline void
lab_ring_clear (LabRing *self)
{
  g_clear_pointer (&self->tasks, g_free);
}

static inline void
lab_ring_push (LabRing *self, LabTask *task)
{
  guint64 place = (guint64) self->first + self->length;

  g_assert (self->length < self->size);
  self->tasks[place < self->size ? place : place - self->size] = task;
  self->length++;
}

/* Only where there is one. */
static inline LabTask *
lab_ring_pop (LabRing *self)
{
  LabTask *task = self->tasks[self->first];

  self->first = self->first + 1 == self->size ? 0 : self->first + 1;
  self->length--;
  return task;
}

G_END_DECLS
