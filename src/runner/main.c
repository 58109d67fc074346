/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-engine.h"
#include "lab-locale.h"
#include "runner-probe.h"
#include "server.h"

/* interleave-runner: executes one experiment, which it reads as JSON from its standard input, and records it in the
 * shared memory whose descriptor it was given. Everything there is to say stands in that trace, the outcome too, so the
 * exit status only tells whether there is an outcome.
 *
 * With --worker it is one of the processes of the model of that name, with --server the embedded web server. With
 * --sweep it only tidies up behind a run, and with --probe it measures this machine's latencies instead
 * (runner-probe.h). */

/* For the signal handler: what it can cancel at the moment. The segment lives from before the first signal is caught
 * to the end of the process. */
static LabSegment *recording;
static LabEngine *running; /* atomic */

static void
on_signal (int number)
{
  LabEngine *engine = __atomic_load_n (&running, __ATOMIC_ACQUIRE);
  int saved = errno;

  /* Without an engine yet, run_experiment() finds the segment cancelled. */
  if (engine != NULL)
    lab_engine_cancel (engine);
  else
    lab_segment_cancel (recording);
  errno = saved;
}

/* Without SA_RESTART: what waits looks again whether it still should. */
static void
catch_signals (void)
{
  struct sigaction action = { .sa_handler = on_signal };

  sigaction (SIGTERM, &action, NULL);
  sigaction (SIGINT, &action, NULL);
}

static char *
read_experiment (gsize *length, GError **error)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  char *text = NULL;

  g_io_channel_set_encoding (input, NULL, NULL);
  return g_io_channel_read_to_end (input, &text, length, error) == G_IO_STATUS_NORMAL ? text : NULL;
}

static LabOutcome *
run_experiment (LabSegment *segment, GError **error)
{
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (LabEngine) engine = NULL;
  g_autofree char *json = NULL;
  LabOutcome *outcome;
  gsize length;

  json = read_experiment (&length, error);
  if (json == NULL)
    return NULL;
  experiment = lab_experiment_new_from_json (json, (gssize) length, error);
  if (experiment == NULL)
    return NULL;
  engine = lab_engine_new (experiment, segment, error);
  if (engine == NULL)
    return NULL;

  __atomic_store_n (&running, engine, __ATOMIC_SEQ_CST);
  /* A signal that came before it. */
  if (lab_segment_is_cancelled (segment))
    lab_engine_cancel (engine);
  outcome = lab_engine_run (engine);
  __atomic_store_n (&running, NULL, __ATOMIC_SEQ_CST);
  return outcome;
}

static int
run (LabSegment *segment)
{
  g_autoptr (LabOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  setpgid (0, 0);
  recording = segment;
  catch_signals ();
  outcome = run_experiment (segment, &error);
  if (outcome == NULL)
    {
      outcome = lab_outcome_new (LAB_OUTCOME_FAILED);
      outcome->error_code = error->domain == LAB_ERROR ? (LabError) error->code : LAB_ERROR_FAILED;
      outcome->reason = g_strdup (error->message);
    }
  lab_engine_record_outcome (segment, outcome);
  return EXIT_SUCCESS;
}

static int
serve (LabSegment *segment, int shared_fd, int cancel_fd)
{
  g_autoptr (GError) error = NULL;

  if (lab_engine_serve (segment, shared_fd, cancel_fd, STDIN_FILENO, STDOUT_FILENO, &error))
    return EXIT_SUCCESS;
  g_printerr ("interleave-runner: %s\n", error->message);
  return EXIT_FAILURE;
}

static int
be_server (void)
{
  g_autoptr (GError) error = NULL;

  if (lab_server_run (STDIN_FILENO, STDOUT_FILENO, &error))
    return EXIT_SUCCESS;
  g_printerr ("interleave-runner: %s\n", error->message);
  return EXIT_FAILURE;
}

/* No child outlives its parent, which may have died before this request was heard. */
static void
die_with_parent (pid_t parent)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (getppid () != parent)
    _exit (EXIT_FAILURE);
}

/* Who starts an experiment hands over whatever it had inherited itself. */
static void
close_others (int segment_fd)
{
  if (segment_fd > STDERR_FILENO)
    close_range ((guint) segment_fd + 1, ~0u, 0);
}

typedef struct
{
  gboolean worker, probe, server;
  int segment_fd, shared_fd, cancel_fd, parent;
  char *sweep;
  RunnerProbeOptions probing;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->sweep);
  g_free (self->probing.rows);
  g_free (self->probing.folder);
  g_free (self->probing.remote);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (int argc, char **argv, Options *options, GError **error)
{
  RunnerProbeOptions *probing = &options->probing;
  const GOptionEntry entries[] = {
    { "worker", 0, 0, G_OPTION_ARG_NONE, &options->worker, "serve tasks as one of several processes", NULL },
    { "server", 0, 0, G_OPTION_ARG_NONE, &options->server, "be the embedded web server", NULL },
    { "segment-fd", 0, 0, G_OPTION_ARG_INT, &options->segment_fd, "descriptor of the trace memory", "FD" },
    { "shared-fd", 0, 0, G_OPTION_ARG_INT, &options->shared_fd, "descriptor of the memory of locks (of a worker)",
      "FD" },
    { "cancel-fd", 0, 0, G_OPTION_ARG_INT, &options->cancel_fd, "descriptor that tells of cancellation (of a worker)",
      "FD" },
    { "sweep", 0, 0, G_OPTION_ARG_FILENAME, &options->sweep, "delete the folder when the input ends", "FOLDER" },
    { "parent", 0, 0, G_OPTION_ARG_INT, &options->parent, "process whose end is the end of this one", "PID" },
    { "probe", 0, 0, G_OPTION_ARG_NONE, &options->probe, "measure latencies", NULL },
    { "careful", 0, 0, G_OPTION_ARG_NONE, &probing->careful, "take longer to measure", NULL },
    { "rows", 0, 0, G_OPTION_ARG_STRING, &probing->rows, "measure these rows only", "ROW,ROW" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &probing->folder, "where to measure a file", "FOLDER" },
    { "remote", 0, 0, G_OPTION_ARG_STRING, &probing->remote, "measure the way to this host", "HOST[:PORT]" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- executes one experiment; started by Interleave");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  /* Who sweeps is to outlive it. */
  if (options->parent != 0 || options->sweep != NULL)
    return TRUE;
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_USAGE, _ ("--parent is missing"));
  return FALSE;
}

static int
report (const GError *error)
{
  g_printerr ("interleave-runner: %s\n", error->message);
  return EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .segment_fd = -1, .shared_fd = -1, .cancel_fd = -1 };
  g_autoptr (LabSegment) segment = NULL;
  g_autoptr (GError) error = NULL;

  lab_locale_init ();
  signal (SIGPIPE, SIG_IGN);
  if (!parse (argc, argv, &options, &error))
    return report (error);
  if (options.sweep != NULL)
    {
      lab_engine_sweep (STDIN_FILENO, STDOUT_FILENO, options.sweep);
      return EXIT_SUCCESS;
    }
  die_with_parent (options.parent);
  if (options.server)
    return be_server ();
  if (options.probe)
    return runner_probe (&options.probing);
  if (!options.worker)
    close_others (options.segment_fd);
  segment = lab_segment_new_for_fd (options.segment_fd, &error);
  if (segment == NULL)
    return report (error);
  return options.worker ? serve (segment, options.shared_fd, options.cancel_fd) : run (segment);
}
