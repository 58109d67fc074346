/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ucontext.h>

#include "engine-calibration.h"
#include "engine-context.h"
#include "engine-fiber.h"
#include "lab-engine.h"
#include "lab-metrics.h"

/* What a turn of a fiber costs, to it and back, beside the bare change of stacks there and back, among as many stacks,
 * for what they touch has to come through the caches; and a turn of a coroutine without a stack. All in turn, many
 * times; the medians. */

#define ROUNDS 15
#define SWAPS 1000000
#define TURNS 300000
#define STACK_SIZE 65536
#define MANY 1000

static struct
{
  LabContext here, there;
  ucontext_t old_here, old_there;
  guint8 stack[STACK_SIZE];
  guint8 old_stack[STACK_SIZE];
} swap;

static void
switch_back (gpointer data)
{
  for (;;)
    lab_context_switch (&swap.there, &swap.here);
}

static void
swap_back (void)
{
  for (;;)
    swapcontext (&swap.old_there, &swap.old_here);
}

static void
prepare_swaps (void)
{
  lab_context_init (&swap.there, swap.stack, STACK_SIZE, switch_back, NULL);
  getcontext (&swap.old_there);
  swap.old_there.uc_stack.ss_sp = swap.old_stack;
  swap.old_there.uc_stack.ss_size = STACK_SIZE;
  makecontext (&swap.old_there, swap_back, 0);
}

static double
measure_switch (void)
{
  guint64 start = lab_clock_now ();

  for (guint i = 0; i < SWAPS; i++)
    lab_context_switch (&swap.here, &swap.there);
  return (double) (lab_clock_now () - start) / SWAPS;
}

static double
measure_swapcontext (void)
{
  guint64 start = lab_clock_now ();

  for (guint i = 0; i < SWAPS / 10; i++)
    swapcontext (&swap.old_here, &swap.old_there);
  return (double) (lab_clock_now () - start) / (SWAPS / 10);
}

typedef struct
{
  LabFiber *fibers[MANY];
  gboolean stop;
} Crowd;

static void
suspend_on (gpointer data, gpointer user_data)
{
  LabFiber **self = data;
  Crowd *crowd = user_data;

  while (!crowd->stop)
    lab_fiber_suspend (*self);
}

/* Round and round through many stacks, without a loop. */
static double
measure_crowd (void)
{
  g_autoptr (LabStacks) stacks = lab_stacks_new (STACK_SIZE, MANY, LAB_GUARDS_BEST, NULL);
  Crowd crowd = { .stop = FALSE };
  guint64 start, end;

  for (guint i = 0; i < MANY; i++)
    {
      crowd.fibers[i] = lab_fiber_new (stacks, suspend_on, &crowd.fibers[i], &crowd);
      lab_fiber_resume (crowd.fibers[i]);
    }
  start = lab_clock_now ();
  for (guint i = 0; i < TURNS; i++)
    lab_fiber_resume (crowd.fibers[i % MANY]);
  end = lab_clock_now ();
  crowd.stop = TRUE;
  for (guint i = 0; i < MANY; i++)
    lab_fiber_resume (crowd.fibers[i]);
  return (double) (end - start) / TURNS;
}

/* Tasks that do nothing but give way to each other: makespan by turn, without what its two events cost to record. */
static double
measure_turn (const char *model, guint n_tasks)
{
  g_autofree char *json = g_strdup_printf (
    "{\"id\": \"turns\", \"title\": \"t\", \"summary\": \"s\", \"group\": \"waiting\", \"parameters\": [], "
    "\"tasks\": [{\"count\": %u, \"steps\": [{\"repeat\": %u, \"steps\": [{\"yield\": true}]}]}], "
    "\"answer\": {\"count\": 0}}",
    n_tasks, TURNS / n_tasks);
  g_autoptr (LabWorkload) workload = lab_workload_new_from_json (json, -1, "turns", NULL);
  g_autoptr (LabExperiment) experiment = lab_experiment_new (workload, lab_model_find (model));
  g_autoptr (LabSegment) segment = lab_segment_new (TURNS * 64, NULL);
  g_autoptr (LabEngine) engine = lab_engine_new (experiment, segment, NULL);
  g_autoptr (LabOutcome) outcome = lab_engine_run (engine);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  LabMetrics metrics;

  g_assert_cmpint (outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_true (lab_trace_update (trace, NULL));
  lab_metrics_compute (&metrics, trace);
  g_assert_cmpuint (metrics.n_dropped, ==, 0);
  return (double) metrics.makespan / TURNS - 2 * lab_calibrate_event_cost ();
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
take_median (double samples[ROUNDS])
{
  qsort (samples, ROUNDS, sizeof (double), compare_doubles);
  return samples[ROUNDS / 2];
}

static void
print_line (const char *name, double value, const char *peer, double peer_value)
{
  g_print ("%s\t%.1f\tns\t%s\t%.1f\t%.2f\n", name, value, peer, peer_value, value / peer_value);
}

int
main (void)
{
  double switches[ROUNDS], swapcontexts[ROUNDS], crowds[ROUNDS], many[ROUNDS], few[ROUNDS], many_stackless[ROUNDS];
  double bare, crowd, fibers;

  prepare_swaps ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      switches[i] = measure_switch ();
      swapcontexts[i] = measure_swapcontext ();
      crowds[i] = measure_crowd ();
      many[i] = measure_turn ("fibers", MANY);
      few[i] = measure_turn ("fibers", 10);
      many_stackless[i] = measure_turn ("async", MANY);
    }
  bare = take_median (switches);
  crowd = take_median (crowds);
  fibers = take_median (many);
  print_line ("fibers: bare switch there and back", bare, "swapcontext", take_median (swapcontexts));
  print_line ("fibers: bare switch among 1,000", crowd, "of one", bare);
  print_line ("fibers: turn of one of 1,000, without recording", fibers, "goal", crowd + 100);
  print_line ("fibers: turn of one of 1,000, without recording", fibers, "async", take_median (many_stackless));
  print_line ("fibers: turn of one of 10, without recording", take_median (few), "goal", bare + 100);
  return 0;
}
