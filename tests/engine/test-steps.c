/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-fixture.h"
#include "lab-json.h"

/* What each step does, under every model. */

#define COUNT_0 "'answer': {'count': 0}"

static void
run_fields (Run *self, const char *fields, const char *model, const char *values)
{
  run_prepare_fields (self, fields, model, values);
  run_finish (self);
}

static void
assert_right (const Run *self)
{
  g_assert_cmpstr (self->outcome->reason, ==, NULL);
  g_assert_cmpint (self->outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_cmpstr (self->outcome->answer_why, ==, NULL);
  g_assert_true (self->outcome->answer_ok);
}

static gboolean
is_model (const char *model, const char *id)
{
  return g_str_equal (model, id);
}

/* One memory for each worker. */
static gboolean
is_isolated (const char *model)
{
  return is_model (model, "processes") || is_model (model, "subinterpreters");
}

static gboolean
is_loop (const char *model)
{
  return is_model (model, "async") || is_model (model, "fibers");
}

/* How often a task was in a state. */
static guint
count_states (const Run *self, guint32 task, LabState state)
{
  g_autoptr (GArray) events = test_collect_events (self->trace);
  guint count = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const LabEvent *event = &g_array_index (events, TestEvent, i).event;

      count += event->task == task && event->state == state;
    }
  return count;
}

static void
test_a_lock_that_is_not_held_cannot_be_given_back (gconstpointer data)
{
  Run run = { 0 };

  run_fields (&run,
              "'tasks': [{'count': 1, 'steps': [{'lock': 'A'}, {'unlock': 'A'}, {'unlock': 'A'}]},"
              "{'count': 1, 'steps': [{'lock': 'A'}, {'unlock': 'A'}]}]," COUNT_0,
              data, "");
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 1);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_REASON, 0), ==,
                   "it gives the lock A back, which it does not hold");
  run_clear (&run);
}

/* The next one gets it all the same, and the run goes on to its end. */
static void
test_who_ends_with_a_lock_fails_and_frees_it (gconstpointer data)
{
  Run run = { 0 };

  run_fields (&run,
              "'tasks': [{'count': 3, 'steps': [{'lock': 'A'}, {'lock': 'B'}, {'unlock': 'A'}, {'yield': true}]},"
              "{'count': 1, 'steps': [{'lock': 'A'}, {'lock': 'B'}]}]," COUNT_0,
              data, run_with_workers (data, 4));
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_FAILED);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 4);
  for (guint32 task = 0; task < 3; task++)
    g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_REASON, task), ==, "it ended while it still held a lock");
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_REASON, 3), ==, "it ended while it still held 2 locks");
  run_clear (&run);
}

/* Where nothing comes between, every way is right; where anything may, one instruction still is. */
static void
test_adding_comes_to_the_sum (gconstpointer data)
{
  static const char fields[] =
    "'parameters': [{'id': 'tasks', 'type': 'integer', 'default': 1}],"
    "'counters': [{'id': 'n', 'start': -5, 'memory': 'shared'}], 'tasks': [{'count': '{tasks}', 'steps': ["
    "{'repeat': 1000, 'steps': [{'add': '{number}', 'to': 'n', 'how': '%s'}, {'add': -1, 'to': 'n', 'how': '%s'}]}]}],"
    "'answer': {'counter': 'n'}";
  static const char *const ways[] = { "parted", "whole", "atomic" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GString) way = g_string_new (fields);
      gboolean is_atomic = g_str_equal (ways[i], "atomic");
      gboolean many = is_atomic || is_loop (data) || is_model (data, "sequential");
      Run run = { 0 };

      g_string_replace (way, "%s", ways[i], 0);
      run_fields (&run, way->str, data, many ? "tasks=4" : "");
      assert_right (&run);
      run_clear (&run);
    }
}

/* Without a check point between reading and writing the lock is not given up there. */
static void
test_whoever_holds_the_gil_adds_in_one_piece (void)
{
  Run run = { 0 };

  run_fields (&run,
              "'counters': [{'id': 'n'}], 'tasks': [{'count': 4, 'steps': [{'repeat': 20000, 'steps': ["
              "{'add': 1, 'to': 'n', 'how': 'whole'}]}]}], 'answer': {'counter': 'n'}",
              "gil", "workers=4,interval=50us");
  assert_right (&run);
  run_clear (&run);
}

static void
test_a_lock_makes_adding_right (gconstpointer data)
{
  Run run = { 0 };

  run_fields (&run,
              "'counters': [{'id': 'n', 'memory': 'shared'}], 'tasks': [{'count': 4, 'steps': [{'repeat': 500, 'steps':"
              "[{'lock': 'A'}, {'add': 1, 'to': 'n'}, {'unlock': 'A'}]}]}], 'answer': {'counter': 'n'}",
              data, run_with_workers (data, 4));
  assert_right (&run);
  run_clear (&run);
}

static JsonObject *
get_counter (JsonNode *counters, guint n)
{
  return json_array_get_object_element (json_node_get_array (counters), n);
}

/* The one counts in the memory of whoever does it, the other in that of all. */
static void
test_a_private_counter_is_one_of_each_memory (gconstpointer data)
{
  g_autoptr (JsonNode) counters = NULL;
  Run run = { 0 };

  run_fields (&run,
              "'counters': [{'id': 'own', 'start': 3}, {'id': 'common', 'memory': 'shared'}], 'tasks': [{'count': 2,"
              "'steps': [{'lock': 'A'}, {'add': 1, 'to': 'own'}, {'add': 2, 'to': 'common'}, {'unlock': 'A'}]}],"
              "'answer': {'counter': 'own'}",
              data, "");
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_true (run.outcome->answer_ok == !is_isolated (data));
  if (is_isolated (data))
    g_assert_cmpstr (run.outcome->answer_why, ==, "expected the counter own at 5, found 3");

  counters = lab_json_parse (lab_trace_get_meta (run.trace, "counters"), -1, 1 << 20, "counters", NULL);
  g_assert_nonnull (counters);
  g_assert_cmpint (json_object_get_int_member (get_counter (counters, 0), "expected"), ==, 5);
  g_assert_true (json_object_get_boolean_member (get_counter (counters, 0), "isolated") == is_isolated (data));
  g_assert_cmpint (json_object_get_int_member (get_counter (counters, 1), "found"), ==, 4);
  g_assert_false (json_object_get_boolean_member (get_counter (counters, 1), "isolated"));
  run_clear (&run);
}

/* How often the loop goes round depends on the others, so what was computed in it does not count. */
static void
test_until_forgets_what_was_computed_in_it (gconstpointer data)
{
  Run run = { 0 };

  run_fields (
    &run,
    "'tasks': [{'count': 1, 'steps': [{'compute': {'operations': 5}}, {'event': {'set': 'E'}},"
    "{'compute': {'operations': 7}}, {'result': '{computed}'}]}, {'count': 1, 'steps': ["
    "{'compute': {'operations': 3}}, {'until': 'E', 'steps': [{'compute': {'operations': 10}}, {'yield': true}]},"
    "{'compute': {'operations': 4}}, {'until': 'E', 'steps': []}, {'result': '{computed}'}]}],"
    "'answer': {'each': '{computed}'}",
    data, run_with_workers (data, 2));
  assert_right (&run);
  run_clear (&run);
}

/* The second one is not begun before the first gives way, and the first not done before the second is. */
static void
test_computing_gives_way_in_its_middle (gconstpointer data)
{
  static const char fields[] =
    "'tasks': [{'count': 2, 'steps': [{'print': 'a'}, {'compute': {'operations': 10,"
    "'yield_every': 3}}, {'print': 'b'}, {'compute': {'prime': 1000003, 'yield_every': 200}},"
    "{'result': '{computed}'}]}], 'answer': {'each': 'prime'}";
  g_autofree char *printed = NULL;
  Run run = { 0 };

  run_fields (&run, fields, data, "");
  assert_right (&run);
  /* Submitted once; of ten operations three after each other, then one; half of a thousand divisions by 200. A loop
   * with workers hands either step to one of them and is handed it back. */
  g_assert_cmpuint (count_states (&run, 0, LAB_STATE_QUEUED), ==, 1 + 3 + 2 + (is_model (data, "hybrid") ? 4 : 0));
  printed = run_get_printed (&run);
  if (is_loop (data))
    g_assert_cmpstr (printed, ==, "aabb");
  run_clear (&run);
}

/* Where one thread runs all, the second task has its turn only after the call, but during a sleep. */
static void
test_a_blocking_call_holds_the_loop (gconstpointer data)
{
  static const char *const ways[] = { "block", "sleep" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *fields = g_strdup_printf ("'tasks': [{'count': 1, 'steps': [{'print': 'a'}, {'%s': '20ms'},"
                                                 "{'print': 'b'}]}, {'count': 1, 'steps': [{'print': 'c'}]}]," COUNT_0,
                                                 ways[i]);
      g_autofree char *printed = NULL;
      Run run = { 0 };

      run_fields (&run, fields, data, "");
      assert_right (&run);
      printed = run_get_printed (&run);
      if (is_loop (data))
        g_assert_cmpstr (printed, ==, i == 0 ? "abc" : "acb");
      if (is_model (data, "sequential"))
        g_assert_cmpstr (printed, ==, "abc");
      g_assert_cmpuint (count_states (&run, 0, LAB_STATE_IO), ==, i == 0);
      g_assert_cmpuint (count_states (&run, 0, LAB_STATE_SLEEPING), ==, i == 1);
      run_clear (&run);
    }
}

static void
test_a_blocking_call_can_be_cancelled (gconstpointer data)
{
  Run run = { 0 };

  run_prepare_fields (&run, "'tasks': [{'count': 2, 'steps': [{'print': 'a'}, {'block': '1h'}]}]," COUNT_0, data,
                      run_with_workers (data, 2));
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

/* It never gives way, so under a model with one thread the other task does not come to set the event. */
static void
test_an_empty_until_can_be_cancelled (gconstpointer data)
{
  Run run = { 0 };

  run_prepare_fields (&run,
                      "'tasks': [{'count': 1, 'steps': [{'print': 'a'}, {'until': 'E', 'steps': []}]},"
                      "{'count': 1, 'steps': [{'event': {'wait': 'E'}}]}]," COUNT_0,
                      data, run_with_workers (data, 2));
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

/* Nobody waits but the one who waits for it, and it is there already. */
static void
test_an_event_stays_set (gconstpointer data)
{
  Run run = { 0 };

  run_fields (&run,
              "'tasks': [{'count': 1, 'steps': [{'event': {'set': 'E'}}, {'event': {'wait': 'E'}},"
              "{'event': {'wait': 'E'}}, {'event': {'set': 'E'}}]}, {'count': 5, 'steps': [{'event': {'wait': 'E'}},"
              "{'result': 'x'}]}], 'answer': {'count': 5}",
              data, "");
  assert_right (&run);
  g_assert_cmpuint (count_states (&run, 0, LAB_STATE_CHANNEL), ==, 0);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FOR_EVERY_MODEL ("/steps/unlock-what-is-not-held", test_a_lock_that_is_not_held_cannot_be_given_back)
  FOR_EVERY_MODEL ("/steps/end-with-a-lock", test_who_ends_with_a_lock_fails_and_frees_it)
  FOR_EVERY_MODEL ("/steps/add", test_adding_comes_to_the_sum)
  FOR_EVERY_MODEL ("/steps/add-under-a-lock", test_a_lock_makes_adding_right)
  FOR_EVERY_MODEL ("/steps/private-counter", test_a_private_counter_is_one_of_each_memory)
  FOR_EVERY_MODEL ("/steps/until-forgets", test_until_forgets_what_was_computed_in_it)
  FOR_EVERY_MODEL ("/steps/until-empty-is-cancelled", test_an_empty_until_can_be_cancelled)
  FOR_EVERY_MODEL ("/steps/compute-gives-way", test_computing_gives_way_in_its_middle)
  FOR_EVERY_MODEL ("/steps/block-holds-the-loop", test_a_blocking_call_holds_the_loop)
  FOR_EVERY_MODEL ("/steps/block-is-cancelled", test_a_blocking_call_can_be_cancelled)
  FOR_EVERY_MODEL ("/steps/event-stays-set", test_an_event_stays_set)
  g_test_add_func ("/steps/gil-adds-in-one-piece", test_whoever_holds_the_gil_adds_in_one_piece);
  return g_test_run ();
}
