/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine-call.h"
#include "lab-error.h"
#include "lab-machine.h"
#include "lab-quote.h"

struct _LabCall
{
  char *name; /* of the program, for messages */
  pid_t pid;
  int end_fd;    /* of the process: readable when it has ended */
  int output_fd; /* -1 where there is nothing more to come */
  gboolean reaped;
  siginfo_t end;
  GString *output; /* NULL where it is thrown away */
};

/* In the child, between fork() and exec(): only what is safe in a signal handler. */
static G_NORETURN void
become_program (const char *program, char *const *words, int output_fd, int error_fd, pid_t parent)
{
  int null_fd = open ("/dev/null", O_RDWR);
  sigset_t none;
  int problem;

  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != parent)
    _exit (127);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  signal (SIGPIPE, SIG_DFL);
  dup2 (null_fd, STDIN_FILENO);
  dup2 (output_fd >= 0 ? output_fd : null_fd, STDOUT_FILENO);
  dup2 (null_fd, STDERR_FILENO);
  lab_machine_restore_files ();
  close_range (STDERR_FILENO + 1, ~0u, CLOSE_RANGE_CLOEXEC);
  execv (program, words);
  problem = errno;
  (void) !write (error_fd, &problem, sizeof (problem));
  _exit (127);
}

static gboolean
fail_to_start (const char *name, int problem, GError **error)
{
  g_autofree char *quoted = lab_quote (name);

  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start the program %s: %s"), quoted, g_strerror (problem));
  return FALSE;
}

/* The pipe of errors closes by itself when the program is there. */
static gboolean
await_exec (LabCall *self, int error_fd, GError **error)
{
  gssize length;
  int problem;

  do
    length = read (error_fd, &problem, sizeof (problem));
  while (length < 0 && errno == EINTR);
  return length != sizeof (problem) || fail_to_start (self->name, problem, error);
}

static gboolean
spawn (LabCall *self, const char *program, char *const *words, const int *output, GError **error)
{
  pid_t parent = getpid ();
  int errors[2];
  gboolean ok;

  if (pipe2 (errors, O_CLOEXEC) < 0)
    return fail_to_start (self->name, errno, error);
  self->pid = fork ();
  if (self->pid == 0)
    become_program (program, words, output[1], errors[1], parent);
  close (errors[1]);
  if (self->pid < 0)
    ok = fail_to_start (self->name, errno, error);
  else
    {
      /* Also here, for whoever kills the group may come before the child. */
      setpgid (self->pid, self->pid);
      self->end_fd = (int) syscall (SYS_pidfd_open, self->pid, 0);
      ok = self->end_fd >= 0 ? await_exec (self, errors[0], error) : fail_to_start (self->name, errno, error);
    }
  close (errors[0]);
  return ok;
}

LabCall *
lab_call_start (const char *const *words, gboolean keep, GError **error)
{
  g_autofree char *program = g_find_program_in_path (words[0]);
  g_autoptr (LabCall) self = g_new0 (LabCall, 1);
  int output[2] = { -1, -1 };
  gboolean ok;

  *self = (LabCall){ .name = g_strdup (words[0]), .pid = -1, .end_fd = -1, .output_fd = -1 };
  if (program == NULL)
    {
      fail_to_start (self->name, ENOENT, error);
      return NULL;
    }
  if (keep && pipe2 (output, O_CLOEXEC) < 0)
    {
      fail_to_start (self->name, errno, error);
      return NULL;
    }
  ok = spawn (self, program, (char *const *) words, output, error);
  self->output_fd = output[0];
  if (keep)
    {
      close (output[1]);
      fcntl (output[0], F_SETFL, O_NONBLOCK);
      self->output = g_string_new (NULL);
    }
  return ok ? g_steal_pointer (&self) : NULL;
}

int
lab_call_get_output_fd (const LabCall *self)
{
  return self->output_fd;
}

int
lab_call_get_end_fd (const LabCall *self)
{
  return self->end_fd;
}

static void
read_output (LabCall *self)
{
  char buffer[4096];
  gssize length;

  if (self->output_fd < 0)
    return;
  while ((length = read (self->output_fd, buffer, sizeof (buffer))) > 0)
    g_string_append_len (self->output, buffer, MIN (length, (gssize) (LAB_CALL_OUTPUT_MAX - self->output->len)));
  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  close (self->output_fd);
  self->output_fd = -1;
}

/* What it has started goes with it; as long as it is not reaped, nobody else can have its number. */
static void
reap (LabCall *self)
{
  kill (-self->pid, SIGKILL);
  while (waitid (P_PID, (id_t) self->pid, &self->end, WEXITED) < 0 && errno == EINTR)
    ;
  self->reaped = TRUE;
}

gboolean
lab_call_serve (LabCall *self)
{
  siginfo_t end = { 0 };

  read_output (self);
  if (self->reaped)
    return TRUE;
  if (waitid (P_PID, (id_t) self->pid, &end, WEXITED | WNOHANG | WNOWAIT) < 0 || end.si_pid == 0)
    return FALSE;
  reap (self);
  /* What it wrote last. */
  read_output (self);
  return TRUE;
}

gboolean
lab_call_check (const LabCall *self, GError **error)
{
  g_autofree char *quoted = lab_quote (self->name);

  g_return_val_if_fail (self->reaped, FALSE);

  if (self->end.si_code == CLD_EXITED && self->end.si_status == 0)
    return TRUE;
  if (self->end.si_code == CLD_EXITED)
    g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the program %s ended with status %d"), quoted,
                 self->end.si_status);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the program %s was killed by signal %d (%s)"), quoted,
                 self->end.si_status, g_strsignal (self->end.si_status));
  return FALSE;
}

char *
lab_call_take_output (LabCall *self)
{
  if (self->output == NULL)
    return NULL;
  if (self->output->len > 0 && self->output->str[self->output->len - 1] == '\n')
    g_string_truncate (self->output, self->output->len - 1);
  return g_utf8_make_valid (self->output->str, (gssize) self->output->len);
}

void
lab_call_free (LabCall *self)
{
  if (self->pid > 0 && !self->reaped)
    reap (self);
  if (self->end_fd >= 0)
    close (self->end_fd);
  if (self->output_fd >= 0)
    close (self->output_fd);
  if (self->output != NULL)
    g_string_free (self->output, TRUE);
  g_free (self->name);
  g_free (self);
}
