/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probes.h"

/* So many that no predictor learns them by heart: with 16,384 one was seen to. */
#define WORDS 4096
#define BRANCHES (WORDS * 64)

static guint64 words[WORDS];

static void
fill (guint64 *state)
{
  for (guint i = 0; i < WORDS; i++)
    {
      *state ^= *state << 13;
      *state ^= *state >> 7;
      *state ^= *state << 17;
      words[i] = *state;
    }
}

/* A branch for each bit, which the compiler must leave one: it does not know what the instruction does. */
static void
branch_on_bits (guint64 mask)
{
  for (guint i = 0; i < WORDS; i++)
    {
      guint64 bits = words[i] & mask;

      for (guint n = 0; n < 64; n++)
        {
          if (bits & 1)
            __asm__ volatile("nop");
          bits >>= 1;
          __asm__ volatile("" : "+r"(bits));
        }
    }
}

static double
time_branches (guint64 mask)
{
  guint64 start = lab_clock_now ();

  branch_on_bits (mask);
  return (double) (lab_clock_now () - start) / BRANCHES;
}

/* Random bits are guessed wrong every other time; the same work without surprises is subtracted. */
static void
run_branch (LabProbeRun *run)
{
  guint64 random = 88172645463325252u + (guint64) lab_clock_now ();
  guint64 deadline;

  if (!lab_probe_run_pin (run, 0))
    return;
  fill (&random);
  time_branches (0);
  deadline = lab_probe_run_get_deadline (run, 1);
  do
    {
      fill (&random);
      lab_probe_run_add (run, 0, (time_branches (G_MAXUINT64) - time_branches (0)) * 2);
    }
  while (lab_clock_now () < deadline);
}

const LabProbe lab_probe_branch = {
  .rows = { { "branch", N_ ("Branches on random bits less branches on none, twice"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_CPU,
  .budget = 14 * LAB_NS_PER_MS,
  .run = run_branch,
};
