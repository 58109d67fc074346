/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "app-watchdog.h"

#define LIMIT_US 8000

typedef struct
{
  gint64 worst; /* µs */
  guint64 n, n_over;
} Turns;

static struct
{
  GHashTable *kinds; /* what they did -> Turns; NULL: it was not started */
  Turns all;
  AppWatchdogTurns taken; /* since they were last taken */
  gint64 since;           /* µs: when the loop woke up; 0: it has not yet, */
  gint64 computed;        /* and what the thread had had of a processor then */
  const char *what;       /* the turn does; NULL: nobody has said */
} watchdog;

static void
turns_add (Turns *self, gint64 held)
{
  self->n++;
  self->worst = MAX (self->worst, held);
  self->n_over += held > LIMIT_US;
}

static Turns *
find_kind (const char *what)
{
  Turns *turns = g_hash_table_lookup (watchdog.kinds, what);

  if (turns == NULL)
    {
      turns = g_new0 (Turns, 1);
      g_hash_table_insert (watchdog.kinds, (gpointer) what, turns);
    }
  return turns;
}

/* Of this thread, in µs. */
static gint64
get_computed (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
count_turn (const char *what, gint64 held, gint64 computed)
{
  turns_add (&watchdog.all, held);
  turns_add (find_kind (what != NULL ? what : "the rest"), held);
  watchdog.taken.n++;
  watchdog.taken.computed = MAX (watchdog.taken.computed, computed);
  if (held < watchdog.taken.worst)
    return;
  watchdog.taken.worst = held;
  watchdog.taken.what = what;
}

static int
poll_and_measure (GPollFD *fds, guint n, int timeout)
{
  gint64 held = watchdog.since > 0 ? g_get_monotonic_time () - watchdog.since : 0;
  int result;

  count_turn (watchdog.what, held, watchdog.since > 0 ? get_computed () - watchdog.computed : 0);
  watchdog.what = NULL;
  result = g_poll (fds, n, timeout);
  watchdog.since = g_get_monotonic_time ();
  watchdog.computed = get_computed ();
  return result;
}

void
app_watchdog_start (void)
{
  if (g_getenv ("INTERLEAVE_WATCHDOG") == NULL || watchdog.kinds != NULL)
    return;
  watchdog.kinds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_main_context_set_poll_func (NULL, poll_and_measure);
}

void
app_watchdog_note (const char *what)
{
  watchdog.what = what;
}

guint64
app_watchdog_count (const char *what, gint64 *worst)
{
  const Turns *turns = what == NULL ? &watchdog.all : NULL;

  if (turns == NULL && watchdog.kinds != NULL)
    turns = g_hash_table_lookup (watchdog.kinds, what);
  if (worst != NULL)
    *worst = turns != NULL ? turns->worst : 0;
  return turns != NULL ? turns->n : 0;
}

AppWatchdogTurns
app_watchdog_take (void)
{
  AppWatchdogTurns taken = watchdog.taken;

  watchdog.taken = (AppWatchdogTurns){ 0 };
  return taken;
}

void
app_watchdog_report (void)
{
  GHashTableIter iter;
  gpointer what, value;

  if (watchdog.kinds == NULL)
    return;
  g_printerr ("watchdog: worst %.1f ms; %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " turns over %d ms\n",
              (double) watchdog.all.worst / 1000, watchdog.all.n_over, watchdog.all.n, LIMIT_US / 1000);
  g_hash_table_iter_init (&iter, watchdog.kinds);
  while (g_hash_table_iter_next (&iter, &what, &value))
    {
      const Turns *turns = value;

      if (turns->n_over > 0)
        g_printerr ("watchdog: %s: worst %.1f ms; %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT "\n",
                    (const char *) what, (double) turns->worst / 1000, turns->n_over, turns->n);
    }
}
