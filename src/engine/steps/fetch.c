/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"
#include "engine-web.h"

/* On a loop: the task is back, and what it waited for is there. */
static LabStepResult
fetch_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  if (task->download == NULL)
    return LAB_STEP_WAIT;
  return lab_download_finish (g_steal_pointer (&task->download), error);
}

static LabStepResult
fetch_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  LabWebClient *client = lab_web_client_get (worker, NULL);
  LabDownload *download = lab_web_client_begin (client, task, step, LAB_BEGIN_AWAIT, NULL, NULL);

  lab_web_client_await (client, download);
  return lab_download_finish (download, error);
}

static void
on_done (LabDownload *download, gpointer data)
{
  LabLoop *loop = data;
  LabTask *task = lab_download_get_task (download);

  lab_recorder_add (lab_loop_get_worker (loop)->recorder, task->index, LAB_STATE_QUEUED, (guint16) task->next);
  lab_loop_resume (loop, task);
}

/* Who comes back begins the step anew and finds the download done. */
static LabStepResult
fetch_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  LabWebClient *client = lab_web_client_get (lab_loop_get_worker (loop), lab_loop_get_context (loop));

  task->next = step->index;
  task->download = lab_web_client_begin (client, task, step,
                                         lab_loop_has_stacks (loop) ? LAB_BEGIN_LATER : LAB_BEGIN_NOW, on_done, loop);
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_fetch = {
  .id = LAB_STEP_FETCH,
  .wait_state = LAB_STATE_IO,
  .io = LAB_IO_CONNECT,
  .attempt = fetch_attempt,
  .blocking = fetch_blocking,
  .begin = fetch_begin,
};
