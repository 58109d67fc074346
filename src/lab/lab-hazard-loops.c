/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-hazard-loops.h"

/* So much of somebody's wait has to be one turn of another task. */
#define SHARE_MIN 0.8
#define TURN_MIN (LAB_READY_WAIT_MIN * 8 / 10)

#define NEVER G_MAXUINT64

typedef struct
{
  guint64 start;
  guint64 end;
  guint32 task;
  gboolean call; /* it held the loop in a call that blocks */
  gboolean counted;
} Turn;

typedef struct
{
  Turn turn; /* the current one; of LAB_NO_TASK: nobody's */
  Turn last; /* the last that was long */
  /* Since when the task whose turn it is waits for input: only what it does next tells whether it let others run. */
  guint64 io_since;
  gboolean is_loop;
} Loop;

struct _LabLoopTurns
{
  LabBlockedLoop *worst;
  Loop *loops; /* by lane */
};

LabLoopTurns *
lab_loop_turns_new (LabTrace *trace, LabBlockedLoop *worst)
{
  guint n_lanes = lab_trace_get_n_lanes (trace);
  LabLoopTurns *self = g_new (LabLoopTurns, 1);

  self->worst = worst;
  self->loops = g_new0 (Loop, n_lanes);
  for (guint n = 0; n < n_lanes; n++)
    {
      self->loops[n].is_loop = lab_trace_get_lane (trace, n)->kind == LAB_LANE_LOOP;
      self->loops[n].turn.task = self->loops[n].last.task = LAB_NO_TASK;
    }
  return self;
}

void
lab_loop_turns_free (LabLoopTurns *self)
{
  g_free (self->loops);
  g_free (self);
}

static void
end_turn (LabLoopTurns *self, Loop *loop, guint64 now)
{
  Turn *turn = &loop->turn;

  if (turn->task == LAB_NO_TASK)
    return;
  turn->end = MIN (loop->io_since, now);
  self->worst->loops_held += turn->end - turn->start;
  if (turn->end - turn->start >= TURN_MIN)
    loop->last = *turn;
  turn->task = LAB_NO_TASK;
}

void
lab_loop_turns_run (LabLoopTurns *self, guint lane, guint32 task, guint64 now)
{
  Loop *loop = &self->loops[lane];

  if (!loop->is_loop)
    return;
  if (loop->turn.task == task)
    {
      /* Nothing made it ready meanwhile: it has never been away. */
      loop->turn.call |= loop->io_since != NEVER;
      loop->io_since = NEVER;
      return;
    }
  end_turn (self, loop, now);
  loop->turn = (Turn){ .task = task, .start = now };
  loop->io_since = NEVER;
}

void
lab_loop_turns_leave (LabLoopTurns *self, guint lane, guint32 task, LabState state, guint64 now)
{
  Loop *loop = &self->loops[lane];

  if (!loop->is_loop || loop->turn.task != task)
    return;
  if (state == LAB_STATE_IO)
    {
      loop->io_since = MIN (loop->io_since, now);
      return;
    }
  /* An end right behind it: then it was no wait but a call, which came back to this end. */
  if (loop->io_since != NEVER && lab_state_is_end (state))
    {
      loop->turn.call = TRUE;
      loop->io_since = NEVER;
    }
  end_turn (self, loop, now);
}

static void
count_victim (LabLoopTurns *self, Turn *turn, guint32 task, guint64 waited)
{
  LabBlockedLoop *worst = self->worst;
  guint64 held = turn->end - turn->start;
  gboolean is_worst = worst->task == turn->task && worst->start == turn->start;

  if (!turn->counted)
    worst->total += held;
  turn->counted = TRUE;
  if (!is_worst && worst->task != LAB_NO_TASK && held <= worst->held)
    return;
  if (!is_worst)
    *worst = (LabBlockedLoop){
      .task = turn->task, .start = turn->start, .held = held, .total = worst->total, .loops_held = worst->loops_held
    };
  worst->call = turn->call;
  worst->n_victims++;
  if (waited <= worst->waited)
    return;
  worst->waited = waited;
  worst->victim = task;
}

void
lab_loop_turns_judge_wait (LabLoopTurns *self, guint lane, guint32 task, guint64 since, guint64 now)
{
  Turn *turn = &self->loops[lane].last;
  guint64 start = MAX (turn->start, since);
  guint64 end = MIN (turn->end, now);

  if (turn->task == LAB_NO_TASK || turn->task == task || now - since < LAB_READY_WAIT_MIN || end <= start)
    return;
  if ((double) (end - start) >= SHARE_MIN * (double) (now - since))
    count_victim (self, turn, task, now - since);
}
