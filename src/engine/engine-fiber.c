/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-context.h"
#include "engine-fiber.h"
#include "lab-sanitize.h"

/* All stacks end at the end of a page; if all fibers lay at the same offset from there, what they touch would meet in a
 * few sets of the processor's caches. */
#define COLOURS 16
#define CACHE_LINE 64
#define PAGE_SHIFT 12

/* One side of a switch. */
typedef struct
{
  LabContext context;
  LabStackShadow shadow;
} Place;

struct _LabFiber
{
  /* What every turn needs lies in one cache line. */
  Place own;
  Place resumer;
  gboolean has_returned;
  GFunc func;
  gpointer data;
  gpointer user_data;
  LabStacks *stacks;
  gpointer stack;
};

G_ALWAYS_INLINE static inline void
switch_to (Place *from, Place *to, gboolean for_ever)
{
  lab_stack_shadow_leave (&from->shadow, &to->shadow, for_ever);
  lab_context_switch (&from->context, &to->context);
  lab_stack_shadow_arrive (&from->shadow, &to->shadow);
}

static void
fiber_start (gpointer data)
{
  LabFiber *self = data;

  lab_stack_shadow_arrive (&self->own.shadow, &self->resumer.shadow);
  self->func (self->data, self->user_data);
  self->has_returned = TRUE;
  switch_to (&self->own, &self->resumer, TRUE);
  g_assert_not_reached ();
}

/* How far below the top of its stack a fiber begins. */
static gsize
get_colour (gpointer stack)
{
  guintptr page = (guintptr) stack >> PAGE_SHIFT;

  return ((page ^ page / COLOURS) % COLOURS) * CACHE_LINE;
}

LabFiber *
lab_fiber_new (LabStacks *stacks, GFunc func, gpointer data, gpointer user_data)
{
  gpointer stack = lab_stacks_take (stacks);
  LabFiber *self;
  gsize room;

  if (stack == NULL)
    return NULL;
  room = (lab_stacks_get_size (stacks) - sizeof (LabFiber) - get_colour (stack)) & ~(gsize) (CACHE_LINE - 1);
  self = (LabFiber *) (gpointer) ((guint8 *) stack + room);
  *self = (LabFiber){ .func = func, .data = data, .user_data = user_data, .stacks = stacks, .stack = stack };
  lab_stack_shadow_init (&self->own.shadow, stack, room);
  lab_context_init (&self->own.context, stack, room, fiber_start, self);
  return self;
}

static void
fiber_free (LabFiber *self)
{
  lab_stack_shadow_clear (&self->own.shadow);
  lab_stacks_give_back (self->stacks, self->stack);
}

gboolean
lab_fiber_resume (LabFiber *self)
{
  switch_to (&self->resumer, &self->own, FALSE);
  if (!self->has_returned)
    return TRUE;
  fiber_free (self);
  return FALSE;
}

void
lab_fiber_suspend (LabFiber *self)
{
  switch_to (&self->own, &self->resumer, FALSE);
}
