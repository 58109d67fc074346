/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hazard-cases.h"

#define GIL 0 /* the number of the lock that matters, GIL or not */

/* A task that sleeps and then wants the lock shortly, beside one that has it nearly all the time. */
static void
light_beside_heavy (Fixture *self, LabState state, guint n_wakes, guint64 wait, guint64 burst)
{
  fixture_be (self, 0, LAB_STATE_QUEUED, 0);
  fixture_be (self, 0, LAB_STATE_RUNNING, 10 * US);
  fixture_be (self, 1, LAB_STATE_QUEUED, 0);
  fixture_do (self, 1, LAB_DEED_TAKE, GIL);
  fixture_be (self, 1, LAB_STATE_RUNNING, 0);
  for (guint i = 0; i < n_wakes; i++)
    {
      fixture_be (self, 0, LAB_STATE_SLEEPING, 2 * MS);
      fixture_wait_for (self, 0, state, GIL, wait);
      fixture_follow (self, 1, 0);
      fixture_do (self, 1, LAB_DEED_RELEASE, GIL);
      fixture_wait_for (self, 1, state, GIL, 0);
      fixture_do (self, 0, LAB_DEED_TAKE, GIL);
      fixture_be (self, 0, LAB_STATE_RUNNING, burst);
      fixture_do (self, 0, LAB_DEED_RELEASE, GIL);
      fixture_follow (self, 1, 0);
      fixture_do (self, 1, LAB_DEED_TAKE, GIL);
      fixture_be (self, 1, LAB_STATE_RUNNING, 0);
    }
  fixture_end (self, 0, LAB_STATE_DONE);
  fixture_do (self, 1, LAB_DEED_RELEASE, GIL);
  fixture_end (self, 1, LAB_STATE_DONE);
}

void
convoy_for_the_gil (Fixture *self)
{
  fixture_name_objects (self, "G");
  light_beside_heavy (self, LAB_STATE_GIL, 10, 5 * MS, 20 * US);
}

void
convoy_for_a_lock (Fixture *self)
{
  fixture_name_objects (self, "L");
  light_beside_heavy (self, LAB_STATE_LOCK, 3, 5 * MS, 20 * US);
}

void
convoy_of_short_waits (Fixture *self)
{
  light_beside_heavy (self, LAB_STATE_GIL, 10, 900 * US, 20 * US);
}

void
convoy_of_two_waits (Fixture *self)
{
  light_beside_heavy (self, LAB_STATE_GIL, 2, 5 * MS, 20 * US);
}

void
convoy_of_long_bursts (Fixture *self)
{
  light_beside_heavy (self, LAB_STATE_LOCK, 10, 5 * MS, 600 * US);
}

/* Most of its wakes found the lock free. */
void
convoy_now_and_then (Fixture *self)
{
  for (guint i = 0; i < 4; i++)
    {
      fixture_be (self, 0, LAB_STATE_SLEEPING, 2 * MS);
      fixture_be (self, 0, LAB_STATE_RUNNING, 20 * US);
    }
  light_beside_heavy (self, LAB_STATE_LOCK, 3, 5 * MS, 20 * US);
}

/* Ten tasks alike: each waits for nine others that need the lock as shortly as it does. */
void
queue_of_equals (Fixture *self)
{
  for (guint round = 0; round < 5; round++)
    for (guint32 task = 0; task < 10; task++)
      {
        guint32 before = (task + 9) % 10;

        fixture_be (self, task, LAB_STATE_SLEEPING, MS);
        fixture_wait_for (self, task, LAB_STATE_LOCK, GIL, 0);
        fixture_follow (self, task, before);
        fixture_do (self, task, LAB_DEED_TAKE, GIL);
        fixture_be (self, task, LAB_STATE_RUNNING, 300 * US);
        fixture_do (self, task, LAB_DEED_RELEASE, GIL);
      }
  for (guint32 task = 0; task < 10; task++)
    fixture_end (self, task, LAB_STATE_DONE);
}

/* Whoever has the lock sleeps with it: that is long, but nobody computes before one. */
void
behind_a_sleeper (Fixture *self)
{
  fixture_be (self, 1, LAB_STATE_RUNNING, US);
  fixture_do (self, 1, LAB_DEED_TAKE, GIL);
  fixture_be (self, 1, LAB_STATE_SLEEPING, 100 * MS);
  for (guint i = 0; i < 5; i++)
    {
      fixture_be (self, 0, LAB_STATE_SLEEPING, 2 * MS);
      fixture_wait_for (self, 0, LAB_STATE_LOCK, GIL, 10 * MS);
      fixture_be (self, 0, LAB_STATE_RUNNING, 20 * US);
    }
  fixture_end (self, 0, LAB_STATE_DONE);
  fixture_end (self, 1, LAB_STATE_DONE);
}

/* Others hand the lock to each other while task 0 waits for it. */
static void
overtake (Fixture *self, LabState state, guint32 n_others, guint n_takes, guint64 hold)
{
  fixture_be (self, 0, LAB_STATE_QUEUED, 0);
  fixture_be (self, 0, LAB_STATE_RUNNING, 10 * US);
  for (guint32 other = 1; other <= n_others; other++)
    fixture_wait_for (self, other, state, GIL, 0);
  fixture_wait_for (self, 0, state, GIL, 0);
  for (guint i = 0; i < n_takes; i++)
    {
      guint32 holder = 1 + i % n_others;

      fixture_follow (self, holder, 0);
      fixture_do (self, holder, LAB_DEED_TAKE, GIL);
      fixture_be (self, holder, LAB_STATE_RUNNING, hold);
      fixture_do (self, holder, LAB_DEED_RELEASE, GIL);
      fixture_wait_for (self, holder, state, GIL, 0);
      fixture_follow (self, 0, holder);
    }
  fixture_do (self, 0, LAB_DEED_TAKE, GIL);
  fixture_be (self, 0, LAB_STATE_RUNNING, 5 * MS);
  fixture_do (self, 0, LAB_DEED_RELEASE, GIL);
  for (guint32 task = 0; task <= n_others; task++)
    {
      fixture_follow (self, task, 0);
      fixture_end (self, task, LAB_STATE_DONE);
    }
}

void
starved_under_the_gil (Fixture *self)
{
  overtake (self, LAB_STATE_GIL, 2, 16, 5 * MS);
}

void
starved_by_a_lock (Fixture *self)
{
  overtake (self, LAB_STATE_LOCK, 1, 100, MS);
}

void
starved_but_shortly (Fixture *self)
{
  overtake (self, LAB_STATE_LOCK, 1, 100, 150 * US);
}

void
a_fair_share_of_many (Fixture *self)
{
  overtake (self, LAB_STATE_LOCK, 8, 15, 10 * MS);
}

void
overtaken_a_few_times (Fixture *self)
{
  overtake (self, LAB_STATE_LOCK, 1, 3, 40 * MS);
}

/* Task 1 holds the lock; task 0 asks for it after `patience` and gets it `kept` later. */
static void
hoard (Fixture *self, guint64 alone, guint64 patience, guint64 kept)
{
  fixture_name_objects (self, "GG");
  fixture_be (self, 1, LAB_STATE_QUEUED, 0);
  fixture_do (self, 1, LAB_DEED_TAKE, GIL);
  fixture_be (self, 1, LAB_STATE_RUNNING, 0);
  fixture_be (self, 0, LAB_STATE_QUEUED, alone);
  fixture_wait_for (self, 0, LAB_STATE_GIL, GIL, patience);
  fixture_do (self, 0, LAB_DEED_REQUEST, GIL);
  self->clocks[0] += kept;
  fixture_follow (self, 1, 0);
  fixture_do (self, 1, LAB_DEED_RELEASE, GIL);
  fixture_end (self, 1, LAB_STATE_DONE);
  fixture_do (self, 0, LAB_DEED_TAKE, GIL);
  fixture_be (self, 0, LAB_STATE_RUNNING, MS);
  fixture_do (self, 0, LAB_DEED_RELEASE, GIL);
  fixture_end (self, 0, LAB_STATE_DONE);
}

void
one_that_never_gives_way (Fixture *self)
{
  hoard (self, 0, 5 * MS, 100 * MS);
}

void
one_that_was_alone_before (Fixture *self)
{
  hoard (self, 200 * MS, 5 * MS, 60 * MS);
}

/* Perhaps the machine had other things to do. */
void
one_late_moment_in_a_long_run (Fixture *self)
{
  hoard (self, 1000 * MS, 5 * MS, 80 * MS);
}

void
one_that_gives_way_soon (Fixture *self)
{
  hoard (self, 0, 5 * MS, 45 * MS);
}

void
one_with_a_long_interval (Fixture *self)
{
  hoard (self, 0, 100 * MS, 110 * MS);
}

/* Tasks that only compute, one at a time under a GIL, an interval each. */
static void
compute_in_turns (Fixture *self, const char *objects, guint64 pause)
{
  fixture_name_objects (self, objects);
  for (guint32 task = 0; task < 2; task++)
    fixture_be (self, task, LAB_STATE_QUEUED, 0);
  for (guint i = 0; i < 20; i++)
    {
      guint32 task = i % 2;
      guint32 other = 1 - task;

      fixture_follow (self, task, other);
      fixture_do (self, task, LAB_DEED_TAKE, GIL);
      fixture_be (self, task, LAB_STATE_RUNNING, 5 * MS);
      fixture_do (self, task, LAB_DEED_RELEASE, GIL);
      if (pause > 0)
        fixture_be (self, task, LAB_STATE_SLEEPING, pause);
      fixture_wait_for (self, task, LAB_STATE_GIL, GIL, 0);
    }
  fixture_follow (self, 0, 1);
  fixture_end (self, 0, LAB_STATE_DONE);
  fixture_end (self, 1, LAB_STATE_DONE);
}

void
serialised (Fixture *self)
{
  compute_in_turns (self, "G", 0);
}

void
serialised_by_two_gils (Fixture *self)
{
  compute_in_turns (self, "GG", 0);
}

void
mostly_waiting_under_a_gil (Fixture *self)
{
  compute_in_turns (self, "G", 20 * MS);
}

void
parallel_in_spite_of_a_gil (Fixture *self)
{
  fixture_name_objects (self, "G");
  for (guint32 task = 0; task < 2; task++)
    {
      fixture_wait_for (self, task, LAB_STATE_GIL, GIL, 30 * MS);
      fixture_be (self, task, LAB_STATE_RUNNING, 50 * MS);
      fixture_end (self, task, LAB_STATE_DONE);
    }
}
