/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pthread.h>

#include <glib/gi18n-lib.h>

#include "engine-gil.h"
#include "engine-pool.h"
#include "lab-sanitize.h"

struct _LabPool
{
  LabEngine *engine;
  LabPoolSetup setup;
  guint64 number;        /* tells this pool from others of the process; from 1 */
  GThreadPool *threads;  /* NULL: a thread for each push */
  pthread_mutex_t mutex; /* guards all that follows; not a GMutex, so that ThreadSanitizer sees it */
  GPtrArray *workers;    /* of LabWorker; owned */
  GPtrArray *idle; /* those without a thread, borrowed: a thousand short threads share the lanes they need at once */
  pthread_cond_t ended; /* n_running went down */
  guint n_running;      /* threads that were started for a push */
};

typedef struct
{
  LabPool *pool;
  gpointer data;
} ThreadStart;

static void
worker_free (gpointer data)
{
  lab_worker_clear (data);
  g_free (data);
}

static LabWorker *
pool_take_worker_locked (LabPool *self)
{
  LabWorker *worker;

  if (self->idle->len > 0)
    return g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  worker = g_new0 (LabWorker, 1);
  g_ptr_array_add (self->workers, worker);
  lab_worker_init (worker, self->engine, LAB_LANE_THREAD, self->setup.lane_name, self->workers->len);
  if (self->setup.gil != NULL)
    lab_gil_attach (self->setup.gil, worker);
  return worker;
}

static LabWorker *
pool_take_worker (LabPool *self)
{
  LabWorker *worker;

  pthread_mutex_lock (&self->mutex);
  worker = pool_take_worker_locked (self);
  pthread_mutex_unlock (&self->mutex);
  return worker;
}

/* A thread of the pool keeps its worker to the pool's end. GLib may give the thread to a later pool, hence the
 * number. */
static _Thread_local struct
{
  guint64 pool;
  LabWorker *worker;
} place;

static void
pool_func (gpointer data, gpointer user_data)
{
  LabPool *self = user_data;

  LAB_TAKE_OVER (self);
  if (place.pool != self->number)
    {
      place.worker = pool_take_worker (self);
      place.pool = self->number;
    }
  self->setup.run (place.worker, data);
  LAB_HAND_OVER (self);
}

/* GLib gives a pool also when it could start but some of the threads, or none. Some will do. */
static gboolean
pool_start_threads (LabPool *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  LAB_HAND_OVER (self);
  self->threads = g_thread_pool_new (pool_func, self, (int) self->setup.n_threads, TRUE, &cause);
  if (self->threads != NULL && g_thread_pool_get_num_threads (self->threads) > 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start a thread: %s"),
               cause != NULL ? cause->message : _ ("for no known reason"));
  return FALSE;
}

LabPool *
lab_pool_new (LabEngine *engine, const LabPoolSetup *setup, GError **error)
{
  static guint64 n_pools; /* atomic */
  g_autoptr (LabPool) self = g_new0 (LabPool, 1);

  self->engine = engine;
  self->setup = *setup;
  self->number = __atomic_add_fetch (&n_pools, 1, __ATOMIC_RELAXED);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->ended, NULL);
  self->workers = g_ptr_array_new_with_free_func (worker_free);
  self->idle = g_ptr_array_new ();
  if (setup->n_threads > 0 && !pool_start_threads (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
pool_await_threads (LabPool *self)
{
  pthread_mutex_lock (&self->mutex);
  while (self->n_running > 0)
    pthread_cond_wait (&self->ended, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
}

void
lab_pool_free (LabPool *self)
{
  if (self->threads != NULL)
    g_thread_pool_free (self->threads, FALSE, TRUE);
  LAB_TAKE_OVER (self);
  pool_await_threads (self);
  g_ptr_array_unref (self->idle);
  g_ptr_array_unref (self->workers);
  pthread_cond_destroy (&self->ended);
  pthread_mutex_destroy (&self->mutex);
  g_free (self);
}

/* The last that a thread has to do with the pool. */
static void
pool_leave (LabPool *self, LabWorker *worker)
{
  pthread_mutex_lock (&self->mutex);
  if (worker != NULL)
    g_ptr_array_add (self->idle, worker);
  self->n_running--;
  pthread_cond_signal (&self->ended);
  pthread_mutex_unlock (&self->mutex);
}

static gpointer
thread_func (gpointer data)
{
  g_autofree ThreadStart *start = data;
  LabWorker *worker = pool_take_worker (start->pool);

  start->pool->setup.run (worker, start->data);
  pool_leave (start->pool, worker);
  return NULL;
}

static gboolean
pool_start_thread (LabPool *self, gpointer data, GError **error)
{
  ThreadStart *start = g_new (ThreadStart, 1);
  GThread *thread;

  *start = (ThreadStart){ self, data };
  pthread_mutex_lock (&self->mutex);
  self->n_running++;
  pthread_mutex_unlock (&self->mutex);
  thread = g_thread_try_new ("task", thread_func, start, error);
  if (thread == NULL)
    {
      g_free (start);
      pool_leave (self, NULL);
      return FALSE;
    }
  g_thread_unref (thread);
  return TRUE;
}

gboolean
lab_pool_push (LabPool *self, gpointer data, GError **error)
{
  g_return_val_if_fail (data != NULL, FALSE);

  if (self->threads == NULL)
    return pool_start_thread (self, data, error);
  LAB_HAND_OVER (self);
  g_thread_pool_push (self->threads, data, NULL);
  return TRUE;
}

static void
run_task (LabWorker *worker, gpointer data)
{
  lab_worker_run_task (worker, GPOINTER_TO_UINT (data) - 1, NULL);
}

static LabPoolSetup
read_setup (LabEngine *engine, LabGil *gil)
{
  const LabValues *options = engine->experiment->options;
  guint32 n_tasks = lab_program_get_n_tasks (engine->program);

  if (g_str_equal (lab_values_get_string (options, "mode"), "per-task"))
    return (LabPoolSetup){ .lane_name = _ ("thread"), .gil = gil, .run = run_task };
  return (LabPoolSetup){
    .lane_name = _ ("worker"),
    .n_threads = (guint) MIN (lab_values_get_number (options, "workers"), n_tasks),
    .gil = gil,
    .run = run_task,
  };
}

gboolean
lab_pool_run_program (LabEngine *engine, LabGil *gil, GError **error)
{
  guint32 n_tasks = lab_program_get_n_tasks (engine->program);
  LabPoolSetup setup = read_setup (engine, gil);
  g_autoptr (LabPool) pool = lab_pool_new (engine, &setup, error);

  /* Those that could be started; it may be fewer than were asked for. */
  if (pool != NULL && pool->threads != NULL)
    lab_engine_set_slots (engine, g_thread_pool_get_num_threads (pool->threads));
  for (guint32 task = 0; pool != NULL && task < n_tasks; task++)
    {
      g_autoptr (GError) cause = NULL;

      lab_engine_submit (engine, task);
      if (!lab_pool_push (pool, GUINT_TO_POINTER (task + 1), &cause))
        lab_engine_end_task (engine, engine->recorder, task, LAB_STATE_FAILED, NULL, cause->message);
    }
  return pool != NULL;
}
