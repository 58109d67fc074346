/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>

#include "engine-host.h"
#include "engine-isolate.h"
#include "engine-shared.h"
#include "engine-wires.h"
#include "lab-machine.h"
#include "lab-runner.h"
#include "process-child.h"

static gboolean
give_fd (GSubprocessLauncher *launcher, int own_fd, int child_fd, GError **error)
{
  int fd = fcntl (own_fd, F_DUPFD_CLOEXEC, 0);

  if (fd < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot hand the shared memory over: %s"),
                   g_strerror (errno));
      return FALSE;
    }
  g_subprocess_launcher_take_fd (launcher, fd, child_fd);
  return TRUE;
}

/* It asks for more files itself, and the programs that it calls are to have as many as those that we call. */
static void
set_up_child (gpointer data)
{
  lab_machine_restore_files ();
}

static GSubprocess *
spawn (LabEngine *engine, GError **error)
{
  g_autoptr (GSubprocessLauncher)
    launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) cause = NULL;
  g_autofree char *parent = g_strdup_printf ("%d", getpid ());
  const char *arguments[] = { lab_runner_get_path (),
                              "--worker",
                              "--segment-fd",
                              G_STRINGIFY (LAB_RUNNER_SEGMENT_FD),
                              "--parent",
                              parent,
                              "--cancel-fd",
                              G_STRINGIFY (LAB_RUNNER_CANCEL_FD),
                              engine->shared != NULL ? "--shared-fd" : NULL,
                              G_STRINGIFY (LAB_RUNNER_SHARED_FD),
                              NULL };
  GSubprocess *process;

  if (!give_fd (launcher, lab_segment_get_fd (engine->segment), LAB_RUNNER_SEGMENT_FD, error)
      || !give_fd (launcher, engine->cancel_fd, LAB_RUNNER_CANCEL_FD, error)
      || (engine->shared != NULL
          && !give_fd (launcher, lab_shared_get_fd (engine->shared), LAB_RUNNER_SHARED_FD, error)))
    return NULL;
  for (guint i = 0; engine->wires != NULL && i < lab_wires_get_n_fds (engine->wires); i++)
    if (!give_fd (launcher, lab_wires_get_fd (engine->wires, i), LAB_RUNNER_WIRE_FDS + (int) i, error))
      return NULL;
  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  if (engine->scratch != NULL)
    g_subprocess_launcher_setenv (launcher, LAB_RUNNER_SCRATCH, engine->scratch, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &cause);
  if (process == NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start a worker process: %s"), cause->message);
  return process;
}

/* A child that is gone already is noticed when its output ends. */
static void
send_experiment (LabChild *self, LabEngine *engine)
{
  g_auto (LabFrame) frame = { 0 };

  lab_isolate_pack_experiment (engine, &frame);
  lab_frame_write (self->input, &frame.header, frame.bytes);
}

LabChild *
lab_child_start (LabEngine *engine, GError **error)
{
  GSubprocess *process = spawn (engine, error);
  LabChild *self;

  if (process == NULL)
    return NULL;
  self = g_new0 (LabChild, 1);
  self->process = process;
  self->task = LAB_NO_TASK;
  self->input = g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (process)));
  self->output = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process)));
  send_experiment (self, engine);
  return self;
}

void
lab_child_close (LabChild *self)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
}

void
lab_child_free (LabChild *self)
{
  lab_child_close (self);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_free (self);
}

gboolean
lab_child_give_task (LabChild *self, LabEngine *engine, guint32 task)
{
  g_auto (LabFrame) frame = { 0 };

  lab_isolate_pack_task (engine, task, &frame);
  self->task = task;
  return lab_frame_write (self->input, &frame.header, frame.bytes);
}

char *
lab_child_describe_end (LabChild *self)
{
  g_subprocess_wait (self->process, NULL, NULL);
  if (g_subprocess_get_if_signaled (self->process))
    {
      int number = g_subprocess_get_term_sig (self->process);

      return g_strdup_printf (_ ("killed by signal %d (%s)"), number, g_strsignal (number));
    }
  return g_strdup_printf (_ ("it ended with status %d"), g_subprocess_get_exit_status (self->process));
}

guint64
lab_child_get_peak_rss (LabChild *self)
{
  const char *pid = g_subprocess_get_identifier (self->process);

  return pid != NULL ? lab_process_get_peak_rss ((int) g_ascii_strtoll (pid, NULL, 10)) : 0;
}
