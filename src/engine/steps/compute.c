/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"
#include "lab-kernel.h"

/* How much is done between two check points: 9 us of turns and 3 us of divisions where it was measured; under a lock,
 * which may be asked for at any moment, 70 and 50 ns. */
#define TURNS_PER_SLICE 8192
#define TURNS_PER_SMALL_SLICE 64
#define DIVISIONS_PER_SLICE 1024
#define DIVISIONS_PER_SMALL_SLICE 16

/* Both do at most `limit` more turns or divisions; task->progress says how many are done. END: that was all. CONTINUE:
 * there is more to do. */
static LabStepResult
compute_turns (LabWorker *worker, LabTask *task, guint64 turns, guint64 limit)
{
  guint64 value = task->computed.value;
  guint64 most = lab_worker_get_slice (worker, TURNS_PER_SLICE, TURNS_PER_SMALL_SLICE);
  guint64 end = limit < turns - task->progress ? task->progress + limit : turns;

  while (task->progress < end)
    {
      guint64 slice = MIN (end - task->progress, most);

      value = lab_kernel_turn (value, slice);
      task->progress += slice;
      if (!lab_worker_checkpoint (worker))
        return LAB_STEP_CANCELLED;
    }
  task->computed.kind = LAB_COMPUTE_OPERATIONS;
  task->computed.value = value;
  return task->progress == turns ? LAB_STEP_END : LAB_STEP_CONTINUE;
}

/* The first odd divisor from `first` on, below `end`; 0 where there is none. */
static guint64
find_divisor (guint64 number, guint64 first, guint64 end)
{
  for (guint64 divisor = first; divisor < end; divisor += 2)
    if (number % divisor == 0)
      return divisor;
  return 0;
}

static LabStepResult
end_prime (LabTask *task, gboolean is_prime)
{
  task->computed.kind = LAB_COMPUTE_PRIME;
  task->computed.value = is_prime;
  return LAB_STEP_END;
}

/* Trial division on purpose: it is the work that the classic examples do, not the way to find primes. */
static LabStepResult
compute_prime (LabWorker *worker, LabTask *task, guint64 number, guint64 limit)
{
  guint64 most = lab_worker_get_slice (worker, DIVISIONS_PER_SLICE, DIVISIONS_PER_SMALL_SLICE);

  if (number < 2 || number % 2 == 0)
    return end_prime (task, number == 2);
  while (TRUE)
    {
      guint64 first = 3 + 2 * task->progress;
      guint64 n = MIN (limit, most);
      guint64 divisor;

      if (first > number / first)
        return end_prime (task, TRUE);
      if (n == 0)
        return LAB_STEP_CONTINUE;
      divisor = find_divisor (number, first, first + 2 * n);
      if (divisor != 0 && divisor < number)
        return end_prime (task, FALSE);
      task->progress += n;
      limit -= n;
      if (!lab_worker_checkpoint (worker))
        return LAB_STEP_CANCELLED;
    }
}

/* Computes until the step is done or lets others go first; as the two above. */
static LabStepResult
compute_piece (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  guint64 limit = step->every > 0 ? (guint64) step->every : G_MAXUINT64;
  LabStepResult result;
  gint64 number;

  if (!lab_task_get_number (task, worker->engine->program, step, &number, error))
    return LAB_STEP_FAILED;
  if (step->compute == LAB_COMPUTE_PRIME)
    result = compute_prime (worker, task, (guint64) number, limit);
  else
    result = compute_turns (worker, task, (guint64) number, limit);
  if (result == LAB_STEP_END)
    task->progress = 0;
  return result;
}

static LabStepResult
compute_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  while (TRUE)
    {
      LabStepResult result = compute_piece (worker, task, step, error);

      if (result != LAB_STEP_CONTINUE)
        return result == LAB_STEP_END ? LAB_STEP_CONTINUE : result;
      lab_worker_give_way (worker, task, step);
    }
}

/* Who gives way comes back to the same step. */
static LabStepResult
compute_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  LabWorker *worker = lab_loop_get_worker (loop);
  LabStepResult result = compute_piece (worker, task, step, error);

  if (result != LAB_STEP_CONTINUE)
    return result == LAB_STEP_END ? LAB_STEP_CONTINUE : result;
  task->next = step->index;
  lab_recorder_add (worker->recorder, task->index, LAB_STATE_QUEUED, step->index);
  lab_loop_resume (loop, task);
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_compute = {
  .id = LAB_STEP_COMPUTE,
  .wait_state = LAB_STATE_IDLE,
  .offload = TRUE,
  .blocking = compute_blocking,
  .begin = compute_begin,
};
