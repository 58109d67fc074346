/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "engine-shared-private.h"
#include "lab-objects.h"
#include "lab-error.h"

/* Room for `n` things of `size` bytes each, behind what there is already. */
static gsize
add_room (gsize *total, gsize n, gsize size)
{
  gsize offset = (*total + 7) / 8 * 8;

  *total = offset + n * size;
  return offset;
}

static gsize
count_slots (const LabProgram *program, guint n_objects)
{
  gsize n_slots = 0;

  for (guint i = 0; i < n_objects; i++)
    n_slots += lab_program_get_queue (program, (guint16) i).size;
  return n_slots;
}

/* The slots of queues come last, and cost memory only where they are written to. */
static gboolean
map (LabShared *self, const LabProgram *program, GError **error)
{
  guint n_counters;
  gsize size = sizeof (SharedHeader);
  gsize n_slots, counters, objects, tasks, queues;

  lab_program_get_counters (program, &n_counters);
  self->n_objects = lab_program_get_objects (program)->len;
  self->n_tasks = lab_program_get_n_tasks (program);
  n_slots = count_slots (program, self->n_objects);
  counters = add_room (&size, n_counters, sizeof (gint64));
  objects = add_room (&size, self->n_objects, sizeof (SharedObject));
  tasks = add_room (&size, self->n_tasks, sizeof (SharedTask));
  queues = add_room (&size, n_slots > 0 ? self->n_objects : 0, sizeof (SharedQueue));
  self->slots = add_room (&size, n_slots, sizeof (SharedSlot));
  if (ftruncate (self->fd, (off_t) size) == 0)
    self->memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, self->fd, 0);
  if (self->memory == NULL || self->memory == MAP_FAILED)
    {
      self->memory = NULL;
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot map the memory for locks: %s"), g_strerror (errno));
      return FALSE;
    }
  self->size = size;
  self->header = (SharedHeader *) (gpointer) self->memory;
  self->counters = (gint64 *) (gpointer) (self->memory + counters);
  self->objects = (SharedObject *) (gpointer) (self->memory + objects);
  self->tasks = (SharedTask *) (gpointer) (self->memory + tasks);
  self->queues = n_slots > 0 ? (SharedQueue *) (gpointer) (self->memory + queues) : NULL;
  return TRUE;
}

static LabShared *
shared_new (const LabProgram *program, LabSegment *segment, int fd, GError **error)
{
  g_autoptr (LabShared) self = g_new0 (LabShared, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->program = program;
  self->segment = lab_segment_ref (segment);
  self->fd = fd;
  if (fd >= 0)
    return map (self, program, error) ? g_steal_pointer (&self) : NULL;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make the memory for locks: %s"), g_strerror (errno));
  return NULL;
}

static void
init_mutex (pthread_mutex_t *mutex)
{
  pthread_mutexattr_t attributes;

  pthread_mutexattr_init (&attributes);
  pthread_mutexattr_setpshared (&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust (&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init (mutex, &attributes);
  pthread_mutexattr_destroy (&attributes);
}

static void
init_queues (LabShared *self, const LabProgram *program)
{
  guint64 offset = self->slots;

  for (guint i = 0; self->queues != NULL && i < self->n_objects; i++)
    {
      LabQueue queue = lab_program_get_queue (program, (guint16) i);

      self->queues[i] = (SharedQueue){ .offset = offset, .size = queue.size, .n_producers = queue.n_producers };
      offset += queue.size * sizeof (SharedSlot);
    }
}

LabShared *
lab_shared_new (const LabProgram *program, LabSegment *segment, GError **error)
{
  LabShared *self = shared_new (program, segment, memfd_create ("interleave-shared", MFD_CLOEXEC), error);
  GPtrArray *objects = lab_program_get_objects (program);
  const LabCounter *counters;
  guint n_counters;

  if (self == NULL)
    return NULL;
  init_mutex (&self->header->mutex);
  self->header->slots = G_MAXUINT64;
  counters = lab_program_get_counters (program, &n_counters);
  for (guint i = 0; i < n_counters; i++)
    self->counters[i] = counters[i].start;
  for (guint i = 0; i < objects->len; i++)
    self->objects[i].kind = lab_objects_get (objects, i)->kind;
  init_queues (self, program);
  return self;
}

LabShared *
lab_shared_new_for_fd (const LabProgram *program, LabSegment *segment, int fd, GError **error)
{
  return shared_new (program, segment, fd, error);
}

LabShared *
lab_shared_ref (LabShared *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lab_shared_unref (LabShared *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->memory != NULL)
    munmap (self->memory, self->size);
  if (self->fd >= 0)
    close (self->fd);
  lab_segment_unref (self->segment);
  g_free (self);
}

int
lab_shared_get_fd (LabShared *self)
{
  return self->fd;
}

void
lab_shared_set_wires (LabShared *self, LabWires *wires)
{
  self->wires = wires;
}

void
lab_shared_set_slots (LabShared *self, guint64 slots)
{
  self->header->slots = slots;
}

gint64 *
lab_shared_get_counters (LabShared *self)
{
  return self->counters;
}

static void
recount_queues_locked (LabShared *self)
{
  for (guint i = 0; self->queues != NULL && i < self->n_objects; i++)
    {
      self->queues[i].n_producers = lab_program_get_queue (self->program, (guint16) i).n_producers;
      for (LabSide side = 0; side < LAB_N_SIDES; side++)
        self->queues[i].n_waiting[side] = 0;
    }
}

static void
recount_end_locked (LabShared *self, guint32 task)
{
  g_autoptr (GArray) targets = lab_program_get_targets (self->program, task);

  self->header->n_ended++;
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    self->queues[g_array_index (targets, guint16, i)].n_producers--;
}

static void
recount_tasks_locked (LabShared *self)
{
  for (guint32 n = 0; n < self->n_tasks; n++)
    {
      const SharedTask *task = &self->tasks[n];

      if (task->has_ended)
        recount_end_locked (self, n);
      if (task->waits_for != 0 && self->objects[task->waits_for - 1].kind == LAB_OBJECT_QUEUE)
        self->queues[task->waits_for - 1].n_waiting[task->side]++;
      else if (task->waits_for != 0)
        self->objects[task->waits_for - 1].n_waiting++;
    }
}

/* A process died in the middle: what it had begun to count is counted again. */
static void
recount_locked (LabShared *self)
{
  self->header->n_stuck = 0;
  self->header->n_ended = 0;
  for (guint i = 0; i < self->n_objects; i++)
    self->objects[i].n_waiting = 0;
  recount_queues_locked (self);
  recount_tasks_locked (self);
  for (guint i = 0; i < self->n_objects; i++)
    {
      if (self->objects[i].kind == LAB_OBJECT_QUEUE)
        self->header->n_stuck += lab_shared_count_stuck_locked (self, i);
      if (self->objects[i].n_waiting == 0)
        continue;
      __atomic_or_fetch (&self->objects[i].word, WAITED_FOR, __ATOMIC_ACQ_REL);
      if (!lab_shared_is_open (self, i))
        self->header->n_stuck += self->objects[i].n_waiting;
    }
}

void
lab_shared_lock_mutex (LabShared *self)
{
  if (pthread_mutex_lock (&self->header->mutex) != EOWNERDEAD)
    return;
  recount_locked (self);
  pthread_mutex_consistent (&self->header->mutex);
}

void
lab_shared_unlock_mutex (LabShared *self)
{
  pthread_mutex_unlock (&self->header->mutex);
}
