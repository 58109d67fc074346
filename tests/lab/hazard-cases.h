/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hazard-fixture.h"

G_BEGIN_DECLS

/* Traces of hazards, and of what only looks like one. Of GILs and locks: */
void convoy_for_the_gil (Fixture *self);
void convoy_for_a_lock (Fixture *self);
void convoy_of_short_waits (Fixture *self);
void convoy_of_two_waits (Fixture *self);
void convoy_of_long_bursts (Fixture *self);
void convoy_now_and_then (Fixture *self);
void queue_of_equals (Fixture *self);
void behind_a_sleeper (Fixture *self);
void starved_under_the_gil (Fixture *self);
void starved_by_a_lock (Fixture *self);
void starved_but_shortly (Fixture *self);
void a_fair_share_of_many (Fixture *self);
void overtaken_a_few_times (Fixture *self);
void one_that_never_gives_way (Fixture *self);
void one_that_was_alone_before (Fixture *self);
void one_late_moment_in_a_long_run (Fixture *self);
void one_that_gives_way_soon (Fixture *self);
void one_with_a_long_interval (Fixture *self);
void serialised (Fixture *self);
void serialised_by_two_gils (Fixture *self);
void mostly_waiting_under_a_gil (Fixture *self);
void parallel_in_spite_of_a_gil (Fixture *self);

/* Of loops, of how the load is spread, and of what is recorded beside the events: */
void blocked_by_a_call (Fixture *self);
void blocked_by_computing (Fixture *self);
void held_up_by_the_machine (Fixture *self);
void blocked_until_it_was_cancelled (Fixture *self);
void held_up_for_a_moment (Fixture *self);
void held_up_once (Fixture *self);
void held_up_once_in_a_while (Fixture *self);
void much_to_do_in_small_pieces (Fixture *self);
void input_that_the_loop_sees (Fixture *self);
void a_first_turn_that_is_late (Fixture *self);
void more_lanes_than_processors (Fixture *self);
void as_many_lanes_as_processors (Fixture *self);
void one_long_task_among_short_ones (Fixture *self);
void pool_of_two (Fixture *self);
void lost_updates (Fixture *self);
void isolated_memory (Fixture *self);
void right_counters (Fixture *self);
void ring (Fixture *self);
void all_wait_and_some_are_queued (Fixture *self);
void nothing_at_all (Fixture *self);

G_END_DECLS
