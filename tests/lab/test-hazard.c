/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hazard-cases.h"
#include "lab-hazard-sweep.h"
#include "lab-test-utils.h"

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
    "None of them can ever go on: \"io 1\" holds \"A\" and waits for \"B\", held by \"cpu 1\"; \"cpu 1\" holds "
    "\"B\" and waits for \"A\", held by \"io 1\".",
    "None of them can ever go on: task 0 holds \"A\" and waits for \"B\", held by task 1; task 1 holds \"B\" and "
    "waits for \"A\", held by task 0." },
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
  guint64 end;

  g_free (fixture_find (fixture, NULL, outcome, NULL));
  end = lab_trace_get_last_time (fixture->trace);
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
