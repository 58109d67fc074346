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

/* Lets this process have as many files open as the machine allows: thousands of tasks may each hold some, and a program
 * that does not ask may have a thousand. Any thread, at any time. */
void lab_machine_allow_files (void);

/* In a child, before its exec(): the program may have as many as this process might at first, for it may go through all
 * of them. Safe there. */
void lab_machine_restore_files (void);

G_END_DECLS
