/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pthread.h>
#include <string.h>

#include "engine-channel.h"

typedef struct _Entry Entry;
struct _Entry
{
  Entry *next;
  LabFrame frame;
};

struct _LabChannel
{
  pthread_mutex_t mutex; /* guards all that follows; not a GMutex, so that ThreadSanitizer sees it */
  pthread_cond_t changed;
  guint n_writers; /* that have not closed it */
  Entry *first;
  Entry **end; /* where the next one goes */
};

LabChannel *
lab_channel_new (guint n_writers)
{
  LabChannel *self = g_new0 (LabChannel, 1);

  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, NULL);
  self->n_writers = n_writers;
  self->end = &self->first;
  return self;
}

static Entry *
channel_take_first (LabChannel *self)
{
  Entry *entry = self->first;

  self->first = entry->next;
  if (self->first == NULL)
    self->end = &self->first;
  return entry;
}

void
lab_channel_free (LabChannel *self)
{
  while (self->first != NULL)
    {
      Entry *entry = channel_take_first (self);

      lab_frame_clear (&entry->frame);
      g_free (entry);
    }
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

void
lab_channel_write (LabChannel *self, const LabFrameHeader *header, const void *bytes)
{
  Entry *entry = g_new0 (Entry, 1);

  lab_frame_set (&entry->frame, header, bytes);
  pthread_mutex_lock (&self->mutex);
  *self->end = entry;
  self->end = &entry->next;
  pthread_cond_signal (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

void
lab_channel_close (LabChannel *self)
{
  pthread_mutex_lock (&self->mutex);
  self->n_writers--;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

gboolean
lab_channel_read (LabChannel *self, LabFrame *frame)
{
  Entry *entry;

  g_return_val_if_fail (frame->bytes == NULL, FALSE);

  pthread_mutex_lock (&self->mutex);
  while (self->first == NULL && self->n_writers > 0)
    pthread_cond_wait (&self->changed, &self->mutex);
  entry = self->first != NULL ? channel_take_first (self) : NULL;
  pthread_mutex_unlock (&self->mutex);
  if (entry == NULL)
    return FALSE;
  *frame = entry->frame;
  g_free (entry);
  return TRUE;
}
