/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-kernel.h"

guint64
lab_kernel_turn (guint64 value, guint64 n_turns)
{
  while (n_turns-- > 0)
    {
      value = value * LAB_KERNEL_FACTOR + LAB_KERNEL_TERM;
      /* Keeps each turn dependent on the last: the loop must not be unrolled into jumps. */
      __asm__ volatile("" : "+r"(value));
    }
  return value;
}

guint64
lab_kernel_jump (guint64 value, guint64 n_turns)
{
  guint64 factor = LAB_KERNEL_FACTOR;
  guint64 term = LAB_KERNEL_TERM;
  guint64 whole_factor = 1;
  guint64 whole_term = 0;

  for (; n_turns > 0; n_turns >>= 1)
    {
      if (n_turns & 1)
        {
          whole_factor *= factor;
          whole_term = whole_term * factor + term;
        }
      term *= factor + 1;
      factor *= factor;
    }
  return value * whole_factor + whole_term;
}

static guint64
multiply (guint64 a, guint64 b, guint64 modulus)
{
  return (guint64) ((unsigned __int128) a * b % modulus);
}

static guint64
power (guint64 base, guint64 exponent, guint64 modulus)
{
  guint64 result = 1;

  for (base %= modulus; exponent > 0; exponent >>= 1)
    {
      if (exponent & 1)
        result = multiply (result, base, modulus);
      base = multiply (base, base, modulus);
    }
  return result;
}

/* number - 1 = odd * 2^twos */
static gboolean
is_witness (guint64 base, guint64 number, guint64 odd, guint twos)
{
  guint64 x = power (base, odd, number);

  if (x == 1 || x == number - 1)
    return FALSE;
  while (--twos > 0)
    {
      x = multiply (x, x, number);
      if (x == number - 1)
        return FALSE;
    }
  return TRUE;
}

gboolean
lab_kernel_is_prime (guint64 number)
{
  /* These bases decide every number below 3.3e24 (Sorenson and Webster, 2015). */
  static const guint8 bases[] = { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37 };
  guint64 odd = number - 1;
  guint twos = 0;

  if (number < 2)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    if (number % bases[i] == 0)
      return number == bases[i];
  for (; (odd & 1) == 0; odd >>= 1)
    twos++;
  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    if (is_witness (bases[i], number, odd, twos))
      return FALSE;
  return TRUE;
}
