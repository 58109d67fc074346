/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine-isolate.h"
#include "engine-server.h"

void
lab_isolate_pack_experiment (LabEngine *engine, LabFrame *frame)
{
  g_autofree char *json = lab_experiment_to_json (engine->experiment);
  g_autofree char *server = lab_engine_describe_server (engine);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LabFrameHeader header = { .type = LAB_FRAME_EXPERIMENT };

  g_byte_array_append (bytes, (const guint8 *) &engine->rate, sizeof (engine->rate));
  g_byte_array_append (bytes, (const guint8 *) server, (guint) strlen (server) + 1);
  g_byte_array_append (bytes, (const guint8 *) json, (guint) strlen (json));
  header.length = bytes->len;
  lab_frame_set (frame, &header, bytes->data);
}

void
lab_isolate_pack_task (LabEngine *engine, guint32 task, LabFrame *frame)
{
  g_autofree char *arguments = lab_program_get_task_arguments (engine->program, task);
  LabFrameHeader header = { .type = LAB_FRAME_TASK, .task = task, .length = (guint32) strlen (arguments) };

  lab_frame_set (frame, &header, arguments);
}

void
lab_isolate_count_end (LabEngine *engine, guint32 task, LabState end, char *text)
{
  if (end == LAB_STATE_FAILED)
    {
      lab_engine_count_failure (engine, text);
      g_free (text);
      return;
    }
  engine->results[task] = text;
  if (end == LAB_STATE_CANCELLED)
    __atomic_fetch_add (&engine->n_cancelled, 1, __ATOMIC_RELAXED);
}

/* *server is the frame's. */
static LabExperiment *
unpack_experiment (const LabFrame *frame, guint64 *rate, const char **server, GError **error)
{
  const char *end = frame->bytes + frame->header.length;
  const char *json;

  if (frame->header.type != LAB_FRAME_EXPERIMENT || frame->header.length <= sizeof (*rate))
    {
      g_set_error_literal (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the experiment arrived damaged"));
      return NULL;
    }
  memcpy (rate, frame->bytes, sizeof (*rate));
  *server = frame->bytes + sizeof (*rate);
  json = MIN (*server + strlen (*server) + 1, end);
  return lab_experiment_new_from_json (json, end - json, error);
}

LabIsolate *
lab_isolate_new (LabSegment *segment, const LabFrame *experiment, GError **error)
{
  g_autoptr (LabIsolate) self = g_new0 (LabIsolate, 1);
  const char *server;
  guint64 rate;

  self->experiment = unpack_experiment (experiment, &rate, &server, error);
  if (self->experiment == NULL)
    return NULL;
  self->engine = lab_engine_new (self->experiment, segment, error);
  if (self->engine == NULL)
    return NULL;
  lab_engine_set_server (self->engine, server);
  if (lab_program_needs_rate (self->engine->program))
    lab_program_set_rate (self->engine->program, rate);
  return g_steal_pointer (&self);
}

void
lab_isolate_free (LabIsolate *self)
{
  g_clear_pointer (&self->engine, lab_engine_free);
  g_clear_pointer (&self->experiment, lab_experiment_free);
  g_free (self);
}

/* What the task is given has travelled as bytes; it must be what this side's copy of the program says. */
static gboolean
check_arguments (LabWorker *worker, const LabFrame *frame, GError **error)
{
  g_autofree char *own = lab_program_get_task_arguments (worker->engine->program, frame->header.task);

  if (g_str_equal (own, frame->bytes))
    return TRUE;
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the arguments arrived damaged"));
  return FALSE;
}

/* Says how it ended, and why it failed where it did. */
static LabState
run_task (LabWorker *worker, const LabFrame *frame, char **reason)
{
  g_autoptr (GError) error = NULL;

  if (check_arguments (worker, frame, &error))
    return lab_worker_run_task (worker, frame->header.task, reason);
  *reason = g_strdup (error->message);
  lab_engine_end_task (worker->engine, worker->recorder, frame->header.task, LAB_STATE_FAILED, NULL, *reason);
  return LAB_STATE_FAILED;
}

gboolean
lab_isolate_run_task (LabWorker *worker, const LabFrame *task, LabFrame *reply)
{
  LabFrameHeader header = { .type = LAB_FRAME_ENDED, .task = task->header.task };
  g_autofree char *reason = NULL;
  const char *text;

  if (task->header.type != LAB_FRAME_TASK || header.task >= lab_program_get_n_tasks (worker->engine->program))
    return FALSE;
  header.state = run_task (worker, task, &reason);
  text = header.state == LAB_STATE_FAILED ? reason : worker->engine->results[header.task];
  if (text != NULL)
    {
      header.type = LAB_FRAME_TEXT;
      header.length = (guint32) strlen (text);
    }
  lab_frame_set (reply, &header, text);
  return TRUE;
}
