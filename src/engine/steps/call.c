/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poll.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine-call.h"
#include "engine-steps.h"
#include "lab-error.h"
#include "lab-quantity.h"

/* On a loop: the program, and what the loop watches of it. */
typedef struct
{
  LabErrand base;
  LabLoop *loop;
  LabTask *task;
  LabCall *call;
  GSource *sources[3];
  gint64 timeout;
  gboolean too_late;
} Errand;

static LabCall *
start (LabWorker *worker, const LabTask *task, const LabStep *step, gint64 *timeout, GError **error)
{
  const LabProgram *program = worker->engine->program;
  g_auto (GStrv) words = lab_program_get_words (program, step, task->index, &task->computed, task->gathered);

  *timeout = G_MAXINT64;
  if (step->details[LAB_DETAIL_TIMEOUT] != NULL
      && !lab_program_get_detail_number (program, step, LAB_DETAIL_TIMEOUT, task->index, task->gathered, timeout,
                                         error))
    return NULL;
  return lab_call_start ((const char *const *) words, step->keep, error);
}

/* It has ended. */
static LabStepResult
finish (LabTask *task, LabCall *call, GError **error)
{
  LabGathered *gathered = lab_task_gather (task);

  g_free (gathered->output);
  gathered->output = lab_call_take_output (call);
  return lab_call_check (call, error) ? LAB_STEP_CONTINUE : LAB_STEP_FAILED;
}

static LabStepResult
fail_too_late (gint64 timeout, GError **error)
{
  g_autofree char *shown = lab_format_duration ((guint64) timeout);

  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the program was killed: it had not ended after %s"), shown);
  return LAB_STEP_FAILED;
}

/* Milliseconds for poll(), rounded up. */
static int
get_rest (guint64 deadline)
{
  guint64 now = lab_clock_now ();
  guint64 rest = deadline > now ? (deadline - now + LAB_NS_PER_MS - 1) / LAB_NS_PER_MS : 0;

  return (int) MIN (rest, G_MAXINT);
}

static LabStepResult
call_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  gint64 timeout;
  g_autoptr (LabCall) call = start (worker, task, step, &timeout, error);
  guint64 deadline = lab_step_deadline_after (timeout);

  if (call == NULL)
    return LAB_STEP_FAILED;
  while (!lab_call_serve (call))
    {
      struct pollfd polls[] = {
        { .fd = lab_call_get_end_fd (call), .events = POLLIN },
        { .fd = lab_call_get_output_fd (call), .events = POLLIN },
        { .fd = worker->engine->cancel_fd, .events = POLLIN },
      };

      if (lab_engine_is_cancelled (worker->engine))
        return LAB_STEP_CANCELLED;
      if (lab_clock_now () >= deadline)
        return fail_too_late (timeout, error);
      poll (polls, G_N_ELEMENTS (polls), get_rest (deadline));
    }
  return finish (task, call, error);
}

static void
errand_stop_watching (Errand *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    if (self->sources[i] != NULL)
      {
        g_source_destroy (self->sources[i]);
        g_clear_pointer (&self->sources[i], g_source_unref);
      }
}

static void
errand_free (LabErrand *base)
{
  Errand *self = (Errand *) base;

  errand_stop_watching (self);
  lab_call_free (self->call);
  g_free (self);
}

static void
errand_end (Errand *self)
{
  errand_stop_watching (self);
  lab_loop_repeat_step (self->loop, self->task);
}

static gboolean
on_news (int fd, GIOCondition condition, gpointer data)
{
  Errand *self = data;

  if (lab_call_serve (self->call))
    {
      errand_end (self);
      return G_SOURCE_REMOVE;
    }
  return fd == lab_call_get_end_fd (self->call) || fd == lab_call_get_output_fd (self->call);
}

static gboolean
on_too_late (gpointer data)
{
  Errand *self = data;

  self->too_late = TRUE;
  errand_end (self);
  return G_SOURCE_REMOVE;
}

static GSource *
watch_fd (Errand *self, int fd)
{
  GSource *source;

  if (fd < 0)
    return NULL;
  source = g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP);
  g_source_set_callback (source, G_SOURCE_FUNC (on_news), self, NULL);
  g_source_attach (source, lab_loop_get_context (self->loop));
  return source;
}

static GSource *
watch_time (Errand *self, gint64 timeout)
{
  GSource *source;

  if (timeout == G_MAXINT64)
    return NULL;
  source = g_timeout_source_new ((guint) get_rest (lab_step_deadline_after (timeout)));
  g_source_set_callback (source, on_too_late, self, NULL);
  g_source_attach (source, lab_loop_get_context (self->loop));
  return source;
}

static LabStepResult
call_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  gint64 timeout;
  LabCall *call = start (lab_loop_get_worker (loop), task, step, &timeout, error);
  Errand *self;

  if (call == NULL)
    return LAB_STEP_FAILED;
  self = g_new (Errand, 1);
  *self = (Errand){ .base = { errand_free }, .loop = loop, .task = task, .call = call, .timeout = timeout };
  self->sources[0] = watch_fd (self, lab_call_get_end_fd (call));
  self->sources[1] = watch_fd (self, lab_call_get_output_fd (call));
  self->sources[2] = watch_time (self, timeout);
  task->errand = &self->base;
  return LAB_STEP_WAIT;
}

/* Comes back to what it has begun. */
static LabStepResult
call_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  Errand *self = (Errand *) task->errand;
  LabStepResult result;

  if (self == NULL)
    return LAB_STEP_WAIT;
  result = self->too_late ? fail_too_late (self->timeout, error) : finish (task, self->call, error);
  g_clear_pointer (&task->errand, lab_errand_free);
  return result;
}

const LabStepKind lab_step_call = {
  .id = LAB_STEP_CALL,
  .wait_state = LAB_STATE_IO,
  .io = LAB_IO_PROGRAM,
  .attempt = call_attempt,
  .blocking = call_blocking,
  .begin = call_begin,
};
