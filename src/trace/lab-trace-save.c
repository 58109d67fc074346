/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lab-error.h"
#include "lab-trace-private.h"

/* Written at once: 256 KiB. */
#define BATCH_PAGES 64

static gboolean
write_all (int fd, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const LabTraceChunk *one = a;
  const LabTraceChunk *other = b;

  return one->header < other->header ? -1 : one->header > other->header;
}

/* In the order of their pages, which keeps each lane's chunks in the order of time. */
static GArray *
collect_chunks (const LabTrace *self)
{
  GArray *chunks = g_array_new (FALSE, FALSE, sizeof (LabTraceChunk));

  for (guint n = 0; n < self->lanes->len; n++)
    {
      const LabTraceLane *lane = g_ptr_array_index (self->lanes, n);

      g_array_append_vals (chunks, lane->events->data, lane->events->len);
      g_array_append_vals (chunks, lane->texts->data, lane->texts->len);
    }
  g_array_sort (chunks, compare_places);
  return chunks;
}

static gboolean
write_header (const LabTrace *self, int fd, guint n_chunks)
{
  const LabSegmentHeader *live = self->header;
  g_autofree LabSegmentHeader *header = g_new0 (LabSegmentHeader, 1);

  memcpy (header, live, G_STRUCT_OFFSET (LabSegmentHeader, n_pages));
  memcpy (header->reserved, live->reserved, sizeof (header->reserved));
  header->n_pages = n_chunks;
  header->claimed = n_chunks;
  header->dropped = __atomic_load_n (&live->dropped, __ATOMIC_RELAXED);
  header->dropped_texts = __atomic_load_n (&live->dropped_texts, __ATOMIC_RELAXED);
  header->n_lanes = __atomic_load_n (&live->n_lanes, __ATOMIC_RELAXED);
  return write_all (fd, (const guint8 *) header, sizeof (*header));
}

/* Only what the last update has seen: a writer may be at work behind it. */
static void
copy_chunk (guint8 *page, const LabTraceChunk *chunk)
{
  LabChunkHeader *header = (LabChunkHeader *) (gpointer) page;
  gsize lane_place = G_STRUCT_OFFSET (LabChunkHeader, lane);

  memset (page, 0, LAB_PAGE_SIZE);
  header->kind = chunk->header->kind;
  header->used = chunk->seen;
  memcpy (page + lane_place, (const guint8 *) chunk->header + lane_place, sizeof (*header) - lane_place + chunk->seen);
}

/* errno says why it failed. */
static gboolean
write_trace (const LabTrace *self, int fd)
{
  g_autoptr (GArray) chunks = collect_chunks (self);
  g_autofree guint8 *batch = g_malloc (BATCH_PAGES * LAB_PAGE_SIZE);

  if (!write_header (self, fd, chunks->len))
    return FALSE;
  for (guint first = 0; first < chunks->len; first += BATCH_PAGES)
    {
      guint n = MIN (chunks->len - first, BATCH_PAGES);

      for (guint i = 0; i < n; i++)
        copy_chunk (batch + i * LAB_PAGE_SIZE, &g_array_index (chunks, LabTraceChunk, first + i));
      if (!write_all (fd, batch, n * LAB_PAGE_SIZE))
        return FALSE;
    }
  return TRUE;
}

/* A device or a pipe, where a rename would put a file in its place. */
static gboolean
save_into (const LabTrace *self, const char *path)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean written;
  int why;

  if (fd < 0)
    return FALSE;
  written = write_trace (self, fd);
  why = errno;
  close (fd);
  errno = why;
  return written;
}

/* `mode`: the rights of the file that is replaced; 0 where there is none. */
static gboolean
save_beside (const LabTrace *self, const char *path, mode_t mode)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  /* Not g_mkstemp(), whose files nobody else may read: the umask decides, as for any other file. */
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  gboolean written;
  int why;

  if (fd < 0)
    return FALSE;
  written = (mode == 0 || fchmod (fd, mode) == 0) && write_trace (self, fd) && fsync (fd) == 0;
  why = errno;
  if (close (fd) < 0 && written)
    {
      why = errno;
      written = FALSE;
    }
  if (written && g_rename (temporary, path) == 0)
    return TRUE;
  if (written)
    why = errno;
  g_unlink (temporary);
  errno = why;
  return FALSE;
}

static gboolean
save (const LabTrace *self, const char *path)
{
  /* What a link leads to is replaced, not the link; a link that leads nowhere is. NULL: there is no such file yet. */
  g_autofree char *real = realpath (path, NULL);
  struct stat info;

  if (real == NULL)
    return errno == ENOENT && save_beside (self, path, 0);
  if (g_stat (real, &info) < 0)
    return FALSE;
  if (S_ISDIR (info.st_mode))
    {
      errno = EISDIR;
      return FALSE;
    }
  return S_ISREG (info.st_mode) ? save_beside (self, real, info.st_mode & 07777) : save_into (self, real);
}

gboolean
lab_trace_save (LabTrace *self, const char *path, GError **error)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (save (self, path))
    return TRUE;
  shown = g_filename_display_name (path);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot write %s: %s"), shown, g_strerror (errno));
  return FALSE;
}
