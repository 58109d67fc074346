/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hazard-cases.h"

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

void
blocked_by_a_call (Fixture *self)
{
  hold_the_loop (self, 1, 500 * MS, LAB_STATE_IO);
}

void
blocked_by_computing (Fixture *self)
{
  hold_the_loop (self, 1, 500 * MS, LAB_STATE_RUNNING);
}

/* A task that gives way all the time, and once had to wait for the processor in the midst of that. */
void
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

void
blocked_until_it_was_cancelled (Fixture *self)
{
  loop_sleeps (self, 0);
  fixture_loop_ready (self, 0, self->loop_clock + MS);
  fixture_loop_be (self, 1, LAB_STATE_RUNNING, 300 * MS);
  fixture_loop_be (self, 1, LAB_STATE_CANCELLED, 0);
  fixture_loop_be (self, 0, LAB_STATE_CANCELLED, 0);
}

void
held_up_for_a_moment (Fixture *self)
{
  hold_the_loop (self, 1, 19 * MS, LAB_STATE_RUNNING);
}

void
held_up_once (Fixture *self)
{
  hold_the_loop (self, 1, 40 * MS, LAB_STATE_RUNNING);
}

/* In a long run that is nothing. */
void
held_up_once_in_a_while (Fixture *self)
{
  hold_the_loop (self, 1, 60 * MS, LAB_STATE_RUNNING);
  fixture_loop_be (self, 5, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_be (self, 5, LAB_STATE_SLEEPING, 3000 * MS);
  fixture_loop_be (self, 5, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_end (self, 5);
}

void
much_to_do_in_small_pieces (Fixture *self)
{
  hold_the_loop (self, 10, 15 * MS, LAB_STATE_RUNNING);
}

/* What waits for input lets others run, and is called back when it has come. */
void
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

void
a_first_turn_that_is_late (Fixture *self)
{
  fixture_loop_ready (self, 0, 0);
  fixture_loop_be (self, 1, LAB_STATE_RUNNING, 500 * MS);
  fixture_loop_end (self, 1);
  fixture_loop_be (self, 0, LAB_STATE_RUNNING, 10 * US);
  fixture_loop_end (self, 0);
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

void
more_lanes_than_processors (Fixture *self)
{
  static const guint64 durations[] = { 50 * MS, 50 * MS, 50 * MS, 50 * MS };

  compute_at_once (self, 4, durations, "{\"cpus\": 2}");
}

void
as_many_lanes_as_processors (Fixture *self)
{
  static const guint64 durations[] = { 50 * MS, 50 * MS, 50 * MS, 50 * MS };

  compute_at_once (self, 4, durations, "{\"cpus\": 4}");
}

void
one_long_task_among_short_ones (Fixture *self)
{
  static const guint64 durations[] = { 100 * MS, MS, 2 * MS, 3 * MS };

  compute_at_once (self, 4, durations, "{\"cpus\": 4}");
}

/* Ten tasks that wait, on two lanes. */
void
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

void
lost_updates (Fixture *self)
{
  fixture_record (self, "counters",
                  "[{\"name\": \"right\", \"found\": 3, \"expected\": 3, \"isolated\": false}, "
                  "{\"name\": \"hits\", \"found\": -1, \"expected\": 20000, \"isolated\": false}]");
}

void
isolated_memory (Fixture *self)
{
  fixture_record (self, "counters", "[{\"name\": \"hits\", \"found\": 0, \"expected\": 4, \"isolated\": true}]");
}

void
right_counters (Fixture *self)
{
  fixture_record (self, "counters",
                  "[{\"name\": \"a\", \"found\": 4, \"expected\": 4, \"isolated\": true}, "
                  "{\"name\": \"b\", \"found\": 4, \"isolated\": false}]");
}

void
ring (Fixture *self)
{
  fixture_name_objects (self, "LL");
  fixture_record (self, "deadlock",
                  "{\"kind\": \"cycle\", \"queued\": 0, \"waits\": "
                  "[{\"task\": 0, \"object\": 1, \"owner\": 1}, "
                  "{\"task\": 1, \"object\": 0, \"owner\": 0}]}");
}

void
all_wait_and_some_are_queued (Fixture *self)
{
  fixture_name_objects (self, "LL");
  fixture_record (self, "deadlock", "{\"kind\": \"all\", \"queued\": 3, \"waits\": [{\"task\": 0, \"object\": 1}]}");
}

void
nothing_at_all (Fixture *self)
{
}
