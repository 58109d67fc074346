/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-steps.h"
#include "lab-kernel.h"

/* How much is done between two check points: 9 us of turns and 3 us of divisions where it was measured. */
#define TURNS_PER_SLICE 8192
#define DIVISIONS_PER_SLICE 1024

static LabStepResult
compute_turns (LabWorker *worker, LabTask *task, guint64 turns)
{
  guint64 value = task->computed.value;

  while (turns > 0)
    {
      guint64 slice = MIN (turns, TURNS_PER_SLICE);

      value = lab_kernel_turn (value, slice);
      turns -= slice;
      if (!lab_worker_checkpoint (worker))
        return LAB_STEP_CANCELLED;
    }
  task->computed = (LabComputed){ LAB_COMPUTE_OPERATIONS, value };
  return LAB_STEP_CONTINUE;
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

/* Trial division on purpose: it is the work that the classic examples do, not the way to find primes. */
static LabStepResult
compute_prime (LabWorker *worker, LabTask *task, guint64 number)
{
  gboolean is_prime = number == 2 || (number > 2 && number % 2 == 1);

  for (guint64 first = 3; is_prime && first <= number / first; first += 2 * DIVISIONS_PER_SLICE)
    {
      guint64 divisor = find_divisor (number, first, first + 2 * DIVISIONS_PER_SLICE);

      if (divisor != 0 && divisor < number)
        is_prime = FALSE;
      if (!lab_worker_checkpoint (worker))
        return LAB_STEP_CANCELLED;
    }
  task->computed = (LabComputed){ LAB_COMPUTE_PRIME, is_prime };
  return LAB_STEP_CONTINUE;
}

static LabStepResult
compute_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  gint64 number;

  if (!lab_program_get_number (worker->engine->program, step, task->index, &number, error))
    return LAB_STEP_FAILED;
  if (step->compute == LAB_COMPUTE_PRIME)
    return compute_prime (worker, task, (guint64) MAX (number, 0));
  return compute_turns (worker, task, (guint64) MAX (number, 0));
}

const LabStepKind lab_step_compute = {
  .id = LAB_STEP_COMPUTE,
  .wait_state = LAB_STATE_IDLE,
  .blocking = compute_blocking,
};
