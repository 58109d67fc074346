/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-program.h"

G_BEGIN_DECLS

/* The wires of a run, through which bytes go from one task to another: descriptors, which worker processes inherit.
 * One task at each end of a wire. Reference counted. */
typedef struct _LabWires LabWires;

/* More at once need more descriptors than most machines give a process. */
#define LAB_WIRES_MAX 64

gboolean lab_wires_are_needed (const LabProgram *program);
LabWires *lab_wires_new (const LabProgram *program, GError **error);

/* Those of another process, whose descriptors are from `first` on. Takes them over. */
LabWires *lab_wires_new_for_fds (const LabProgram *program, int first, GError **error);

LabWires *lab_wires_ref (LabWires *self);
void lab_wires_unref (LabWires *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabWires, lab_wires_unref)

/* All of them, for a child. */
guint lab_wires_get_n_fds (LabWires *self);
int lab_wires_get_fd (LabWires *self, guint n);

/* Write and read never wait: 0 where they would have to. -1 with errno. */
gssize lab_wires_write (LabWires *self, guint16 object, const guint8 *bytes, gsize length);
gssize lab_wires_read (LabWires *self, guint16 object, guint8 *bytes, gsize length);

/* What to poll for until it is worth to try again. */
int lab_wires_get_wait_fd (LabWires *self, guint16 object, gboolean writes, short *events);

/* Whether who waits there has something to do. */
gboolean lab_wires_is_ready (LabWires *self, guint16 object, gboolean writes);

/* Is readable when a task at one of its ends has ended; what was written before can still be read. */
int lab_wires_get_end_fd (LabWires *self, guint16 object);

/* The task has ended: tells those at the other ends of its wires. */
void lab_wires_leave (LabWires *self, const LabProgram *program, guint32 task);

G_END_DECLS
