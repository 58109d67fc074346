/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-shared.h"
#include "engine-task.h"

G_BEGIN_DECLS

typedef struct _LabLoop LabLoop;

/* The tasks of a loop that wait for a lock, an event or a queue: a loop does not stand still for them, so whoever opens
 * the object on the loop's thread has them resumed. All calls on that thread. */
typedef struct _LabParking LabParking;

LabParking *lab_parking_new (guint n_objects);
void lab_parking_free (LabParking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabParking, lab_parking_free)

/* The task stands behind those that wait for the object already. */
void lab_parking_add (LabParking *self, LabLoop *loop, LabTask *task, guint16 object);

/* The object is open: of a lock the first one that waits has it from now on, of an event all go on. */
void lab_parking_wake (LabParking *self, LabEngine *engine, guint16 object);

/* The same at one side of a queue. Who is woken there does its step again: it may come too late, and then waits
 * anew. */
void lab_parking_add_at_queue (LabParking *self, LabLoop *loop, LabTask *task, guint16 queue, LabSide side);
void lab_parking_wake_at_queue (LabParking *self, LabEngine *engine, guint16 queue, LabSide side);
void lab_parking_wake_all_at_queue (LabParking *self, LabEngine *engine, guint16 queue, LabSide side);

G_END_DECLS
