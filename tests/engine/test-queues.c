/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "engine-fixture.h"

#define HEAD "{\"id\": \"queues\", \"queues\": "

/* As many workers as are said, where the model has workers. */
static void
prepare (Run *run, const char *workload, const char *model, guint n_workers)
{
  run_prepare (run, workload, model, run_with_workers (model, n_workers));
}

/* The texts that were printed, in the order of the trace: of each lane that is the order of time. */
static GPtrArray *
collect_prints (LabTrace *trace)
{
  GPtrArray *prints = g_ptr_array_new ();

  for (guint n = 0; n < lab_trace_get_n_texts (trace); n++)
    if (lab_trace_get_text (trace, n)->kind == LAB_TEXT_PRINT)
      g_ptr_array_add (prints, (gpointer) lab_trace_get_text (trace, n)->text);
  return prints;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static GArray *
collect_times (LabTrace *trace, LabDeed deed, guint16 queue)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint lane = 0; lane < lab_trace_get_n_lanes (trace); lane++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;

      while ((event = lab_trace_next_event (trace, lane, &cursor)) != NULL)
        if (event->layer == LAB_LAYER_OBJECT && event->state == deed && event->detail == queue)
          g_array_append_val (times, event->time);
    }
  g_array_sort (times, compare_times);
  return times;
}

/* What is got as the n-th was put as the n-th, before. */
static void
check_deeds (LabTrace *trace, guint16 queue, guint n_expected)
{
  g_autoptr (GArray) puts = collect_times (trace, LAB_DEED_PUT, queue);
  g_autoptr (GArray) gets = collect_times (trace, LAB_DEED_GET, queue);

  g_assert_cmpuint (puts->len, ==, n_expected);
  g_assert_cmpuint (gets->len, ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    g_assert_cmpuint (g_array_index (puts, guint64, i), <=, g_array_index (gets, guint64, i));
}

static const char in_order[] = HEAD
  "[{\"id\": \"jobs\", \"size\": 20}], \"tasks\": ["
  "{\"count\": 1, \"steps\": [{\"repeat\": 20, \"steps\": [{\"compute\": {\"operations\": 1}},"
  "{\"print\": \"{computed}\"}, {\"put\": \"{computed}\", \"to\": \"jobs\"}]}]},"
  "{\"count\": 1, \"steps\": [{\"drain\": \"jobs\", \"steps\": [{\"print\": \"{got}\"}]}, {\"result\": \"{taken}\"}]}],"
  "\"answer\": {\"sum\": 20}}";

static void
test_items_come_out_as_they_went_in (gconstpointer data)
{
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_autoptr (GPtrArray) got = g_ptr_array_new ();
  Run run = { 0 };

  prepare (&run, in_order, data, 2);
  run_finish (&run);
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_true (run.outcome->answer_ok);
  for (guint n = 0; n < lab_trace_get_n_texts (run.trace); n++)
    {
      const LabText *text = lab_trace_get_text (run.trace, n);

      if (text->kind == LAB_TEXT_PRINT)
        g_ptr_array_add (text->task == 0 ? put : got, (gpointer) text->text);
    }
  g_assert_cmpuint (put->len, ==, 20);
  g_assert_cmpuint (got->len, ==, 20);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpstr (put->pdata[i], ==, got->pdata[i]);
  check_deeds (run.trace, 0, 20);
  run_clear (&run);
}

static const char many[] = HEAD
  "[{\"id\": \"jobs\", \"size\": 3}], \"tasks\": ["
  "{\"count\": 3, \"steps\": [{\"repeat\": 200, \"steps\": [{\"compute\": {\"operations\": 1}},"
  "{\"put\": \"{number} {computed}\", \"to\": \"jobs\"}]}]},"
  "{\"count\": 3, \"steps\": [{\"drain\": \"jobs\", \"steps\": [{\"print\": \"{got}\"}]}, {\"result\": \"{taken}\"}]}],"
  "\"answer\": {\"sum\": 600}}";

static void
test_nothing_is_lost_and_nothing_doubled (gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) prints = NULL;
  Run run = { 0 };

  prepare (&run, many, data, 6);
  run_finish (&run);
  g_assert_cmpstr (run.outcome->reason, ==, NULL);
  g_assert_true (run.outcome->answer_ok);
  prints = collect_prints (run.trace);
  g_assert_cmpuint (prints->len, ==, 600);
  for (guint i = 0; i < prints->len; i++)
    g_assert_true (g_hash_table_add (seen, prints->pdata[i]));
  check_deeds (run.trace, 0, 600);
  run_clear (&run);
}

static const char endless[] = HEAD
  "[{\"id\": \"jobs\", \"size\": 2}], \"tasks\": ["
  "{\"count\": 2, \"steps\": [{\"repeat\": 1000000000, \"steps\": [{\"compute\": {\"operations\": 1}},"
  "{\"put\": \"{number} {computed}\", \"to\": \"jobs\"}]}]},"
  "{\"count\": 1, \"steps\": [{\"drain\": \"jobs\", \"steps\": [{\"print\": \"{got}\"}, {\"sleep\": \"1ms\"}]}]},"
  "{\"count\": 1, \"steps\": [{\"get\": \"jobs\"}, {\"print\": \"{got}\"}, {\"sleep\": \"1h\"}]}],"
  "\"answer\": {\"count\": 0}}";

/* Nor is anything doubled, or taken that nobody has put. */
static void
test_cancelling_in_the_middle_ends_all (gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) prints = NULL;
  g_autoptr (GArray) puts = NULL;
  g_autoptr (GArray) gets = NULL;
  Run run = { 0 };

  prepare (&run, endless, data, 4);
  run_cancel_when_printed (&run, 20);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 4);
  prints = collect_prints (run.trace);
  for (guint i = 0; i < prints->len; i++)
    g_assert_true (g_hash_table_add (seen, prints->pdata[i]));
  puts = collect_times (run.trace, LAB_DEED_PUT, 0);
  gets = collect_times (run.trace, LAB_DEED_GET, 0);
  g_assert_cmpuint (prints->len, <=, gets->len);
  g_assert_cmpuint (gets->len, <=, puts->len);
  g_assert_cmpuint (puts->len, <=, gets->len + 2);
  run_clear (&run);
}

static const char empty[] = HEAD
  "[{\"id\": \"to\", \"size\": 2}], \"tasks\": [{\"count\": 2, \"steps\": ["
  "{\"get\": \"to {number}\"}, {\"put\": \"x\", \"to\": \"to {next}\"}]}], \"answer\": {\"count\": 0}}";

static void
test_two_that_wait_for_each_others_items_are_a_deadlock (gconstpointer data)
{
  Run run = { 0 };

  prepare (&run, empty, data, 2);
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DEADLOCK);
  g_assert_nonnull (strstr (run.outcome->reason, "task 1 waits for something in the queue \"to 1\""));
  run_clear (&run);
}

static const char full[] = HEAD
  "[{\"id\": \"jobs\", \"size\": 2}], \"tasks\": [{\"count\": 1, \"steps\": ["
  "{\"repeat\": 3, \"steps\": [{\"put\": \"x\", \"to\": \"jobs\"}]}]}], \"answer\": {\"count\": 0}}";

static void
test_a_full_queue_that_nobody_serves_is_a_deadlock (gconstpointer data)
{
  Run run = { 0 };

  prepare (&run, full, data, 1);
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DEADLOCK);
  g_assert_nonnull (strstr (run.outcome->reason, "task 1 waits for room in the queue \"jobs\""));
  run_clear (&run);
}

static const char consumer_first[] = HEAD "[{\"id\": \"jobs\", \"size\": 2}], \"tasks\": ["
                                          "{\"name\": \"consumer\", \"count\": 1, \"steps\": [{\"get\": \"jobs\"}]},"
                                          "{\"name\": \"producer\", \"count\": 1, \"steps\": [{\"put\": \"x\", \"to\": "
                                          "\"jobs\"}]}], \"answer\": {\"count\": 0}}";

static void
test_a_pool_too_small_for_the_producer_is_said_in_words (gconstpointer data)
{
  Run run = { 0 };

  prepare (&run, consumer_first, data, 1);
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_DEADLOCK);
  g_assert_nonnull (strstr (run.outcome->reason, "consumer waits for something in the queue \"jobs\""));
  g_assert_nonnull (strstr (run.outcome->reason, "1 task is still queued, but every worker is taken"));
  run_clear (&run);
}

static const char ended[] = HEAD
  "[{\"id\": \"jobs\", \"size\": 2}], \"tasks\": ["
  "{\"count\": 1, \"steps\": [{\"put\": \"x\", \"to\": \"jobs\"}]},"
  "{\"count\": 1, \"steps\": [{\"get\": \"jobs\"}, {\"get\": \"jobs\"}]}], \"answer\": {\"count\": 0}}";

static void
test_who_gets_after_the_end_fails_with_its_reason (gconstpointer data)
{
  Run run = { 0 };

  prepare (&run, ended, data, 2);
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_FAILED);
  g_assert_cmpuint (run.ends[LAB_STATE_FAILED], ==, 1);
  g_assert_nonnull (strstr (test_find_text (run.trace, LAB_TEXT_REASON, 1), "the queue \"jobs\" is empty"));
  run_clear (&run);
}

static const char failing[] = HEAD
  "[{\"id\": \"jobs\", \"size\": 2}], \"tasks\": ["
  "{\"count\": 1, \"steps\": [{\"put\": \"x\", \"to\": \"jobs\"}, {\"sleep\": \"{argument1}\"}],"
  "\"arguments\": [\"never\"]},"
  "{\"count\": 1, \"steps\": [{\"drain\": \"jobs\", \"steps\": []}, {\"result\": \"{taken}\"}]}],"
  "\"answer\": {\"count\": 1}}";

static void
test_a_producer_that_fails_leaves_nobody_waiting (gconstpointer data)
{
  Run run = { 0 };

  prepare (&run, failing, data, 2);
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_FAILED);
  g_assert_cmpstr (test_find_text (run.trace, LAB_TEXT_RESULT, 1), ==, "1");
  run_clear (&run);
}

static const char keyed[] = HEAD
  "[{\"id\": \"part\", \"size\": 100, \"parts\": 3}], \"tasks\": ["
  "{\"count\": 2, \"steps\": [{\"repeat\": 50, \"steps\": [{\"compute\": {\"operations\": 3}},"
  "{\"put\": \"{word}\", \"to\": \"part\", \"key\": \"{word}\"}]}]},"
  "{\"count\": 3, \"steps\": [{\"drain\": \"part {number}\", \"steps\": [{\"print\": \"{got} {number}\"}]},"
  "{\"result\": \"{taken}\"}]}], \"answer\": {\"sum\": 100}}";

static void
test_equal_keys_meet_in_one_part (gconstpointer data)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) prints = NULL;
  Run run = { 0 };

  prepare (&run, keyed, data, 5);
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  prints = collect_prints (run.trace);
  for (guint i = 0; i < prints->len; i++)
    {
      const char *place = strchr (prints->pdata[i], ' ');
      g_autofree char *word = g_strndup (prints->pdata[i], (gsize) (place - (char *) prints->pdata[i]));
      const char *before = g_hash_table_lookup (places, word);

      if (before != NULL)
        g_assert_cmpstr (before, ==, place);
      else
        g_hash_table_insert (places, g_steal_pointer (&word), (gpointer) place);
    }
  g_assert_cmpuint (g_hash_table_size (places), >, 3);
  run_clear (&run);
}

static void
test_an_item_too_long_fails_its_task (gconstpointer data)
{
  g_autofree char *item = g_strnfill (1001, 'x');
  g_autofree char *workload = g_strdup_printf (
    HEAD "[{\"id\": \"jobs\", \"size\": 2}], \"tasks\": [{\"count\": 1, \"steps\": [{\"put\": \"%s\", \"to\": \"jobs\"}"
         "]}], \"answer\": {\"count\": 0}}",
    item);
  Run run = { 0 };

  prepare (&run, workload, data, 1);
  run_finish (&run);
  g_assert_cmpint (run.outcome->kind, ==, LAB_OUTCOME_FAILED);
  g_assert_nonnull (strstr (run.outcome->reason, "1,001 bytes"));
  run_clear (&run);
}

static void
add_case (const char *name, const LabModel *model, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/queues/%s/%s", name, model->id);

  g_test_add_data_func (path, model->id, function);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      add_case ("items-come-out-as-they-went-in", *model, test_items_come_out_as_they_went_in);
      add_case ("a-full-queue-that-nobody-serves-is-a-deadlock", *model,
                test_a_full_queue_that_nobody_serves_is_a_deadlock);
      add_case ("who-gets-after-the-end-fails", *model, test_who_gets_after_the_end_fails_with_its_reason);
      add_case ("a-producer-that-fails-leaves-nobody-waiting", *model,
                test_a_producer_that_fails_leaves_nobody_waiting);
      add_case ("equal-keys-meet-in-one-part", *model, test_equal_keys_meet_in_one_part);
      add_case ("an-item-too-long-fails-its-task", *model, test_an_item_too_long_fails_its_task);
      if (g_str_equal ((*model)->id, "sequential"))
        continue;
      add_case ("nothing-is-lost-and-nothing-doubled", *model, test_nothing_is_lost_and_nothing_doubled);
      add_case ("cancelling-in-the-middle-ends-all", *model, test_cancelling_in_the_middle_ends_all);
      add_case ("two-that-wait-for-each-others-items-are-a-deadlock", *model,
                test_two_that_wait_for_each_others_items_are_a_deadlock);
    }
  g_test_add_data_func ("/queues/a-pool-too-small/threads", "threads",
                        test_a_pool_too_small_for_the_producer_is_said_in_words);
  g_test_add_data_func ("/queues/a-pool-too-small/sequential", "sequential",
                        test_a_pool_too_small_for_the_producer_is_said_in_words);
  g_test_add_data_func ("/queues/a-pool-too-small/processes", "processes",
                        test_a_pool_too_small_for_the_producer_is_said_in_words);
  return g_test_run ();
}
