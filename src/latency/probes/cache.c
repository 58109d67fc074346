/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-arena.h"
#include "lab-clock.h"
#include "lab-conditions.h"
#include "lab-probes.h"

static void
chase (gpointer data, guint n)
{
  void ***place = data;

  *place = lab_arena_chase (*place, n);
}

/* A processor fills its third level with what falls out of the second, and only slowly comes to keep all of a circle in
 * it: passes get faster for a while. Settled is a pass that is no faster than this share of the one before. */
#define SETTLED_SHARE 0.97
#define PASSES_MIN 4
#define SETTLING_NS (40 * LAB_NS_PER_MS)

/* Of the third level a virtual machine, or one of many cores, has only a share, which nothing tells: so as little as
 * goes past the second. */
static guint64
get_third_working_set (void)
{
  guint64 size = lab_cache_get_size (3), most = lab_cache_get_size (2) * 2;

  if (!lab_cache_has_third_level ())
    return 0;
  return size == 0 ? most : MIN (size / 2, most);
}

/* Half a cache leaves room for what else is in it. */
static guint64
get_working_set (guint level)
{
  return level == 3 ? get_third_working_set () : lab_cache_get_size (level) / 2;
}

/* Every fourth line of twice the second level meets only a quarter of its sets, each of which is twice too small, so
 * that all loads go to the third: with every line a third of them were found in the second, 12 ns instead of 15. */
#define THIRD_STRIDE 256

/* Bounded in time: what others take out of the cache never settles. */
static void **
settle (void **place, guint64 n_lines)
{
  guint n = (guint) (n_lines / LAB_ARENA_STEPS);
  guint64 deadline = lab_clock_now () + SETTLING_NS;
  double last = 0, pass = 0;

  for (guint i = 0; i < PASSES_MIN || (pass < SETTLED_SHARE * last && lab_clock_now () < deadline); i++)
    {
      guint64 start = lab_clock_now ();

      place = lab_arena_chase (place, n);
      last = pass;
      pass = (double) (lab_clock_now () - start);
    }
  return place;
}

static void
measure_level (LabProbeRun *run, guint level)
{
  gsize stride = level == 3 ? THIRD_STRIDE : LAB_ARENA_LINE;
  guint64 size = get_working_set (level) / stride * stride;
  void **place;
  LabArena arena;

  if (!lab_probe_run_pin (run, 0))
    return;
  if (size == 0 || (level == 3 && size <= lab_cache_get_size (2)))
    {
      lab_probe_run_refuse_all (run, _ ("no cache of level %u is known that is larger than the one before"), level);
      return;
    }
  if (!lab_arena_map (&arena, size, TRUE))
    {
      lab_probe_run_refuse_errno (run, "mmap");
      return;
    }
  lab_probe_run_describe (run, 0, size, arena.page_size);
  place = settle (lab_arena_link (&arena, stride), size / stride);
  lab_probe_run_measure (run, 0, 1, chase, &place);
  for (guint i = 0; i < run->samples[0]->len; i++)
    g_array_index (run->samples[0], double, i) /= LAB_ARENA_STEPS;
}

static void
run_l1 (LabProbeRun *run)
{
  measure_level (run, 1);
}

static void
run_l2 (LabProbeRun *run)
{
  measure_level (run, 2);
}

static void
run_l3 (LabProbeRun *run)
{
  measure_level (run, 3);
}

#define METHOD N_ ("Loads that each need the one before, in random order")
#define THIRD_METHOD N_ ("Loads of every fourth cache line that each need the one before, in random order")

const LabProbe lab_probe_l1 = {
  .rows = { { "l1", METHOD, LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_FIRST,
  .budget = 8 * LAB_NS_PER_MS,
  .run = run_l1,
};

const LabProbe lab_probe_l2 = {
  .rows = { { "l2", METHOD, LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_CPU,
  .budget = 12 * LAB_NS_PER_MS,
  .run = run_l2,
};

const LabProbe lab_probe_l3 = {
  .rows = { { "l3", THIRD_METHOD, LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_CPU,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_l3,
};
