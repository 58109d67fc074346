/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "cli-follow.h"
#include "cli-log.h"
#include "cli-progress.h"
#include "lab-clock.h"

#define TICK_MS 50

typedef struct
{
  LabRun *run;
  GMainLoop *loop;
  CliProgress *progress; /* NULL where nobody watches */
  CliLog *log;           /* NULL where it is not wanted */
  guint interrupted;     /* a source; 0 once it has done its work */
} Follower;

static gboolean
follower_update (Follower *self, GError **error)
{
  gboolean readable = lab_trace_update (lab_run_get_trace (self->run), error);

  if (self->log != NULL && cli_log_has_news (self->log))
    {
      if (self->progress != NULL)
        cli_progress_clear (self->progress);
      cli_log_print_news (self->log);
    }
  return readable;
}

/* What is wrong with the trace is not the user's fault: LAB_ERROR_FAILED, whatever it was. */
static gboolean
follower_finish (Follower *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (follower_update (self, &problem))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the trace of the run is damaged: %s"), problem->message);
  return FALSE;
}

static gboolean
on_tick (gpointer data)
{
  Follower *self = data;

  /* What is wrong now is wrong at the end, too, and reported then. */
  follower_update (self, NULL);
  if (self->progress != NULL)
    cli_progress_draw (self->progress);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_interrupt (int fd, GIOCondition condition, gpointer data)
{
  Follower *self = data;

  lab_run_cancel (self->run);
  self->interrupted = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_time_out (gpointer data)
{
  Follower *self = data;

  lab_run_time_out (self->run);
  return G_SOURCE_CONTINUE;
}

static void
on_ended (LabRun *run, Follower *self)
{
  g_main_loop_quit (self->loop);
}

static guint
get_timeout_ms (guint64 nanoseconds)
{
  guint64 milliseconds = nanoseconds / LAB_NS_PER_MS + (nanoseconds % LAB_NS_PER_MS != 0);

  return (guint) MIN (milliseconds, G_MAXUINT);
}

/* The end wakes the loop by itself: the tick is only for those who watch. */
static void
follower_iterate (Follower *self, const CliFollow *options)
{
  guint tick = self->progress != NULL || self->log != NULL ? g_timeout_add (TICK_MS, on_tick, self) : 0;
  guint time_out = options->timeout > 0 ? g_timeout_add (get_timeout_ms (options->timeout), on_time_out, self) : 0;

  self->interrupted = g_unix_fd_add (cli_interrupt_get_fd (options->interrupt), G_IO_IN, on_interrupt, self);
  g_main_loop_run (self->loop);
  g_clear_handle_id (&self->interrupted, g_source_remove);
  g_clear_handle_id (&tick, g_source_remove);
  g_clear_handle_id (&time_out, g_source_remove);
}

LabRun *
cli_follow_run (const LabExperiment *experiment, const CliFollow *options, GError **error)
{
  g_autoptr (LabRun) run = lab_run_new (experiment);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Follower self = { .run = run, .loop = loop };
  gboolean readable;

  if (!lab_run_start (run, error))
    return NULL;
  self.progress = cli_progress_new (lab_run_get_trace (run), experiment->model->id, lab_run_get_n_tasks (run));
  self.log = options->log ? cli_log_new (lab_run_get_trace (run)) : NULL;
  g_signal_connect (run, "ended", G_CALLBACK (on_ended), &self);

  follower_iterate (&self, options);

  g_signal_handlers_disconnect_by_data (run, &self);
  readable = follower_finish (&self, error);
  if (self.progress != NULL)
    cli_progress_clear (self.progress);
  g_clear_pointer (&self.progress, cli_progress_free);
  g_clear_pointer (&self.log, cli_log_free);
  return readable ? g_steal_pointer (&run) : NULL;
}
