/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine-wires.h"
#include "lab-clock.h"
#include "lab-engine.h"
#include "lab-metrics.h"

/* What it takes to copy from one thread to another, beside two bare threads that make the same calls; in turn, the
 * medians. */

#define ROUNDS 9
#define SIZE (512u << 20)
#define PIECE (64u << 10)

static const char *const hows[] = { "pipe", "socket", "memory" };

static LabExperiment *
make_experiment (const char *how)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = lab_workload_load ("ipc", &error);
  LabExperiment *experiment;

  if (workload == NULL)
    g_error ("%s", error->message);
  experiment = lab_experiment_new (workload, lab_model_find ("threads"));
  lab_experiment_set (experiment, "how", how, NULL);
  lab_experiment_set (experiment, "size", "512MiB", NULL);
  return experiment;
}

/* In milliseconds, as all of these. */
static double
measure_step (const char *how)
{
  g_autoptr (LabExperiment) experiment = make_experiment (how);
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabEngine) engine = lab_engine_new (experiment, segment, NULL);
  g_autoptr (LabOutcome) outcome = lab_engine_run (engine);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  LabMetrics metrics;

  g_assert_true (outcome->kind == LAB_OUTCOME_DONE && outcome->answer_ok);
  g_assert_true (lab_trace_update (trace, NULL));
  lab_metrics_compute (&metrics, trace);
  return (double) metrics.makespan / LAB_NS_PER_MS;
}

typedef struct
{
  LabWires *wires; /* NULL: `fd` */
  int fd;
  gboolean writes;
} End;

static gssize
move (End *end, guint8 *bytes, gsize length)
{
  gssize done;

  if (end->wires != NULL)
    return end->writes ? lab_wires_write (end->wires, 0, bytes, length) : lab_wires_read (end->wires, 0, bytes, length);
  done = end->writes ? write (end->fd, bytes, length) : read (end->fd, bytes, length);
  return done < 0 && errno == EAGAIN ? 0 : done;
}

static gpointer
copy (gpointer data)
{
  End *end = data;
  g_autofree guint8 *bytes = g_malloc0 (PIECE);
  /* Two that never come, as the step has for cancellation and the other side's end. */
  struct pollfd waits[3] = {
    { .fd = end->fd, .events = end->writes ? POLLOUT : POLLIN },
    { .fd = eventfd (0, EFD_CLOEXEC), .events = POLLIN },
    { .fd = eventfd (0, EFD_CLOEXEC), .events = POLLIN },
  };
  gsize left = SIZE;

  if (end->wires != NULL)
    waits[0].fd = lab_wires_get_wait_fd (end->wires, 0, end->writes, &waits[0].events);
  while (left > 0)
    {
      gssize done = move (end, bytes, MIN (left, PIECE));

      g_assert_cmpint (done, >=, 0);
      left -= (gsize) done;
      if (done == 0)
        poll (waits, G_N_ELEMENTS (waits), -1);
    }
  close (waits[1].fd);
  close (waits[2].fd);
  return NULL;
}

static double
measure_ends (End ends[2])
{
  guint64 start = lab_clock_now ();
  GThread *writer = g_thread_new ("writer", copy, &ends[1]);

  copy (&ends[0]);
  g_thread_join (writer);
  return (double) (lab_clock_now () - start) / LAB_NS_PER_MS;
}

static double
measure_bare (const char *how)
{
  g_autoptr (LabExperiment) experiment = make_experiment (how);
  g_autoptr (LabProgram) program = lab_program_new (experiment->workload, experiment->params, NULL);
  g_autoptr (LabWires) wires = g_str_equal (how, "memory") ? lab_wires_new (program, NULL) : NULL;
  End ends[2] = { { .wires = wires }, { .wires = wires, .writes = TRUE } };
  int fds[2] = { -1, -1 };
  double found;

  if (g_str_equal (how, "pipe"))
    g_assert_cmpint (pipe2 (fds, O_CLOEXEC | O_NONBLOCK), ==, 0);
  else if (g_str_equal (how, "socket"))
    g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds), ==, 0);
  ends[0].fd = fds[0];
  ends[1].fd = fds[1];
  found = measure_ends (ends);
  if (wires != NULL)
    return found;
  close (fds[0]);
  close (fds[1]);
  return found;
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
print_lines (const char *how)
{
  double ours[ROUNDS], bare[ROUNDS];
  double value, peer;

  for (guint i = 0; i < ROUNDS; i++)
    {
      ours[i] = measure_step (how);
      bare[i] = measure_bare (how);
    }
  value = take_median (ours);
  peer = take_median (bare);
  g_print ("copy 512 MiB by %s\t%.1f\tms\tbare loop\t%.1f\t%.2f\n", how, value, peer, value / peer);
  g_print ("copy 512 MiB by %s\t%.1f\tms\tgoal\t%.1f\t%.2f\n", how, value, peer * 1.1, value / (peer * 1.1));
}

int
main (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
    print_lines (hows[i]);
  return 0;
}
