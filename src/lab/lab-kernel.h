/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The arithmetic kernel: a linear congruential generator (Knuth's MMIX constants). One turn is a dependent
 * multiply and add, so a turn takes the same time on every core and no compiler can shorten it, while
 * lab_kernel_jump() knows the outcome of n turns in log n steps. */
#define LAB_KERNEL_FACTOR G_GUINT64_CONSTANT (6364136223846793005)
#define LAB_KERNEL_TERM G_GUINT64_CONSTANT (1442695040888963407)

/* Does the work. */
guint64 lab_kernel_turn (guint64 value, guint64 n_turns);

/* Knows the answer: F. B. Brown, "Random number generation with arbitrary strides" (1994). */
guint64 lab_kernel_jump (guint64 value, guint64 n_turns);

/* Deterministic Miller and Rabin test for 64 bits. */
gboolean lab_kernel_is_prime (guint64 number);

G_END_DECLS
