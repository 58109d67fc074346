/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Deadlines in order: a four-ary heap, because a loop with thousands of GSources looks at all of them at every turn.
 * Equal deadlines come out in the order in which they were put in. One thread. */
typedef struct _LabTimers LabTimers;

LabTimers *lab_timers_new (void);
void lab_timers_free (LabTimers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabTimers, lab_timers_free)

void lab_timers_add (LabTimers *self, guint64 deadline, gpointer data);

/* The earliest deadline; FALSE when there is none. */
gboolean lab_timers_peek (const LabTimers *self, guint64 *deadline);

/* Takes out the earliest entry; NULL when there is none. Where deadlines are never put in behind the time, they come
 * out in ascending order for ever. */
gpointer lab_timers_pop (LabTimers *self);

G_END_DECLS
