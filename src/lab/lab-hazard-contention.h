/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-hazard-sweep.h"

G_BEGIN_DECLS

/* Who holds, takes and waits for GILs and locks, as the events go by in the order of time. A contender is a task that
 * has ever waited for one; 0 is none. */
typedef struct _LabContention LabContention;

LabContention *lab_contention_new (LabSweep *sweep); /* borrows the sweep, whose worst cases it fills in */
void lab_contention_free (LabContention *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabContention, lab_contention_free)

/* `waiting`: the task's contender while it waits, else 0. */
void lab_contention_do_deed (LabContention *self, const LabEvent *event, guint32 waiting);

/* LAB_NO_TASK where nobody holds it. */
guint32 lab_contention_get_owner (LabContention *self, guint16 object);

/* The task waits from now on; `holder_waits`: who holds the object does not compute but waits itself. Returns its
 * contender, the same as before where it had one. */
guint32 lab_contention_begin_wait (LabContention *self, guint32 contender, const LabEvent *event,
                                   gboolean holder_waits);
void lab_contention_end_wait (LabContention *self, guint32 contender, guint64 now);

/* A turn goes from a wake to the next wait of the task's own, or to its end. */
void lab_contention_begin_turn (LabContention *self, guint32 contender);
void lab_contention_end_turn (LabContention *self, guint32 contender, guint64 ran);

/* No more is to come of the task, which woke so often; the contender is free for another one. */
void lab_contention_leave (LabContention *self, guint32 contender, guint64 n_wakes);

G_END_DECLS
