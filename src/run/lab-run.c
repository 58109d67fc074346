/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "lab-run"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-program.h"
#include "lab-recorder.h"
#include "lab-run.h"
#include "lab-runner.h"

/* How long a runner may take to stop by itself before it is killed. */
#define GRACE_MS 2000

struct _LabRun
{
  GObject parent_instance;

  LabExperiment *experiment;
  LabSegment *segment;
  LabTrace *trace;
  LabOutcome *outcome;
  guint64 n_tasks;

  GSubprocess *process;
  gboolean running; /* started, and "ended" is still to come */
  GPid pid;         /* of the runner and number of its process group; 0 when not known */
  GCancellable *waiting;
  GSource *grace;       /* runs out two seconds after the runner was asked to stop */
  LabOutcomeKind asked; /* CANCELLED or TIMED_OUT once it was, RUNNING before */
  gboolean killed;      /* it did not stop in time */
};

G_DEFINE_FINAL_TYPE (LabRun, lab_run, G_TYPE_OBJECT)

enum
{
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Kills the runner and all its processes, and also what it left behind when it was reaped: the number of a
 * process group is not given away while the group has a member. Once the group is empty it can be, and this
 * would reach whoever got it. That is accepted: GLib reaps on a thread of its own, our callback follows at the
 * next turn of the main loop, and in between all the other numbers, tens of thousands, would have to be used
 * up. A runner killed before it made its group has no processes yet, and g_subprocess_force_exit() knows
 * whether it was reaped. */
static void
lab_run_kill_group (LabRun *self)
{
  if (self->pid != 0 && kill (-self->pid, SIGKILL) < 0)
    g_debug ("no process group %d: %s", (int) self->pid, g_strerror (errno));
  g_subprocess_force_exit (self->process);
}

static void
lab_run_clear_grace (LabRun *self)
{
  if (self->grace != NULL)
    g_source_destroy (self->grace);
  g_clear_pointer (&self->grace, g_source_unref);
}

static void
lab_run_emit_ended (LabRun *self)
{
  self->running = FALSE;
  self->pid = 0;
  g_signal_emit (self, signals[ENDED], 0);
}

static void
lab_run_dispose (GObject *object)
{
  LabRun *self = LAB_RUN (object);

  lab_run_clear_grace (self);
  if (self->running)
    {
      /* Not waited for, because that could hold up the caller: GLib reaps it. */
      g_cancellable_cancel (self->waiting);
      lab_run_kill_group (self);
      g_clear_pointer (&self->outcome, lab_outcome_free);
      self->outcome = lab_outcome_new (LAB_OUTCOME_CANCELLED);
      lab_run_emit_ended (self);
    }
  g_clear_object (&self->waiting);
  g_clear_object (&self->process);
  G_OBJECT_CLASS (lab_run_parent_class)->dispose (object);
}

static void
lab_run_finalize (GObject *object)
{
  LabRun *self = LAB_RUN (object);

  g_clear_pointer (&self->trace, lab_trace_free);
  g_clear_pointer (&self->segment, lab_segment_unref);
  g_clear_pointer (&self->outcome, lab_outcome_free);
  g_clear_pointer (&self->experiment, lab_experiment_free);
  G_OBJECT_CLASS (lab_run_parent_class)->finalize (object);
}

static void
lab_run_class_init (LabRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lab_run_dispose;
  object_class->finalize = lab_run_finalize;
  signals[ENDED] = g_signal_new ("ended", LAB_TYPE_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lab_run_init (LabRun *self)
{
  self->outcome = lab_outcome_new (LAB_OUTCOME_RUNNING);
  self->asked = LAB_OUTCOME_RUNNING;
}

LabRun *
lab_run_new (const LabExperiment *experiment)
{
  LabRun *self;

  g_return_val_if_fail (experiment != NULL, NULL);

  self = g_object_new (LAB_TYPE_RUN, NULL);
  self->experiment = lab_experiment_copy (experiment);
  return self;
}

/* The experiment as a file to read from its start. A file and not a pipe: it can be of any length
 * without anybody waiting for the other, and a runner that dies before it has read it raises no SIGPIPE. */
static int
open_text (const char *text, GError **error)
{
  int fd = memfd_create ("interleave-experiment", MFD_CLOEXEC);
  gsize length = strlen (text);

  if (fd >= 0 && write (fd, text, length) == (gssize) length && lseek (fd, 0, SEEK_SET) == 0)
    return fd;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot hand the experiment over: %s"), g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static GSubprocess *
spawn (int segment_fd, int stdin_fd, GError **error)
{
  /* The runner itself closes what it has no use for: so it is started without a copy of this process's page tables,
   * which would hold a window's thread for some 10 ms. */
  g_autoptr (GSubprocessLauncher)
    launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_INHERIT_FDS);
  g_autoptr (GError) failure = NULL;
  const char *path = lab_runner_get_path ();
  g_autofree char *target = g_strdup_printf ("%d", LAB_RUNNER_SEGMENT_FD);
  g_autofree char *parent = g_strdup_printf ("%d", getpid ());
  const char *const argv[] = { path, "--segment-fd", target, "--parent", parent, NULL };
  GSubprocess *process;

  g_subprocess_launcher_take_stdin_fd (launcher, stdin_fd);
  g_subprocess_launcher_take_fd (launcher, segment_fd, LAB_RUNNER_SEGMENT_FD);
  process = g_subprocess_launcher_spawnv (launcher, argv, &failure);
  if (process == NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start interleave-runner (%s): %s"), path,
                 access (path, X_OK) < 0 ? g_strerror (errno) : failure->message);
  return process;
}

static gboolean
lab_run_spawn (LabRun *self, GError **error)
{
  g_autofree char *json = lab_experiment_to_json (self->experiment);
  int stdin_fd = open_text (json, error);
  int segment_fd;

  if (stdin_fd < 0)
    return FALSE;
  segment_fd = fcntl (lab_segment_get_fd (self->segment), F_DUPFD_CLOEXEC, 0);
  if (segment_fd < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot hand the trace memory over: %s"), g_strerror (errno));
      close (stdin_fd);
      return FALSE;
    }
  self->process = spawn (segment_fd, stdin_fd, error);
  return self->process != NULL;
}

/* What a later reader of the trace must know and the runner could not say any more. Written on the lane
 * of the runner, which is gone, so that the trace gets no lane of a program that ran nothing. */
static void
lab_run_record_outcome (LabRun *self)
{
  g_autoptr (LabRecorder) recorder = NULL;
  g_autofree char *json = lab_outcome_to_json (self->outcome);

  if (lab_trace_get_n_lanes (self->trace) > 0)
    {
      const LabLane *lane = lab_trace_get_lane (self->trace, 0);
      LabChunkHeader header = { .lane = lane->id, .pid = lane->pid, .tid = lane->tid, .lane_kind = lane->kind };

      g_strlcpy (header.name, lane->name, sizeof (header.name));
      recorder = lab_recorder_adopt (self->segment, &header);
    }
  else
    recorder = lab_recorder_new (self->segment, LAB_LANE_MAIN, _ ("main"));
  lab_recorder_add_meta (recorder, "outcome", json);
  lab_trace_update (self->trace, NULL);
}

static char *
lab_run_describe_exit (LabRun *self)
{
  if (self->killed)
    return g_strdup (_ ("the runner did not stop within two seconds and was killed"));
  if (g_subprocess_get_if_signaled (self->process))
    {
      int number = g_subprocess_get_term_sig (self->process);

      return g_strdup_printf (_ ("the runner was killed by signal %d (%s)"), number, g_strsignal (number));
    }
  return g_strdup_printf (_ ("the runner exited with status %d without a result"),
                          g_subprocess_get_exit_status (self->process));
}

static void
lab_run_conclude (LabRun *self)
{
  g_autoptr (GError) error = NULL;
  gboolean readable = lab_trace_update (self->trace, &error);

  /* Nobody is left who could write the rest of them. */
  lab_trace_end_texts (self->trace);
  g_clear_pointer (&self->outcome, lab_outcome_free);
  self->outcome = lab_outcome_new_from_json (lab_trace_get_meta (self->trace, "outcome"));
  if (self->outcome->kind == LAB_OUTCOME_RUNNING)
    {
      self->outcome->kind = self->asked == LAB_OUTCOME_RUNNING ? LAB_OUTCOME_CRASHED : self->asked;
      self->outcome->error_code = LAB_ERROR_FAILED;
      self->outcome->n_tasks = self->n_tasks;
      g_free (self->outcome->reason);
      self->outcome->reason = readable ? lab_run_describe_exit (self) : g_strdup (error->message);
      lab_run_record_outcome (self);
    }
  else if (self->outcome->kind == LAB_OUTCOME_CANCELLED && self->asked == LAB_OUTCOME_TIMED_OUT)
    {
      /* The runner cannot know why it was asked to stop. */
      self->outcome->kind = LAB_OUTCOME_TIMED_OUT;
      lab_run_record_outcome (self);
    }
}

/* The source is a process whose run may be gone; `self` is valid only where the wait was not cancelled. */
static void
on_runner_exited (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LabRun) self = NULL;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    return;
  self = g_object_ref (LAB_RUN (data));
  lab_run_clear_grace (self);
  lab_trace_update (self->trace, NULL);
  /* Too short a life for us to have learned its number: its own lane says it. */
  if (self->pid == 0 && lab_trace_get_n_lanes (self->trace) > 0)
    self->pid = lab_trace_get_lane (self->trace, 0)->pid;
  lab_run_kill_group (self);
  lab_run_conclude (self);
  lab_run_emit_ended (self);
}

static gboolean
lab_run_prepare (LabRun *self, GError **error)
{
  g_autoptr (LabProgram) program = lab_program_new (self->experiment->workload, self->experiment->params, error);

  if (program == NULL)
    return FALSE;
  self->n_tasks = lab_program_get_n_tasks (program);
  if (!lab_experiment_check (self->experiment, self->n_tasks, error)
      || !lab_experiment_check_network (self->experiment, program, error))
    return FALSE;
  self->segment = lab_segment_new (self->experiment->capacity, error);
  if (self->segment == NULL)
    return FALSE;
  self->trace = lab_trace_new (self->segment);
  return TRUE;
}

/* On the thread that the run belongs to: the runner ends with its parent's thread. */
static gboolean
lab_run_launch (LabRun *self, GError **error)
{
  const char *pid;

  if (!lab_run_spawn (self, error))
    return FALSE;
  /* NULL where the runner was reaped already: then the trace knows, see on_runner_exited(). */
  pid = g_subprocess_get_identifier (self->process);
  self->pid = pid != NULL ? atoi (pid) : 0;
  self->running = TRUE;
  self->waiting = g_cancellable_new ();
  g_subprocess_wait_async (self->process, self->waiting, on_runner_exited, self);
  return TRUE;
}

gboolean
lab_run_start (LabRun *self, GError **error)
{
  g_return_val_if_fail (LAB_IS_RUN (self), FALSE);
  g_return_val_if_fail (self->segment == NULL, FALSE);

  return lab_run_prepare (self, error) && lab_run_launch (self, error);
}

static void
prepare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lab_run_prepare (LAB_RUN (source), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lab_run_start_async (LabRun *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LAB_IS_RUN (self));
  g_return_if_fail (self->segment == NULL);

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, lab_run_start_async);
  g_task_run_in_thread (task, prepare_in_thread);
}

gboolean
lab_run_start_finish (LabRun *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (self->asked == LAB_OUTCOME_RUNNING)
    return lab_run_launch (self, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("cancelled before it began"));
  return FALSE;
}

static gboolean
on_grace_over (gpointer data)
{
  LabRun *self = data;

  self->killed = TRUE;
  lab_run_kill_group (self);
  lab_run_clear_grace (self);
  return G_SOURCE_REMOVE;
}

static void
lab_run_stop (LabRun *self, LabOutcomeKind asked)
{
  if (self->asked != LAB_OUTCOME_RUNNING || lab_run_has_ended (self))
    return;
  self->asked = asked;
  if (!self->running)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  self->grace = g_timeout_source_new (GRACE_MS);
  g_source_set_callback (self->grace, on_grace_over, self, NULL);
  g_source_attach (self->grace, g_main_context_get_thread_default ());
}

void
lab_run_cancel (LabRun *self)
{
  g_return_if_fail (LAB_IS_RUN (self));

  lab_run_stop (self, LAB_OUTCOME_CANCELLED);
}

void
lab_run_time_out (LabRun *self)
{
  g_return_if_fail (LAB_IS_RUN (self));

  lab_run_stop (self, LAB_OUTCOME_TIMED_OUT);
}

gboolean
lab_run_has_ended (LabRun *self)
{
  g_return_val_if_fail (LAB_IS_RUN (self), FALSE);

  return self->outcome->kind != LAB_OUTCOME_RUNNING;
}

LabTrace *
lab_run_get_trace (LabRun *self)
{
  g_return_val_if_fail (LAB_IS_RUN (self), NULL);

  return self->trace;
}

LabSegment *
lab_run_get_segment (LabRun *self)
{
  g_return_val_if_fail (LAB_IS_RUN (self), NULL);

  return self->segment;
}

const LabExperiment *
lab_run_get_experiment (LabRun *self)
{
  g_return_val_if_fail (LAB_IS_RUN (self), NULL);

  return self->experiment;
}

const LabOutcome *
lab_run_get_outcome (LabRun *self)
{
  g_return_val_if_fail (LAB_IS_RUN (self), NULL);

  return self->outcome;
}

guint64
lab_run_get_n_tasks (LabRun *self)
{
  g_return_val_if_fail (LAB_IS_RUN (self), 0);

  return self->n_tasks;
}

GPid
lab_run_get_pid (LabRun *self)
{
  g_return_val_if_fail (LAB_IS_RUN (self), 0);

  return self->pid;
}
