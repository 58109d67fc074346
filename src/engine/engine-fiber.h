/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine-stacks.h"

G_BEGIN_DECLS

/* A function on a stack of its own, which can leave off anywhere and go on there later. It stands itself at the top of
 * that stack and owns it until the function returns. All on one thread. */
typedef struct _LabFiber LabFiber;

/* Calls func (data, user_data) at the first resume. NULL where there is no stack left. */
LabFiber *lab_fiber_new (LabStacks *stacks, GFunc func, gpointer data, gpointer user_data);

/* Goes on with it until it suspends itself or its function returns. FALSE when that has returned: the fiber is gone,
 * and its stack given back. A fiber that is not resumed to its end keeps what it holds. */
gboolean lab_fiber_resume (LabFiber *self);

/* Only the fiber itself calls this: back to who resumed it. Returns when resumed anew. */
void lab_fiber_suspend (LabFiber *self);

G_END_DECLS
