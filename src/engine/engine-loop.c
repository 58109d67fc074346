/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine-inbox.h"
#include "engine-loop.h"
#include "engine-ring.h"
#include "engine-steps.h"
#include "engine-timers.h"
#include "engine-web.h"

/* What `next` is of a task that has ended. */
#define ENDED G_MAXUINT32

/* An iteration of the main context took 1.3 us where it was measured. */
#define ROUNDS_US 20

/* One source drives everything: with a GSource per task, every turn of the main context would look at all of them. */
typedef struct
{
  GSource base;
  LabLoop *loop;
} LoopSource;

struct _LabLoop
{
  LabWorker worker;
  const LabLoopKind *kind;
  gpointer data; /* the kind's own */
  /* A lane of its own for when tasks became ready: that is when their time had come, which may lie before the loop's
   * last event, because the loop was busy and only found out later. */
  LabRecorder *ready_recorder;
  GMainContext *context;
  LabInbox *inbox; /* of LabTask: those that other threads have done with */
  GSource *source;
  gpointer timer_tag;
  int timer_fd;
  guint64 armed; /* the deadline that the timer is set to; 0: none */
  LabTimers *timers;
  LabRing ready;
  LabTask *tasks;
  guint64 n_alive;
};

LabWorker *
lab_loop_get_worker (LabLoop *self)
{
  return &self->worker;
}

GMainContext *
lab_loop_get_context (LabLoop *self)
{
  return self->context;
}

gpointer
lab_loop_get_data (LabLoop *self)
{
  return self->data;
}

gboolean
lab_loop_has_stacks (LabLoop *self)
{
  return self->kind->wait != NULL;
}

void
lab_loop_resume (LabLoop *self, LabTask *task)
{
  lab_ring_push (&self->ready, task);
}

void
lab_loop_repeat_step (LabLoop *self, LabTask *task)
{
  task->next--;
  lab_recorder_add (self->worker.recorder, task->index, LAB_STATE_QUEUED, (guint16) task->next);
  lab_loop_resume (self, task);
}

void
lab_loop_return (LabLoop *self, LabTask *task)
{
  lab_inbox_put (self->inbox, task);
}

void
lab_loop_resume_at (LabLoop *self, LabTask *task, guint64 deadline)
{
  lab_timers_add (self->timers, deadline, task);
}

void
lab_loop_end_task (LabLoop *self, LabTask *task, LabStepResult result, const char *reason)
{
  lab_engine_end_task (self->worker.engine, self->worker.recorder, task->index, lab_step_result_to_end (result),
                       g_steal_pointer (&task->result), reason);
  lab_task_clear (task);
  task->next = ENDED;
  self->n_alive--;
}

/* The step has arranged who resumes the task. */
static LabStepResult
loop_wait (LabLoop *self, LabTask *task)
{
  return self->kind->wait == NULL ? LAB_STEP_WAIT : self->kind->wait (self, task);
}

static LabStepResult
loop_offload (LabLoop *self, LabTask *task, const LabStep *step, GError **error)
{
  lab_recorder_add (self->worker.recorder, task->index, LAB_STATE_QUEUED, step->index);
  return self->kind->offload (self, task, step, error) ? loop_wait (self, task) : LAB_STEP_FAILED;
}

static LabStepResult
loop_begin_step (LabLoop *self, LabTask *task, const LabStep *step, GError **error)
{
  const LabStepKind *kind = lab_step_kind_get (step->kind);
  LabRecorder *recorder = self->worker.recorder;
  LabStepResult result;

  if (kind->attempt != NULL)
    {
      result = kind->attempt (&self->worker, task, step, error);
      if (result != LAB_STEP_WAIT)
        return result;
    }
  if (kind->wait_state != LAB_STATE_IDLE)
    lab_recorder_add (recorder, task->index, kind->wait_state, lab_step_get_detail (&self->worker, task, step));
  result = kind->begin (self, task, step, error);
  if (result == LAB_STEP_WAIT)
    return loop_wait (self, task);
  /* Done without waiting: the turn goes on. */
  if (kind->wait_state != LAB_STATE_IDLE && result == LAB_STEP_CONTINUE)
    lab_recorder_add (recorder, task->index, LAB_STATE_RUNNING, step->index);
  return result;
}

static LabStepResult
loop_do_step (LabLoop *self, LabTask *task, const LabStep *step, GError **error)
{
  const LabStepKind *kind = lab_step_kind_get (step->kind);

  if (kind->offload && self->kind->offload != NULL)
    return loop_offload (self, task, step, error);
  if (kind->begin != NULL)
    return loop_begin_step (self, task, step, error);
  /* The loop stands still meanwhile. */
  return lab_worker_run_step (&self->worker, task, step, error);
}

void
lab_loop_run_steps (LabLoop *self, LabTask *task)
{
  g_autoptr (GError) error = NULL;
  LabStepResult result;
  const LabStep *step;

  do
    {
      result = lab_task_next_step (task, &self->worker, &step, &error);
      if (result == LAB_STEP_CONTINUE)
        result = loop_do_step (self, task, step, &error);
    }
  while (result == LAB_STEP_CONTINUE);
  if (result != LAB_STEP_WAIT)
    lab_loop_end_task (self, task, result, error != NULL ? error->message : NULL);
}

/* Moves what is due to the ready queue. From its deadline on a task no longer sleeps but waits for its turn. */
static void
loop_collect_due (LabLoop *self, guint64 now)
{
  guint64 deadline;

  while (lab_timers_peek (self->timers, &deadline) && deadline <= now)
    {
      LabTask *task = lab_timers_pop (self->timers);

      lab_recorder_add_at (self->ready_recorder, deadline, task->index, LAB_STATE_QUEUED, 0);
      lab_loop_resume (self, task);
    }
}

/* The timer descriptor instead of the main context's own time-out, which counts in milliseconds. */
static void
loop_arm_timer (LabLoop *self)
{
  guint64 deadline;
  struct itimerspec setting = { 0 };

  if (!lab_timers_peek (self->timers, &deadline))
    deadline = 0;
  if (deadline == self->armed)
    return;
  self->armed = deadline;
  setting.it_value.tv_sec = (time_t) (deadline / LAB_NS_PER_S);
  setting.it_value.tv_nsec = (long) (deadline % LAB_NS_PER_S);
  timerfd_settime (self->timer_fd, TFD_TIMER_ABSTIME, &setting, NULL);
}

static void
loop_collect_returned (LabLoop *self)
{
  const GPtrArray *returned;

  if (lab_inbox_is_empty (self->inbox))
    return;
  returned = lab_inbox_take (self->inbox);
  for (guint i = 0; i < returned->len; i++)
    lab_loop_resume (self, g_ptr_array_index (returned, i));
}

/* Those that were ready when the round began. */
static void
loop_take_round (LabLoop *self)
{
  guint32 n_ready = self->ready.length;

  while (n_ready-- > 0 && !lab_engine_is_cancelled (self->worker.engine))
    {
      LabTask *task = lab_ring_pop (&self->ready);

      self->worker.task = task;
      if (self->kind->before_turn != NULL)
        self->kind->before_turn (self, task);
      lab_recorder_add (self->worker.recorder, task->index, LAB_STATE_RUNNING, (guint16) task->next);
      self->kind->take_turn (self, task);
    }
}

/* Round after round, but no longer than this: so the loop comes round to its descriptors even when tasks yield to each
 * other for ever, and a few that do so do not pay for an iteration of the main context each time. */
static void
loop_take_turns (LabLoop *self)
{
  guint64 now = lab_clock_now ();
  guint64 end = now + LAB_NS_PER_US * ROUNDS_US;

  do
    {
      loop_collect_due (self, now);
      loop_collect_returned (self);
      loop_take_round (self);
      now = lab_clock_now ();
    }
  while (self->ready.length > 0 && now < end && !lab_engine_is_cancelled (self->worker.engine));
  if (self->kind->after_turns != NULL)
    self->kind->after_turns (self);
  self->worker.task = NULL;
}

static gboolean
loop_has_turns (LabLoop *self)
{
  return self->ready.length > 0 || !lab_inbox_is_empty (self->inbox);
}

static gboolean
source_prepare (GSource *source, int *timeout)
{
  LabLoop *self = ((LoopSource *) source)->loop;

  *timeout = -1;
  if (loop_has_turns (self))
    return TRUE;
  loop_arm_timer (self);
  return FALSE;
}

static gboolean
source_check (GSource *source)
{
  LabLoop *self = ((LoopSource *) source)->loop;

  return loop_has_turns (self) || g_source_query_unix_fd (source, self->timer_tag) != 0;
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  LabLoop *self = ((LoopSource *) source)->loop;
  guint64 n_expired;

  if (g_source_query_unix_fd (source, self->timer_tag) != 0
      && read (self->timer_fd, &n_expired, sizeof (n_expired)) == sizeof (n_expired))
    self->armed = 0;
  loop_take_turns (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = {
  .prepare = source_prepare,
  .check = source_check,
  .dispatch = source_dispatch,
};

static void
loop_init_source (LabLoop *self)
{
  self->context = g_main_context_new ();
  self->inbox = lab_inbox_new (self->context);
  self->source = g_source_new (&source_funcs, sizeof (LoopSource));
  ((LoopSource *) self->source)->loop = self;
  g_source_set_static_name (self->source, "Interleave tasks");
  /* It does not; but GLib would take each descriptor out of the context and put it in again around every dispatch, and
   * write to its own wake-up descriptor each time: five system calls for every iteration. */
  g_source_set_can_recurse (self->source, TRUE);
  self->timer_tag = g_source_add_unix_fd (self->source, self->timer_fd, G_IO_IN);
  /* Only to wake the loop: cancellation is looked at between tasks. */
  g_source_add_unix_fd (self->source, self->worker.engine->cancel_fd, G_IO_IN);
  g_source_attach (self->source, self->context);
}

/* Every task is ready at first. */
static void
loop_init_tasks (LabLoop *self)
{
  guint32 n_tasks = lab_program_get_n_tasks (self->worker.engine->program);

  lab_ring_init (&self->ready, n_tasks);
  self->tasks = g_new (LabTask, n_tasks);
  for (guint32 i = 0; i < n_tasks; i++)
    {
      lab_task_init (&self->tasks[i], i);
      lab_loop_resume (self, &self->tasks[i]);
    }
  self->n_alive = n_tasks;
}

LabLoop *
lab_loop_new (LabEngine *engine, const LabLoopKind *kind, GError **error)
{
  int timer_fd = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  g_autoptr (LabLoop) self = NULL;

  if (timer_fd < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make a timer: %s"), g_strerror (errno));
      return NULL;
    }
  self = g_new0 (LabLoop, 1);
  self->kind = kind;
  self->timer_fd = timer_fd;
  self->timers = lab_timers_new ();
  lab_worker_init (&self->worker, engine, LAB_LANE_LOOP, _ ("loop"), 0);
  self->ready_recorder = lab_recorder_new (engine->segment, LAB_LANE_MAIN, _ ("ready"));
  loop_init_source (self);
  loop_init_tasks (self);
  if (kind->open != NULL && (self->data = kind->open (self, error)) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
lab_loop_free (LabLoop *self)
{
  if (self->data != NULL)
    self->kind->close (self->data);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  lab_inbox_free (self->inbox);
  g_clear_pointer (&self->worker.web, lab_web_client_free);
  g_main_context_unref (self->context);
  close (self->timer_fd);
  lab_timers_free (self->timers);
  lab_recorder_free (self->ready_recorder);
  lab_worker_clear (&self->worker);
  lab_ring_clear (&self->ready);
  g_free (self->tasks);
  g_free (self);
}

static void
loop_cancel_tasks (LabLoop *self)
{
  guint32 n_tasks = lab_program_get_n_tasks (self->worker.engine->program);

  for (LabTask *task = self->tasks; task < self->tasks + n_tasks; task++)
    {
      if (task->next != ENDED && self->kind->unwind != NULL)
        self->kind->unwind (self, task);
      if (task->next != ENDED)
        lab_loop_end_task (self, task, LAB_STEP_CANCELLED, NULL);
    }
}

void
lab_loop_run (LabLoop *self)
{
  g_main_context_push_thread_default (self->context);
  while (self->n_alive > 0 && !lab_engine_is_cancelled (self->worker.engine))
    g_main_context_iteration (self->context, TRUE);
  if (self->n_alive > 0)
    loop_cancel_tasks (self);
  g_main_context_pop_thread_default (self->context);
}
