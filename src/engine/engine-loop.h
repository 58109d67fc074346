/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-worker.h"

G_BEGIN_DECLS

/* The asynchronous interpreter: many tasks on one thread and one GMainContext of its own. A task runs until it must
 * wait; a step's `begin` has arranged who resumes it. All calls on the loop's thread. */
typedef struct _LabLoop LabLoop;

/* How the tasks of a model take their turns. Any but take_turn may be NULL. All on the loop's thread. */
typedef struct
{
  /* What the model needs: its lab_loop_get_data(); NULL with an error where the run cannot begin. */
  gpointer (*open) (LabLoop *loop, GError **error);
  /* Called with what open() gave; no task is left then. */
  void (*close) (gpointer data);
  /* The task whose turn it is is about to go on; the worker's task already. */
  void (*before_turn) (LabLoop *loop, LabTask *task);
  /* A turn of a task: it has lab_loop_run_steps() called, or goes on where that waits. Stackless models take just that.
   */
  void (*take_turn) (LabLoop *loop, LabTask *task);
  /* The loop is about to look at its descriptors, perhaps to wait for them. */
  void (*after_turns) (LabLoop *loop);
  /* Within lab_loop_run_steps(): has a step that would hold the loop up done elsewhere; then lab_loop_return() is
   * called. FALSE where that is not possible. NULL: the loop does it, and is held up. */
  gboolean (*offload) (LabLoop *loop, LabTask *task, const LabStep *step, GError **error);
  /* Within lab_loop_run_steps(): a step has arranged who resumes the task. Returns CONTINUE or CANCELLED when that has
   * happened. NULL: the turn ends here and the next one begins at the next step. */
  LabStepResult (*wait) (LabLoop *loop, LabTask *task);
  /* The run is cancelled: has a task end that is within lab_loop_run_steps(). */
  void (*unwind) (LabLoop *loop, LabTask *task);
} LabLoopKind;

/* Makes the lane, so it is called on the thread that will run the loop. LAB_ERROR_FAILED where the machine has no
 * timer to give. */
LabLoop *lab_loop_new (LabEngine *engine, const LabLoopKind *kind, GError **error);
void lab_loop_free (LabLoop *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabLoop, lab_loop_free)

/* Runs all tasks of the engine's program to their ends. */
void lab_loop_run (LabLoop *self);

/* The whole of a model: hands out all tasks, and runs them in a loop on a thread of its own. FALSE where there is no
 * such loop. Any thread. */
gboolean lab_loop_run_engine (LabEngine *engine, const LabLoopKind *kind, GError **error);

LabWorker *lab_loop_get_worker (LabLoop *self);
GMainContext *lab_loop_get_context (LabLoop *self);
gpointer lab_loop_get_data (LabLoop *self);

/* Whether a task's steps are done on a stack of its own, which may be small. */
gboolean lab_loop_has_stacks (LabLoop *self);

/* For `take_turn`: does the task's steps until it waits or ends, and ends it. */
void lab_loop_run_steps (LabLoop *self, LabTask *task);

/* For `take_turn`, instead, where the step before has failed or been cancelled elsewhere. */
void lab_loop_end_task (LabLoop *self, LabTask *task, LabStepResult result, const char *reason);

/* For `begin`: a task goes on at its turn, behind those that are ready already; or when the clock reads
 * `deadline`. Another task than the one that begins may be resumed, too; each once for each time that it waits. */
void lab_loop_resume (LabLoop *self, LabTask *task);
void lab_loop_resume_at (LabLoop *self, LabTask *task, guint64 deadline);

/* Any thread: resumes a task that was handed to it. What it has done to the task is there for the loop. */
void lab_loop_return (LabLoop *self, LabTask *task);

/* For an errand that is done: the task is queued, and does the step that it waits in once more, which finds that. */
void lab_loop_repeat_step (LabLoop *self, LabTask *task);

G_END_DECLS
