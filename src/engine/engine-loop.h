/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-worker.h"

G_BEGIN_DECLS

/* The asynchronous interpreter: many tasks on one thread and one GMainContext of its own. A task runs until it must
 * wait; a step's `begin` has arranged who resumes it. All calls on the loop's thread. */
typedef struct _LabLoop LabLoop;

/* Makes the lane, so it is called on the thread that will run the loop. LAB_ERROR_FAILED where the machine has no
 * timer to give. */
LabLoop *lab_loop_new (LabEngine *engine, GError **error);
void lab_loop_free (LabLoop *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabLoop, lab_loop_free)

/* Runs all tasks of the engine's program to their ends. */
void lab_loop_run (LabLoop *self);

LabWorker *lab_loop_get_worker (LabLoop *self);
GMainContext *lab_loop_get_context (LabLoop *self);

/* For `begin`: the task goes on at its turn, behind those that are ready already; or when the clock reads
 * `deadline`. */
void lab_loop_resume (LabLoop *self, LabTask *task);
void lab_loop_resume_at (LabLoop *self, LabTask *task, guint64 deadline);

G_END_DECLS
