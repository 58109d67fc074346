/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-clock.h"
#include "lab-error.h"
#include "lab-segment.h"

/* Kept back for the outcome and the host record of a run that met its cap. */
#define LAST_WORDS_PAGES 16

struct _LabSegment
{
  int fd;
  gsize mapped;
  LabSegmentHeader *header;
  guint64 n_pages; /* our own copy: another process can write the header */
};

static gboolean
segment_map (LabSegment *self, GError **error)
{
  void *memory = mmap (NULL, self->mapped, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, self->fd, 0);

  if (memory == MAP_FAILED)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot map the trace memory: %s"), g_strerror (errno));
      return FALSE;
    }
  self->header = memory;
  self->n_pages = self->mapped / LAB_PAGE_SIZE - 1;
  return TRUE;
}

static void
segment_write_header (LabSegment *self)
{
  LabSegmentHeader *header = self->header;

  memcpy (header->magic, LAB_TRACE_MAGIC, sizeof (header->magic));
  header->version = LAB_TRACE_VERSION;
  header->page_size = LAB_PAGE_SIZE;
  header->origin = lab_clock_now ();
  header->wall_clock = g_get_real_time ();
  header->n_pages = self->n_pages;
}

static LabSegment *
segment_alloc (int fd)
{
  LabSegment *self = g_atomic_rc_box_new0 (LabSegment);

  self->fd = fd;
  return self;
}

LabSegment *
lab_segment_new (guint64 capacity, GError **error)
{
  g_autoptr (LabSegment) self = segment_alloc (-1);

  self->mapped = LAB_PAGE_SIZE * (1 + MAX (capacity / LAB_PAGE_SIZE, 16));
  self->fd = memfd_create ("interleave-trace", MFD_CLOEXEC);
  if (self->fd < 0 || ftruncate (self->fd, (off_t) self->mapped) < 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make the trace memory: %s"), g_strerror (errno));
      return NULL;
    }
  if (!segment_map (self, error))
    return NULL;
  segment_write_header (self);
  return g_steal_pointer (&self);
}

LabSegment *
lab_segment_new_for_fd (int fd, GError **error)
{
  g_autoptr (LabSegment) self = segment_alloc (fd);
  struct stat info;

  if (fstat (fd, &info) < 0 || info.st_size < 2 * LAB_PAGE_SIZE)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("descriptor %d is not a trace memory"), fd);
      return NULL;
    }
  self->mapped = (gsize) info.st_size / LAB_PAGE_SIZE * LAB_PAGE_SIZE;
  if (!segment_map (self, error))
    return NULL;
  if (memcmp (self->header->magic, LAB_TRACE_MAGIC, sizeof (self->header->magic)) != 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("descriptor %d is not a trace memory"), fd);
      return NULL;
    }
  return g_steal_pointer (&self);
}

LabSegment *
lab_segment_ref (LabSegment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
segment_clear (gpointer data)
{
  LabSegment *self = data;

  if (self->header != NULL)
    munmap (self->header, self->mapped);
  if (self->fd >= 0)
    close (self->fd);
}

void
lab_segment_unref (LabSegment *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, segment_clear);
}

int
lab_segment_get_fd (LabSegment *self)
{
  return self->fd;
}

LabSegmentHeader *
lab_segment_get_header (LabSegment *self)
{
  return self->header;
}

const guint8 *
lab_segment_get_pages (LabSegment *self)
{
  return (const guint8 *) (self->header + 1);
}

guint64
lab_segment_get_n_pages (LabSegment *self)
{
  return self->n_pages;
}

/* Backs the pages now, in one call instead of a fault each, and learns of a lack of memory as an error
 * instead of a SIGBUS. Kernels before 5.14 do not know the advice: there the first touch decides. */
static gboolean
populate (guint8 *pages, guint64 n)
{
#ifdef MADV_POPULATE_WRITE
  return madvise (pages, (gsize) n * LAB_PAGE_SIZE, MADV_POPULATE_WRITE) == 0 || errno == EINVAL;
#else
  return TRUE;
#endif
}

void
lab_segment_prepare (LabSegment *self, guint64 bytes)
{
  guint64 n_pages;

  g_return_if_fail (self != NULL);

  n_pages = MIN (bytes / LAB_PAGE_SIZE, self->n_pages);
  if (n_pages > 0)
    populate ((guint8 *) (self->header + 1), n_pages);
}

guint8 *
lab_segment_claim (LabSegment *self, guint n, gboolean last_words)
{
  guint64 limit = self->n_pages - (last_words ? 0 : MIN (LAST_WORDS_PAGES, self->n_pages / 4));
  guint64 *claimed = &self->header->claimed;
  guint64 first = __atomic_load_n (claimed, __ATOMIC_RELAXED);
  guint8 *pages;

  g_return_val_if_fail (n > 0, NULL);

  /* Not a plain addition: what a claim in vain adds would be taken from the last words. */
  do
    if (n > limit || first > limit - n)
      return NULL;
  while (!__atomic_compare_exchange_n (claimed, &first, first + n, TRUE, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  pages = (guint8 *) (self->header + 1) + first * LAB_PAGE_SIZE;
  return populate (pages, n) ? pages : NULL;
}

void
lab_segment_cancel (LabSegment *self)
{
  __atomic_store_n (&self->header->cancelled, 1, __ATOMIC_SEQ_CST);
  syscall (SYS_futex, &self->header->cancelled, FUTEX_WAKE, G_MAXINT, NULL, NULL, 0);
}

gboolean
lab_segment_is_cancelled (LabSegment *self)
{
  return __atomic_load_n (&self->header->cancelled, __ATOMIC_RELAXED) != 0;
}

gboolean
lab_segment_sleep_until (LabSegment *self, guint64 deadline)
{
  struct timespec until = { (time_t) (deadline / LAB_NS_PER_S), (long) (deadline % LAB_NS_PER_S) };

  /* Without FUTEX_PRIVATE_FLAG: the word that wakes stands in memory shared between processes. */
  while (!lab_segment_is_cancelled (self))
    {
      if (lab_clock_now () >= deadline)
        return TRUE;
      syscall (SYS_futex, &self->header->cancelled, FUTEX_WAIT_BITSET, 0, &until, NULL, FUTEX_BITSET_MATCH_ANY);
    }
  return FALSE;
}
