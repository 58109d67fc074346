/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "process-protocol.h"

void
lab_frame_clear (LabFrame *self)
{
  g_clear_pointer (&self->bytes, g_free);
}

void
lab_frame_set (LabFrame *self, const LabFrameHeader *header, const void *bytes)
{
  g_return_if_fail (self->bytes == NULL);

  self->header = *header;
  self->bytes = g_malloc (header->length + 1);
  if (header->length > 0)
    memcpy (self->bytes, bytes, header->length);
  self->bytes[header->length] = '\0';
}

static gboolean
write_rest (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, bytes, length);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          bytes += written;
          length -= (gsize) written;
        }
    }
  return TRUE;
}

gboolean
lab_frame_write (int fd, const LabFrameHeader *header, const void *bytes)
{
  struct iovec parts[2] = { { (void *) header, sizeof (*header) }, { (void *) bytes, header->length } };
  gssize written;
  gsize done;

  do
    written = writev (fd, parts, header->length > 0 ? 2 : 1);
  while (written < 0 && errno == EINTR);
  if (written < 0)
    return FALSE;

  done = (gsize) written;
  if (done < sizeof (*header))
    return write_rest (fd, (const char *) header + done, sizeof (*header) - done)
           && write_rest (fd, bytes, header->length);
  done -= sizeof (*header);
  return write_rest (fd, (const char *) bytes + done, header->length - done);
}

static gboolean
read_fully (int fd, void *bytes, gsize length)
{
  while (length > 0)
    {
      gssize got = read (fd, bytes, length);

      if (got == 0 || (got < 0 && errno != EINTR))
        return FALSE;
      if (got > 0)
        {
          bytes = (char *) bytes + got;
          length -= (gsize) got;
        }
    }
  return TRUE;
}

gboolean
lab_frame_read (int fd, LabFrame *self)
{
  g_return_val_if_fail (self->bytes == NULL, FALSE);

  if (!read_fully (fd, &self->header, sizeof (self->header)) || self->header.length > LAB_FRAME_LENGTH_MAX)
    return FALSE;
  self->bytes = g_malloc (self->header.length + 1);
  self->bytes[self->header.length] = '\0';
  if (read_fully (fd, self->bytes, self->header.length))
    return TRUE;
  lab_frame_clear (self);
  return FALSE;
}
