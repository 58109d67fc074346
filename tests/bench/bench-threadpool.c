/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-threadpool TASKS WORKERS: empty tasks through a bare GThreadPool, from the first push until all are done.
 * The peer of the model `threads`. */
#include "config.h"

#include <stdlib.h>

#include "lab-clock.h"

typedef struct
{
  gint left; /* tasks that are not done yet; atomic */
  GMutex mutex;
  GCond done;
} Countdown;

static void
do_nothing (gpointer task, gpointer user_data)
{
  Countdown *countdown = user_data;

  if (!g_atomic_int_dec_and_test (&countdown->left))
    return;
  g_mutex_lock (&countdown->mutex);
  g_cond_signal (&countdown->done);
  g_mutex_unlock (&countdown->mutex);
}

static guint64
measure (gint n_tasks, gint n_workers)
{
  Countdown countdown = { .left = n_tasks };
  GThreadPool *pool = g_thread_pool_new (do_nothing, &countdown, n_workers, TRUE, NULL);
  guint64 start, end;

  start = lab_clock_now ();
  for (gint i = 0; i < n_tasks; i++)
    g_thread_pool_push (pool, GINT_TO_POINTER (i + 1), NULL);
  g_mutex_lock (&countdown.mutex);
  while (g_atomic_int_get (&countdown.left) > 0)
    g_cond_wait (&countdown.done, &countdown.mutex);
  g_mutex_unlock (&countdown.mutex);
  end = lab_clock_now ();
  g_thread_pool_free (pool, FALSE, TRUE);
  return end - start;
}

int
main (int argc, char **argv)
{
  gint n_tasks = argc == 3 ? atoi (argv[1]) : 0;
  gint n_workers = argc == 3 ? atoi (argv[2]) : 0;

  if (n_tasks < 1 || n_workers < 1)
    {
      g_printerr ("usage: %s TASKS WORKERS\n", argv[0]);
      return 2;
    }
  g_print ("{\"ns_per_task\": %.1f}\n", (double) measure (n_tasks, n_workers) / n_tasks);
  return 0;
}
