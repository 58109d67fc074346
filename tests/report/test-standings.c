/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "lab-advice.h"
#include "lab-race-bet.h"
#include "test-utils.h"

#define MS G_GUINT64_CONSTANT (1000000)

/* A run of the model with this makespan; 0: it failed. */
static LabEntry *
add_for (GPtrArray *entries, const char *workload, const char *model, guint64 makespan)
{
  LabEntry *entry = lab_entry_new (test_experiment (workload, model, ""));

  entry->result = g_new0 (LabResult, 1);
  entry->result->outcome = lab_outcome_new (makespan > 0 ? LAB_OUTCOME_DONE : LAB_OUTCOME_FAILED);
  entry->result->metrics.makespan = makespan;
  entry->result->hazards = g_ptr_array_new ();
  g_ptr_array_add (entries, entry);
  return entry;
}

static LabEntry *
add (GPtrArray *entries, const char *model, guint64 makespan)
{
  return add_for (entries, "sleep", model, makespan);
}

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lab_entry_free);
}

static void
assert_advice (GPtrArray *entries, const char *beginning)
{
  g_autofree char *advice = lab_standings_advise (entries);

  if (beginning == NULL)
    g_assert_null (advice);
  else if (advice == NULL || strstr (advice, beginning) == NULL)
    g_error ("expected \"%s\", found \"%s\"", beginning, advice);
}

static void
test_advice_follows_from_who_was_fast (void)
{
  static const struct
  {
    guint64 sequential, async, threads;
    guint waiting; /* of 100 */
    const char *beginning;
  } cases[] = {
    { 3000, 300, 300, 95, "Work like this waits, so" },
    { 3000, 300, 900, 95, "Work like this waits, and there is little" },
    { 4000, 4100, 2000, 0, "Work like this computes, so" },
    { 4000, 2000, 1000, 50, "Work like this waits and computes." },
    { 1000, 1000, 1100, 0, "Nothing gained" },
    /* On a busy machine: without waits there is nothing to overlap. */
    { 4000, 2500, 2400, 0, "Work like this computes, so" },
    { 4000, 0, 2000, 0, "Work like this computes, so" },
    { 0, 0, 2000, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) entries = new_entries ();

      add (entries, "sequential", cases[i].sequential * MS);
      add (entries, "async", cases[i].async * MS);
      add (entries, "threads", cases[i].threads * MS);
      for (guint j = 0; j < entries->len; j++)
        {
          guint64 *states = ((LabEntry *) g_ptr_array_index (entries, j))->result->metrics.states;

          states[LAB_STATE_SLEEPING] = cases[i].waiting;
          states[LAB_STATE_RUNNING] = 100 - cases[i].waiting;
        }
      assert_advice (entries, cases[i].beginning);
    }
}

static void
test_wrong_answers_come_before_speed (void)
{
  g_autoptr (GPtrArray) entries = new_entries ();
  LabEntry *wrong = add_for (entries, "race", "threads", 10 * MS);

  wrong->result->outcome->answer_known = TRUE;
  add_for (entries, "race", "sequential", 40 * MS);
  add_for (entries, "race", "async", 40 * MS);
  assert_advice (entries, "A fast wrong answer is none");
}

static void
test_ranks_leave_out_who_failed (void)
{
  g_autoptr (GPtrArray) entries = new_entries ();
  LabEntry *failed = add (entries, "gil", 0);
  LabEntry *second = add (entries, "threads", 20 * MS);
  LabEntry *first = add (entries, "async", 10 * MS);

  g_assert_cmpuint (lab_standings_get_rank (entries, failed), ==, 0);
  g_assert_cmpuint (lab_standings_get_rank (entries, first), ==, 1);
  g_assert_cmpuint (lab_standings_get_rank (entries, second), ==, 2);
}

static void
test_runs_are_compared_by_name (void)
{
  g_autoptr (GPtrArray) entries = new_entries ();
  static const char *const names[] = { "Before", "After" };
  g_autofree char *one = NULL, *two = NULL, *none = NULL;

  none = lab_standings_compare_names (entries, names);
  g_assert_cmpstr (none, ==, "None of these runs came to a right end.");
  add (entries, "threads", 300 * MS);
  one = lab_standings_compare_names (entries, names);
  g_assert_cmpstr (one, ==, "Only \"Before\" came to a right end, in 300 ms.");
  add (entries, "threads", 100 * MS);
  two = lab_standings_compare_names (entries, names);
  g_assert_cmpstr (two, ==, "\"After\" was the fastest with 100 ms, 3.00 times as fast as \"Before\".");
}

static void
test_bets_are_judged (void)
{
  static const struct
  {
    const char *model;
    guint64 time;
    const char *judgement;
  } cases[] = {
    { NULL, 0, NULL },
    { "async", 0, "You bet on \"Asynchronous\", and it won." },
    { "threads", 0, "You bet on \"Threads\": place 2 of 2." },
    { "gil", 0, "You bet on \"Threads under a GIL\", which did not come to a right end." },
    { NULL, 100, "You bet 100 ms; it took 100 ms: well seen!" },
    { NULL, 50, "You bet 50 ms; it took 100 ms: 2.00 times as long." },
    { "threads", 250, "You bet on \"Threads\": place 2 of 2. You bet 250 ms; it took 200 ms: 20 % shorter." },
  };
  g_autoptr (GPtrArray) entries = new_entries ();

  add (entries, "gil", 0);
  add (entries, "threads", 200 * MS);
  add (entries, "async", 100 * MS);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LabRaceBet bet = { cases[i].model != NULL ? lab_model_find (cases[i].model) : NULL, cases[i].time * MS };
      g_autofree char *judgement = lab_race_bet_judge (&bet, entries);

      g_assert_cmpstr (judgement, ==, cases[i].judgement);
    }
}

static void
test_nobody_wins_a_bet_on_a_race_without_winner (void)
{
  g_autoptr (GPtrArray) entries = new_entries ();
  const LabRaceBet bet = { lab_model_find ("gil"), MS };

  add (entries, "gil", 0);
  g_assert_null (lab_race_bet_judge (&bet, entries));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standings/advice follows from who was fast", test_advice_follows_from_who_was_fast);
  g_test_add_func ("/standings/wrong answers come before speed", test_wrong_answers_come_before_speed);
  g_test_add_func ("/standings/ranks leave out who failed", test_ranks_leave_out_who_failed);
  g_test_add_func ("/standings/runs are compared by name", test_runs_are_compared_by_name);
  g_test_add_func ("/standings/bets are judged", test_bets_are_judged);
  g_test_add_func ("/standings/nobody wins a bet on a race without winner",
                   test_nobody_wins_a_bet_on_a_race_without_winner);
  return g_test_run ();
}
