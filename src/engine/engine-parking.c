/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-loop.h"
#include "engine-objects.h"
#include "engine-parking.h"
#include "engine-shared.h"

struct _LabParking
{
  LabLoop *loop; /* NULL until a task was parked */
  guint n_objects;
  GQueue *queues; /* by object: of LabTask; then those that wait for room in the object, if it is a queue */
};

LabParking *
lab_parking_new (guint n_objects)
{
  LabParking *self = g_new0 (LabParking, 1);

  self->n_objects = n_objects;
  self->queues = g_new0 (GQueue, n_objects * LAB_N_SIDES);
  return self;
}

void
lab_parking_free (LabParking *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_objects * LAB_N_SIDES; i++)
    g_queue_clear (&self->queues[i]);
  g_free (self->queues);
  g_free (self);
}

void
lab_parking_add (LabParking *self, LabLoop *loop, LabTask *task, guint16 object)
{
  self->loop = loop;
  g_queue_push_tail (&self->queues[object], task);
}

/* It is the task's turn only when the loop comes to it; until then it is queued. */
static void
resume (LabParking *self, LabTask *task, guint16 object, gboolean is_lock)
{
  LabWorker *worker = lab_loop_get_worker (self->loop);

  lab_shared_end_wait (worker->engine->shared, object, task->index);
  if (is_lock)
    lab_engine_record_deed (worker->recorder, task->index, LAB_DEED_TAKE, object);
  lab_recorder_add (worker->recorder, task->index, LAB_STATE_QUEUED, object);
  lab_loop_resume (self->loop, task);
}

void
lab_parking_wake (LabParking *self, LabEngine *engine, guint16 object)
{
  gboolean is_lock = lab_objects_get (engine->objects, object)->kind == LAB_OBJECT_LOCK;
  GQueue *queue = &self->queues[object];

  /* In a cancelled run nobody goes on: some of those that wait have ended already. */
  while (!lab_engine_is_cancelled (engine) && !g_queue_is_empty (queue))
    {
      resume (self, g_queue_pop_head (queue), object, is_lock);
      if (is_lock)
        return;
    }
}

static GQueue *
get_place (LabParking *self, guint16 queue, LabSide side)
{
  return &self->queues[queue + (side == LAB_SIDE_PUT ? self->n_objects : 0)];
}

void
lab_parking_add_at_queue (LabParking *self, LabLoop *loop, LabTask *task, guint16 queue, LabSide side)
{
  self->loop = loop;
  g_queue_push_tail (get_place (self, queue, side), task);
}

void
lab_parking_wake_at_queue (LabParking *self, LabEngine *engine, guint16 queue, LabSide side)
{
  LabTask *task = lab_engine_is_cancelled (engine) ? NULL : g_queue_pop_head (get_place (self, queue, side));

  if (task == NULL)
    return;
  lab_shared_end_wait_queue (engine->shared, queue, task->index);
  lab_recorder_add (lab_loop_get_worker (self->loop)->recorder, task->index, LAB_STATE_QUEUED, queue);
  task->next--;
  lab_loop_resume (self->loop, task);
}

void
lab_parking_wake_all_at_queue (LabParking *self, LabEngine *engine, guint16 queue, LabSide side)
{
  for (guint n = g_queue_get_length (get_place (self, queue, side)); n > 0; n--)
    lab_parking_wake_at_queue (self, engine, queue, side);
}
