/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-fixture.h"
#include "gil-check.h"
#include "lab-clock.h"
#include "lab-objects.h"

#define PROGRAM(tasks, steps)                                                                                          \
  "{\"id\": \"test\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"computing\", \"parameters\": [],"             \
  "\"tasks\": [{\"count\": " #tasks ", \"steps\": [" steps "]}], \"answer\": {\"count\": 0}}"

#define FOR_EVER                                                                                                       \
  "{\"print\": \"here\"}, {\"repeat\": 1000000000, \"steps\": [{\"compute\": {\"operations\": 1000000}}]}"

/* That all of them have come to print means that each was made to give way. */
static void
test_computing_tasks_take_turns_as_the_protocol_says (void)
{
  GilCounts counts;
  Run run = { 0 };

  run_prepare (&run, PROGRAM (5, FOR_EVER), "gil", "workers=5,interval=1ms");
  run_cancel_when_printed (&run, 5);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 5);
  counts = test_check_gils (run.trace, LAB_NS_PER_MS, 0);
  g_assert_cmpuint (counts.n_forced, >=, 4);
  g_assert_cmpuint (counts.n_requests, >=, 4);
  g_assert_cmpuint (counts.n_running_at_once, ==, 1);
  run_clear (&run);
}

static void
test_each_task_has_a_quantum_for_itself (void)
{
  GilCounts counts;
  Run run = { 0 };

  run_prepare (&run, PROGRAM (3, FOR_EVER), "gil", "workers=3,interval=50us,quantum=2ms");
  run_cancel_when_printed (&run, 3);
  counts = test_check_gils (run.trace, 50 * LAB_NS_PER_US, 2 * LAB_NS_PER_MS);
  g_assert_cmpuint (counts.n_forced, >=, 2);
  run_clear (&run);
}

static void
test_a_quantum_is_not_interrupted (void)
{
  GilCounts counts;
  Run run = { 0 };

  run_prepare (&run, PROGRAM (3, "{\"compute\": {\"duration\": \"5ms\"}}, {\"compute\": {\"duration\": \"5ms\"}}"),
               "gil", "workers=3,interval=50us,quantum=1h");
  run_finish (&run);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 3);
  counts = test_check_gils (run.trace, 50 * LAB_NS_PER_US, 3600 * LAB_NS_PER_S);
  g_assert_cmpuint (counts.n_takes, ==, 3);
  g_assert_cmpuint (counts.n_forced, ==, 0);
  run_clear (&run);
}

/* Nobody would ever ask whoever sleeps: without its giving the lock up nobody else would get to print. */
static void
test_who_waits_lets_others_run (void)
{
  GilCounts counts;
  Run run = { 0 };

  run_prepare (&run, PROGRAM (4, "{\"print\": \"here\"}, {\"sleep\": \"1h\"}"), "gil", "workers=4,interval=1s");
  run_cancel_when_printed (&run, 4);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 4);
  counts = test_check_gils (run.trace, LAB_NS_PER_S, 0);
  /* To print, and once more when its sleep is cancelled; the last to print may not have begun to sleep. */
  g_assert_cmpuint (counts.n_takes, >=, 7);
  g_assert_cmpuint (counts.n_takes, <=, 8);
  run_clear (&run);
}

static void
test_a_thread_for_each_task_shares_the_lock (void)
{
  GilCounts counts;
  Run run = { 0 };

  run_prepare (&run, PROGRAM (50, "{\"yield\": true}, {\"compute\": {\"duration\": \"1ms\"}}, {\"sleep\": \"1ms\"}"),
               "gil", "mode=per-task,interval=50us");
  run_finish (&run);
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 50);
  counts = test_check_gils (run.trace, 50 * LAB_NS_PER_US, 0);
  /* At the beginning, behind each of the two waits, and where it was made to give way. */
  g_assert_cmpuint (counts.n_takes, ==, 150 + counts.n_forced);
  g_assert_cmpuint (counts.n_running_at_once, ==, 1);
  run_clear (&run);
}

/* The workload's own locks are other objects; who waits for one lets go of the GIL. */
static void
test_locks_of_the_program_stand_beside_it (void)
{
  Run run = { 0 };

  run_prepare (&run, "lock-order", "gil", "workers=2,interval=50us,hold=2ms");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  g_assert_cmpuint (test_check_gils (run.trace, 50 * LAB_NS_PER_US, 0).n_running_at_once, ==, 1);
  run_clear (&run);
}

static void
test_many_that_wait_for_the_lock_can_be_cancelled (void)
{
  Run run = { 0 };

  run_prepare (&run, PROGRAM (200, FOR_EVER), "gil", "mode=per-task,quantum=1h");
  run_cancel_when_printed (&run, 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 200);
  test_check_gils (run.trace, 5 * LAB_NS_PER_MS, 3600 * LAB_NS_PER_S);
  run_clear (&run);
}

static void
test_the_trace_names_the_lock (void)
{
  g_autoptr (GPtrArray) objects = NULL;
  Run run = { 0 };

  run_prepare (&run, "sleep", "gil", "tasks=3,duration=1ms");
  run_finish (&run);
  objects = lab_objects_new_from_trace (run.trace);
  g_assert_cmpuint (objects->len, ==, 1);
  g_assert_cmpint (lab_objects_get (objects, 0)->kind, ==, LAB_OBJECT_GIL);
  g_assert_cmpstr (lab_objects_get (objects, 0)->name, ==, "GIL");
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gil/computing-tasks-take-turns-as-the-protocol-says",
                   test_computing_tasks_take_turns_as_the_protocol_says);
  g_test_add_func ("/gil/each-task-has-a-quantum-for-itself", test_each_task_has_a_quantum_for_itself);
  g_test_add_func ("/gil/a-quantum-is-not-interrupted", test_a_quantum_is_not_interrupted);
  g_test_add_func ("/gil/who-waits-lets-others-run", test_who_waits_lets_others_run);
  g_test_add_func ("/gil/a-thread-for-each-task-shares-the-lock", test_a_thread_for_each_task_shares_the_lock);
  g_test_add_func ("/gil/locks-of-the-program-stand-beside-it", test_locks_of_the_program_stand_beside_it);
  g_test_add_func ("/gil/many-that-wait-for-the-lock-can-be-cancelled",
                   test_many_that_wait_for_the_lock_can_be_cancelled);
  g_test_add_func ("/gil/the-trace-names-the-lock", test_the_trace_names_the_lock);
  return g_test_run ();
}
