/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Own instructions where there are some: swapcontext() makes a system call at each switch, for a signal mask that all
 * our stacks share. */
#if !defined(LAB_CONTEXT_PORTABLE) && !defined(__x86_64__) && !defined(__aarch64__)
#define LAB_CONTEXT_PORTABLE
#endif

#ifdef LAB_CONTEXT_PORTABLE
#include <ucontext.h>
#endif

G_BEGIN_DECLS

/* Where a thread left off on one stack, to go on there later. A value; one thread. */
typedef struct
{
#ifdef LAB_CONTEXT_PORTABLE
  ucontext_t registers;
#else
  gpointer stack_pointer; /* the registers that a call preserves lie on the stack */
#endif
} LabContext;

/* Prepares a call of func (data), which must not return, on a stack whose lowest address is `bottom`. */
void lab_context_init (LabContext *self, gpointer bottom, gsize size, void (*func) (gpointer data), gpointer data);

/* Leaves off in *from and goes on in *to; returns when somebody goes on in *from. */
void lab_context_switch (LabContext *from, LabContext *to);

G_END_DECLS
