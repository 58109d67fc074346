/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pthread.h>

#include "engine-hosts.h"
#include "lab-clock.h"

#define HOST_LIMIT 4
#define HOST_PAUSE (100 * LAB_NS_PER_MS)

typedef struct
{
  guint n_open;
  guint64 next;   /* no request begins before this */
  GQueue waiting; /* of GSource, a reference each, in the order in which they came */
} Host;

struct _LabHosts
{
  guint limit;
  guint64 pause;
  pthread_mutex_t mutex; /* not a GMutex, so that ThreadSanitizer sees it */
  GHashTable *hosts;     /* of Host, by name */
};

static void
host_free (gpointer data)
{
  Host *self = data;

  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_source_unref);
  g_free (self);
}

LabHosts *
lab_hosts_new (guint limit, guint64 pause)
{
  LabHosts *self = g_new (LabHosts, 1);

  *self = (LabHosts){ .limit = limit, .pause = pause };
  pthread_mutex_init (&self->mutex, NULL);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, host_free);
  return self;
}

void
lab_hosts_free (LabHosts *self)
{
  g_hash_table_unref (self->hosts);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

static Host *
get_host_locked (LabHosts *self, const char *name)
{
  Host *host = g_hash_table_lookup (self->hosts, name);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      g_hash_table_insert (self->hosts, g_strdup (name), host);
    }
  return host;
}

/* Who is first in the line is told when to ask again: unless there is room, that is when somebody leaves. */
static void
call_first_locked (LabHosts *self, Host *host)
{
  GSource *first = g_queue_peek_head (&host->waiting);

  if (first != NULL && host->n_open < self->limit)
    g_source_set_ready_time (first, (gint64) (host->next / LAB_NS_PER_US) + 1);
}

static void
remove_locked (Host *host, GSource *alarm)
{
  if (g_queue_remove (&host->waiting, alarm))
    g_source_unref (alarm);
}

static gboolean
enter_locked (LabHosts *self, Host *host, GSource *alarm)
{
  GSource *first = g_queue_peek_head (&host->waiting);
  guint64 now = lab_clock_now ();
  gboolean is_turn = (first == NULL || first == alarm) && host->n_open < self->limit && now >= host->next;

  g_source_set_ready_time (alarm, -1);
  if (is_turn)
    {
      remove_locked (host, alarm);
      host->n_open++;
      host->next = now + self->pause;
    }
  else if (g_queue_find (&host->waiting, alarm) == NULL)
    g_queue_push_tail (&host->waiting, g_source_ref (alarm));
  call_first_locked (self, host);
  return is_turn;
}

gboolean
lab_hosts_enter (LabHosts *self, const char *host, GSource *alarm)
{
  gboolean is_turn;

  pthread_mutex_lock (&self->mutex);
  is_turn = enter_locked (self, get_host_locked (self, host), alarm);
  pthread_mutex_unlock (&self->mutex);
  return is_turn;
}

void
lab_hosts_leave (LabHosts *self, const char *name)
{
  Host *host;

  pthread_mutex_lock (&self->mutex);
  host = get_host_locked (self, name);
  host->n_open--;
  call_first_locked (self, host);
  pthread_mutex_unlock (&self->mutex);
}

void
lab_hosts_forget (LabHosts *self, const char *name, GSource *alarm)
{
  Host *host;

  pthread_mutex_lock (&self->mutex);
  host = get_host_locked (self, name);
  remove_locked (host, alarm);
  call_first_locked (self, host);
  pthread_mutex_unlock (&self->mutex);
}

LabHosts *
lab_hosts_get_default (guint n_processes)
{
  static gsize made;

  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize) lab_hosts_new (MAX (HOST_LIMIT / n_processes, 1), HOST_PAUSE * n_processes));
  return (LabHosts *) made;
}
