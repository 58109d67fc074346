/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/statfs.h>
#include <linux/magic.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-probes.h"
#include "lab-quantity.h"
#include "lab-scratch.h"

enum
{
  SSD_RANDOM,
  SSD_MEGABYTE,
  SEEK,
  DISK_MEGABYTE,
};

/* No head moves so fast, and no chip takes so long. What the kernel says is no help: it calls a virtual disk rotating.
 */
#define SEEK_NS_MIN (1.5 * (double) LAB_NS_PER_MS)

/* No disk answers so fast: it was a cache. */
#define CACHE_NS_MAX (3.0 * (double) LAB_NS_PER_US)
#define CACHE_SHARE_MAX 0.1

static void
read_until (LabProbeRun *run, guint row, double share, LabScratch *scratch, gsize size)
{
  guint64 deadline = lab_probe_run_get_deadline (run, share);

  do
    lab_probe_run_add (run, row, lab_scratch_read_anywhere (scratch, size));
  while (lab_clock_now () < deadline);
}

static void
read_in_order (LabProbeRun *run, guint row, double share, LabScratch *scratch)
{
  guint64 deadline = lab_probe_run_get_deadline (run, share);
  guint64 offset = 0;

  do
    {
      guint64 start = lab_clock_now ();

      if (pread (scratch->fd, scratch->buffer, LAB_SCRATCH_MEGABYTE, (off_t) offset) == (gssize) LAB_SCRATCH_MEGABYTE)
        lab_probe_run_add (run, row, (double) (lab_clock_now () - start));
      offset = (offset + LAB_SCRATCH_MEGABYTE) % scratch->size;
    }
  while (lab_clock_now () < deadline);
}

static double
get_median (const LabProbeRun *run, guint row)
{
  return lab_summary_compute ((double *) run->samples[row]->data, run->samples[row]->len).median;
}

static double
get_cached_share (const LabProbeRun *run, guint row)
{
  const GArray *samples = run->samples[row];
  guint n = 0;

  for (guint i = 0; i < samples->len; i++)
    n += g_array_index (samples, double, i) < CACHE_NS_MAX;
  return samples->len == 0 ? 0 : (double) n / samples->len;
}

static gboolean
is_memory (int fd)
{
  struct statfs info;

  return fstatfs (fd, &info) == 0 && (info.f_type == TMPFS_MAGIC || info.f_type == RAMFS_MAGIC);
}

/* Random reads tell which kind of disk it is; the rows of the other kind then have none.
 *
 * Nothing that waits for the disk is pinned: a disk may interrupt one CPU only, and who waits on another one would pay
 * for waking that, every time. The kernel puts a process that reads again and again where the interrupts come. */
static void
run_file (LabProbeRun *run)
{
  LabScratch scratch;
  g_autofree char *shown = NULL;
  gboolean seeks;
  double median;

  if (run->scratch >= 0 && is_memory (run->scratch))
    {
      lab_probe_run_refuse_all (run, "%s", _ ("the folder for the scratch file is memory, not a disk"));
      return;
    }
  if (!lab_scratch_open (&scratch, run, TRUE))
    return;
  read_until (run, SSD_RANDOM, 0.5, &scratch, LAB_SCRATCH_BLOCK);
  median = get_median (run, SSD_RANDOM);
  seeks = median >= SEEK_NS_MIN;
  if (seeks)
    g_array_append_vals (run->samples[SEEK], run->samples[SSD_RANDOM]->data, run->samples[SSD_RANDOM]->len);
  shown = lab_format_fine_duration (median);
  for (guint row = seeks ? SSD_RANDOM : SEEK; row <= (guint) (seeks ? SSD_MEGABYTE : DISK_MEGABYTE); row++)
    lab_probe_run_refuse (run, row,
                          seeks ? _ ("a random read took %s: this is a rotating disk")
                                : _ ("a random read took %s: this is no rotating disk"),
                          shown);
  read_in_order (run, seeks ? DISK_MEGABYTE : SSD_MEGABYTE, 0.5, &scratch);
  for (guint row = 0; row < run->probe->n_rows; row++)
    {
      lab_probe_run_describe (run, row, scratch.size, 0);
      if (get_cached_share (run, row) > CACHE_SHARE_MAX)
        lab_probe_run_note (run, row, "%s", _ ("some reads were too fast for a disk: a cache answered"));
    }
  lab_probe_run_note_cpu (run);
}

/* Through the page cache, after everything has been read once: of so much that it comes from memory, and not from what
 * the processor keeps of a small file. */
static void
run_cached (LabProbeRun *run)
{
  LabScratch scratch;

  if (!lab_probe_run_pin (run, 0) || !lab_scratch_open (&scratch, run, FALSE))
    return;
  for (guint64 offset = 0; offset < scratch.size; offset += LAB_SCRATCH_MEGABYTE)
    if (pread (scratch.fd, scratch.buffer, LAB_SCRATCH_MEGABYTE, (off_t) offset) < 0)
      {
        lab_probe_run_refuse_errno (run, "pread");
        return;
      }
  read_until (run, 0, 0.4, &scratch, LAB_SCRATCH_BLOCK);
  read_in_order (run, 1, 0.6, &scratch);
  lab_probe_run_describe (run, 0, scratch.size, 0);
  lab_probe_run_describe (run, 1, scratch.size, 0);
}

/* Blocks that are there already: a file that grows would pay for the file system's journal. */
static void
run_fsync (LabProbeRun *run)
{
  LabScratch scratch;
  guint64 deadline, offset = 0;

  if (!lab_scratch_open (&scratch, run, FALSE))
    return;
  deadline = lab_probe_run_get_deadline (run, 1);
  do
    {
      guint64 start;

      if (pwrite (scratch.fd, scratch.buffer, LAB_SCRATCH_BLOCK, (off_t) offset) != LAB_SCRATCH_BLOCK)
        {
          lab_probe_run_refuse_errno (run, "pwrite");
          return;
        }
      start = lab_clock_now ();
      if (fsync (scratch.fd) == 0)
        lab_probe_run_add (run, 0, (double) (lab_clock_now () - start));
      offset = (offset + LAB_SCRATCH_BLOCK) % scratch.size;
    }
  while (lab_clock_now () < deadline);
  lab_probe_run_describe (run, 0, scratch.size, 0);
  lab_probe_run_note_cpu (run);
  if (is_memory (scratch.fd))
    lab_probe_run_refuse (run, 0, "%s", _ ("the folder for the scratch file is memory, not a disk"));
}

const LabProbe lab_probe_file = {
  .rows = {
    [SSD_RANDOM] = { "ssd-random", N_ ("4 KiB from random places of a file, past the page cache"), LAB_ESTIMATE_MIDDLE },
    [SSD_MEGABYTE] = { "ssd-1m", N_ ("A MiB after another of a file, past the page cache"), LAB_ESTIMATE_MIDDLE },
    [SEEK] = { "seek", N_ ("4 KiB from random places of a file, past the page cache"), LAB_ESTIMATE_MIDDLE },
    [DISK_MEGABYTE] = { "disk-1m", N_ ("A MiB after another of a file, past the page cache"), LAB_ESTIMATE_MIDDLE },
  },
  .n_rows = 4,
  .group = LAB_PROBE_DISK,
  .budget = 70 * LAB_NS_PER_MS,
  .run = run_file,
};

const LabProbe lab_probe_file_cached = {
  .rows = { { "file-cached", N_ ("4 KiB from random places of a file in the page cache"), LAB_ESTIMATE_LOWEST },
            { "file-1m-cached", N_ ("A MiB after another of a file in the page cache"), LAB_ESTIMATE_LOWEST } },
  .n_rows = 2,
  .group = LAB_PROBE_DISK,
  .budget = 15 * LAB_NS_PER_MS,
  .run = run_cached,
};

const LabProbe lab_probe_fsync = {
  .rows = { { "fsync", N_ ("fsync() of 4 KiB over what a file had before"), LAB_ESTIMATE_MIDDLE } },
  .n_rows = 1,
  .group = LAB_PROBE_DISK,
  .budget = 40 * LAB_NS_PER_MS,
  .run = run_fsync,
};
