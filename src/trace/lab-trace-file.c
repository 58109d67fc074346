/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "lab-error.h"
#include "lab-trace-private.h"

/* Sets LAB_ERROR_INVALID: 'FILE: MESSAGE'. Returns FALSE. */
static gboolean G_GNUC_PRINTF (3, 4) fail (const LabTrace *self, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LAB_ERROR, LAB_ERROR_INVALID, "%s: %s", self->source, message);
  return FALSE;
}

static gboolean
check_version (const LabTrace *self, const LabSegmentHeader *header, GError **error)
{
  if (header->version == GUINT32_SWAP_LE_BE (LAB_TRACE_VERSION))
    return fail (self, error, _ ("it was made on a machine with the other order of bytes"));
  if (header->version > LAB_TRACE_VERSION)
    return fail (self, error, _ ("it was made by a newer Interleave (format %u; this one reads %u)"), header->version,
                 LAB_TRACE_VERSION);
  if (header->version < LAB_TRACE_VERSION)
    return fail (self, error, _ ("there is no format %u"), header->version);
  if (header->page_size != LAB_PAGE_SIZE)
    return fail (self, error, _ ("it has pages of %u bytes, not %u"), header->page_size, LAB_PAGE_SIZE);
  return TRUE;
}

static gboolean
check_length (const LabTrace *self, const LabSegmentHeader *header, gsize length, GError **error)
{
  guint64 n_pages = length / LAB_PAGE_SIZE - 1;

  if (header->n_pages > n_pages)
    return fail (self, error, _ ("it is cut off at byte %zu: only %" PRIu64 " of %" PRIu64 " chunks are there"), length,
                 n_pages, header->n_pages);
  if (length % LAB_PAGE_SIZE != 0 || header->n_pages < n_pages)
    return fail (self, error, _ ("it goes on after its last chunk, at byte %" PRIu64),
                 (header->n_pages + 1) * LAB_PAGE_SIZE);
  if (header->claimed > n_pages)
    return fail (self, error, _ ("%" PRIu64 " chunks in use, of %" PRIu64), header->claimed, n_pages);
  return TRUE;
}

static gboolean
check_header (const LabTrace *self, const LabSegmentHeader *header, gsize length, GError **error)
{
  if (length < sizeof (header->magic) || memcmp (header->magic, LAB_TRACE_MAGIC, sizeof (header->magic)) != 0)
    return fail (self, error, _ ("it is not a trace of Interleave"));
  if (length < LAB_PAGE_SIZE)
    return fail (self, error, _ ("it is cut off at byte %zu, within its header"), length);
  return check_version (self, header, error) && check_length (self, header, length, error);
}

static gboolean
check_kind (const LabTrace *self, const struct stat *info, GError **error)
{
  if (S_ISDIR (info->st_mode))
    return fail (self, error, _ ("it is a folder, not a trace"));
  if (!S_ISREG (info->st_mode))
    return fail (self, error, _ ("it is not a regular file"));
  if (info->st_size == 0)
    return fail (self, error, _ ("the file is empty"));
  return TRUE;
}

/* How many bytes there are, of these at most; -1: errno says why not. */
static gssize
read_up_to (int fd, guint8 *bytes, gsize length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = read (fd, bytes + done, length - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return -1;
      if (n == 0)
        break;
      done += (gsize) n;
    }
  return (gssize) done;
}

/* The header comes first: of what is none of ours no more is read, however long it is. */
static gboolean
read_header (const LabTrace *self, int fd, LabSegmentHeader *header, gsize length, GError **error)
{
  gssize n = read_up_to (fd, (guint8 *) header, sizeof (*header));

  if (n < 0)
    return fail (self, error, "%s", g_strerror (errno));
  return check_header (self, header, (gsize) n < sizeof (*header) ? (gsize) n : length, error);
}

static gboolean
read_rest (LabTrace *self, int fd, const LabSegmentHeader *header, gsize length, GError **error)
{
  guint8 *bytes = aligned_alloc (LAB_PAGE_SIZE, length);
  gssize n;

  if (bytes == NULL)
    return fail (self, error, "%s", g_strerror (errno));
  self->file = g_bytes_new_with_free_func (bytes, length, free, bytes);
  memcpy (bytes, header, sizeof (*header));
  n = read_up_to (fd, bytes + sizeof (*header), length - sizeof (*header));
  if (n < 0)
    return fail (self, error, "%s", g_strerror (errno));
  return check_length (self, header, sizeof (*header) + (gsize) n, error);
}

static gboolean
read_fd (LabTrace *self, int fd, GError **error)
{
  g_autofree LabSegmentHeader *header = g_new0 (LabSegmentHeader, 1);
  struct stat info;

  if (fstat (fd, &info) < 0)
    return fail (self, error, "%s", g_strerror (errno));
  return check_kind (self, &info, error) && read_header (self, fd, header, (gsize) info.st_size, error)
         && read_rest (self, fd, header, (gsize) info.st_size, error);
}

/* Read, and not mapped: who writes to the file afterwards would change what has been checked here, and who cuts it off
 * would end this program. */
static gboolean
read_file (LabTrace *self, const char *path, GError **error)
{
  /* Not blocking: a named pipe without a writer would hold us up for ever. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean done;

  if (fd < 0)
    return fail (self, error, "%s", g_strerror (errno));
  done = read_fd (self, fd, error);
  close (fd);
  return done;
}

/* A task is known by its events: where none was dropped there cannot be fewer events than tasks. */
static gboolean
check_tasks (const LabTrace *self, GError **error)
{
  if (self->header->dropped > 0 || self->n_tasks <= self->n_events)
    return TRUE;
  return fail (self, error, _ ("%u tasks, but only %" PRIu64 " events"), self->n_tasks, self->n_events);
}

LabTrace *
lab_trace_open (const char *path, GError **error)
{
  g_autofree char *shown = NULL;
  g_autoptr (LabTrace) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  shown = g_filename_display_name (path);
  self = lab_trace_alloc (shown);
  if (!read_file (self, path, error))
    return NULL;
  lab_trace_set_memory (self, g_bytes_get_data (self->file, NULL), g_bytes_get_size (self->file) / LAB_PAGE_SIZE - 1);
  if (!lab_trace_update (self, error) || !check_tasks (self, error))
    return NULL;
  lab_trace_end_texts (self);
  return g_steal_pointer (&self);
}
