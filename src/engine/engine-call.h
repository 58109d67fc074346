/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A program that a task has called: in a process group of its own, so that all it starts ends with it, and killed with
 * the thread that called it. Nothing to read, its messages are thrown away. One thread. */
typedef struct _LabCall LabCall;

/* More of the output is read, and thrown away. */
#define LAB_CALL_OUTPUT_MAX (64 * 1024)

/* LAB_ERROR_FAILED where there is no such program, or it cannot be started. */
LabCall *lab_call_start (const char *const *words, gboolean keep, GError **error);

/* Kills it where it has not ended, and reaps it. */
void lab_call_free (LabCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabCall, lab_call_free)

/* Both become readable when lab_call_serve() has something to do; the first one is -1 where there is nothing more to
 * come. */
int lab_call_get_output_fd (const LabCall *self);
int lab_call_get_end_fd (const LabCall *self);

/* Takes what there is to read, without waiting. TRUE: it has ended. */
gboolean lab_call_serve (LabCall *self);

/* Once it has ended: FALSE with the reason where it did not end well. */
gboolean lab_call_check (const LabCall *self, GError **error);

/* What it said, without the last line's end, for the caller to free; NULL where that was not to be kept. */
char *lab_call_take_output (LabCall *self);

G_END_DECLS
