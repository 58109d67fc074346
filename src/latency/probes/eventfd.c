/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probes.h"

typedef struct
{
  int there, back;
} Events;

static void
send (int fd)
{
  const guint64 one = 1;

  if (write (fd, &one, sizeof (one)) != sizeof (one))
    _exit (1);
}

static void
receive (int fd)
{
  guint64 count;

  if (read (fd, &count, sizeof (count)) != sizeof (count))
    _exit (1);
}

static void
answer (gpointer data)
{
  const Events *events = data;

  for (;;)
    {
      receive (events->there);
      send (events->back);
    }
}

static void
go_there_and_back (gpointer data, guint n)
{
  const Events *events = data;

  for (guint i = 0; i < n; i++)
    {
      send (events->there);
      receive (events->back);
    }
}

static void
run_with_partner (LabProbeRun *run, guint cpu)
{
  static Events events;

  if (!lab_probe_run_pin (run, 0))
    return;
  events.there = eventfd (0, EFD_CLOEXEC);
  events.back = eventfd (0, EFD_CLOEXEC);
  if (events.there < 0 || events.back < 0)
    lab_probe_run_refuse_errno (run, "eventfd");
  else if (lab_partner_start_thread (run, cpu, answer, &events))
    lab_probe_run_measure (run, 0, 1, go_there_and_back, &events);
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

const LabProbe lab_probe_eventfd = {
  .rows = { { "eventfd", N_ ("To another thread and back, through two event counters"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 12 * LAB_NS_PER_MS,
  .run = run_same,
};

const LabProbe lab_probe_eventfd_cross = {
  .rows = { { "eventfd-cross", N_ ("To a thread on another CPU and back, through two event counters"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_WAKE,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_cross,
};
