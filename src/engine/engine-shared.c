/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "engine-shared-private.h"
#include "lab-objects.h"
#include "lab-error.h"

static gboolean
map (LabShared *self, const LabProgram *program, GError **error)
{
  guint n_counters;
  gsize size;

  lab_program_get_counters (program, &n_counters);
  self->n_objects = lab_program_get_objects (program)->len;
  self->n_tasks = lab_program_get_n_tasks (program);
  size = sizeof (SharedHeader) + n_counters * sizeof (gint64) + self->n_objects * sizeof (SharedObject);
  size = (size + 7) / 8 * 8 + self->n_tasks * sizeof (SharedTask);
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
  self->counters = (gint64 *) (self->header + 1);
  self->objects = (SharedObject *) (self->counters + n_counters);
  self->tasks = (SharedTask *) (gpointer) (self->memory + size) - self->n_tasks;
  return TRUE;
}

static LabShared *
shared_new (const LabProgram *program, LabSegment *segment, int fd, GError **error)
{
  g_autoptr (LabShared) self = g_new0 (LabShared, 1);

  g_atomic_ref_count_init (&self->ref_count);
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
    self->objects[i].is_event = lab_objects_get (objects, i)->kind == LAB_OBJECT_EVENT;
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
lab_shared_set_slots (LabShared *self, guint64 slots)
{
  self->header->slots = slots;
}

gint64 *
lab_shared_get_counters (LabShared *self)
{
  return self->counters;
}

/* A process died in the middle: what it had begun to count is counted again. */
static void
recount_locked (LabShared *self)
{
  self->header->n_stuck = 0;
  self->header->n_ended = 0;
  for (guint i = 0; i < self->n_objects; i++)
    self->objects[i].n_waiting = 0;
  for (guint32 task = 0; task < self->n_tasks; task++)
    {
      self->header->n_ended += self->tasks[task].has_ended;
      if (self->tasks[task].waits_for != 0)
        self->objects[self->tasks[task].waits_for - 1].n_waiting++;
    }
  for (guint i = 0; i < self->n_objects; i++)
    {
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
