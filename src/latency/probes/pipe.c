/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probes.h"

typedef struct
{
  int there[2], back[2];
} Pipes;

static void
answer (gpointer data)
{
  Pipes *pipes = data;

  close (pipes->there[1]);
  close (pipes->back[0]);
  lab_partner_echo (pipes->there[0], pipes->back[1]);
}

static void
go_there_and_back (gpointer data, guint n)
{
  Pipes *pipes = data;

  for (guint i = 0; i < n; i++)
    if (!lab_partner_round_trip (pipes->there[1], pipes->back[0]))
      _exit (1);
}

/* Through a pipe to itself: what a round trip costs but for the two switches. */
static void
go_alone (gpointer data, guint n)
{
  Pipes *pipes = data;

  for (guint i = 0; i < n; i++)
    if (!lab_partner_round_trip (pipes->there[1], pipes->there[0]))
      _exit (1);
}

static gboolean
open_pipes (LabProbeRun *run, Pipes *pipes)
{
  if (pipe2 (pipes->there, O_CLOEXEC) == 0 && pipe2 (pipes->back, O_CLOEXEC) == 0)
    return TRUE;
  lab_probe_run_refuse_errno (run, "pipe2");
  return FALSE;
}

/* Both directions of a round trip write, switch and read: the switch is what is left over. */
static void
derive_switches (LabProbeRun *run)
{
  GArray *trips = run->samples[0];
  GArray *alone = run->samples[2];
  double cost = lab_summary_compute ((double *) alone->data, alone->len).median;

  for (guint i = 0; i < trips->len; i++)
    lab_probe_run_add (run, 1, g_array_index (trips, double, i) / 2 - cost);
}

static void
run_same (LabProbeRun *run)
{
  Pipes pipes;

  if (!lab_probe_run_pin (run, 0) || !open_pipes (run, &pipes))
    return;
  lab_probe_run_measure (run, 2, 0.3, go_alone, &pipes);
  if (!lab_partner_start_process (run, 0, answer, &pipes))
    return;
  lab_probe_run_measure (run, 0, 0.7, go_there_and_back, &pipes);
  derive_switches (run);
}

static void
run_cross (LabProbeRun *run)
{
  Pipes pipes;

  if (lab_probe_run_pin (run, 0) && open_pipes (run, &pipes) && lab_partner_start_process (run, 1, answer, &pipes))
    lab_probe_run_measure (run, 0, 1, go_there_and_back, &pipes);
}

const LabProbe lab_probe_pipe = {
  .rows = { { "pipe", N_ ("A byte to another process and back, through two pipes"), LAB_ESTIMATE_LOWEST },
            { "switch", N_ ("Half a pipe round trip less a byte through a pipe to itself"), LAB_ESTIMATE_LOWEST },
            { "pipe-self", N_ ("A byte through a pipe to itself"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 3,
  .group = LAB_PROBE_WAKE,
  .budget = 25 * LAB_NS_PER_MS,
  .run = run_same,
};

const LabProbe lab_probe_pipe_cross = {
  .rows = { { "pipe-cross", N_ ("A byte to a process on another CPU and back, through two pipes"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 25 * LAB_NS_PER_MS,
  .run = run_cross,
};
