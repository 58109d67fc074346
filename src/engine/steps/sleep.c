/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"

/* A deadline in the far future instead of an overflow: "sleep 290 years" is a wait for cancellation. */
static guint64
deadline_after (gint64 duration)
{
  guint64 now = lab_clock_now ();

  return (guint64) duration > G_MAXINT64 - now ? G_MAXINT64 : now + (guint64) duration;
}

static LabStepResult
sleep_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  gint64 duration;

  if (!lab_program_get_number (worker->engine->program, step, task->index, &duration, error))
    return LAB_STEP_FAILED;
  return lab_segment_sleep_until (worker->engine->segment, deadline_after (duration)) ? LAB_STEP_CONTINUE
                                                                                      : LAB_STEP_CANCELLED;
}

static LabStepResult
sleep_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  gint64 duration;

  if (!lab_program_get_number (lab_loop_get_worker (loop)->engine->program, step, task->index, &duration, error))
    return LAB_STEP_FAILED;
  lab_loop_resume_at (loop, task, deadline_after (duration));
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_sleep = {
  .id = LAB_STEP_SLEEP,
  .wait_state = LAB_STATE_SLEEPING,
  .blocking = sleep_blocking,
  .begin = sleep_begin,
};
