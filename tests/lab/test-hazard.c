/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hazard-fixture.h"
#include "lab-hazard-sweep.h"
#include "lab-test-utils.h"

#define GIL 0

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

static void
convoy_for_the_gil (Fixture *self)
{
  fixture_name_objects (self, "G");
  light_beside_heavy (self, LAB_STATE_GIL, 10, 5 * MS, 20 * US);
}

static void
convoy_for_a_lock (Fixture *self)
{
  fixture_name_objects (self, "L");
  light_beside_heavy (self, LAB_STATE_LOCK, 3, 5 * MS, 20 * US);
}

static void
convoy_of_short_waits (Fixture *self)
{
  light_beside_heavy (self, LAB_STATE_GIL, 10, 900 * US, 20 * US);
}

static void
convoy_of_two_waits (Fixture *self)
{
  light_beside_heavy (self, LAB_STATE_GIL, 2, 5 * MS, 20 * US);
}

static void
convoy_of_long_bursts (Fixture *self)
{
  light_beside_heavy (self, LAB_STATE_LOCK, 10, 5 * MS, 600 * US);
}

/* Most of its wakes found the lock free. */
static void
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
static void
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
static void
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

static void
starved_under_the_gil (Fixture *self)
{
  overtake (self, LAB_STATE_GIL, 2, 16, 5 * MS);
}

static void
starved_by_a_lock (Fixture *self)
{
  overtake (self, LAB_STATE_LOCK, 1, 100, MS);
}

static void
starved_but_shortly (Fixture *self)
{
  overtake (self, LAB_STATE_LOCK, 1, 100, 150 * US);
}

static void
a_fair_share_of_many (Fixture *self)
{
  overtake (self, LAB_STATE_LOCK, 8, 15, 10 * MS);
}

static void
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

static void
one_that_never_gives_way (Fixture *self)
{
  hoard (self, 0, 5 * MS, 100 * MS);
}

static void
one_that_was_alone_before (Fixture *self)
{
  hoard (self, 200 * MS, 5 * MS, 60 * MS);
}

/* Perhaps the machine had other things to do. */
static void
one_late_moment_in_a_long_run (Fixture *self)
{
  hoard (self, 1000 * MS, 5 * MS, 80 * MS);
}

static void
one_that_gives_way_soon (Fixture *self)
{
  hoard (self, 0, 5 * MS, 45 * MS);
}

static void
one_with_a_long_interval (Fixture *self)
{
  hoard (self, 0, 100 * MS, 110 * MS);
}

static void
loop_sleeps (Fixture *self, guint32 task)
{
  fixture_loop_be (self, task, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_be (self, task, LAB_STATE_SLEEPING, 0);
}

/* Task 1 holds the loop `n_turns` times; task 0 is ready from the first millisecond on. */
static void
hold_the_loop (Fixture *self, guint n_turns, guint64 held, LabState state)
{
  guint64 ready;

  loop_sleeps (self, 0);
  ready = self->loop_clock + MS;
  for (guint i = 0; i < n_turns; i++)
    {
      guint32 task = 1 + i;

      fixture_loop_be (self, task, LAB_STATE_RUNNING, 10 * US);
      if (state != LAB_STATE_RUNNING)
        fixture_loop_be (self, task, state, 0);
      self->loop_clock += held;
      if (state != LAB_STATE_RUNNING)
        fixture_loop_be (self, task, LAB_STATE_RUNNING, 10 * US);
      fixture_loop_end (self, task);
    }
  fixture_loop_ready (self, 0, ready);
  fixture_loop_be (self, 0, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_end (self, 0);
}

static void
blocked_by_a_call (Fixture *self)
{
  hold_the_loop (self, 1, 500 * MS, LAB_STATE_IO);
}

static void
blocked_by_computing (Fixture *self)
{
  hold_the_loop (self, 1, 500 * MS, LAB_STATE_RUNNING);
}

/* A task that gives way all the time, and once had to wait for the processor in the midst of that. */
static void
held_up_by_the_machine (Fixture *self)
{
  hold_the_loop (self, 1, 90 * MS, LAB_STATE_RUNNING);
  for (guint i = 0; i < 100; i++)
    {
      fixture_loop_be (self, 5, LAB_STATE_RUNNING, 2 * MS);
      fixture_loop_be (self, 5, LAB_STATE_QUEUED, 10 * US);
    }
  fixture_loop_end (self, 5);
}

static void
blocked_until_it_was_cancelled (Fixture *self)
{
  loop_sleeps (self, 0);
  fixture_loop_ready (self, 0, self->loop_clock + MS);
  fixture_loop_be (self, 1, LAB_STATE_RUNNING, 300 * MS);
  fixture_loop_be (self, 1, LAB_STATE_CANCELLED, 0);
  fixture_loop_be (self, 0, LAB_STATE_CANCELLED, 0);
}

static void
held_up_for_a_moment (Fixture *self)
{
  hold_the_loop (self, 1, 19 * MS, LAB_STATE_RUNNING);
}

static void
held_up_once (Fixture *self)
{
  hold_the_loop (self, 1, 40 * MS, LAB_STATE_RUNNING);
}

/* In a long run that is nothing. */
static void
held_up_once_in_a_while (Fixture *self)
{
  hold_the_loop (self, 1, 60 * MS, LAB_STATE_RUNNING);
  fixture_loop_be (self, 5, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_be (self, 5, LAB_STATE_SLEEPING, 3000 * MS);
  fixture_loop_be (self, 5, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_end (self, 5);
}

static void
much_to_do_in_small_pieces (Fixture *self)
{
  hold_the_loop (self, 10, 15 * MS, LAB_STATE_RUNNING);
}

/* What waits for input lets others run, and is called back when it has come. */
static void
input_that_the_loop_sees (Fixture *self)
{
  loop_sleeps (self, 0);
  fixture_loop_be (self, 1, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_be (self, 1, LAB_STATE_IO, 500 * MS);
  fixture_loop_ready (self, 0, self->loop_clock - 100 * MS);
  fixture_loop_ready (self, 1, self->loop_clock - US);
  fixture_loop_be (self, 1, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_end (self, 1);
  fixture_loop_be (self, 0, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_end (self, 0);
}

static void
a_first_turn_that_is_late (Fixture *self)
{
  fixture_loop_ready (self, 0, 0);
  fixture_loop_be (self, 1, LAB_STATE_RUNNING, 500 * MS);
  fixture_loop_end (self, 1);
  fixture_loop_be (self, 0, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_end (self, 0);
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

static void
serialised (Fixture *self)
{
  compute_in_turns (self, "G", 0);
}

static void
serialised_by_two_gils (Fixture *self)
{
  compute_in_turns (self, "GG", 0);
}

static void
mostly_waiting_under_a_gil (Fixture *self)
{
  compute_in_turns (self, "G", 20 * MS);
}

static void
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

static void
compute_at_once (Fixture *self, guint32 n_tasks, const guint64 *durations, const char *host)
{
  fixture_record (self, "host", host);
  for (guint32 task = 0; task < n_tasks; task++)
    {
      fixture_be (self, task, LAB_STATE_QUEUED, 0);
      fixture_be (self, task, LAB_STATE_RUNNING, durations[task]);
      fixture_end (self, task, LAB_STATE_DONE);
    }
}

static void
more_lanes_than_processors (Fixture *self)
{
  static const guint64 durations[] = { 50 * MS, 50 * MS, 50 * MS, 50 * MS };

  compute_at_once (self, 4, durations, "{\"cpus\": 2}");
}

static void
as_many_lanes_as_processors (Fixture *self)
{
  static const guint64 durations[] = { 50 * MS, 50 * MS, 50 * MS, 50 * MS };

  compute_at_once (self, 4, durations, "{\"cpus\": 4}");
}

static void
one_long_task_among_short_ones (Fixture *self)
{
  static const guint64 durations[] = { 100 * MS, MS, 2 * MS, 3 * MS };

  compute_at_once (self, 4, durations, "{\"cpus\": 4}");
}

/* Ten tasks that wait, on two lanes. */
static void
pool_of_two (Fixture *self)
{
  for (guint32 task = 0; task < 10; task++)
    fixture_be (self, task, LAB_STATE_QUEUED, 0);
  for (guint32 task = 0; task < 10; task++)
    {
      if (task >= 2)
        fixture_follow (self, task, task - 2);
      /* Its lane is that of the task two before. */
      lab_recorder_add_at (self->lanes[task % 2], self->lanes[0]->origin + self->clocks[task], task, LAB_STATE_RUNNING,
                           0);
      lab_recorder_add_at (self->lanes[task % 2], self->lanes[0]->origin + self->clocks[task] + US, task,
                           LAB_STATE_SLEEPING, 0);
      self->clocks[task] += 50 * MS;
      lab_recorder_add_at (self->lanes[task % 2], self->lanes[0]->origin + self->clocks[task], task, LAB_STATE_DONE, 0);
    }
}

static void
lost_updates (Fixture *self)
{
  fixture_record (self, "counters",
                  "[{\"name\": \"right\", \"found\": 3, \"expected\": 3, \"isolated\": false}, "
                  "{\"name\": \"hits\", \"found\": -1, \"expected\": 20000, \"isolated\": false}]");
}

static void
isolated_memory (Fixture *self)
{
  fixture_record (self, "counters", "[{\"name\": \"hits\", \"found\": 0, \"expected\": 4, \"isolated\": true}]");
}

static void
right_counters (Fixture *self)
{
  fixture_record (self, "counters",
                  "[{\"name\": \"a\", \"found\": 4, \"expected\": 4, \"isolated\": true}, "
                  "{\"name\": \"b\", \"found\": 4, \"isolated\": false}]");
}

static void
ring (Fixture *self)
{
  fixture_name_objects (self, "LL");
  fixture_record (self, "deadlock",
                  "{\"kind\": \"cycle\", \"queued\": 0, \"waits\": "
                  "[{\"task\": 0, \"object\": 1, \"owner\": 1}, "
                  "{\"task\": 1, \"object\": 0, \"owner\": 0}]}");
}

static void
all_wait_and_some_are_queued (Fixture *self)
{
  fixture_name_objects (self, "LL");
  fixture_record (self, "deadlock", "{\"kind\": \"all\", \"queued\": 3, \"waits\": [{\"task\": 0, \"object\": 1}]}");
}

static void
nothing_at_all (Fixture *self)
{
}

typedef struct
{
  const char *name;
  void (*make) (Fixture *self);
  const char *hazards;
  LabOutcomeKind outcome;
} Case;

static const Case cases[] = {
  { "nothing at all", nothing_at_all, "", LAB_OUTCOME_DONE },
  { "a convoy for the GIL", convoy_for_the_gil, "convoy", LAB_OUTCOME_DONE },
  { "a convoy for a lock", convoy_for_a_lock, "convoy", LAB_OUTCOME_DONE },
  { "no convoy: the waits are short", convoy_of_short_waits, "", LAB_OUTCOME_DONE },
  { "no convoy: twice may be chance", convoy_of_two_waits, "", LAB_OUTCOME_DONE },
  { "no convoy: it has much to do itself", convoy_of_long_bursts, "", LAB_OUTCOME_DONE },
  { "no convoy: mostly the lock was free", convoy_now_and_then, "", LAB_OUTCOME_DONE },
  { "no convoy: all are alike", queue_of_equals, "", LAB_OUTCOME_DONE },
  { "no convoy: who has the lock sleeps", behind_a_sleeper, "", LAB_OUTCOME_DONE },
  { "starvation under the GIL", starved_under_the_gil, "starvation", LAB_OUTCOME_DONE },
  { "starvation by a lock", starved_by_a_lock, "starvation", LAB_OUTCOME_DONE },
  { "no starvation: the wait is short", starved_but_shortly, "", LAB_OUTCOME_DONE },
  { "no starvation: there are many", a_fair_share_of_many, "", LAB_OUTCOME_DONE },
  { "no starvation: overtaken a few times", overtaken_a_few_times, "", LAB_OUTCOME_DONE },
  { "starvation by one that never gives way", one_that_never_gives_way, "starvation", LAB_OUTCOME_DONE },
  { "starvation by one that was alone before", one_that_was_alone_before, "starvation", LAB_OUTCOME_DONE },
  { "no starvation: late once in a long run", one_late_moment_in_a_long_run, "", LAB_OUTCOME_DONE },
  { "no starvation: it gives way soon", one_that_gives_way_soon, "", LAB_OUTCOME_DONE },
  { "no starvation: the interval is long", one_with_a_long_interval, "", LAB_OUTCOME_DONE },
  { "a loop blocked by a call", blocked_by_a_call, "blocked-loop", LAB_OUTCOME_DONE },
  { "a loop blocked by computing", blocked_by_computing, "blocked-loop", LAB_OUTCOME_DONE },
  { "a loop blocked until it was cancelled", blocked_until_it_was_cancelled, "blocked-loop", LAB_OUTCOME_CANCELLED },
  { "no blocked loop: a moment", held_up_for_a_moment, "", LAB_OUTCOME_DONE },
  { "no blocked loop: once", held_up_once, "", LAB_OUTCOME_DONE },
  { "no blocked loop: once in a long run", held_up_once_in_a_while, "", LAB_OUTCOME_DONE },
  { "no blocked loop: the machine did it", held_up_by_the_machine, "", LAB_OUTCOME_DONE },
  { "no blocked loop: many small pieces", much_to_do_in_small_pieces, "", LAB_OUTCOME_DONE },
  { "no blocked loop: input that it sees", input_that_the_loop_sees, "", LAB_OUTCOME_DONE },
  { "no blocked loop: the first turn", a_first_turn_that_is_late, "", LAB_OUTCOME_DONE },
  { "serialised by the GIL", serialised, "serialised", LAB_OUTCOME_DONE },
  { "not serialised: a GIL for each", serialised_by_two_gils, "", LAB_OUTCOME_DONE },
  { "not serialised: mostly waiting", mostly_waiting_under_a_gil, "", LAB_OUTCOME_DONE },
  { "not serialised: two computed at once", parallel_in_spite_of_a_gil, "", LAB_OUTCOME_DONE },
  { "more lanes than processors", more_lanes_than_processors, "oversubscription", LAB_OUTCOME_DONE },
  { "as many lanes as processors", as_many_lanes_as_processors, "", LAB_OUTCOME_DONE },
  { "a broken run says nothing of its load", more_lanes_than_processors, "", LAB_OUTCOME_CANCELLED },
  { "uneven load", one_long_task_among_short_ones, "uneven-load", LAB_OUTCOME_DONE },
  { "a pool that is too small", pool_of_two, "pool-too-small", LAB_OUTCOME_DONE },
  { "lost updates", lost_updates, "lost-updates", LAB_OUTCOME_DONE },
  { "lost updates only at the end", lost_updates, "", LAB_OUTCOME_CANCELLED },
  { "isolated memory", isolated_memory, "isolated-memory", LAB_OUTCOME_DONE },
  { "right counters", right_counters, "", LAB_OUTCOME_DONE },
  { "a ring", ring, "deadlock", LAB_OUTCOME_DEADLOCK },
  { "a ring in a run that was cancelled", ring, "deadlock", LAB_OUTCOME_CANCELLED },
  { "all wait and some are queued", all_wait_and_some_are_queued, "pool-too-small", LAB_OUTCOME_DEADLOCK },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *found = NULL;

  fixture_init (&fixture, NULL);
  one->make (&fixture);
  found = fixture_find (&fixture, NULL, one->outcome, NULL);
  g_assert_cmpstr (found, ==, one->hazards);
}

/* Everything takes up to a twentieth longer, and the scheduler and other locks have their say. */
static void
test_case_with_noise (gconstpointer data)
{
  const Case *one = data;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GRand) noise = g_rand_new_with_seed ((guint32) g_test_rand_int ());
      g_auto (Fixture) fixture = { 0 };
      g_autofree char *found = NULL;

      fixture_init (&fixture, noise);
      one->make (&fixture);
      found = fixture_find (&fixture, NULL, one->outcome, NULL);
      g_assert_cmpstr (found, ==, one->hazards);
    }
}

static const struct
{
  void (*make) (Fixture *self);
  const char *with_names;
  const char *without;
} sentences[] = {
  { lost_updates,
    "Counter \"hits\" is -1 instead of 20,000: between one task's reading and its writing others wrote, and their "
    "updates were lost.",
    NULL },
  { isolated_memory,
    "Counter \"hits\" is 0 instead of 4: each worker has a memory of its own and counted for itself there, where "
    "nobody else can see it.",
    NULL },
  { ring,
    "None of them can ever go on: \"io 1\" waits for \"B\", held by \"cpu 1\"; \"cpu 1\" waits for \"A\", held by "
    "\"io 1\".",
    "None of them can ever go on: task 0 waits for \"B\", held by task 1; task 1 waits for \"A\", held by task 0." },
  { all_wait_and_some_are_queued,
    "Every worker is taken by a task that waits, and 3 tasks are still queued that have no worker to run on: \"io 1\" "
    "waits for \"B\", which nobody is left to set.",
    NULL },
  { blocked_by_a_call,
    "\"cpu 1\" held the event loop for 500 ms in a call that blocks, so that nothing else could run: \"io 1\" was "
    "ready and waited for 499 ms.",
    NULL },
  { blocked_by_computing,
    "\"cpu 1\" computed for 500 ms without giving way, so that nothing else on the event loop could run: \"io 1\" was "
    "ready and waited for 499 ms.",
    NULL },
  { convoy_for_the_gil,
    "When what it had waited for was there, \"io 1\" stood in line for the GIL, 10 of 10 times, for 5 ms on average, "
    "to compute for 20 µs: those before it in the line take much longer.",
    NULL },
  { convoy_for_a_lock,
    "When what it had waited for was there, \"io 1\" stood in line for \"A\", 3 of 3 times, for 5 ms on average, to "
    "compute for 20 µs: those before it in the line take much longer.",
    NULL },
  { one_that_never_gives_way,
    "\"cpu 1\" was asked to give up the GIL and kept it for another 100 ms: who does not look cannot be interrupted, "
    "and the others wait.",
    NULL },
  { starved_by_a_lock,
    "\"io 1\" waited for lock 0 for 100 ms while others took it 100 times: nothing makes sure that who waits longest "
    "is the next.",
    NULL },
  { serialised,
    "Only one task at a time could compute, the one that held the GIL: they computed for 100 ms, never two at once, "
    "and waited for each other for 95 ms.",
    NULL },
};

static char *
find_sentences (void (*make) (Fixture *self), const LabExperiment *experiment)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *found = NULL;
  char *text;

  fixture_init (&fixture, NULL);
  make (&fixture);
  found = fixture_find (&fixture, experiment, LAB_OUTCOME_DONE, &text);
  return text;
}

static void
test_sentences (void)
{
  g_autoptr (LabWorkload) workload = lab_test_workload (
    "'tasks': [{'name': 'io {number}', 'count': 1, 'steps': []}, {'name': 'cpu {number}', 'count': 1, 'steps': []}], "
    "'answer': {'count': 0}");
  g_autoptr (LabExperiment) experiment = lab_experiment_new (workload, lab_model_find ("threads"));

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *with_names = find_sentences (sentences[i].make, experiment);
      g_autofree char *without = find_sentences (sentences[i].make, NULL);

      g_assert_cmpstr (with_names, ==, sentences[i].with_names);
      if (sentences[i].without != NULL)
        g_assert_cmpstr (without, ==, sentences[i].without);
    }
}

/* Anybody may have written them. */
static const char *const bad_records[] = {
  "",
  "null",
  "7",
  "[]",
  "{}",
  "[[]]",
  "[null, 7, {}, []]",
  "{\"queued\": 0}",
  "{\"queued\": 0, \"waits\": 7}",
  "{\"queued\": 0, \"waits\": [7, null, {}]}",
  "{\"queued\": \"0\", \"waits\": [{\"task\": 0, \"object\": 0}]}",
  "{\"queued\": -1, \"waits\": [{\"task\": 0, \"object\": 0}]}",
  "{\"queued\": 0, \"waits\": [{\"task\": true, \"object\": []}]}",
  "[{\"name\": 7, \"found\": 1, \"expected\": 2, \"isolated\": false}]",
  "[{\"name\": \"a\", \"found\": 1.5, \"expected\": 2, \"isolated\": false}]",
  "[{\"name\": \"a\", \"found\": 1, \"expected\": null, \"isolated\": false}]",
};

static void
test_bad_records (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_records); i++)
    {
      g_auto (Fixture) fixture = { 0 };
      g_autofree char *found = NULL;

      fixture_init (&fixture, NULL);
      fixture_record (&fixture, "objects", bad_records[i]);
      fixture_record (&fixture, "counters", bad_records[i]);
      fixture_record (&fixture, "deadlock", bad_records[i]);
      fixture_record (&fixture, "host", bad_records[i]);
      found = fixture_find (&fixture, NULL, LAB_OUTCOME_DONE, NULL);
      g_assert_cmpstr (found, ==, "");
    }
}

/* Numbers that nothing has, and names that a terminal must not see. */
static void
test_strange_records (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *found = NULL;
  g_autofree char *text = NULL;

  fixture_init (&fixture, NULL);
  fixture_record (&fixture, "objects", "[{\"kind\": \"lock\", \"name\": \"\\u001b[31m\"}]");
  fixture_record (&fixture, "counters",
                  "[{\"name\": \"\\n\", \"found\": -9223372036854775808, \"expected\": 9223372036854775807}]");
  fixture_record (&fixture, "deadlock",
                  "{\"queued\": 0, \"waits\": [{\"task\": -1, \"object\": 0, \"owner\": -1}, "
                  "{\"task\": 9223372036854775807, \"object\": -1, \"owner\": 4294967295}]}");
  found = fixture_find (&fixture, NULL, LAB_OUTCOME_DONE, &text);
  g_assert_cmpstr (found, ==, "lost-updates deadlock");
  for (const char *letter = text; *letter != '\0'; letter++)
    g_assert_true (*letter == '\n' || !g_ascii_iscntrl (*letter));
}

static void
check_anything (Fixture *fixture, LabOutcomeKind outcome)
{
  LabSweep sweep;
  guint64 end = lab_trace_get_last_time (fixture->trace);

  g_free (fixture_find (fixture, NULL, outcome, NULL));
  lab_hazard_sweep (&sweep, fixture->trace);
  g_assert_cmpuint (sweep.convoy.n_late, <=, sweep.convoy.n_wakes);
  g_assert_cmpuint (sweep.overtaken.waited, <=, end);
  g_assert_cmpuint (sweep.hoarder.kept, <=, end);
  g_assert_cmpuint (sweep.blocked.waited, <=, end);
  g_assert_cmpuint (sweep.blocked.held, <=, sweep.blocked.total);
}

/* Tasks that do anything anywhere, at any time, with any thing. */
static void
test_anything (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_auto (Fixture) fixture = { 0 };

      fixture_init (&fixture, NULL);
      if (round % 2 == 0)
        fixture_name_objects (&fixture, "GL");
      for (guint i = 0; i < 400; i++)
        {
          guint32 task = (guint32) g_test_rand_int_range (0, 4);
          guint64 duration = (guint64) g_test_rand_int_range (0, 60) * MS;
          guint16 object = (guint16) g_test_rand_int_range (-1, 3);

          if (g_test_rand_bit ())
            fixture_do (&fixture, task, g_test_rand_int_range (LAB_DEED_TAKE, LAB_N_DEEDS), object);
          else if (g_test_rand_bit ())
            fixture_loop_be (&fixture, task, g_test_rand_int_range (LAB_STATE_QUEUED, LAB_N_TIMED_STATES), duration);
          else
            fixture_wait_for (&fixture, task, g_test_rand_int_range (LAB_STATE_QUEUED, LAB_N_TIMED_STATES), object,
                              duration);
        }
      fixture_end (&fixture, 0, LAB_STATE_DONE);
      check_anything (&fixture, round % 3 == 0 ? LAB_OUTCOME_RUNNING : LAB_OUTCOME_DONE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hazard/%s", cases[i].name);
      g_autofree char *noisy = g_strdup_printf ("/hazard/with noise/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
      g_test_add_data_func (noisy, &cases[i], test_case_with_noise);
    }
  g_test_add_func ("/hazard/what is said", test_sentences);
  g_test_add_func ("/hazard/records that are none", test_bad_records);
  g_test_add_func ("/hazard/records that are strange", test_strange_records);
  g_test_add_func ("/hazard/any events at all", test_anything);
  return g_test_run ();
}
