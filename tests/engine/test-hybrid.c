/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-fixture.h"
#include "gil-check.h"
#include "lab-clock.h"

#define WORKLOAD(tasks, answer)                                                                                        \
  "{\"id\": \"test\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"waiting\", \"parameters\": [], "              \
  "\"tasks\": [" tasks "], \"answer\": " answer "}"

#define ENDLESS                                                                                                        \
  "{\"count\": 1, \"steps\": [{\"repeat\": 1000000000, \"steps\": [{\"compute\": {\"operations\": 1000000000}}]}]}"

/* Where each step of a lone task is done. */
static void
test_what_computes_goes_to_the_pool_and_comes_back (void)
{
  static const struct
  {
    LabState state;
    LabLaneKind lane;
  } expected[] = {
    { LAB_STATE_QUEUED, LAB_LANE_MAIN },    { LAB_STATE_RUNNING, LAB_LANE_LOOP },  { LAB_STATE_QUEUED, LAB_LANE_LOOP },
    { LAB_STATE_RUNNING, LAB_LANE_THREAD }, { LAB_STATE_QUEUED, LAB_LANE_THREAD }, { LAB_STATE_RUNNING, LAB_LANE_LOOP },
    { LAB_STATE_DONE, LAB_LANE_LOOP },
  };
  g_autoptr (GArray) events = NULL;
  Run run = { 0 };

  run_prepare (&run, "primes", "hybrid", "numbers=7919");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  events = test_collect_events (run.trace);
  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < events->len; i++)
    {
      const TestEvent *found = &g_array_index (events, TestEvent, i);

      g_assert_cmpint (found->event.state, ==, expected[i].state);
      g_assert_cmpint (lab_trace_get_lane (run.trace, found->lane)->kind, ==, expected[i].lane);
    }
  run_clear (&run);
}

static const char beside[] = WORKLOAD (ENDLESS ", {\"count\": 1, \"steps\": [{\"repeat\": 100, \"steps\": ["
                                               "{\"yield\": true}, {\"print\": \"x\"}]}, {\"sleep\": \"1h\"}]}",
                                       "{\"count\": 0}");

/* The first task computes for ever; on a loop without a pool the second one would never have its turn. */
static void
test_the_loop_goes_on_while_the_pool_computes (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, beside, "hybrid", data);
  run_cancel_when_printed (&run, 100);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

/* Either of two tasks gives way only in the pool, so that both can print but if both compute there. */
static const char both[] = WORKLOAD (
  "{\"count\": 2, \"steps\": [{\"print\": \"x\"}, {\"compute\": {\"operations\": 1}}, "
  "{\"print\": \"y\"}, {\"block\": \"1h\"}]}",
  "{\"count\": 0}");

static void
test_what_blocks_holds_only_its_worker (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, both, "hybrid", data);
  run_cancel_when_printed (&run, 4);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 2);
  run_clear (&run);
}

static const char crowd[] = WORKLOAD ("{\"count\": 1000, \"steps\": [{\"print\": \"x\"}, {\"block\": \"1h\"}]}",
                                      "{\"count\": 0}");

static void
test_cancelling_empties_the_pool (gconstpointer data)
{
  Run run = { 0 };

  run_prepare (&run, crowd, "hybrid", data);
  run_cancel_when_printed (&run, 1000);
  g_assert_cmpuint (run.ends[LAB_STATE_CANCELLED], ==, 1000);
  run_clear (&run);
}

static const char busy[] = WORKLOAD (
  "{\"count\": 20, \"steps\": [{\"repeat\": 5, \"steps\": [{\"compute\": {\"operations\": 100000}}, "
  "{\"sleep\": \"1us\"}, {\"yield\": true}]}, {\"result\": \"{number}\"}]}",
  "{\"sum\": 210}");

static void
test_a_gil_holds_the_loop_too (void)
{
  GilCounts counts;
  Run run = { 0 };

  run_prepare (&run, busy, "hybrid", "gil=yes,interval=50us,workers=3");
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  counts = test_check_gils (run.trace, 50 * LAB_NS_PER_US, 0);
  g_assert_cmpuint (counts.n_running_at_once, ==, 1);
  /* Each computing, and the loop at least once. */
  g_assert_cmpuint (counts.n_takes, >, 100);
  run_clear (&run);
}

static gboolean
has_request (LabTrace *trace)
{
  for (guint lane = 0; lane < lab_trace_get_n_lanes (trace); lane++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;

      while ((event = lab_trace_next_event (trace, lane, &cursor)) != NULL)
        if (event->layer == LAB_LAYER_OBJECT && event->state == LAB_DEED_REQUEST)
          return TRUE;
    }
  return FALSE;
}

/* Who has asked gets the lock, and goes on to print. */
static gpointer
cancel_when_requested_and_printed (gpointer data)
{
  Run *run = data;
  g_autoptr (LabTrace) trace = lab_trace_new (run->segment);
  guint n_texts = 0;

  do
    {
      g_usleep (100);
      lab_trace_update (trace, NULL);
      if (n_texts == 0 && has_request (trace))
        n_texts = lab_trace_get_n_texts (trace) + 2;
    }
  while (n_texts == 0 || lab_trace_get_n_texts (trace) < n_texts);
  lab_engine_cancel (run->engine);
  return NULL;
}

static const char waking[] = WORKLOAD (ENDLESS ", {\"count\": 1, \"steps\": [{\"repeat\": 1000000000, \"steps\": ["
                                               "{\"sleep\": \"100us\"}, {\"print\": \"x\"}]}]}",
                                       "{\"count\": 0}");

/* The loop has to ask for the lock while a worker computes, and gets it only at the end of a piece. */
static void
test_a_long_piece_keeps_the_loop_waiting (void)
{
  GilCounts counts;
  GThread *thread;
  Run run = { 0 };

  run_prepare (&run, waking, "hybrid", "gil=yes,interval=1ms,quantum=5ms");
  thread = g_thread_new ("canceller", cancel_when_requested_and_printed, &run);
  run_finish (&run);
  g_thread_join (thread);
  counts = test_check_gils (run.trace, LAB_NS_PER_MS, 5 * LAB_NS_PER_MS);
  g_assert_cmpuint (counts.n_forced, >, 0);
  g_assert_cmpuint (counts.n_running_at_once, ==, 1);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hybrid/what-computes-goes-to-the-pool-and-comes-back",
                   test_what_computes_goes_to_the_pool_and_comes_back);
  g_test_add_data_func ("/hybrid/the-loop-goes-on-while-the-pool-computes/free", "gil=no",
                        test_the_loop_goes_on_while_the_pool_computes);
  g_test_add_data_func ("/hybrid/the-loop-goes-on-while-the-pool-computes/gil", "gil=yes,interval=50us",
                        test_the_loop_goes_on_while_the_pool_computes);
  g_test_add_data_func ("/hybrid/what-blocks-holds-only-its-worker/free", "gil=no",
                        test_what_blocks_holds_only_its_worker);
  g_test_add_data_func ("/hybrid/what-blocks-holds-only-its-worker/gil", "gil=yes",
                        test_what_blocks_holds_only_its_worker);
  g_test_add_data_func ("/hybrid/cancelling-empties-the-pool/free", "gil=no,workers=3",
                        test_cancelling_empties_the_pool);
  g_test_add_data_func ("/hybrid/cancelling-empties-the-pool/gil", "gil=yes,workers=3",
                        test_cancelling_empties_the_pool);
  g_test_add_func ("/hybrid/a-gil-holds-the-loop-too", test_a_gil_holds_the_loop_too);
  g_test_add_func ("/hybrid/a-long-piece-keeps-the-loop-waiting", test_a_long_piece_keeps_the_loop_waiting);
  return g_test_run ();
}
