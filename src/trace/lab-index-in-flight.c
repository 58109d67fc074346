/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-index-in-flight.h"

#define FIRST_SLOTS 16

G_STATIC_ASSERT ((guint64) LAB_TASKS_MAX << 8 <= (guint64) G_MAXUINT32 + 1);

void
lab_in_flight_clear (LabInFlight *self)
{
  g_free (self->slots);
  *self = (LabInFlight){ 0 };
}

static guint
home_of (const LabInFlight *self, guint32 task)
{
  return (guint) (((guint64) (task * 0x9e3779b1u) * self->n_slots) >> 32); /* Fibonacci hashing */
}

/* The task's slot, or the free one where it belongs. */
static guint
find_slot (const LabInFlight *self, guint32 task)
{
  guint i = home_of (self, task);

  while (self->slots[i] != 0 && self->slots[i] >> 8 != task)
    i = (i + 1) & (self->n_slots - 1);
  return i;
}

static void
in_flight_grow (LabInFlight *self)
{
  g_autofree guint32 *old = g_steal_pointer (&self->slots);
  guint n_old = self->n_slots;

  self->n_slots = MAX (FIRST_SLOTS, n_old * 2);
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i] != 0)
      self->slots[find_slot (self, old[i] >> 8)] = old[i];
}

/* Linear probing without tombstones: what stands behind the freed slot, and could stand in it, moves up. */
static void
free_slot (LabInFlight *self, guint hole)
{
  guint mask = self->n_slots - 1;

  for (guint i = (hole + 1) & mask; self->slots[i] != 0; i = (i + 1) & mask)
    {
      guint home = home_of (self, self->slots[i] >> 8);

      if (((i - home) & mask) >= ((i - hole) & mask))
        {
          self->slots[hole] = self->slots[i];
          hole = i;
        }
    }
  self->slots[hole] = 0;
  self->n--;
}

void
lab_in_flight_set (LabInFlight *self, guint32 task, LabState state)
{
  guint slot;

  if ((self->n + 1) * 2 > self->n_slots)
    in_flight_grow (self);
  slot = find_slot (self, task);
  if (self->slots[slot] != 0)
    self->counts[self->slots[slot] & 0xff]--;

  if (!lab_state_is_end (state))
    {
      self->n += self->slots[slot] == 0;
      self->slots[slot] = task << 8 | state;
      self->counts[state]++;
    }
  else if (self->slots[slot] != 0)
    free_slot (self, slot);
}

LabState
lab_in_flight_get_main_wait (const LabInFlight *self)
{
  LabState most = LAB_STATE_IDLE;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    if (state != LAB_STATE_RUNNING && self->counts[state] > self->counts[most])
      most = (LabState) state;
  return most;
}
