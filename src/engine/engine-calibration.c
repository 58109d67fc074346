/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sched.h>

#include "engine-calibration.h"
#include "lab-clock.h"
#include "lab-kernel.h"
#include "lab-recorder.h"

/* Interference only ever slows: so the fastest of several short rounds, not their mean. */
#define ROUNDS 5
#define TURNS 100000
#define EVENTS 4000

static guint64
time_turns (void)
{
  guint64 start = lab_clock_now ();

  lab_kernel_turn (start, TURNS);
  return lab_clock_now () - start;
}

static guint64
fastest_turns (void)
{
  guint64 fastest = G_MAXUINT64;

  for (int i = 0; i < ROUNDS; i++)
    fastest = MIN (fastest, time_turns ());
  return MAX (fastest, 1);
}

guint64
lab_calibrate_rate (void)
{
  return TURNS * LAB_NS_PER_S / fastest_turns ();
}

double
lab_calibrate_event_cost (void)
{
  double fastest = G_MAXDOUBLE;

  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (LabSegment) scratch = lab_segment_new (2 * EVENTS * sizeof (LabEvent), NULL);
      g_autoptr (LabRecorder) recorder = scratch ? lab_recorder_new (scratch, LAB_LANE_THREAD, "scratch") : NULL;
      guint64 start = lab_clock_now ();

      if (recorder == NULL)
        return 0;
      for (guint32 i = 0; i < EVENTS; i++)
        lab_recorder_add (recorder, i, LAB_STATE_RUNNING, 0);
      fastest = MIN (fastest, (double) (lab_clock_now () - start) / EVENTS);
    }
  return fastest;
}

/* Both threads wait for each other by looking, so that neither is measured while the other still wakes up. */
typedef struct
{
  int n_ready; /* atomic */
  guint64 elapsed[2];
} Pair;

static guint64
pair_measure (Pair *pair)
{
  g_atomic_int_inc (&pair->n_ready);
  while (g_atomic_int_get (&pair->n_ready) < 2)
    sched_yield ();
  return time_turns ();
}

static gpointer
pair_thread (gpointer data)
{
  Pair *pair = data;

  pair->elapsed[1] = pair_measure (pair);
  return NULL;
}

double
lab_calibrate_two_threads (void)
{
  guint64 alone = fastest_turns ();
  guint64 together = G_MAXUINT64;

  for (int i = 0; i < ROUNDS; i++)
    {
      Pair pair = { 0 };
      GThread *thread = g_thread_try_new ("calibrate", pair_thread, &pair, NULL);

      if (thread == NULL)
        return 0;
      pair.elapsed[0] = pair_measure (&pair);
      g_thread_join (thread);
      together = MIN (together, MAX (pair.elapsed[0], pair.elapsed[1]));
    }
  return 2.0 * (double) alone / (double) MAX (together, 1);
}

guint
lab_calibrate_n_cpus (void)
{
  return g_get_num_processors ();
}
