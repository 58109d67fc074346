/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine-stacks.h"
#include "lab-error.h"
#include "lab-machine.h"
#include "lab-quantity.h"

/* Newer than the C library's headers. */
#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

/* Mappings that guards leave to everybody else: threads, libraries, the allocator. */
#define MAPPINGS_LEFT 4096
#define MAPPINGS_PER_GUARD 2

struct _LabStacks
{
  guint8 *memory; /* slots: a guard page, then the stack */
  gsize page;
  gsize size; /* of a stack */
  gsize n;
  gsize n_used;  /* the first ones; the others were never taken */
  gsize n_taken; /* now */
  gsize n_unguarded;
  guint64 guards_left; /* how many mappings may still become guards */
  LabGuards guards;
  gpointer free; /* the stack given back last; the one before stands in its topmost word */
};

static gsize
slot_size (const LabStacks *self)
{
  return self->page + self->size;
}

static gpointer *
next_free (const LabStacks *self, gpointer stack)
{
  return (gpointer *) (gpointer) ((guint8 *) stack + self->size) - 1;
}

static void
set_no_memory_error (const LabStacks *self, GError **error)
{
  g_autofree char *count = lab_format_count (self->n);
  g_autofree char *size = lab_format_size (self->size);

  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot reserve addresses for %s stacks of %s: %s"), count, size,
               g_strerror (errno));
}

static gboolean
stacks_map (LabStacks *self, GError **error)
{
  gsize length;

  if (!g_size_checked_mul (&length, slot_size (self), self->n))
    {
      errno = ENOMEM;
      set_no_memory_error (self, error);
      return FALSE;
    }
  self->memory = mmap (NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK,
                       -1, 0);
  if (self->memory == MAP_FAILED)
    {
      self->memory = NULL;
      set_no_memory_error (self, error);
      return FALSE;
    }
  /* Else the first touch of a stack may cost 2 MiB. Where the kernel knows no huge pages, there is nothing to forbid.
   */
  madvise (self->memory, length, MADV_NOHUGEPAGE);
  return TRUE;
}

static void
stacks_count_room (LabStacks *self)
{
  guint64 room = lab_machine_get_mapping_room ();

  self->guards_left = room > MAPPINGS_LEFT ? (room - MAPPINGS_LEFT) / MAPPINGS_PER_GUARD : 0;
}

LabStacks *
lab_stacks_new (gsize size, gsize n, LabGuards guards, GError **error)
{
  g_autoptr (LabStacks) self = g_new0 (LabStacks, 1);

  g_return_val_if_fail (size > 0 && n > 0, NULL);

  self->page = (gsize) sysconf (_SC_PAGESIZE);
  self->size = (size + self->page - 1) / self->page * self->page;
  self->n = n;
  self->guards = guards;
  if (guards == LAB_GUARDS_MAPPINGS)
    stacks_count_room (self);
  return stacks_map (self, error) ? g_steal_pointer (&self) : NULL;
}

void
lab_stacks_free (LabStacks *self)
{
  g_assert (self->n_taken == 0);

  if (self->memory != NULL)
    munmap (self->memory, slot_size (self) * self->n);
  g_free (self);
}

gsize
lab_stacks_get_size (const LabStacks *self)
{
  return self->size;
}

gsize
lab_stacks_get_n_used (const LabStacks *self)
{
  return self->n_used;
}

gsize
lab_stacks_get_n_unguarded (const LabStacks *self)
{
  return self->n_unguarded;
}

static gboolean
stacks_guard (LabStacks *self, guint8 *page)
{
  if (self->guards == LAB_GUARDS_BEST)
    {
      if (madvise (page, self->page, MADV_GUARD_INSTALL) == 0)
        return TRUE;
      self->guards = LAB_GUARDS_MAPPINGS;
      stacks_count_room (self);
    }
  if (self->guards == LAB_GUARDS_NONE || self->guards_left == 0)
    return FALSE;
  self->guards_left--;
  return mprotect (page, self->page, PROT_NONE) == 0;
}

gpointer
lab_stacks_take (LabStacks *self)
{
  gpointer stack = self->free;
  guint8 *slot;

  if (stack != NULL)
    {
      self->free = *next_free (self, stack);
      self->n_taken++;
      return stack;
    }
  if (self->n_used == self->n)
    return NULL;
  self->n_taken++;
  slot = self->memory + slot_size (self) * self->n_used++;
  if (!stacks_guard (self, slot))
    self->n_unguarded++;
  return slot + self->page;
}

void
lab_stacks_give_back (LabStacks *self, gpointer stack)
{
  *next_free (self, stack) = self->free;
  self->free = stack;
  self->n_taken--;
}
