/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine-shared.h"
#include "engine-worker.h"
#include "process-protocol.h"

static void
set_protocol_error (GError **error)
{
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("a worker process was spoken to in an unknown way"));
}

static LabExperiment *
receive_experiment (int input, guint64 *rate, GError **error)
{
  g_auto (LabFrame) frame = { 0 };

  if (!lab_frame_read (input, &frame) || frame.header.type != LAB_FRAME_EXPERIMENT
      || frame.header.length < sizeof (*rate))
    {
      set_protocol_error (error);
      return NULL;
    }
  memcpy (rate, frame.bytes, sizeof (*rate));
  return lab_experiment_new_from_json (frame.bytes + sizeof (*rate), (gssize) (frame.header.length - sizeof (*rate)),
                                       error);
}

/* What the task is given has crossed a pipe as bytes; it must be what this side's copy of the program says. */
static gboolean
check_arguments (LabWorker *worker, const LabFrame *frame, GError **error)
{
  g_autofree char *own = lab_program_get_task_arguments (worker->engine->program, frame->header.task);

  if (g_str_equal (own, frame->bytes))
    return TRUE;
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the arguments arrived damaged"));
  return FALSE;
}

static gboolean
serve_task (LabWorker *worker, const LabFrame *frame, int output)
{
  LabFrameHeader reply = { .task = frame->header.task };
  LabEngine *engine = worker->engine;
  g_autoptr (GError) error = NULL;
  const char *text;
  LabStepResult end;
  LabTask task;

  lab_task_init (&task, reply.task);
  if (check_arguments (worker, frame, &error))
    end = lab_worker_run_steps (worker, &task, &error);
  else
    end = LAB_STEP_FAILED;
  reply.state = lab_step_result_to_end (end);
  lab_engine_end_task (engine, worker->recorder, task.index, (LabState) reply.state, g_steal_pointer (&task.result),
                       error != NULL ? error->message : NULL);
  text = end == LAB_STEP_FAILED ? error->message : engine->results[task.index];
  reply.type = text != NULL ? LAB_FRAME_TEXT : LAB_FRAME_ENDED;
  reply.length = text != NULL ? (guint32) strlen (text) : 0;
  return lab_frame_write (output, &reply, text);
}

static gboolean
serve_tasks (LabWorker *worker, int input, int output, GError **error)
{
  LabFrameHeader ready = { .type = LAB_FRAME_READY, .length = sizeof (LabChunkHeader) };

  if (!lab_frame_write (output, &ready, &worker->recorder->lane))
    return TRUE;
  while (TRUE)
    {
      g_auto (LabFrame) frame = { 0 };

      /* The end of the input is the order to go home. */
      if (!lab_frame_read (input, &frame))
        return TRUE;
      if (frame.header.type != LAB_FRAME_TASK || frame.header.task >= lab_program_get_n_tasks (worker->engine->program))
        {
          set_protocol_error (error);
          return FALSE;
        }
      if (!serve_task (worker, &frame, output))
        return TRUE;
    }
}

static gboolean
attach_shared (LabEngine *engine, int shared_fd, GError **error)
{
  LabShared *shared;

  if (shared_fd < 0)
    return TRUE;
  shared = lab_shared_new_for_fd (engine->program, engine->segment, shared_fd, error);
  if (shared == NULL)
    return FALSE;
  lab_engine_set_shared (engine, shared);
  return TRUE;
}

gboolean
lab_engine_serve (LabSegment *segment, int shared_fd, int input, int output, GError **error)
{
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (LabEngine) engine = NULL;
  LabWorker worker;
  gboolean ok;
  guint64 rate;

  experiment = receive_experiment (input, &rate, error);
  if (experiment == NULL)
    return FALSE;
  engine = lab_engine_new (experiment, segment, error);
  if (engine == NULL || !attach_shared (engine, shared_fd, error))
    return FALSE;
  if (lab_program_needs_rate (engine->program))
    lab_program_set_rate (engine->program, rate);
  lab_worker_init (&worker, engine, LAB_LANE_PROCESS, _ ("process"), 0);
  ok = serve_tasks (&worker, input, output, error);
  lab_worker_clear (&worker);
  return ok;
}
