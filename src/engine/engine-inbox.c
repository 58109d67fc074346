/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pthread.h>

#include "engine-inbox.h"

struct _LabInbox
{
  GMainContext *context;
  pthread_mutex_t mutex; /* guards `arrived`; not a GMutex, so that ThreadSanitizer sees it */
  GPtrArray *arrived;
  GPtrArray *taken; /* only the context's thread */
  guint n_arrived;  /* atomic, written under the mutex */
};

LabInbox *
lab_inbox_new (GMainContext *context)
{
  LabInbox *self = g_new0 (LabInbox, 1);

  self->context = g_main_context_ref (context);
  pthread_mutex_init (&self->mutex, NULL);
  self->arrived = g_ptr_array_new ();
  self->taken = g_ptr_array_new ();
  return self;
}

void
lab_inbox_free (LabInbox *self)
{
  g_ptr_array_unref (self->taken);
  g_ptr_array_unref (self->arrived);
  pthread_mutex_destroy (&self->mutex);
  g_main_context_unref (self->context);
  g_free (self);
}

static void
count_locked (LabInbox *self)
{
  __atomic_store_n (&self->n_arrived, self->arrived->len, __ATOMIC_RELAXED);
}

void
lab_inbox_put (LabInbox *self, gpointer data)
{
  gboolean was_empty;

  pthread_mutex_lock (&self->mutex);
  was_empty = self->arrived->len == 0;
  g_ptr_array_add (self->arrived, data);
  count_locked (self);
  pthread_mutex_unlock (&self->mutex);
  /* Otherwise it is awake already, or about to be. */
  if (was_empty)
    g_main_context_wakeup (self->context);
}

gboolean
lab_inbox_is_empty (LabInbox *self)
{
  return __atomic_load_n (&self->n_arrived, __ATOMIC_RELAXED) == 0;
}

const GPtrArray *
lab_inbox_take (LabInbox *self)
{
  GPtrArray *empty = self->taken;

  g_ptr_array_set_size (empty, 0);
  pthread_mutex_lock (&self->mutex);
  self->taken = self->arrived;
  self->arrived = empty;
  count_locked (self);
  pthread_mutex_unlock (&self->mutex);
  return self->taken;
}
