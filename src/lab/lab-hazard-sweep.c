/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-hazard-contention.h"
#include "lab-hazard-loops.h"
#include "lab-merge.h"

typedef struct
{
  guint64 since; /* it is in `state` */
  guint64 ran;   /* since it woke */
  guint32 n_wakes;
  guint32 contender;
  guint32 lane; /* n, where it ran last */
  guint8 state; /* IDLE: nothing was heard of it yet */
  guint8 has_run;
  guint8 awake; /* in a turn that began with the end of a wait */
} Task;

/* What holds at the time of the last event. */
typedef struct
{
  Task *tasks;
  LabLoopTurns *loops;
  LabContention *contention;
} State;

static inline gboolean
is_contention (guint state)
{
  return state == LAB_STATE_GIL || state == LAB_STATE_LOCK;
}

/* For something that takes its time, not for others to let it go on. */
static inline gboolean
is_own_wait (guint state)
{
  return state == LAB_STATE_SLEEPING || state == LAB_STATE_IO || state == LAB_STATE_CHANNEL;
}

static void
end_turn (State *self, Task *task)
{
  if (task->awake && task->contender != 0)
    lab_contention_end_turn (self->contention, task->contender, task->ran);
  task->awake = FALSE;
}

static void
wake (State *self, Task *task)
{
  task->n_wakes++;
  task->awake = TRUE;
  task->ran = 0;
  if (task->contender != 0)
    lab_contention_begin_turn (self->contention, task->contender);
}

static void
judge_turn (State *self, const Task *task, const LabEvent *event, guint lane)
{
  if (event->state == LAB_STATE_RUNNING)
    lab_loop_turns_judge_wait (self->loops, lane, event->task, task->since, event->time);
  else if (lab_state_is_end ((LabState) event->state))
    lab_loop_turns_judge_wait (self->loops, task->lane, event->task, task->since, event->time);
}

static void
leave_state (State *self, Task *task, const LabEvent *event, guint lane)
{
  if (task->state == LAB_STATE_RUNNING)
    task->ran += event->time - task->since;
  else if (is_contention (task->state))
    lab_contention_end_wait (self->contention, task->contender, event->time);
  else if (is_own_wait (task->state) && !is_own_wait (event->state) && !lab_state_is_end ((LabState) event->state))
    wake (self, task);
  else if (task->state == LAB_STATE_QUEUED && task->has_run)
    judge_turn (self, task, event, lane);
}

static void
end_task (State *self, Task *task)
{
  end_turn (self, task);
  if (task->contender != 0)
    lab_contention_leave (self->contention, task->contender, task->n_wakes);
  task->contender = 0;
}

static void
contend (State *self, Task *task, const LabEvent *event)
{
  guint32 owner = lab_contention_get_owner (self->contention, event->detail);
  guint state = owner == LAB_NO_TASK ? LAB_STATE_IDLE : self->tasks[owner].state;

  task->contender = lab_contention_begin_wait (self->contention, task->contender, event,
                                               is_own_wait (state) || state == LAB_STATE_LOCK);
}

static void
enter_state (State *self, Task *task, const LabEvent *event, guint lane)
{
  task->since = event->time;
  task->state = event->state;
  if (event->state == LAB_STATE_RUNNING)
    {
      task->has_run = TRUE;
      task->lane = lane;
    }
  else if (is_own_wait (event->state))
    end_turn (self, task);
  else if (is_contention (event->state))
    contend (self, task, event);
  else if (lab_state_is_end ((LabState) event->state))
    end_task (self, task);
}

static void
take_event (State *self, const LabEvent *event, guint lane)
{
  Task *task = &self->tasks[event->task];

  if (lab_state_is_end ((LabState) task->state))
    return;
  if (event->state == LAB_STATE_RUNNING)
    lab_loop_turns_run (self->loops, lane, event->task, event->time);
  else
    lab_loop_turns_leave (self->loops, task->lane, event->task, (LabState) event->state, event->time);
  leave_state (self, task, event, lane);
  enter_state (self, task, event, lane);
}

static void
take_deed (State *self, const LabEvent *event)
{
  const Task *task = &self->tasks[event->task];

  lab_contention_do_deed (self->contention, event, is_contention (task->state) ? task->contender : 0);
}

/* Those that have no end: their last turn is cut off, and does not count. */
static void
take_rest (State *self, guint32 n_tasks)
{
  for (guint32 n = 0; n < n_tasks; n++)
    if (self->tasks[n].contender != 0)
      lab_contention_leave (self->contention, self->tasks[n].contender, self->tasks[n].n_wakes);
}

void
lab_sweep_init (LabSweep *self)
{
  *self = (LabSweep){
    .convoy.task = LAB_NO_TASK, .overtaken.task = LAB_NO_TASK, .hoarder.task = LAB_NO_TASK, .blocked.task = LAB_NO_TASK
  };
}

void
lab_hazard_sweep (LabSweep *sweep, LabTrace *trace)
{
  g_autoptr (LabMerge) merge = lab_merge_new (trace);
  g_autoptr (LabLoopTurns) loops = lab_loop_turns_new (trace, &sweep->blocked);
  g_autoptr (LabContention) contention = lab_contention_new (sweep);
  guint32 n_tasks = lab_trace_get_n_tasks (trace);
  /* Zeroed by the kernel as they are touched: a high task number alone costs no memory. */
  g_autofree Task *tasks = g_new0 (Task, n_tasks);
  State state = { tasks, loops, contention };
  const LabEvent *event;
  guint lane;

  lab_sweep_init (sweep);
  while ((event = lab_merge_next (merge, &lane)) != NULL)
    if (event->layer == LAB_LAYER_TASK)
      take_event (&state, event, lane);
    else if (event->layer == LAB_LAYER_OBJECT)
      take_deed (&state, event);
  take_rest (&state, n_tasks);
}
