/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What this machine allows, as of now. G_MAXUINT64 where nothing can be read. */

/* `threads`: of one process; else processes. */
guint64 lab_machine_get_task_limit (gboolean threads);
guint64 lab_machine_get_free_memory (void);

/* How many mappings this process may still make. */
guint64 lab_machine_get_mapping_room (void);

G_END_DECLS
