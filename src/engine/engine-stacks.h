/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stacks for many fibers, cut from one mapping: addresses for all of them, memory only for what is touched. Below each
 * lies a guard page, so that an overflow ends the process instead of another fiber's stack. One thread. */
typedef struct _LabStacks LabStacks;

typedef enum
{
  LAB_GUARDS_BEST,     /* marks in the page table where the kernel has them (Linux 6.13), else mappings */
  LAB_GUARDS_MAPPINGS, /* of no access: two mappings each, and a process may have but so many */
  LAB_GUARDS_NONE,
} LabGuards;

/* `n` stacks of at least `size` bytes. LAB_ERROR_FAILED where there are not so many addresses. */
LabStacks *lab_stacks_new (gsize size, gsize n, LabGuards guards, GError **error);

/* All have to be given back. */
void lab_stacks_free (LabStacks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabStacks, lab_stacks_free)

/* What a stack has, in whole pages. */
gsize lab_stacks_get_size (const LabStacks *self);

/* The lowest address of a stack; NULL when all `n` are taken. The one that was given back last comes first: its
 * topmost page is still in memory. */
gpointer lab_stacks_take (LabStacks *self);
void lab_stacks_give_back (LabStacks *self, gpointer stack);

/* How many different stacks have been taken so far, and how many of these found no guard. */
gsize lab_stacks_get_n_used (const LabStacks *self);
gsize lab_stacks_get_n_unguarded (const LabStacks *self);

G_END_DECLS
