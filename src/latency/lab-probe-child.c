/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-partner.h"
#include "lab-probe-child.h"
#include "lab-quantity.h"

/* How long a process may take to end that has been killed, and how often that is looked at. */
#define END_NS (500 * LAB_NS_PER_MS)
#define END_STEP_US 200

/* How much of the address space is taken already: a sanitizer takes most of it before main(). */
static guint64
get_address_space (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  return g_ascii_strtoull (text, NULL, 10) * (guint64) sysconf (_SC_PAGESIZE);
}

static void
set_limit (int resource, guint64 limit)
{
  struct rlimit old, new = { .rlim_cur = limit, .rlim_max = limit };

  if (getrlimit (resource, &old) == 0 && (old.rlim_max == RLIM_INFINITY || old.rlim_max > limit))
    setrlimit (resource, &new);
}

/* What is printed must not get between the reports. */
static void
silence_output (void)
{
  int null = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (null < 0)
    return;
  dup2 (null, STDIN_FILENO);
  dup2 (null, STDOUT_FILENO);
}

static void
set_up_child (pid_t parent, const LabProbeLimits *limits)
{
  sigset_t none;

  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != parent)
    _exit (1);
  signal (SIGTERM, SIG_DFL);
  signal (SIGINT, SIG_DFL);
  signal (SIGPIPE, SIG_IGN);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  silence_output ();
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_AS, get_address_space () + limits->memory);
}

static void
note_drift (LabProbeRun *run, double before, double after)
{
  for (guint i = 0; i < run->probe->n_rows; i++)
    run->results[i].drift = fabs (after / before - 1);
}

static void G_GNUC_NORETURN
be_child (LabProbeRun *run, const LabProbeLimits *limits, pid_t parent, int fd)
{
  gboolean watch = run->probe->group <= LAB_PROBE_MEMORY || run->probe->group == LAB_PROBE_PAGES;
  double before;
  gsize size = run->probe->n_rows * sizeof (run->results[0]);

  set_up_child (parent, limits);
  lab_probe_run_begin (run);
  before = watch ? lab_probe_run_measure_cycle () : 0;
  run->probe->run (run);
  lab_partner_end_processes ();
  if (watch)
    note_drift (run, before, lab_probe_run_measure_cycle ());
  lab_probe_run_end (run);
  _exit (write (fd, run->results, size) == (gssize) size ? 0 : 1);
}

/* Reads what there is, up to the whole; FALSE when no more is to come. */
static gboolean
read_some (int fd, char *place, gsize size, gsize *filled)
{
  gssize n = read (fd, place + *filled, size - *filled);

  if (n > 0)
    *filled += (gsize) n;
  return (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN))) && *filled < size;
}

typedef enum
{
  WAIT_ENDED, /* it has said all, or will say nothing more */
  WAIT_TIMED_OUT,
  WAIT_CANCELLED,
} Wait;

static int
poll_until (struct pollfd *fds, guint n_fds, guint64 deadline)
{
  guint64 now = lab_clock_now ();
  guint64 left = now < deadline ? deadline - now : 0;
  struct timespec time = { .tv_sec = (time_t) (left / LAB_NS_PER_S), .tv_nsec = (long) (left % LAB_NS_PER_S) };
  sigset_t open;

  /* SIGTERM and SIGINT are let through only here, so that none is missed between looking and waiting. */
  sigprocmask (SIG_SETMASK, NULL, &open);
  sigdelset (&open, SIGTERM);
  sigdelset (&open, SIGINT);
  return ppoll (fds, n_fds, &time, &open);
}

/* fds[0] is the pipe and fds[1] the process, whose end tells more than the pipe's: what it started may hold that open.
 * A kernel without process descriptors leaves -1, which is skipped. */
static Wait
wait_for_results (struct pollfd *fds, char *place, gsize size, gsize *filled, guint64 limit,
                  const volatile gint *cancelled)
{
  guint64 deadline = lab_clock_now () + limit;

  for (;;)
    {
      int n;

      if (g_atomic_int_get (cancelled))
        return WAIT_CANCELLED;
      n = poll_until (fds, 2, deadline);
      if (n == 0)
        return WAIT_TIMED_OUT;
      if (n < 0)
        continue;
      if (!read_some (fds[0].fd, place, size, filled) || (fds[1].revents != 0 && fds[0].revents == 0))
        return WAIT_ENDED;
    }
}

static void
fail_all (LabProbeRun *run, const char *why)
{
  for (guint i = 0; i < run->probe->n_rows; i++)
    {
      run->results[i] = (LabProbeResult){ .row = i, .status = LAB_READING_FAILED, .cpus = { -1, -1 } };
      g_strlcpy (run->results[i].why, why, sizeof (run->results[i].why));
    }
}

static char *
describe_end (Wait wait, int status, guint64 limit)
{
  g_autofree char *shown = lab_format_duration (limit);

  if (wait == WAIT_TIMED_OUT)
    return g_strdup_printf (_ ("it took longer than %s"), shown);
  if (wait == WAIT_CANCELLED)
    return g_strdup (_ ("it was cancelled"));
  if (WIFSIGNALED (status))
    return g_strdup_printf (_ ("its process was killed by signal %d (%s)"), WTERMSIG (status),
                            g_strsignal (WTERMSIG (status)));
  return g_strdup_printf (_ ("its process ended with status %d"), WEXITSTATUS (status));
}

/* One that is already ending keeps the status that it ends with. FALSE where it does not end: it sleeps in the kernel
 * where no signal reaches it, and the suite goes on without it. */
static gboolean
end_child (pid_t child, int *status)
{
  guint64 deadline = lab_clock_now () + END_NS;
  pid_t ended;

  kill (child, SIGKILL);
  while ((ended = waitpid (child, status, WNOHANG)) == 0 && lab_clock_now () < deadline)
    g_usleep (END_STEP_US);
  /* What it started: the number of the group is not given away while it has a member. */
  kill (-child, SIGKILL);
  return ended != 0;
}

static gboolean
follow_child (LabProbeRun *run, const LabProbeLimits *limits, pid_t child, int fd, const volatile gint *cancelled)
{
  gsize size = run->probe->n_rows * sizeof (run->results[0]);
  gsize filled = 0;
  struct pollfd fds[] = { { .fd = fd, .events = POLLIN },
                          { .fd = (int) syscall (SYS_pidfd_open, child, 0), .events = POLLIN } };
  Wait wait = wait_for_results (fds, (char *) run->results, size, &filled, limits->time_limit, cancelled);
  int status = 0;
  gboolean ended = end_child (child, &status);
  g_autofree char *why = NULL;

  if (fds[1].fd >= 0)
    close (fds[1].fd);
  if (filled == size)
    return wait != WAIT_CANCELLED;
  why = ended ? describe_end (wait, status, limits->time_limit) : g_strdup (_ ("its process could not be ended"));
  fail_all (run, why);
  return wait != WAIT_CANCELLED;
}

/* No reason to stop: the next may have more luck. */
static gboolean
fail_to_start (LabProbeRun *run)
{
  g_autofree char *why = g_strdup_printf (_ ("no process could be started: %s"), g_strerror (errno));

  fail_all (run, why);
  return TRUE;
}

gboolean
lab_probe_child_run (LabProbeRun *run, const LabProbeLimits *limits, const volatile gint *cancelled)
{
  pid_t parent = getpid ();
  gboolean goes_on;
  pid_t child;
  int fds[2];

  if (g_atomic_int_get (cancelled))
    return FALSE;
  fflush (NULL);
  if (pipe2 (fds, O_CLOEXEC | O_NONBLOCK) < 0)
    return fail_to_start (run);
  child = fork ();
  if (child == 0)
    be_child (run, limits, parent, fds[1]);
  close (fds[1]);
  if (child > 0)
    {
      setpgid (child, child);
      goes_on = follow_child (run, limits, child, fds[0], cancelled);
    }
  else
    goes_on = fail_to_start (run);
  close (fds[0]);
  return goes_on;
}
