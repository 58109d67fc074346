/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-context.h"

#ifdef LAB_CONTEXT_PORTABLE

/* makecontext() hands on ints only: a pointer is two of them. */
static void
start (unsigned func_high, unsigned func_low, unsigned data_high, unsigned data_low)
{
  void (*func) (gpointer) = (void (*) (gpointer)) (guintptr) ((guint64) func_high << 32 | func_low);

  func ((gpointer) (guintptr) ((guint64) data_high << 32 | data_low));
}

void
lab_context_init (LabContext *self, gpointer bottom, gsize size, void (*func) (gpointer data), gpointer data)
{
  guint64 func_word = (guintptr) func;
  guint64 data_word = (guintptr) data;

  getcontext (&self->registers);
  self->registers.uc_stack.ss_sp = bottom;
  self->registers.uc_stack.ss_size = size;
  self->registers.uc_link = NULL;
  makecontext (&self->registers, (void (*) (void)) start, 4, (unsigned) (func_word >> 32), (unsigned) func_word,
               (unsigned) (data_word >> 32), (unsigned) data_word);
}

void
lab_context_switch (LabContext *from, LabContext *to)
{
  swapcontext (&from->registers, &to->registers);
}

#else

/* In engine-switch.S. */
void lab_switch_stack (gpointer *from, gpointer to);
void lab_start_on_stack (void);

/* What engine-switch.S finds on a stack to go on at; `func` and `data` are two of the registers that a call preserves.
 */
typedef struct
{
#ifdef __x86_64__
  gpointer r15, r14;
  gpointer data;                /* r13 */
  void (*func) (gpointer data); /* r12 */
  gpointer rbx, rbp;            /* no frame above this one */
  void (*go_on) (void);
#else
  void (*func) (gpointer data); /* x19 */
  gpointer data;                /* x20 */
  gpointer x21_to_x28[8], frame;
  void (*go_on) (void); /* x30 */
  double d8_to_d15[8];
#endif
} Frame;
#ifdef __x86_64__
G_STATIC_ASSERT (sizeof (Frame) == 7 * 8);
#else
G_STATIC_ASSERT (sizeof (Frame) == 160);
#endif

void
lab_context_init (LabContext *self, gpointer bottom, gsize size, void (*func) (gpointer data), gpointer data)
{
  Frame *frame = (Frame *) (((guintptr) bottom + size) & ~(guintptr) 15) - 1;

  *frame = (Frame){ .func = func, .data = data, .go_on = lab_start_on_stack };
  self->stack_pointer = frame;
}

void
lab_context_switch (LabContext *from, LabContext *to)
{
  lab_switch_stack (&from->stack_pointer, to->stack_pointer);
}

#endif
