/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-isolate.h"
#include "engine-shared.h"
#include "engine-wires.h"
#include "lab-machine.h"
#include "lab-runner.h"

static void
set_protocol_error (GError **error)
{
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("a worker process was spoken to in an unknown way"));
}

static gboolean
serve_tasks (LabWorker *worker, int input, int output, GError **error)
{
  LabFrameHeader ready = { .type = LAB_FRAME_READY, .length = sizeof (LabChunkHeader) };

  if (!lab_frame_write (output, &ready, &worker->recorder->lane))
    return TRUE;
  while (TRUE)
    {
      g_auto (LabFrame) task = { 0 };
      g_auto (LabFrame) reply = { 0 };

      /* The end of the input is the order to go home. */
      if (!lab_frame_read (input, &task))
        return TRUE;
      if (!lab_isolate_run_task (worker, &task, &reply))
        {
          set_protocol_error (error);
          return FALSE;
        }
      if (!lab_frame_write (output, &reply.header, reply.bytes))
        return TRUE;
    }
}

static gboolean
attach_shared (LabEngine *engine, int shared_fd, GError **error)
{
  LabShared *shared;

  if (shared_fd < 0 && !lab_engine_needs_shared (engine))
    return TRUE;
  if (shared_fd < 0)
    {
      set_protocol_error (error);
      return FALSE;
    }
  shared = lab_shared_new_for_fd (engine->program, engine->segment, shared_fd, error);
  if (shared == NULL)
    return FALSE;
  lab_engine_set_shared (engine, shared);
  return TRUE;
}

static gboolean
attach_wires (LabEngine *engine, GError **error)
{
  if (!lab_wires_are_needed (engine->program))
    return TRUE;
  engine->wires = lab_wires_new_for_fds (engine->program, LAB_RUNNER_WIRE_FDS, error);
  if (engine->wires != NULL && engine->shared != NULL)
    lab_shared_set_wires (engine->shared, engine->wires);
  return engine->wires != NULL;
}

gboolean
lab_engine_serve (LabSegment *segment, int shared_fd, int cancel_fd, int input, int output, GError **error)
{
  g_auto (LabFrame) experiment = { 0 };
  g_autoptr (LabIsolate) isolate = NULL;
  LabWorker worker;
  gboolean ok;

  lab_machine_allow_files ();
  if (!lab_frame_read (input, &experiment))
    {
      set_protocol_error (error);
      return FALSE;
    }
  isolate = lab_isolate_new (segment, &experiment, error);
  if (isolate == NULL)
    return FALSE;
  lab_engine_set_cancel_fd (isolate->engine, cancel_fd);
  isolate->engine->scratch = g_strdup (g_getenv (LAB_RUNNER_SCRATCH));
  if (!attach_shared (isolate->engine, shared_fd, error) || !attach_wires (isolate->engine, error))
    return FALSE;
  lab_worker_init (&worker, isolate->engine, LAB_LANE_PROCESS, _ ("process"), 0);
  ok = serve_tasks (&worker, input, output, error);
  lab_worker_clear (&worker);
  return ok;
}
