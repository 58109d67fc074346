/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-arena.h"
#include "lab-clock.h"
#include "lab-conditions.h"
#include "lab-machine.h"
#include "lab-probes.h"

#define LARGE ((guint64) 256 << 20)
/* Far beyond what page tables' caches reach, and small enough where each page is dear: with shadowed page tables, as in
 * a virtual machine within another one, its first touch took 7 us. */
#define LARGE_IN_SMALL_PAGES ((guint64) 128 << 20)
#define MEGABYTE 1000000

static void
chase (gpointer data, guint n)
{
  void ***place = data;

  *place = lab_arena_chase (*place, n);
}

/* A power of two, for the formula that links it. */
static guint64
get_working_set (gboolean huge_pages)
{
  guint64 allowed = lab_machine_get_free_memory () / 4;
  guint64 size = huge_pages ? LARGE : LARGE_IN_SMALL_PAGES;

  while (size > allowed)
    size /= 2;
  return size;
}

static gboolean
map (LabProbeRun *run, LabArena *arena, gboolean huge_pages)
{
  guint64 size = get_working_set (huge_pages);

  if (!lab_probe_run_pin (run, 0))
    return FALSE;
  if (!lab_arena_map (arena, size, huge_pages))
    {
      lab_probe_run_refuse_errno (run, "mmap");
      return FALSE;
    }
  for (guint row = 0; row < run->probe->n_rows; row++)
    {
      lab_probe_run_describe (run, row, size, arena->page_size);
      if (size < 2 * lab_cache_get_size (3))
        lab_probe_run_note (run, row, "%s",
                            _ ("the cache that the kernel tells of would hold it, if it were all ours"));
      else if (huge_pages && arena->page_size < ((gsize) 1 << 20))
        lab_probe_run_note (run, row, "%s", _ ("no huge pages were given"));
    }
  return TRUE;
}

static void
measure_chase (LabProbeRun *run, const LabArena *arena, double share)
{
  void **place = lab_arena_link (arena, LAB_ARENA_LINE);

  lab_probe_run_measure (run, 0, share, chase, &place);
  for (guint i = 0; i < run->samples[0]->len; i++)
    g_array_index (run->samples[0], double, i) /= LAB_ARENA_STEPS;
}

/* Four sums side by side, of words as wide as the compiler can have them everywhere. */
typedef guint64 Words __attribute__ ((vector_size (32)));

static void
sum_megabyte (const char *place)
{
  const Words *words = (const Words *) place;
  Words sums[4] = { 0 };

  for (gsize i = 0; i < MEGABYTE / sizeof (Words) / 4 * 4; i += 4)
    {
      sums[0] += words[i];
      sums[1] += words[i + 1];
      sums[2] += words[i + 2];
      sums[3] += words[i + 3];
    }
  __asm__ volatile("" : : "m"(sums));
}

/* Through all of it, so that every megabyte comes from memory: the same one again would come from a cache. */
static void
measure_stream (LabProbeRun *run, const LabArena *arena, double share)
{
  guint64 deadline = lab_probe_run_get_deadline (run, share);
  gsize offset = 0;

  do
    {
      guint64 start = lab_clock_now ();

      sum_megabyte (arena->start + offset);
      lab_probe_run_add (run, 1, (double) (lab_clock_now () - start));
      offset += (MEGABYTE + 4095) / 4096 * 4096;
      if (offset + MEGABYTE > arena->size)
        offset = 0;
    }
  while (lab_clock_now () < deadline);
}

static void
run_huge (LabProbeRun *run)
{
  LabArena arena;

  if (!map (run, &arena, TRUE))
    return;
  measure_chase (run, &arena, 0.6);
  measure_stream (run, &arena, 0.4);
}

static void
run_small (LabProbeRun *run)
{
  LabArena arena;

  if (map (run, &arena, FALSE))
    measure_chase (run, &arena, 1);
}

const LabProbe lab_probe_memory = {
  .rows = { { "mem", N_ ("Loads that each need the one before, in random order"), LAB_ESTIMATE_LOWEST },
            { "mem-1m", N_ ("Sum of one megabyte after another, four at a time"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 2,
  .group = LAB_PROBE_MEMORY,
  .budget = 30 * LAB_NS_PER_MS,
  .run = run_huge,
};

const LabProbe lab_probe_memory_small_pages = {
  .rows = { { "mem-4k", N_ ("Loads that each need the one before, in random order"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 1,
  .group = LAB_PROBE_PAGES,
  .budget = 20 * LAB_NS_PER_MS,
  .run = run_small,
};
