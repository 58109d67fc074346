/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-layout.h"

G_BEGIN_DECLS

/* The tasks that a lane has begun and not ended, each with its state. All zeroes: none. Its memory follows how many
 * there are, never their numbers, since those may come from a hostile file. */
typedef struct
{
  guint32 *slots; /* a hash table: task << 8 | state; 0 is free, because nothing is recorded as idle */
  guint n_slots;  /* a power of two */
  guint n;
  guint counts[LAB_N_TIMED_STATES];
} LabInFlight;

void lab_in_flight_clear (LabInFlight *self);

/* From now on the task is in `state`; with an end it is no longer in flight. */
void lab_in_flight_set (LabInFlight *self, guint32 task, LabState state);

/* The state in which most of the waiting tasks are, LAB_STATE_IDLE when none waits. */
LabState lab_in_flight_get_main_wait (const LabInFlight *self);

G_END_DECLS
