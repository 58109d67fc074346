/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/prctl.h>

#include <glib/gi18n-lib.h>

#include "engine-gil.h"
#include "engine-probes.h"
#include "lab-clock.h"
#include "lab-merge.h"
#include "lab-partner.h"

/* So short that the lock goes to and fro as fast as it can; a program's interval only says how often. */
#define INTERVAL (10 * LAB_NS_PER_US)
#define CAPACITY (8 << 20)

/* A thread that has the lock whenever it is given it, and gives it up as soon as it is asked. */
typedef struct
{
  LabGil *gil;
  LabWorker worker;
  LabTask task;
} Side;

static void
side_init (Side *self, LabGil *gil, LabEngine *engine, guint32 number)
{
  self->gil = gil;
  lab_worker_init (&self->worker, engine, LAB_LANE_THREAD, "probe", number + 1);
  lab_task_init (&self->task, number);
  self->worker.task = &self->task;
  lab_gil_attach (gil, &self->worker);
}

/* Lets the other one have the processor, so that it can ask, where they share one. */
static void
hold_until (Side *self, guint64 deadline)
{
  lab_gil_take (self->gil, &self->worker);
  while (lab_clock_now () < deadline)
    {
      g_thread_yield ();
      lab_worker_checkpoint (&self->worker);
    }
}

static void
hold_for_ever (gpointer data)
{
  hold_until (data, G_MAXUINT64);
}

/* From a release to the take that follows it. */
static gboolean
read_hand_overs (LabProbeRun *run, LabSegment *segment, GError **error)
{
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (LabMerge) merge = NULL;
  guint64 released = 0;
  const LabEvent *event;
  guint lane;

  if (!lab_trace_update (trace, error))
    return FALSE;
  merge = lab_merge_new (trace);
  while ((event = lab_merge_next (merge, &lane)) != NULL)
    if (event->layer == LAB_LAYER_OBJECT && event->state == LAB_DEED_RELEASE)
      released = event->time;
    else if (event->layer == LAB_LAYER_OBJECT && event->state == LAB_DEED_TAKE && released > 0)
      lab_probe_run_add (run, 0, (double) (event->time - released));
  return TRUE;
}

/* What they use lives until the process ends: the other thread goes on until then. */
static void
run_with_partner (LabProbeRun *run, guint cpu)
{
  static LabEngine engine;
  static Side sides[2];
  g_autoptr (GError) error = NULL;
  LabGil *gil;

  if (!lab_probe_run_pin (run, 0))
    return;
  engine.segment = lab_segment_new (CAPACITY, &error);
  if (engine.segment == NULL)
    {
      lab_probe_run_refuse_all (run, "%s", error->message);
      return;
    }
  /* So that the interval is no longer than it says. */
  prctl (PR_SET_TIMERSLACK, 1, 0, 0, 0);
  gil = lab_gil_new (INTERVAL, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    side_init (&sides[i], gil, &engine, i);
  if (!lab_partner_start_thread (run, cpu, hold_for_ever, &sides[1]))
    return;
  hold_until (&sides[0], lab_probe_run_get_deadline (run, 1));
  if (!read_hand_overs (run, engine.segment, &error))
    lab_probe_run_refuse_all (run, "%s", error->message);
}

static void
run_same (LabProbeRun *run)
{
  run_with_partner (run, 0);
}

static void
run_cross (LabProbeRun *run)
{
  run_with_partner (run, 1);
}

const LabProbe lab_probe_gil = {
  .rows = { { "gil", N_ ("From the release of the model gil's lock to when a waiting thread has it"),
              LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 15 * LAB_NS_PER_MS,
  .run = run_same,
};

const LabProbe lab_probe_gil_cross = {
  .rows = { { "gil-cross", N_ ("From the release of the model gil's lock to when a thread on another CPU has it"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_cross,
};
