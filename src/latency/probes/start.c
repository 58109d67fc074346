/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <pthread.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probes.h"

/* The resident size of a program with a window. */
#define LARGE ((gsize) 100 << 20)

static gpointer
return_at_once (gpointer data)
{
  return data;
}

static int
start_thread (void)
{
  pthread_t thread;
  int problem = pthread_create (&thread, NULL, return_at_once, NULL);

  return problem != 0 ? problem : pthread_join (thread, NULL);
}

static int
wait_for (pid_t child)
{
  int status;

  if (waitpid (child, &status, 0) < 0)
    return errno;
  return WIFEXITED (status) && WEXITSTATUS (status) == 0 ? 0 : ECHILD;
}

static int
start_program (void)
{
  char *const argv[] = { (char *) "true", NULL };
  char *const environment[] = { NULL };
  pid_t child;
  int problem = posix_spawnp (&child, "true", NULL, NULL, argv, environment);

  return problem != 0 ? problem : wait_for (child);
}

static int
fork_once (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  return child < 0 ? errno : wait_for (child);
}

/* One sample each: what is started takes long enough for the clock. */
static void
measure_starts (LabProbeRun *run, const char *call, int (*start) (void))
{
  guint64 deadline;

  errno = start ();
  if (errno != 0)
    {
      lab_probe_run_refuse_errno (run, call);
      return;
    }
  deadline = lab_probe_run_get_deadline (run, 1);
  do
    {
      guint64 begin = lab_clock_now ();

      if (start () == 0)
        lab_probe_run_add (run, 0, (double) (lab_clock_now () - begin));
    }
  while (lab_clock_now () < deadline);
}

static void
run_thread (LabProbeRun *run)
{
  if (lab_probe_run_pin (run, 0))
    measure_starts (run, "pthread_create", start_thread);
}

static void
run_spawn (LabProbeRun *run)
{
  if (lab_probe_run_pin (run, 0))
    measure_starts (run, "posix_spawn true", start_program);
}

static void
run_fork (LabProbeRun *run)
{
  if (lab_probe_run_pin (run, 0))
    measure_starts (run, "fork", fork_once);
}

static void
run_fork_large (LabProbeRun *run)
{
  char *memory = mmap (NULL, LARGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    {
      lab_probe_run_refuse_errno (run, "mmap");
      return;
    }
  /* In small pages, as the heap of a program is. */
  madvise (memory, LARGE, MADV_NOHUGEPAGE);
  if (madvise (memory, LARGE, MADV_POPULATE_WRITE) < 0)
    for (gsize offset = 0; offset < LARGE; offset += 4096)
      memory[offset] = 1;
  lab_probe_run_describe (run, 0, LARGE, 4096);
  run_fork (run);
}

const LabProbe lab_probe_thread = {
  .rows = { { "thread", N_ ("pthread_create() and pthread_join(), on one CPU"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_PROCESS,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_thread,
};

const LabProbe lab_probe_spawn = {
  .rows = { { "spawn", N_ ("posix_spawn() of the program true, until it has ended, on one CPU"),
              LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_PROCESS,
  .budget = 30 * LAB_NS_PER_MS,
  .run = run_spawn,
};

const LabProbe lab_probe_fork = {
  .rows = { { "fork", N_ ("fork() of a process of some megabytes, until the child has ended"), LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_PROCESS,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_fork,
};

const LabProbe lab_probe_fork_large = {
  .rows = { { "fork-large", N_ ("fork() of a process of 100 MiB, until the child has ended"), LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_PAGES,
  .budget = 30 * LAB_NS_PER_MS,
  .run = run_fork_large,
};
