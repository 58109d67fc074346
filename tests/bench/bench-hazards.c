/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-hazard.h"
#include "lab-recorder.h"

/* What looking for hazards costs: ten million events of tasks that sleep, wait for locks and compute, on 16 lanes. The
 * peer is the other pass over all events, that of the metrics. */

#define N_LANES 16
#define N_REPEATS 5
#define STEP_MAX 2000 /* ns */
#define EVENTS_PER_TASK 500

typedef struct
{
  LabRecorder *recorder;
  guint64 time;
  guint32 task;
} Lane;

static void
add (Lane *lane, GRand *random, LabLayer layer, guint state)
{
  lab_recorder_add_event (lane->recorder, lane->recorder->origin + lane->time, lane->task, layer, (guint8) state,
                          (guint16) (lane->task % 8));
  lane->time += g_rand_int (random) % STEP_MAX;
}

static void
record_round (Lane *lane, GRand *random)
{
  add (lane, random, LAB_LAYER_TASK, LAB_STATE_SLEEPING);
  add (lane, random, LAB_LAYER_TASK, lane->task % 2 == 0 ? LAB_STATE_GIL : LAB_STATE_LOCK);
  add (lane, random, LAB_LAYER_OBJECT, LAB_DEED_TAKE);
  add (lane, random, LAB_LAYER_TASK, LAB_STATE_RUNNING);
  add (lane, random, LAB_LAYER_OBJECT, LAB_DEED_RELEASE);
}

static LabTrace *
make_trace (guint64 n_events)
{
  g_autoptr (LabSegment) segment = lab_segment_new (n_events * 17 + (64 << 20), NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  LabTrace *trace = lab_trace_new (segment);

  for (guint n = 0; n < N_LANES; n++)
    {
      Lane lane = { lab_recorder_new (segment, n == 0 ? LAB_LANE_LOOP : LAB_LANE_THREAD, "lane"), 0, n };

      for (guint64 i = 0; i < n_events / N_LANES; i += 5)
        {
          record_round (&lane, random);
          if (i % EVENTS_PER_TASK == 0)
            lane.task += N_LANES;
        }
      lab_recorder_free (lane.recorder);
    }
  g_assert_true (lab_trace_update (trace, NULL));
  return trace;
}

static int
compare_times (gconstpointer one, gconstpointer other)
{
  const guint64 *a = one;
  const guint64 *b = other;

  return (*a > *b) - (*a < *b);
}

static double
get_median (guint64 times[N_REPEATS])
{
  qsort (times, N_REPEATS, sizeof (guint64), compare_times);
  return (double) times[N_REPEATS / 2];
}

int
main (int argc, char **argv)
{
  guint64 n_events = argc > 1 ? g_ascii_strtoull (argv[1], NULL, 10) : 10000000;
  g_autoptr (LabTrace) trace = make_trace (n_events);
  g_autoptr (LabOutcome) outcome = lab_outcome_new (LAB_OUTCOME_DONE);
  guint64 metrics_times[N_REPEATS];
  guint64 hazards_times[N_REPEATS];
  double n = (double) lab_trace_get_n_events (trace);
  double metrics_time;
  double hazards_time;

  for (guint i = 0; i < N_REPEATS; i++)
    {
      g_autoptr (GPtrArray) hazards = NULL;
      guint64 start = lab_clock_now ();
      LabMetrics metrics;

      lab_metrics_compute (&metrics, trace);
      metrics_times[i] = lab_clock_now () - start;
      hazards = lab_hazards_find (trace, NULL, &metrics, outcome);
      hazards_times[i] = lab_clock_now () - start - metrics_times[i];
    }
  metrics_time = get_median (metrics_times);
  hazards_time = get_median (hazards_times);
  g_print ("hazards\t%.3g\tns/event\tmetrics\t%.3g\t%.3g\n", hazards_time / n, metrics_time / n,
           hazards_time / metrics_time);
  return 0;
}
