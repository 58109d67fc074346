/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine-reading.h"
#include "lab-error.h"
#include "lab-quote.h"

/* What O_DIRECT asks of addresses, lengths and places: no file system wants more. */
#define ALIGNMENT 4096u

struct _LabFileReading
{
  char *path;
  gsize piece;
  gboolean cold;
  int fd; /* -1: not open */
  guint8 *buffer;
  guint64 length;
  int problem; /* an errno */
};

LabFileReading *
lab_file_reading_new (char *path, gsize piece, gboolean cold)
{
  LabFileReading *self = g_new (LabFileReading, 1);

  *self = (LabFileReading){ .path = path, .piece = piece, .cold = cold, .fd = -1 };
  if (cold)
    self->piece = (piece + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  return self;
}

void
lab_file_reading_free (LabFileReading *self)
{
  if (self->fd >= 0)
    close (self->fd);
  free (self->buffer);
  g_free (self->path);
  g_free (self);
}

/* Without waiting for a pipe's other end; what is no file is refused. */
static int
open_file (const char *path, gboolean direct)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (direct ? O_DIRECT : 0));

  return fd < 0 && direct && errno == EINVAL ? open_file (path, FALSE) : fd;
}

static gboolean
open_and_check (LabFileReading *self)
{
  struct stat info;

  self->fd = open_file (self->path, self->cold);
  if (self->fd < 0 || fstat (self->fd, &info) < 0)
    self->problem = errno;
  else if (!S_ISREG (info.st_mode))
    self->problem = S_ISDIR (info.st_mode) ? EISDIR : EINVAL;
  else if (self->cold)
    self->problem = posix_fadvise (self->fd, 0, 0, POSIX_FADV_DONTNEED);
  if (self->problem == 0)
    self->problem = posix_memalign ((void **) &self->buffer, ALIGNMENT, self->piece);
  return self->problem == 0;
}

gboolean
lab_file_reading_next (LabFileReading *self)
{
  gssize length;

  if (self->fd < 0 && !open_and_check (self))
    return FALSE;
  do
    length = read (self->fd, self->buffer, self->piece);
  while (length < 0 && errno == EINTR);
  if (length < 0)
    self->problem = errno;
  else
    self->length += (guint64) length;
  return length > 0;
}

gboolean
lab_file_reading_check (const LabFileReading *self, GError **error)
{
  g_autofree char *quoted = NULL;

  if (self->problem == 0)
    return TRUE;
  quoted = lab_quote (self->path);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot read the file %s: %s"), quoted,
               self->problem == EINVAL ? _ ("not a regular file") : g_strerror (self->problem));
  return FALSE;
}

guint64
lab_file_reading_get_length (const LabFileReading *self)
{
  return self->length;
}

gboolean
lab_file_reading_can_be_cold (const char *folder)
{
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_DIRECT, 0600);

  if (fd < 0)
    return FALSE;
  close (fd);
  return TRUE;
}
