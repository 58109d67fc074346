/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-objects.h"
#include "engine-steps.h"
#include "lab-kernel.h"

/* What lies between reading a counter and writing it: a tenth of a microsecond or less. */
#define TURNS_BETWEEN 64

/* Unsigned, for a counter may go round. */
static void
write_sum (gint64 *counter, gint64 value, gint64 number)
{
  __atomic_store_n (counter, (gint64) ((guint64) value + (guint64) number), __ATOMIC_RELAXED);
}

/* Deliberate race, as the next one: between the load and the store other tasks may write, and what they wrote is lost.
 * Both are atomic by themselves, so the loss of an update is all that can happen. */
static LabStepResult
add_in_parts (LabWorker *worker, gint64 *counter, gint64 number)
{
  gint64 value = __atomic_load_n (counter, __ATOMIC_RELAXED);
  volatile guint64 computed = lab_kernel_turn ((guint64) value, TURNS_BETWEEN);

  (void) computed;
  if (!lab_worker_checkpoint (worker))
    return LAB_STEP_CANCELLED;
  write_sum (counter, value, number);
  return LAB_STEP_CONTINUE;
}

/* As an interpreter counts references: load, add, store. */
static LabStepResult
add_in_one_piece (gint64 *counter, gint64 number)
{
  write_sum (counter, __atomic_load_n (counter, __ATOMIC_RELAXED), number);
  return LAB_STEP_CONTINUE;
}

static LabStepResult
add_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  gint64 *counter = lab_worker_get_counter (worker, step->counter);
  gint64 number;

  if (!lab_task_get_number (task, worker->engine->program, step, &number, error))
    return LAB_STEP_FAILED;
  if (step->add == LAB_ADD_PARTED)
    return add_in_parts (worker, counter, number);
  if (step->add == LAB_ADD_WHOLE)
    return add_in_one_piece (counter, number);
  __atomic_add_fetch (counter, number, __ATOMIC_SEQ_CST);
  return LAB_STEP_CONTINUE;
}

const LabStepKind lab_step_add = {
  .id = LAB_STEP_ADD,
  .wait_state = LAB_STATE_IDLE,
  .blocking = add_blocking,
};
