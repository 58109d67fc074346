/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>

#include <glib/gi18n-lib.h>

#include "engine-channel.h"
#include "engine-gil.h"
#include "engine-interpreters.h"
#include "engine-isolate.h"
#include "engine-shared.h"

/* What the threads know of the run; the rest each has for itself. */
typedef struct
{
  LabEngine *engine; /* the run's: its segment, and to end tasks that no interpreter could be made for */
  const LabFrame *experiment;
  LabChannel *tasks;
  LabChannel *replies;
  guint16 first_gil;
} Shared;

typedef struct
{
  Shared *shared;
  guint number; /* from 1 */
  GThread *thread;
  GError *error; /* why it could not be made; once the thread has ended */
} Interpreter;

static void
serve (Interpreter *self, LabIsolate *isolate, LabWorker *worker, LabFrame *first)
{
  guint16 object = (guint16) (self->shared->first_gil + self->number - 1);
  g_autoptr (LabGil) gil = lab_gil_new_from_options (isolate->engine, object);

  lab_engine_set_cancel_fd (isolate->engine, fcntl (self->shared->engine->cancel_fd, F_DUPFD_CLOEXEC, 0));
  worker->engine = isolate->engine;
  worker->counters = isolate->engine->counters;
  lab_gil_attach (gil, worker);
  do
    {
      g_auto (LabFrame) reply = { 0 };

      if (lab_isolate_run_task (worker, first, &reply))
        lab_channel_write (self->shared->replies, &reply.header, reply.bytes);
      lab_frame_clear (first);
    }
  while (lab_channel_read (self->shared->tasks, first));
}

/* The task that it should have been made for ends with the reason, and the run with it. */
static void
give_up (Interpreter *self, LabWorker *worker, guint32 task)
{
  lab_engine_end_task (self->shared->engine, worker->recorder, task, LAB_STATE_FAILED, NULL, self->error->message);
  lab_engine_cancel (self->shared->engine);
}

/* An interpreter is made when there is something to do for it, so its first task waits for that. */
static void
live (Interpreter *self)
{
  Shared *shared = self->shared;
  g_autoptr (LabIsolate) isolate = NULL;
  g_auto (LabFrame) first = { 0 };
  LabWorker worker;

  if (!lab_channel_read (shared->tasks, &first))
    return;
  lab_worker_init (&worker, shared->engine, LAB_LANE_THREAD, _ ("interpreter"), self->number);
  lab_recorder_add (worker.recorder, first.header.task, LAB_STATE_STARTING, 0);
  isolate = lab_isolate_new (shared->engine->segment, shared->experiment, &self->error);
  if (isolate != NULL && shared->engine->shared != NULL)
    lab_engine_set_shared (isolate->engine, lab_shared_ref (shared->engine->shared));
  if (isolate != NULL)
    serve (self, isolate, &worker, &first);
  else
    give_up (self, &worker, first.header.task);
  lab_worker_clear (&worker);
}

static gpointer
interpreter_func (gpointer data)
{
  Interpreter *self = data;

  live (self);
  lab_channel_close (self->shared->replies);
  return NULL;
}

static void
start (Interpreter *self, Shared *shared, guint number)
{
  *self = (Interpreter){ .shared = shared, .number = number };
  self->thread = g_thread_try_new ("interpreter", interpreter_func, self, &self->error);
  if (self->thread != NULL)
    return;
  lab_engine_cancel (shared->engine);
  lab_channel_close (shared->replies);
}

static void
submit_tasks (Shared *self)
{
  for (guint32 task = 0; task < lab_program_get_n_tasks (self->engine->program); task++)
    {
      g_auto (LabFrame) frame = { 0 };

      lab_engine_submit (self->engine, task);
      lab_isolate_pack_task (self->engine, task, &frame);
      lab_channel_write (self->tasks, &frame.header, frame.bytes);
    }
  lab_channel_close (self->tasks);
}

static void
collect_replies (Shared *self)
{
  g_auto (LabFrame) frame = { 0 };

  for (; lab_channel_read (self->replies, &frame); lab_frame_clear (&frame))
    lab_isolate_count_end (self->engine, frame.header.task, (LabState) frame.header.state,
                           frame.header.type == LAB_FRAME_TEXT ? g_steal_pointer (&frame.bytes) : NULL);
}

/* Where all that might have taken them have given up. */
static void
cancel_rest (Shared *self)
{
  g_auto (LabFrame) frame = { 0 };

  for (; lab_channel_read (self->tasks, &frame); lab_frame_clear (&frame))
    lab_engine_end_task (self->engine, self->engine->recorder, frame.header.task, LAB_STATE_CANCELLED, NULL, NULL);
}

/* The first reason of all is the one that is told. */
static void
end (Interpreter *self, GError **error)
{
  if (self->thread != NULL)
    g_thread_join (self->thread);
  if (self->error != NULL && *error == NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("interpreter %u cannot be made: %s"), self->number,
                 self->error->message);
  g_clear_error (&self->error);
}

gboolean
lab_interpreters_run (LabEngine *engine, const LabFrame *experiment, guint n, GError **error)
{
  g_autoptr (LabChannel) tasks = lab_channel_new (1);
  g_autoptr (LabChannel) replies = lab_channel_new (n);
  Shared shared = { engine, experiment, tasks, replies, lab_gil_announce (engine, n) };
  g_autofree Interpreter *interpreters = g_new (Interpreter, n);
  g_autoptr (GError) first_error = NULL;

  lab_engine_set_slots (engine, n);
  for (guint i = 0; i < n; i++)
    start (&interpreters[i], &shared, i + 1);
  submit_tasks (&shared);
  collect_replies (&shared);
  for (guint i = 0; i < n; i++)
    end (&interpreters[i], &first_error);
  cancel_rest (&shared);
  if (first_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}
