/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-worker.h"
#include "lab-objects.h"

G_BEGIN_DECLS

/* What tasks do to the locks and events they share, recorded. Any thread, with the recorder of its lane. */

static inline void
lab_engine_record_deed (LabRecorder *recorder, guint32 task, LabDeed deed, guint16 object)
{
  lab_recorder_add_deed_at (recorder, lab_clock_now (), task, deed, object);
}

/* Gives the lock back; FALSE where the task does not hold it. */
gboolean lab_engine_unlock (LabEngine *self, LabRecorder *recorder, guint32 task, guint16 lock);

void lab_engine_set_event (LabEngine *self, LabRecorder *recorder, guint32 task, guint16 event);

/* Gives back what the task still holds at its end, and counts the task as ended. Nothing where tasks share nothing. */
void lab_engine_leave_objects (LabEngine *self, LabRecorder *recorder, guint32 task);

/* A task may not end holding a lock. FALSE with the reason where it would. */
gboolean lab_engine_check_holds_nothing (LabEngine *self, guint32 task, GError **error);

/* For a model, before the run: another thing that tasks share (an interpreter's lock); its number. When all are there,
 * lab_engine_record_objects() makes them known. */
guint16 lab_engine_add_object (LabEngine *self, LabObjectKind kind, const char *name);
void lab_engine_record_objects (LabEngine *self);

/* After the run: what each counter should be and is. */
void lab_engine_record_counters (LabEngine *self);

/* Where a worker counts: in the memory of its own or of all. */
gint64 *lab_worker_get_counter (LabWorker *worker, guint counter);

G_END_DECLS
