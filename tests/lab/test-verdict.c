/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-hazard.h"
#include "lab-test-utils.h"
#include "lab-verdict-reason.h"

#define MS G_GUINT64_CONSTANT (1000000)

/* Figures of a run: what each test changes is what its verdict has to turn on. */
static LabMetrics
make_metrics (guint64 makespan, guint64 running, guint64 sleeping, guint n_tasks, guint in_flight, double lanes)
{
  LabMetrics metrics = { .makespan = makespan, .work = running + sleeping, .n_tasks = n_tasks, .n_done = n_tasks };

  metrics.states[LAB_STATE_RUNNING] = running;
  metrics.states[LAB_STATE_SLEEPING] = sleeping;
  metrics.overlap = (double) metrics.work / (double) makespan;
  metrics.in_flight.max = in_flight;
  metrics.parallelism.mean = lanes;
  metrics.parallelism.max = (guint64) (lanes + 0.999);
  metrics.n_lanes = (guint) (lanes + 0.999);
  metrics.duration.median = metrics.work / n_tasks;
  metrics.n_cpus = 2;
  return metrics;
}

static void
test_reasons (void)
{
  LabMetrics waits = make_metrics (310 * MS, 1 * MS, 3000 * MS, 10, 10, 0.01);
  LabMetrics in_line = make_metrics (3001 * MS, 1 * MS, 3000 * MS, 10, 1, 0.01);
  LabMetrics parallel = make_metrics (1600 * MS, 3100 * MS, 0, 10, 2, 1.95);
  LabMetrics one_lane = make_metrics (3000 * MS, 3000 * MS, 0, 10, 10, 1);
  LabMetrics uneven = make_metrics (81 * MS, 94 * MS, 0, 3, 2, 1.16);
  LabMetrics idle_lanes = make_metrics (81 * MS, 94 * MS, 0, 3, 2, 1.16);
  LabMetrics sequential = make_metrics (3000 * MS, 3000 * MS, 0, 10, 1, 1);
  LabMetrics crowded = make_metrics (1600 * MS, 24000 * MS, 0, 16, 16, 15);
  LabMetrics few = make_metrics (900 * MS, 1 * MS, 3000 * MS, 10, 4, 0.01);
  LabMetrics overhead = make_metrics (100 * MS, 10 * MS, 0, 100000, 4, 0.1);
  LabMetrics single = make_metrics (300 * MS, 0, 300 * MS, 1, 1, 0);
  LabMetrics nothing = { 0 };

  uneven.duration.median = 15 * MS;
  uneven.duration.max = 78 * MS;
  few.n_lanes = 4;
  few.queue_delay.max = 600 * MS;
  overhead.queue_delay.median = 50 * MS;
  g_assert_cmpint (lab_reason_find (&waits), ==, LAB_REASON_WAITS_OVERLAP);
  g_assert_cmpint (lab_reason_find (&in_line), ==, LAB_REASON_WAITS_IN_LINE);
  g_assert_cmpint (lab_reason_find (&parallel), ==, LAB_REASON_PARALLEL);
  g_assert_cmpint (lab_reason_find (&one_lane), ==, LAB_REASON_ONE_LANE);
  g_assert_cmpint (lab_reason_find (&uneven), ==, LAB_REASON_UNEVEN);
  g_assert_cmpint (lab_reason_find (&idle_lanes), ==, LAB_REASON_IDLE_LANES);
  g_assert_cmpint (lab_reason_find (&sequential), ==, LAB_REASON_IN_LINE);
  g_assert_cmpint (lab_reason_find (&crowded), ==, LAB_REASON_OVERSUBSCRIBED);
  g_assert_cmpint (lab_reason_find (&few), ==, LAB_REASON_TOO_FEW_LANES);
  g_assert_cmpint (lab_reason_find (&overhead), ==, LAB_REASON_OVERHEAD);
  g_assert_cmpint (lab_reason_find (&single), ==, LAB_REASON_SINGLE);
  g_assert_cmpint (lab_reason_find (&nothing), ==, LAB_REASON_NOTHING);
}

static LabExperiment *
make_experiment (const char *model)
{
  g_autoptr (LabWorkload) workload = lab_test_workload ("'tasks': [{'count': 1, 'steps': []}], 'answer': {'count': 0}");

  return lab_experiment_new (workload, lab_model_find (model));
}

static void
assert_verdict (const LabMetrics *metrics, const LabOutcome *outcome, guint64 sequential, const char *headline,
                const char *detail)
{
  g_autoptr (LabExperiment) experiment = make_experiment ("threads");
  g_autoptr (LabVerdict) verdict = lab_verdict_new (experiment, metrics, outcome, NULL, sequential);

  g_assert_cmpstr (verdict->headline, ==, headline);
  g_assert_cmpstr (verdict->detail, ==, detail);
}

static void
test_done (void)
{
  LabMetrics waits = make_metrics (310 * MS, 1 * MS, 3000 * MS, 10, 10, 0.01);
  LabMetrics line = make_metrics (3000 * MS, 0, 3000 * MS, 10, 1, 0.01);
  g_autoptr (LabOutcome) outcome = lab_outcome_new (LAB_OUTCOME_DONE);

  waits.n_lanes = 10;
  assert_verdict (&waits, outcome, 3100 * MS, "Up to 10 waits overlapped: 3 s of waiting took 310 ms.",
                  "All lanes together computed for 0.32 % of the time: one worker would have been enough, had it not "
                  "been held by each wait. One after the other takes 10.0 times as long.");
  assert_verdict (&line, outcome, 3000 * MS, "The waits stood in line: 3 s of waiting took 3 s.",
                  "At most 1 task was in flight: while it waited, nothing else was done. With more in flight the waits "
                  "would overlap.");
}

static void
test_broken (void)
{
  LabMetrics metrics = make_metrics (310 * MS, 1 * MS, 3000 * MS, 10, 10, 0.01);
  g_autoptr (LabOutcome) cancelled = lab_outcome_new (LAB_OUTCOME_CANCELLED);
  g_autoptr (LabOutcome) late = lab_outcome_new (LAB_OUTCOME_TIMED_OUT);
  g_autoptr (LabOutcome) crashed = lab_outcome_new (LAB_OUTCOME_CRASHED);
  g_autoptr (LabOutcome) failed = lab_outcome_new (LAB_OUTCOME_FAILED);

  metrics.n_done = 4;
  assert_verdict (&metrics, cancelled, 0, "The run was cancelled after 310 ms.", "4 of 10 tasks were done.");
  assert_verdict (&metrics, late, 0, "Time was up after 310 ms.", "4 of 10 tasks were done.");
  crashed->reason = g_strdup ("killed by signal 9");
  assert_verdict (&metrics, crashed, 0, "The runner died after 310 ms.",
                  "4 of 10 tasks were done. Reason: killed by signal 9.");
  assert_verdict (&metrics, failed, 0, "The run could not be finished.", "4 of 10 tasks were done.");
  metrics.n_failed = 1;
  metrics.n_dropped = 1234;
  assert_verdict (&metrics, failed, 0, "1 of 10 tasks failed.",
                  "4 of 10 tasks were done. 1,234 events found no room in the trace: what is shown is not all.");
}

static void
test_wrong_answer (void)
{
  LabMetrics metrics = make_metrics (310 * MS, 1 * MS, 3000 * MS, 10, 10, 0.01);
  g_autoptr (LabOutcome) outcome = lab_outcome_new (LAB_OUTCOME_DONE);

  outcome->answer_known = TRUE;
  outcome->answer_why = g_strdup ("expected the sum 6, found 5");
  assert_verdict (&metrics, outcome, 0, "The answer is wrong.",
                  "All tasks ended, but their results are not what they should be: expected the sum 6, found 5.");
}

static GPtrArray *
make_hazard (LabHazard *hazard, LabHazardKind kind, const char *sentence)
{
  GPtrArray *hazards = g_ptr_array_new ();

  *hazard = (LabHazard){ kind, (char *) sentence };
  g_ptr_array_add (hazards, hazard);
  return hazards;
}

static void
assert_detail (const LabMetrics *metrics, const LabOutcome *outcome, LabHazardKind kind, const char *headline,
               const char *detail)
{
  LabHazard hazard;
  g_autoptr (GPtrArray) hazards = make_hazard (&hazard, kind, "This was seen.");
  g_autoptr (LabVerdict) verdict = lab_verdict_new (NULL, metrics, outcome, hazards, 0);

  g_assert_cmpstr (verdict->headline, ==, headline);
  g_assert_cmpstr (verdict->detail, ==, detail);
  g_assert_true (verdict->hazards == hazards);
}

/* They come first; what else would say the same is left out, and nothing more. */
static void
test_hazards (void)
{
  LabMetrics line = make_metrics (3000 * MS, 0, 3000 * MS, 10, 1, 0.01);
  LabMetrics one_lane = make_metrics (3000 * MS, 3000 * MS, 0, 10, 10, 1);
  g_autoptr (LabOutcome) done = lab_outcome_new (LAB_OUTCOME_DONE);
  g_autoptr (LabOutcome) wrong = lab_outcome_new (LAB_OUTCOME_DONE);
  g_autoptr (LabOutcome) deadlock = lab_outcome_new (LAB_OUTCOME_DEADLOCK);

  wrong->answer_known = TRUE;
  deadlock->reason = g_strdup ("A waits for B");
  assert_detail (&line, wrong, LAB_HAZARD_LOST_UPDATES, "The answer is wrong.",
                 "This was seen. All tasks ended, but their results are not what they should be.");
  assert_detail (&one_lane, done, LAB_HAZARD_SERIALISED, "The computing did not overlap: 3 s of it took 3 s.",
                 "This was seen.");
  assert_detail (&line, done, LAB_HAZARD_CONVOY, "The waits stood in line: 3 s of waiting took 3 s.",
                 "This was seen. At most 1 task was in flight: while it waited, nothing else was done. With more in "
                 "flight the waits would overlap.");
  assert_detail (&line, deadlock, LAB_HAZARD_DEADLOCK,
                 "Deadlock: the tasks waited for each other for ever, so the run was ended after 3 s.",
                 "This was seen. 10 of 10 tasks were done.");
  assert_detail (&line, deadlock, LAB_HAZARD_STARVATION,
                 "Deadlock: the tasks waited for each other for ever, so the run was ended after 3 s.",
                 "This was seen. 10 of 10 tasks were done. Reason: A waits for B.");
}

static void
test_compare (void)
{
  g_autoptr (LabExperiment) sequential = make_experiment ("sequential");
  g_autoptr (LabExperiment) async = make_experiment ("async");
  g_autoptr (LabOutcome) done = lab_outcome_new (LAB_OUTCOME_DONE);
  g_autoptr (LabOutcome) crashed = lab_outcome_new (LAB_OUTCOME_CRASHED);
  const LabExperiment *const experiments[] = { sequential, async };
  const LabOutcome *const both[] = { done, done };
  const LabOutcome *const first[] = { done, crashed };
  const LabOutcome *const none[] = { crashed, crashed };
  const LabMetrics metrics[] = {
    make_metrics (3000 * MS, 1 * MS, 3000 * MS, 10, 1, 0.01),
    make_metrics (300 * MS, 1 * MS, 3000 * MS, 10, 10, 0.01),
  };
  g_autofree char *won = lab_verdict_compare (experiments, metrics, both, 2);
  g_autofree char *only = lab_verdict_compare (experiments, metrics, first, 2);
  g_autofree char *nobody = lab_verdict_compare (experiments, metrics, none, 2);

  g_assert_cmpstr (won, ==,
                   "\"Asynchronous\" won with 300 ms, 10.0 times as fast as \"One after the other\": it had up to 10 "
                   "tasks in flight at once.");
  g_assert_cmpstr (only, ==, "Only \"One after the other\" came to a right end, in 3 s.");
  g_assert_cmpstr (nobody, ==, "No run came to a right end, so there is no winner.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/the figures decide on the reason", test_reasons);
  g_test_add_func ("/verdict/a run that was done", test_done);
  g_test_add_func ("/verdict/a run that was not finished", test_broken);
  g_test_add_func ("/verdict/a wrong answer", test_wrong_answer);
  g_test_add_func ("/verdict/the hazards that were seen", test_hazards);
  g_test_add_func ("/verdict/who won a race", test_compare);
  return g_test_run ();
}
