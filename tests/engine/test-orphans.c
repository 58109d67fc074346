/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-fixture.h"

/* Tasks whose worker process dies: each fails with its reason, and nobody waits for it in vain. */

#define DIE "{'call': ['sh', '-c', 'kill -KILL $PPID']}"
#define COUNT "'answer': {'count': 0}"

static void
run_workers (Run *run, const char *fields, guint n_workers)
{
  run_prepare_fields (run, fields, "processes", run_with_workers ("processes", n_workers));
  run_finish (run);
  g_assert_cmpuint (test_count_children (), ==, 0);
}

static void
assert_died (const Run *run, guint32 task)
{
  const char *reason = test_find_text (run->trace, LAB_TEXT_REASON, task);

  g_assert_nonnull (reason);
  if (!g_regex_match_simple ("^its worker process \\d+ died: killed by signal 9 \\(Killed\\)$", reason, 0, 0))
    g_error ("%s", reason);
}

static void
assert_failed (const Run *run, guint n_failed)
{
  g_assert_cmpint (run->outcome->kind, ==, LAB_OUTCOME_FAILED);
  g_assert_cmpuint (run->ends[LAB_STATE_FAILED], ==, n_failed);
}

static void
test_the_rest_goes_on_in_other_processes (void)
{
  Run run = { 0 };

  run_workers (&run, "'tasks': [{'count': 2, 'steps': [" DIE "]}, {'count': 4, 'steps': [{'result': 'here'}]}], " COUNT,
               2);
  assert_failed (&run, 2);
  assert_died (&run, 0);
  assert_died (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 4);
  run_clear (&run);
}

/* What it has put stays there to be taken, and then the queue has ended. */
static void
test_a_dead_producer_leaves_what_it_has_put (void)
{
  Run run = { 0 };

  run_workers (&run,
               "'queues': [{'id': 'jobs', 'size': 5}], 'tasks': ["
               "{'count': 1, 'steps': [{'repeat': 3, 'steps': [{'put': 'x', 'to': 'jobs'}]}, " DIE "]},"
               "{'count': 1, 'steps': [{'drain': 'jobs', 'steps': []}, {'result': '{taken}'}]}], " COUNT,
               2);
  assert_failed (&run, 1);
  assert_died (&run, 0);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 1), ==, "3");
  run_clear (&run);
}

/* The item that it has taken is lost with it, and no other. */
static void
test_a_dead_consumer_loses_what_it_has_taken (void)
{
  Run run = { 0 };

  run_workers (&run,
               "'queues': [{'id': 'jobs', 'size': 1}, {'id': 'done', 'size': 1}], 'tasks': ["
               "{'count': 1, 'steps': [{'get': 'jobs'}, {'put': 'taken', 'to': 'done'}, " DIE "]},"
               "{'count': 1, 'steps': [{'get': 'done'}, {'drain': 'jobs', 'steps': []}, {'result': '{taken}'}]},"
               "{'count': 1, 'steps': [{'repeat': 20, 'steps': [{'put': 'x', 'to': 'jobs'}]}]}], " COUNT,
               3);
  assert_failed (&run, 1);
  assert_died (&run, 0);
  /* One of its items is the word that the other has taken one. */
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 1), ==, "20");
  run_clear (&run);
}

/* Nobody is left who could make room: that is found and told, as where nobody ever was. */
static void
test_a_producer_without_consumers_stands_still (void)
{
  Run run = { 0 };

  run_workers (&run,
               "'queues': [{'id': 'jobs', 'size': 1}], 'tasks': ["
               "{'count': 1, 'steps': [{'get': 'jobs'}, " DIE "]},"
               "{'count': 1, 'steps': [{'repeat': 20, 'steps': [{'put': 'x', 'to': 'jobs'}]}]}], " COUNT,
               2);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DEADLOCK);
  g_assert_nonnull (strstr (run.outcome->reason, "task 1 waits for room in the queue \"jobs\""));
  assert_died (&run, 0);
  run_clear (&run);
}

#define KILLER "{'count': 1, 'steps': [{'get': 'pids'}, {'call': ['kill', '-KILL', '{got}']}, "

/* Whoever puts the next item must not count on the dead one to take it. */
static void
test_who_dies_waiting_for_an_item_is_forgotten (void)
{
  Run run = { 0 };

  run_workers (&run,
               "'queues': [{'id': 'pids', 'size': 1}, {'id': 'jobs', 'size': 2}], 'tasks': ["
               "{'count': 1, 'steps': [{'put': '{pid}', 'to': 'pids'}, {'get': 'jobs'}]},"
               "{'count': 1, 'steps': [{'drain': 'jobs', 'steps': []}, {'result': '{taken}'}]}," KILLER
               "{'repeat': 20, 'steps': [{'put': 'x', 'to': 'jobs'}]}]}], " COUNT,
               3);
  assert_failed (&run, 1);
  assert_died (&run, 0);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 1), ==, "20");
  run_clear (&run);
}

static void
test_who_dies_waiting_for_room_is_forgotten (void)
{
  Run run = { 0 };

  run_workers (&run,
               "'queues': [{'id': 'pids', 'size': 1}, {'id': 'jobs', 'size': 1}], 'tasks': ["
               "{'count': 1, 'steps': [{'put': '{pid}', 'to': 'pids'}, {'repeat': 3, 'steps': [{'put': 'x', 'to': "
               "'jobs'}]}]}," KILLER "{'drain': 'jobs', 'steps': []}, {'result': 'the end'}]}], " COUNT,
               2);
  assert_failed (&run, 1);
  assert_died (&run, 0);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 1), ==, "the end");
  run_clear (&run);
}

static void
check_wire (const char *how, const char *dying, const char *waiting)
{
  g_autofree char *fields = g_strdup_printf ("'wires': [{'id': 'line', 'how': '%s'}], 'tasks': ["
                                             "{'count': 1, 'steps': [{'copy': '4KiB', '%s': 'line'}, " DIE "]},"
                                             "{'count': 1, 'steps': [{'copy': '8MiB', '%s': 'line'}]}], " COUNT,
                                             how, dying, waiting);
  Run run = { 0 };

  run_workers (&run, fields, 2);
  assert_failed (&run, 2);
  assert_died (&run, 0);
  g_assert_nonnull (strstr (test_find_text (run.trace, LAB_TEXT_REASON, 1), "the wire \"line\" is broken"));
  run_clear (&run);
}

static void
test_a_wire_whose_other_end_died_is_broken (gconstpointer how)
{
  check_wire (how, "to", "from");
  check_wire (how, "from", "to");
}

static void
test_what_a_dead_worker_left_locked_is_given_back (void)
{
  Run run = { 0 };

  run_workers (&run,
               "'tasks': [{'count': 2, 'steps': [{'lock': 'door'}, " DIE "]},"
               "{'count': 1, 'steps': [{'lock': 'door'}, {'unlock': 'door'}, {'result': 'inside'}]}], " COUNT,
               3);
  assert_failed (&run, 2);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 2), ==, "inside");
  run_clear (&run);
}

/* The page that it waited for is not, and the server outlives it. */
static void
test_who_dies_beside_a_page_leaves_the_server (void)
{
  Run run = { 0 };

  run_workers (&run,
               "'server': {'latency': '1ms', 'size': 100}, 'queues': [{'id': 'pids', 'size': 1}], 'tasks': ["
               "{'count': 1, 'steps': [{'put': '{pid}', 'to': 'pids'}, {'fetch': 'server:/silent'}]}," KILLER
               "{'fetch': 'server:/page/1'}, {'result': '{status} {bytes}'}]}], " COUNT,
               2);
  assert_failed (&run, 1);
  assert_died (&run, 0);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 1), ==, "200 100");
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orphans/the-rest-goes-on", test_the_rest_goes_on_in_other_processes);
  g_test_add_func ("/orphans/a-dead-producer-leaves-what-it-has-put", test_a_dead_producer_leaves_what_it_has_put);
  g_test_add_func ("/orphans/a-dead-consumer-loses-what-it-has-taken", test_a_dead_consumer_loses_what_it_has_taken);
  g_test_add_func ("/orphans/a-producer-without-consumers-stands-still",
                   test_a_producer_without_consumers_stands_still);
  g_test_add_func ("/orphans/who-dies-waiting-for-an-item-is-forgotten",
                   test_who_dies_waiting_for_an_item_is_forgotten);
  g_test_add_func ("/orphans/who-dies-waiting-for-room-is-forgotten", test_who_dies_waiting_for_room_is_forgotten);
  g_test_add_data_func ("/orphans/a-pipe-is-broken", "pipe", test_a_wire_whose_other_end_died_is_broken);
  g_test_add_data_func ("/orphans/a-socket-is-broken", "socket", test_a_wire_whose_other_end_died_is_broken);
  g_test_add_data_func ("/orphans/shared-memory-is-broken", "memory", test_a_wire_whose_other_end_died_is_broken);
  g_test_add_func ("/orphans/locks-are-given-back", test_what_a_dead_worker_left_locked_is_given_back);
  g_test_add_func ("/orphans/the-server-stays", test_who_dies_beside_a_page_leaves_the_server);
  return g_test_run ();
}
