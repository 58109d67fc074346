/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab-partner.h"

typedef struct
{
  LabPartner partner;
  gpointer data;
} Start;

/* Those of this process, which executes one repetition and ends. A row may have one that another needs. */
static pid_t processes[LAB_PROBE_ROWS_MAX];
static guint n_processes;

gboolean
lab_partner_start_process (LabProbeRun *run, guint cpu, LabPartner partner, gpointer data)
{
  pid_t parent = getpid ();
  pid_t child;

  g_return_val_if_fail (n_processes < G_N_ELEMENTS (processes), FALSE);

  if (!lab_probe_run_claim (run, cpu))
    return FALSE;
  child = fork ();
  if (child < 0)
    {
      lab_probe_run_refuse_errno (run, "fork");
      return FALSE;
    }
  if (child > 0)
    {
      processes[n_processes++] = child;
      return TRUE;
    }
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () == parent && lab_probe_run_pin (run, cpu))
    partner (data);
  _exit (0);
}

void
lab_partner_end_processes (void)
{
  for (guint i = 0; i < n_processes; i++)
    kill (processes[i], SIGKILL);
  while (n_processes > 0)
    if (waitpid (processes[n_processes - 1], NULL, 0) >= 0 || errno != EINTR)
      n_processes--;
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
