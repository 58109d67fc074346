/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be measured of the GIL only from inside:
 *   bench-gil ping COUNT MICROSECONDS   writes so many time stamps to standard output, one every so often
 *   bench-gil wake SPINNERS             how long after that a thread under the GIL has read one, beside so many
 * spinners bench-gil hand-over                 from a release to the next take, beside a bare condition variable's */
#include "config.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine-gil.h"
#include "lab-clock.h"
#include "lab-distribution.h"
#include "lab-kernel.h"
#include "lab-merge.h"

#define INTERVAL (5 * LAB_NS_PER_MS)
#define HAND_OVERS 200
#define TURNS_PER_SLICE 8192 /* of a compute step */

/* A thread with a worker and a task, as far as the lock needs them. */
typedef struct
{
  LabWorker worker;
  LabTask task;
  gboolean *stop; /* atomic */
  pthread_t thread;
} Runner;

static LabSegment *segment;
static LabEngine engine;
static LabGil *gil;

static void
runner_start (Runner *self, guint32 number, gboolean *stop, void *(*func) (void *) )
{
  lab_worker_init (&self->worker, &engine, LAB_LANE_THREAD, "runner", number);
  lab_task_init (&self->task, number);
  self->task.next = 1;
  self->worker.task = &self->task;
  self->stop = stop;
  lab_gil_attach (gil, &self->worker);
  if (pthread_create (&self->thread, NULL, func, self) != 0)
    g_error ("cannot start a thread");
}

static void
runner_join (Runner *self)
{
  pthread_join (self->thread, NULL);
  lab_worker_clear (&self->worker);
}

static void *
spin (void *data)
{
  Runner *self = data;

  lab_gil_take (gil, &self->worker);
  while (!__atomic_load_n (self->stop, __ATOMIC_RELAXED))
    {
      self->task.computed.value = lab_kernel_turn (self->task.computed.value, TURNS_PER_SLICE);
      lab_worker_checkpoint (&self->worker);
    }
  lab_gil_drop (gil, &self->worker, lab_clock_now ());
  return NULL;
}

static void
ping (guint count, guint period)
{
  for (guint i = 0; i < count; i++)
    {
      guint64 now;

      g_usleep (period);
      now = lab_clock_now ();
      if (write (STDOUT_FILENO, &now, sizeof (now)) != sizeof (now))
        exit (1);
    }
}

static void *
listen_to_stamps (void *data)
{
  Runner *self = data;
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 stamp;
  gboolean more;

  lab_gil_take (gil, &self->worker);
  do
    {
      guint64 now;

      lab_gil_drop (gil, &self->worker, lab_clock_now ());
      more = read (STDIN_FILENO, &stamp, sizeof (stamp)) == sizeof (stamp);
      now = lab_gil_take (gil, &self->worker) - stamp;
      if (more)
        g_array_append_val (late, now);
    }
  while (more);
  lab_gil_drop (gil, &self->worker, lab_clock_now ());
  printf ("{\"median_ns\": %" G_GUINT64_FORMAT "}\n",
          lab_distribution_of ((const guint64 *) late->data, late->len).median);
  return NULL;
}

static void
wake (guint n_spinners)
{
  g_autofree Runner *runners = g_new0 (Runner, n_spinners + 1);
  gboolean stop = FALSE;

  for (guint i = 1; i <= n_spinners; i++)
    runner_start (&runners[i], i, &stop, spin);
  runner_start (&runners[0], 0, &stop, listen_to_stamps);
  runner_join (&runners[0]);
  __atomic_store_n (&stop, TRUE, __ATOMIC_RELAXED);
  for (guint i = 1; i <= n_spinners; i++)
    runner_join (&runners[i]);
}

/* Two threads in turn, each of which computes for an interval before it hands over to the other one. */
typedef struct
{
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  guint turn;
  guint64 released;
  guint64 times[HAND_OVERS];
  guint n_times;
} Bare;

typedef struct
{
  Bare *bare;
  guint number;
} BareThread;

static void
compute_for_an_interval (void)
{
  guint64 deadline = lab_clock_now () + INTERVAL;
  guint64 value = 0;

  while (lab_clock_now () < deadline)
    value = lab_kernel_turn (value, TURNS_PER_SLICE);
}

static void *
take_turns (void *data)
{
  BareThread *self = data;
  Bare *bare = self->bare;
  gboolean more;

  do
    {
      pthread_mutex_lock (&bare->mutex);
      while (bare->turn != self->number)
        pthread_cond_wait (&bare->changed, &bare->mutex);
      more = bare->n_times < HAND_OVERS;
      if (more && bare->released > 0)
        bare->times[bare->n_times++] = lab_clock_now () - bare->released;
      pthread_mutex_unlock (&bare->mutex);
      if (more)
        compute_for_an_interval ();
      bare->released = lab_clock_now ();
      pthread_mutex_lock (&bare->mutex);
      bare->turn = 1 - self->number;
      pthread_cond_signal (&bare->changed);
      pthread_mutex_unlock (&bare->mutex);
    }
  while (more);
  return NULL;
}

static double
measure_bare (void)
{
  Bare bare = { .mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };
  BareThread starts[2] = { { &bare, 0 }, { &bare, 1 } };
  pthread_t threads[2];

  for (guint i = 0; i < 2; i++)
    if (pthread_create (&threads[i], NULL, take_turns, &starts[i]) != 0)
      g_error ("cannot start a thread");
  for (guint i = 0; i < 2; i++)
    pthread_join (threads[i], NULL);
  return (double) lab_distribution_of (bare.times, bare.n_times).median / 1e3;
}

/* From the trace: what lies between a release and the take after it. */
static double
read_hand_overs (void)
{
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (LabMerge) merge = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 released = 0;
  const LabEvent *event;
  guint lane;

  lab_trace_update (trace, NULL);
  merge = lab_merge_new (trace);
  while ((event = lab_merge_next (merge, &lane)) != NULL)
    if (event->layer == LAB_LAYER_OBJECT && event->state == LAB_DEED_RELEASE)
      released = event->time;
    else if (event->layer == LAB_LAYER_OBJECT && event->state == LAB_DEED_TAKE && released > 0)
      {
        guint64 time = event->time - released;

        g_array_append_val (times, time);
      }
  return (double) lab_distribution_of ((const guint64 *) times->data, times->len).median / 1e3;
}

static double
measure_gil (void)
{
  Runner runners[2] = { 0 };
  gboolean stop = FALSE;

  for (guint i = 0; i < 2; i++)
    runner_start (&runners[i], i, &stop, spin);
  g_usleep (HAND_OVERS * INTERVAL / LAB_NS_PER_US);
  __atomic_store_n (&stop, TRUE, __ATOMIC_RELAXED);
  for (guint i = 0; i < 2; i++)
    runner_join (&runners[i]);
  return read_hand_overs ();
}

static gboolean
run (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "ping"))
    ping ((guint) atoi (argv[2]), (guint) atoi (argv[3]));
  else if (argc == 3 && g_str_equal (argv[1], "wake"))
    wake ((guint) atoi (argv[2]));
  else if (argc == 2 && g_str_equal (argv[1], "hand-over"))
    printf ("{\"bare_us\": %.3f, \"gil_us\": %.3f}\n", measure_bare (), measure_gil ());
  else
    return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean understood;

  segment = lab_segment_new (LAB_SEGMENT_DEFAULT_CAPACITY, &error);
  if (segment == NULL)
    g_error ("%s", error->message);
  engine = (LabEngine){ .segment = segment };
  gil = lab_gil_new (INTERVAL, 0, 0);
  understood = run (argc, argv);
  lab_gil_free (gil);
  lab_segment_unref (segment);
  if (!understood)
    fprintf (stderr, "usage: bench-gil ping COUNT MICROSECONDS | wake SPINNERS | hand-over\n");
  return understood ? 0 : 2;
}
