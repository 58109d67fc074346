/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-fixture.h"
#include "lab-json.h"
#include "lab-objects.h"

/* Tasks that wait for each other for ever, under every model: the run says so in words, and ends by itself. */

#define ANSWER "'answer': {'count': 0}"

/* Models whose tasks can all be under way at once. */
static gboolean
is_concurrent (const char *model)
{
  return !g_str_equal (model, "sequential");
}

/* A loop with workers has all tasks under way: a worker is held by a step and not by a task. */
static gboolean
has_workers (const char *model)
{
  return (!g_str_equal (model, "hybrid") && *run_with_workers (model, 1) != '\0') || !is_concurrent (model);
}

static gboolean
has_deadlock_record (gpointer data)
{
  LabTrace *trace = data;

  lab_trace_update (trace, NULL);
  return lab_trace_get_meta (trace, "deadlock") != NULL;
}

static gpointer
cancel_when_found (gpointer data)
{
  Run *run = data;
  g_autoptr (LabTrace) trace = lab_trace_new (run->segment);

  while (!has_deadlock_record (trace))
    g_usleep (100);
  lab_engine_cancel (run->engine);
  return NULL;
}

static void
finish_in_deadlock (Run *self)
{
  run_finish (self);
  g_assert_cmpint (self->outcome->kind, ==, LAB_OUTCOME_DEADLOCK);
  g_assert_false (self->outcome->answer_known);
  g_assert_nonnull (self->outcome->reason);
}

/* Somebody cancels it while it is shown, which takes nothing away from what is told. */
static void
cancel_in_deadlock (Run *self)
{
  GThread *canceller = g_thread_new ("canceller", cancel_when_found, self);

  finish_in_deadlock (self);
  g_thread_join (canceller);
}

static void
run_to_deadlock (Run *self, const char *workload, const char *model, guint n_workers)
{
  run_prepare_fields (self, workload, model, run_with_workers (model, n_workers));
  cancel_in_deadlock (self);
}

/* The ring may be told from any of its tasks on. */
static void
assert_reason_among (const Run *self, const char *const *expected)
{
  if (!g_strv_contains (expected, self->outcome->reason))
    g_error ("%s", self->outcome->reason);
}

static JsonNode *
read_record (const Run *self)
{
  return lab_json_parse (lab_trace_get_meta (self->trace, "deadlock"), -1, 1 << 20, "deadlock", NULL);
}

static void
assert_recorded (const Run *self, const char *kind, guint n_waits, gint64 n_queued)
{
  g_autoptr (JsonNode) root = read_record (self);
  JsonObject *record;

  g_assert_nonnull (root);
  record = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (record, "kind"), ==, kind);
  g_assert_cmpint (json_object_get_int_member (record, "queued"), ==, n_queued);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (record, "waits")), ==, n_waits);
}

/* Each waits until the other has its first lock. */
static const char two_orders[] =
  "'tasks': [{'count': 1, 'name': 'one', 'steps': [{'lock': 'A'}, {'event': {'set': '1'}}, {'event': {'wait': '2'}},"
  "{'lock': 'B'}, {'unlock': 'B'}, {'unlock': 'A'}]},"
  "{'count': 1, 'name': 'two', 'steps': [{'lock': 'B'}, {'event': {'set': '2'}}, {'event': {'wait': '1'}},"
  "{'lock': 'A'}, {'unlock': 'A'}, {'unlock': 'B'}]}]," ANSWER;

static void
test_two_locks_in_two_orders (gconstpointer data)
{
  static const char *const words[] = {
    "one holds A and waits for B, held by two; two holds B and waits for A, held by one",
    "two holds B and waits for A, held by one; one holds A and waits for B, held by two",
    NULL,
  };
  Run run = { 0 };

  if (!is_concurrent (data))
    return g_test_skip ("one task at a time");
  run_to_deadlock (&run, two_orders, data, 2);
  assert_reason_among (&run, words);
  assert_recorded (&run, "cycle", 2, 0);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

/* Each takes its own, and then the next one's: dining philosophers. */
static const char ring[] =
  "'parameters': [{'id': 'tasks', 'type': 'integer', 'default': 3}], 'tasks': [{'count': '{tasks}', 'steps': ["
  "{'lock': '{number}'}, {'event': {'set': '{number}'}}, {'event': {'wait': '{next}'}}, {'lock': '{next}'}]}]," ANSWER;

static void
test_a_ring_of_three (gconstpointer data)
{
  static const char *const words[] = {
    "task 1 holds 1 and waits for 2, held by task 2; task 2 holds 2 and waits for 3, held by task 3; "
    "task 3 holds 3 and waits for 1, held by task 1",
    "task 2 holds 2 and waits for 3, held by task 3; task 3 holds 3 and waits for 1, held by task 1; "
    "task 1 holds 1 and waits for 2, held by task 2",
    "task 3 holds 3 and waits for 1, held by task 1; task 1 holds 1 and waits for 2, held by task 2; "
    "task 2 holds 2 and waits for 3, held by task 3",
    NULL,
  };
  Run run = { 0 };

  if (!is_concurrent (data))
    return g_test_skip ("one task at a time");
  run_to_deadlock (&run, ring, data, 3);
  assert_reason_among (&run, words);
  assert_recorded (&run, "cycle", 3, 0);
  run_clear (&run);
}

/* Of a large ring the trace has a thousand, and the words eight. */
static void
test_a_large_ring_is_not_told_to_its_end (void)
{
  Run run = { 0 };

  run_prepare_fields (&run, ring, "async", "tasks=16000");
  cancel_in_deadlock (&run);
  g_assert_true (g_str_has_suffix (run.outcome->reason, "; and 15,992 more tasks wait"));
  assert_recorded (&run, "cycle", 1000, 0);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 16000);
  run_clear (&run);
}

static const char own_lock[] =
  "'tasks': [{'count': 1, 'name': 'loner', 'steps': [{'lock': 'A'}, {'lock': 'A'}]}]," ANSWER;

static void
test_a_lock_that_the_task_holds_itself (gconstpointer data)
{
  Run run = { 0 };

  run_to_deadlock (&run, own_lock, data, 1);
  g_assert_cmpstr (run.outcome->reason, ==, "loner waits for A, which it holds itself");
  assert_recorded (&run, "cycle", 1, 0);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 1);
  run_clear (&run);
}

static const char nobody_sets[] = "'tasks': [{'count': 2, 'steps': [{'event': {'wait': 'E'}}]}]," ANSWER;

static void
test_an_event_that_nobody_sets (gconstpointer data)
{
  const char *reason = is_concurrent (data)
                         ? "task 1 waits for \"E\", which nobody has set; task 2 waits for \"E\", which nobody has set"
                         : "task 1 waits for \"E\", which nobody has set; "
                           "1 task is still queued, but every worker is taken by one that waits";
  Run run = { 0 };

  run_to_deadlock (&run, nobody_sets, data, 2);
  g_assert_cmpstr (run.outcome->reason, ==, reason);
  assert_recorded (&run, "all", is_concurrent (data) ? 2 : 1, is_concurrent (data) ? 0 : 1);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

/* The third would set it. */
static const char pool_too_small[] = "'tasks': [{'count': 2, 'steps': [{'event': {'wait': 'E'}}]},"
                                     "{'count': 1, 'steps': [{'event': {'set': 'E'}}]}]," ANSWER;

static void
test_a_pool_that_is_too_small (gconstpointer data)
{
  Run run = { 0 };

  if (!has_workers (data))
    {
      run_prepare_fields (&run, pool_too_small, data, "");
      run_finish (&run);
      g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DONE);
      run_clear (&run);
      return;
    }
  run_to_deadlock (&run, pool_too_small, data, 2);
  g_assert_nonnull (strstr (run.outcome->reason, "still queued, but every worker is taken by one that waits"));
  assert_recorded (&run, "all", is_concurrent (data) ? 2 : 1, is_concurrent (data) ? 1 : 2);
  run_clear (&run);
}

static void
test_a_pool_that_is_large_enough (gconstpointer data)
{
  Run run = { 0 };

  if (!is_concurrent (data))
    return g_test_skip ("one task at a time");
  run_prepare_fields (&run, pool_too_small, data, run_with_workers (data, 3));
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_null (run.outcome->reason);
  g_assert_null (lab_trace_get_meta (run.trace, "deadlock"));
  g_assert_cmpuint (run.ends[LAB_STATE_DONE], ==, 3);
  run_clear (&run);
}

/* Not a deadlock: the first one would give the lock back, in an hour. */
static const char patient[] =
  "'tasks': [{'count': 3, 'steps': [{'print': '.'}, {'lock': 'A'}, {'sleep': '1h'}, {'unlock': 'A'}]},"
  "{'count': 3, 'steps': [{'print': '.'}, {'event': {'wait': 'E'}}]}]," ANSWER;

static void
test_waiting_for_a_lock_can_be_cancelled (gconstpointer data)
{
  guint n_prints = is_concurrent (data) ? 6 : 1;
  Run run = { 0 };

  run_prepare_fields (&run, patient, data, run_with_workers (data, 6));
  run_cancel_when_printed (&run, n_prints);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 6);
  g_assert_null (lab_trace_get_meta (run.trace, "deadlock"));
  run_clear (&run);
}

static gboolean
has_threads_at_most (gpointer n_threads)
{
  return test_count_threads () <= *(guint *) n_threads;
}

/* Nobody cancels these: they end by themselves. */
static void
test_it_ends_by_itself_and_leaves_nothing (gconstpointer data)
{
  guint n_fds = 0;
  guint n_threads = 0;

  /* GLib keeps a few descriptors and a thread of its own from the first run on; its pool, idle threads for a while. */
  for (int round = 0; round < 2; round++)
    {
      Run run = { 0 };

      run_prepare_fields (&run, own_lock, data, "");
      finish_in_deadlock (&run);
      run_clear (&run);
      g_thread_pool_stop_unused_threads ();
      if (round == 0)
        {
          n_fds = test_count_fds ();
          n_threads = test_count_threads ();
        }
    }
  g_assert_cmpuint (test_count_fds (), ==, n_fds);
  /* The system goes on counting a thread for a moment after it was joined. */
  test_wait_until (has_threads_at_most, &n_threads, "no thread is left");
  g_assert_cmpuint (test_count_children (), ==, 0);
}

/* One order for all: nobody has to wait for ever, however many there are. */
static const char one_order[] =
  "'counters': [{'id': 'n', 'memory': 'shared'}], 'tasks': [{'count': 40, 'steps': [{'repeat': 50, 'steps': ["
  "{'lock': '{lower}'}, {'lock': '{higher}'}, {'lock': 'all'}, {'add': 1, 'to': 'n'}, {'unlock': 'all'},"
  "{'unlock': '{higher}'}, {'unlock': '{lower}'}]}]}], 'answer': {'counter': 'n'}";

static void
test_busy_locks_are_no_deadlock (gconstpointer data)
{
  Run run = { 0 };

  run_prepare_fields (&run, one_order, data, run_with_workers (data, 8));
  run_finish (&run);
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_cmpstr (run.outcome->answer_why, ==, NULL);
  g_assert_true (run.outcome->answer_ok);
  g_assert_null (lab_trace_get_meta (run.trace, "deadlock"));
  run_clear (&run);
}

/* By the order of their stamps nobody takes a lock that another one still has. */
static void
test_the_trace_tells_who_had_the_lock (gconstpointer data)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GArray) deeds = NULL;
  g_autofree guint32 *owners = NULL;
  Run run = { 0 };

  run_prepare_fields (&run, one_order, data, run_with_workers (data, 4));
  run_finish (&run);
  objects = lab_objects_new_from_trace (run.trace);
  g_assert_cmpuint (objects->len, >=, 41);
  owners = g_new0 (guint32, objects->len);
  deeds = test_collect_deeds (run.trace);
  for (guint i = 0; i < deeds->len; i++)
    {
      const LabEvent *deed = &g_array_index (deeds, TestEvent, i).event;

      if (lab_objects_get (objects, deed->detail)->kind != LAB_OBJECT_LOCK)
        continue;
      g_assert_cmpuint (owners[deed->detail], ==, deed->state == LAB_DEED_TAKE ? 0 : deed->task + 1);
      owners[deed->detail] = deed->state == LAB_DEED_TAKE ? deed->task + 1 : 0;
    }
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FOR_EVERY_MODEL ("/deadlock/two-locks-in-two-orders", test_two_locks_in_two_orders)
  FOR_EVERY_MODEL ("/deadlock/a-ring-of-three", test_a_ring_of_three)
  FOR_EVERY_MODEL ("/deadlock/own-lock", test_a_lock_that_the_task_holds_itself)
  FOR_EVERY_MODEL ("/deadlock/event-that-nobody-sets", test_an_event_that_nobody_sets)
  FOR_EVERY_MODEL ("/deadlock/pool-too-small", test_a_pool_that_is_too_small)
  FOR_EVERY_MODEL ("/deadlock/pool-large-enough", test_a_pool_that_is_large_enough)
  FOR_EVERY_MODEL ("/deadlock/waiting-can-be-cancelled", test_waiting_for_a_lock_can_be_cancelled)
  FOR_EVERY_MODEL ("/deadlock/ends-by-itself-and-leaves-nothing", test_it_ends_by_itself_and_leaves_nothing)
  FOR_EVERY_MODEL ("/deadlock/busy-locks-are-none", test_busy_locks_are_no_deadlock)
  FOR_EVERY_MODEL ("/deadlock/who-had-the-lock", test_the_trace_tells_who_had_the_lock)
  g_test_add_func ("/deadlock/a-large-ring", test_a_large_ring_is_not_told_to_its_end);
  return g_test_run ();
}
