/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-scratch.h"

/* As much as can be written in the time: a slow disk gets a smaller file. */
#define SIZE_WANTED ((guint64) 64 << 20)
#define SIZE_LEAST ((guint64) 4 << 20)
#define FILLING_TIME (300 * LAB_NS_PER_MS)

static guint64 random_state = 88172645463325252u;

static guint64
next_random (void)
{
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

/* The file has no name, but its descriptor has. A read past the cache needs a descriptor of its own. */
static int
reopen (int fd, gboolean direct)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  return open (path, O_RDWR | O_CLOEXEC | (direct ? O_DIRECT : 0));
}

static guint64
get_size (int fd)
{
  struct stat info;

  return fstat (fd, &info) < 0 ? 0 : (guint64) info.st_size;
}

/* With what cannot be compressed. */
static gboolean
fill (int scratch, char *buffer)
{
  guint64 deadline = lab_clock_now () + FILLING_TIME;
  guint64 size = 0;
  int fd = reopen (scratch, TRUE);

  /* Filled through the cache where there is no way past it. */
  if (fd < 0)
    fd = dup (scratch);
  for (guint64 *word = (guint64 *) buffer; (char *) word < buffer + LAB_SCRATCH_MEGABYTE; word++)
    *word = next_random ();
  while (size < SIZE_WANTED && (size < SIZE_LEAST || lab_clock_now () < deadline))
    {
      if (pwrite (fd, buffer, LAB_SCRATCH_MEGABYTE, (off_t) size) != (gssize) LAB_SCRATCH_MEGABYTE)
        break;
      size += LAB_SCRATCH_MEGABYTE;
    }
  fdatasync (fd);
  close (fd);
  return size >= SIZE_LEAST;
}

gboolean
lab_scratch_open (LabScratch *self, LabProbeRun *run, gboolean direct)
{
  if (run->scratch < 0)
    {
      lab_probe_run_refuse_all (run, "%s", run->no_scratch);
      return FALSE;
    }
  random_state += lab_clock_now ();
  self->buffer = aligned_alloc (LAB_SCRATCH_BLOCK, LAB_SCRATCH_MEGABYTE);
  if (get_size (run->scratch) < SIZE_LEAST && !fill (run->scratch, self->buffer))
    {
      lab_probe_run_refuse_errno (run, _ ("filling the scratch file"));
      return FALSE;
    }
  self->size = get_size (run->scratch) / LAB_SCRATCH_MEGABYTE * LAB_SCRATCH_MEGABYTE;
  self->fd = reopen (run->scratch, direct);
  /* Opening may be allowed and reading not. */
  if (self->fd >= 0 && pread (self->fd, self->buffer, LAB_SCRATCH_BLOCK, 0) == LAB_SCRATCH_BLOCK)
    return TRUE;
  lab_probe_run_refuse_errno (run, direct ? _ ("reading past the page cache") : _ ("reading the scratch file"));
  return FALSE;
}

double
lab_scratch_read_anywhere (LabScratch *self, gsize size)
{
  off_t offset = (off_t) (next_random () % (self->size / size) * size);
  guint64 start = lab_clock_now ();
  gssize n = pread (self->fd, self->buffer, size, offset);

  return n == (gssize) size ? (double) (lab_clock_now () - start) : 0;
}
