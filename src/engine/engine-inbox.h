/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What other threads hand to the thread of a main context, which is woken for it. */
typedef struct _LabInbox LabInbox;

LabInbox *lab_inbox_new (GMainContext *context);
void lab_inbox_free (LabInbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabInbox, lab_inbox_free)

/* Any thread. What it has written before is there for who takes the data out. */
void lab_inbox_put (LabInbox *self, gpointer data);

/* Any thread; cheap. */
gboolean lab_inbox_is_empty (LabInbox *self);

/* Only the context's thread: all there is, in its order. Borrowed, up to the next call. */
const GPtrArray *lab_inbox_take (LabInbox *self);

G_END_DECLS
