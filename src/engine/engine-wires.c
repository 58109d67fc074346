/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine-wires.h"
#include "lab-error.h"
#include "lab-objects.h"

/* As much as a pipe can be made to hold. */
#define RING_SIZE (1u << 20)

/* In the memory of a wire of that kind, before its bytes. Positions only grow. */
typedef struct
{
  guint64 n_written; /* atomic */
  guint64 n_read;    /* atomic */
  guint32 reader_waits;
  guint32 writer_waits; /* both atomic: who has done something rings only for who may wait */
} Ring;

enum
{
  FD_READ,  /* of memory: rings when there is something to read */
  FD_WRITE, /* of memory: rings when there is room */
  FD_END,
  FD_MEMORY, /* the last one, of pipes and sockets the same as FD_END */
  N_FDS,
};

typedef struct
{
  LabWireKind kind;
  gboolean exists; /* it is no other kind of object */
  int fds[N_FDS];
  Ring *ring;
} Wire;

struct _LabWires
{
  gatomicrefcount ref_count;
  guint n_wires;
  guint n_objects;
  Wire *wires; /* by object */
};

gboolean
lab_wires_are_needed (const LabProgram *program)
{
  GPtrArray *objects = lab_program_get_objects (program);

  for (guint i = 0; i < objects->len; i++)
    if (lab_objects_get (objects, i)->kind == LAB_OBJECT_WIRE)
      return TRUE;
  return FALSE;
}

static LabWires *
wires_alloc (const LabProgram *program, GError **error)
{
  GPtrArray *objects = lab_program_get_objects (program);
  g_autoptr (LabWires) self = g_new0 (LabWires, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_objects = objects->len;
  self->wires = g_new0 (Wire, objects->len);
  for (guint i = 0; i < objects->len; i++)
    {
      Wire *wire = &self->wires[i];

      memset (wire->fds, 0xff, sizeof (wire->fds));
      wire->exists = lab_objects_get (objects, i)->kind == LAB_OBJECT_WIRE;
      if (!wire->exists)
        continue;
      wire->kind = lab_program_get_wire_kind (program, (guint16) i);
      self->n_wires++;
    }
  if (self->n_wires <= LAB_WIRES_MAX)
    return g_steal_pointer (&self);
  g_set_error (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("there are more than %d wires"), LAB_WIRES_MAX);
  return NULL;
}

static gboolean
make_channel (Wire *wire)
{
  if (wire->kind == LAB_WIRE_PIPE)
    return pipe2 (wire->fds, O_CLOEXEC | O_NONBLOCK) == 0;
  if (wire->kind == LAB_WIRE_SOCKET)
    return socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, wire->fds) == 0;
  wire->fds[FD_READ] = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  wire->fds[FD_WRITE] = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  wire->fds[FD_MEMORY] = memfd_create ("interleave-wire", MFD_CLOEXEC);
  return wire->fds[FD_READ] >= 0 && wire->fds[FD_WRITE] >= 0 && wire->fds[FD_MEMORY] >= 0
         && ftruncate (wire->fds[FD_MEMORY], sizeof (Ring) + RING_SIZE) == 0;
}

static gboolean
map_ring (Wire *wire)
{
  void *memory;

  if (wire->kind != LAB_WIRE_MEMORY)
    return TRUE;
  memory = mmap (NULL, sizeof (Ring) + RING_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, wire->fds[FD_MEMORY], 0);
  wire->ring = memory == MAP_FAILED ? NULL : memory;
  return wire->ring != NULL;
}

static gboolean
make_wire (Wire *wire)
{
  wire->fds[FD_END] = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wire->fds[FD_END] < 0 || !make_channel (wire))
    return FALSE;
  if (wire->fds[FD_MEMORY] < 0)
    wire->fds[FD_MEMORY] = fcntl (wire->fds[FD_END], F_DUPFD_CLOEXEC, 0);
  return wire->fds[FD_MEMORY] >= 0 && map_ring (wire);
}

static LabWires *
fail (GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make a wire: %s"), g_strerror (errno));
  return NULL;
}

LabWires *
lab_wires_new (const LabProgram *program, GError **error)
{
  g_autoptr (LabWires) self = wires_alloc (program, error);

  for (guint i = 0; self != NULL && i < self->n_objects; i++)
    if (self->wires[i].exists && !make_wire (&self->wires[i]))
      return fail (error);
  return g_steal_pointer (&self);
}

LabWires *
lab_wires_new_for_fds (const LabProgram *program, int first, GError **error)
{
  g_autoptr (LabWires) self = wires_alloc (program, error);

  for (guint i = 0; self != NULL && i < self->n_objects; i++)
    {
      Wire *wire = &self->wires[i];

      for (guint n = 0; wire->exists && n < N_FDS; n++)
        {
          wire->fds[n] = first++;
          /* Not for the programs that tasks call. */
          fcntl (wire->fds[n], F_SETFD, FD_CLOEXEC);
        }
      if (wire->exists && !map_ring (wire))
        return fail (error);
    }
  return g_steal_pointer (&self);
}

LabWires *
lab_wires_ref (LabWires *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lab_wires_unref (LabWires *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_objects; i++)
    {
      Wire *wire = &self->wires[i];

      if (wire->ring != NULL)
        munmap (wire->ring, sizeof (Ring) + RING_SIZE);
      for (guint n = 0; n < N_FDS; n++)
        if (wire->fds[n] >= 0)
          close (wire->fds[n]);
    }
  g_free (self->wires);
  g_free (self);
}

guint
lab_wires_get_n_fds (LabWires *self)
{
  return self->n_wires * N_FDS;
}

int
lab_wires_get_fd (LabWires *self, guint n)
{
  for (guint i = 0; i < self->n_objects; i++)
    {
      if (!self->wires[i].exists)
        continue;
      if (n < N_FDS)
        return self->wires[i].fds[n];
      n -= N_FDS;
    }
  return -1;
}

static void
ring_bell (int fd, guint32 *waits)
{
  static const guint64 one = 1;

  if (__atomic_load_n (waits, __ATOMIC_SEQ_CST) != 0)
    (void) !write (fd, &one, sizeof (one));
}

/* Copies at the position in the ring, around its end. */
static void
copy_at (guint8 *ring, guint64 position, guint8 *bytes, gsize length, gboolean in)
{
  gsize place = position % RING_SIZE;
  gsize first = MIN (length, RING_SIZE - place);

  memcpy (in ? ring + place : bytes, in ? bytes : ring + place, first);
  memcpy (in ? ring : bytes + first, in ? bytes + first : ring, length - first);
}

/* What it may wait for is looked at again after it has said that it waits, so that no bell is missed; an old one is
 * silenced before. */
static gsize
get_amount (const Ring *ring, int bell, guint32 *waits, gboolean room)
{
  for (guint32 said = 0; said <= 1; said++)
    {
      guint64 length;

      if (said == 1)
        (void) !read (bell, &length, sizeof (length));
      __atomic_store_n (waits, said, __ATOMIC_SEQ_CST);
      length = __atomic_load_n (&ring->n_written, __ATOMIC_SEQ_CST) - __atomic_load_n (&ring->n_read, __ATOMIC_SEQ_CST);
      if (room ? length < RING_SIZE : length > 0)
        return room ? RING_SIZE - length : length;
    }
  return 0;
}

static gsize
move (Wire *wire, guint8 *bytes, gsize length, gboolean in)
{
  Ring *ring = wire->ring;
  guint64 *mine = in ? &ring->n_written : &ring->n_read;
  gsize amount = get_amount (ring, wire->fds[in ? FD_WRITE : FD_READ], in ? &ring->writer_waits : &ring->reader_waits,
                             in);

  if (amount == 0)
    return 0;
  length = MIN (length, amount);
  copy_at ((guint8 *) (ring + 1), *mine, bytes, length, in);
  __atomic_store_n (mine, *mine + length, __ATOMIC_SEQ_CST);
  ring_bell (wire->fds[in ? FD_READ : FD_WRITE], in ? &ring->reader_waits : &ring->writer_waits);
  return length;
}

static gssize
say_nothing_yet (gssize length)
{
  return length < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : length;
}

gssize
lab_wires_write (LabWires *self, guint16 object, const guint8 *bytes, gsize length)
{
  Wire *wire = &self->wires[object];

  if (wire->kind == LAB_WIRE_MEMORY)
    return (gssize) move (wire, (guint8 *) bytes, length, TRUE);
  return say_nothing_yet (write (wire->fds[FD_WRITE], bytes, length));
}

gssize
lab_wires_read (LabWires *self, guint16 object, guint8 *bytes, gsize length)
{
  Wire *wire = &self->wires[object];

  if (wire->kind == LAB_WIRE_MEMORY)
    return (gssize) move (wire, bytes, length, FALSE);
  return say_nothing_yet (read (wire->fds[FD_READ], bytes, length));
}

int
lab_wires_get_wait_fd (LabWires *self, guint16 object, gboolean writes, short *events)
{
  const Wire *wire = &self->wires[object];

  *events = writes && wire->kind != LAB_WIRE_MEMORY ? POLLOUT : POLLIN;
  return wire->fds[writes ? FD_WRITE : FD_READ];
}

gboolean
lab_wires_is_ready (LabWires *self, guint16 object, gboolean writes)
{
  struct pollfd polls[2] = { { .fd = self->wires[object].fds[FD_END], .events = POLLIN } };

  polls[1].fd = lab_wires_get_wait_fd (self, object, writes, &polls[1].events);
  return poll (polls, G_N_ELEMENTS (polls), 0) > 0;
}

int
lab_wires_get_end_fd (LabWires *self, guint16 object)
{
  return self->wires[object].fds[FD_END];
}

void
lab_wires_leave (LabWires *self, const LabProgram *program, guint32 task)
{
  static const guint64 one = 1;
  const LabTaskGroup *group = lab_program_find_group (program, task);

  for (guint i = 0; i < group->n_steps; i++)
    if (group->steps[i].kind == LAB_STEP_COPY)
      (void) !write (self->wires[lab_program_get_object (program, &group->steps[i], task)].fds[FD_END], &one,
                     sizeof (one));
}
