/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-worker.h"

G_BEGIN_DECLS

/* An interpreter's lock, with the protocol that CPython has had since 3.2 (Antoine Pitrou, "Reworking the GIL", 2009).
 * A thread that wants it waits one interval at a time; when an interval went by in which nobody took the lock over, it
 * asks the holder to give it up. The holder looks for that between two pieces of computing, and, once asked, waits
 * until another one really has the lock. There is no queue and no fairness: that is part of what it shows.
 *
 * It records in the trace who takes and releases it, who asks for it, and who waits for it. Any thread, with a worker
 * of its own that executes a task. */

/* `interval` in nanoseconds; `quantum`: how long a piece of computing is that nobody can interrupt, 0: as long as
 * the steps' own. `object` is its number in the trace's "objects". */
LabGil *lab_gil_new (guint64 interval, guint64 quantum, guint16 object);
void lab_gil_free (LabGil *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabGil, lab_gil_free)

/* The same with the values of the model's options "interval" and "quantum". */
LabGil *lab_gil_new_from_options (LabEngine *engine, guint16 object);

/* Adds `n` locks to what the tasks share, records that, and returns the first one's number. Only the thread that runs
 * the engine, before tasks run. */
guint16 lab_gil_announce (LabEngine *engine, guint n);

/* From now on the worker runs its tasks under this lock, which has to outlive it. */
void lab_gil_attach (LabGil *self, LabWorker *worker);

/* Waits for the lock; from the returned moment on the worker has it. */
guint64 lab_gil_take (LabGil *self, LabWorker *worker);

/* `now` is a moment at which the worker still had it. */
void lab_gil_drop (LabGil *self, LabWorker *worker, guint64 now);

G_END_DECLS
