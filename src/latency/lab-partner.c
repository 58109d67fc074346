/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "lab-partner.h"

typedef struct
{
  LabPartner partner;
  gpointer data;
} Start;

gboolean
lab_partner_start_process (LabProbeRun *run, guint cpu, LabPartner partner, gpointer data)
{
  pid_t parent = getpid ();
  pid_t child;

  if (!lab_probe_run_claim (run, cpu))
    return FALSE;
  child = fork ();
  if (child < 0)
    lab_probe_run_refuse_errno (run, "fork");
  if (child != 0)
    return child > 0;
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () == parent && lab_probe_run_pin (run, cpu))
    partner (data);
  _exit (0);
}

static gpointer
run_thread (gpointer data)
{
  g_autofree Start *start = data;

  start->partner (start->data);
  return NULL;
}

static int
create_thread (int cpu, Start *start)
{
  pthread_attr_t attributes;
  pthread_t thread;
  cpu_set_t set;
  int problem;

  CPU_ZERO (&set);
  CPU_SET ((gsize) cpu, &set);
  pthread_attr_init (&attributes);
  pthread_attr_setaffinity_np (&attributes, sizeof (set), &set);
  problem = pthread_create (&thread, &attributes, run_thread, start);
  pthread_attr_destroy (&attributes);
  return problem;
}

gboolean
lab_partner_start_thread (LabProbeRun *run, guint cpu, LabPartner partner, gpointer data)
{
  g_autofree Start *start = g_new (Start, 1);

  *start = (Start){ partner, data };
  if (!lab_probe_run_claim (run, cpu))
    return FALSE;
  errno = create_thread (run->cpus[cpu], start);
  if (errno == 0)
    {
      g_steal_pointer (&start);
      return TRUE;
    }
  lab_probe_run_refuse_errno (run, "pthread_create");
  return FALSE;
}

void
lab_partner_echo (int in, int out)
{
  char byte;

  while (read (in, &byte, 1) == 1 && write (out, &byte, 1) == 1)
    ;
}

gboolean
lab_partner_round_trip (int out, int in)
{
  char byte = 'x';

  return write (out, &byte, 1) == 1 && read (in, &byte, 1) == 1;
}
