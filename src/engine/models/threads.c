/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pthread.h>

#include <glib/gi18n-lib.h>

#include "engine-models.h"
#include "engine-worker.h"
#include "lab-sanitize.h"

typedef struct
{
  LabEngine *engine;
  guint64 run;           /* tells this run from others of the process; from 1 */
  const char *lane_name; /* translated */
  pthread_mutex_t mutex; /* guards all that follows; not a GMutex, so that ThreadSanitizer sees it */
  GPtrArray *workers;    /* of LabWorker; owned */
  GPtrArray *idle; /* those without a thread, borrowed: a thousand short threads share the lanes they need at once */
  pthread_cond_t ended; /* n_running went down */
  guint n_running;      /* threads of per-task mode */
} Threads;

typedef struct
{
  Threads *threads;
  guint32 task;
} ThreadStart;

static void
worker_free (gpointer data)
{
  lab_worker_clear (data);
  g_free (data);
}

static void
threads_init (Threads *self, LabEngine *engine, const char *lane_name)
{
  static guint64 n_runs; /* atomic */

  *self = (Threads){ .engine = engine, .lane_name = lane_name };
  self->run = __atomic_add_fetch (&n_runs, 1, __ATOMIC_RELAXED);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->ended, NULL);
  self->workers = g_ptr_array_new_with_free_func (worker_free);
  self->idle = g_ptr_array_new ();
}

static void
threads_clear (Threads *self)
{
  g_ptr_array_unref (self->idle);
  g_ptr_array_unref (self->workers);
  pthread_cond_destroy (&self->ended);
  pthread_mutex_destroy (&self->mutex);
}

static LabWorker *
threads_take_worker_locked (Threads *self)
{
  LabWorker *worker;

  if (self->idle->len > 0)
    return g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  worker = g_new0 (LabWorker, 1);
  g_ptr_array_add (self->workers, worker);
  lab_worker_init (worker, self->engine, LAB_LANE_THREAD, self->lane_name, self->workers->len);
  return worker;
}

static LabWorker *
threads_take_worker (Threads *self)
{
  LabWorker *worker;

  pthread_mutex_lock (&self->mutex);
  worker = threads_take_worker_locked (self);
  pthread_mutex_unlock (&self->mutex);
  return worker;
}

/* A thread of the pool keeps its worker to the end of the run. GLib may give the thread to a later run's pool, hence
 * the number. */
static _Thread_local struct
{
  guint64 run;
  LabWorker *worker;
} pool_place;

static void
pool_func (gpointer data, gpointer user_data)
{
  Threads *self = user_data;

  LAB_TAKE_OVER (self);
  if (pool_place.run != self->run)
    {
      pool_place.worker = threads_take_worker (self);
      pool_place.run = self->run;
    }
  lab_worker_run_task (pool_place.worker, GPOINTER_TO_UINT (data) - 1);
  LAB_HAND_OVER (self);
}

/* GLib gives a pool also when it could start but some of the threads, or none. Some will do. */
static GThreadPool *
make_pool (Threads *threads, guint n_workers, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GThreadPool *pool = g_thread_pool_new (pool_func, threads, (int) n_workers, TRUE, &cause);

  if (pool != NULL && g_thread_pool_get_num_threads (pool) > 0)
    return pool;
  if (pool != NULL)
    g_thread_pool_free (pool, TRUE, FALSE);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot start a thread: %s"),
               cause != NULL ? cause->message : _ ("for no known reason"));
  return NULL;
}

static gboolean
run_in_pool (LabEngine *engine, guint32 n_tasks, GError **error)
{
  guint n_workers = (guint) MIN (lab_values_get_number (engine->experiment->options, "workers"), n_tasks);
  GThreadPool *pool;
  Threads threads;

  lab_engine_set_slots (engine, n_workers);
  threads_init (&threads, engine, _ ("worker"));
  LAB_HAND_OVER (&threads);
  pool = make_pool (&threads, n_workers, error);
  for (guint32 task = 0; pool != NULL && task < n_tasks; task++)
    {
      lab_engine_submit (engine, task);
      g_thread_pool_push (pool, GUINT_TO_POINTER (task + 1), NULL);
    }
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
  LAB_TAKE_OVER (&threads);
  threads_clear (&threads);
  return pool != NULL;
}

static gpointer
task_thread (gpointer data)
{
  g_autofree ThreadStart *start = data;
  Threads *threads = start->threads;
  LabWorker *worker = threads_take_worker (threads);

  lab_worker_run_task (worker, start->task);

  pthread_mutex_lock (&threads->mutex);
  g_ptr_array_add (threads->idle, worker);
  threads->n_running--;
  pthread_cond_signal (&threads->ended);
  pthread_mutex_unlock (&threads->mutex);
  return NULL;
}

static void
start_thread (Threads *threads, guint32 task)
{
  ThreadStart *start = g_new (ThreadStart, 1);
  g_autoptr (GError) error = NULL;
  GThread *thread;

  *start = (ThreadStart){ threads, task };
  pthread_mutex_lock (&threads->mutex);
  threads->n_running++;
  pthread_mutex_unlock (&threads->mutex);
  thread = g_thread_try_new ("task", task_thread, start, &error);
  if (thread != NULL)
    {
      g_thread_unref (thread);
      return;
    }
  g_free (start);
  lab_engine_end_task (threads->engine, threads->engine->recorder, task, LAB_STATE_FAILED, NULL, error->message);
  pthread_mutex_lock (&threads->mutex);
  threads->n_running--;
  pthread_mutex_unlock (&threads->mutex);
}

static void
run_per_task (LabEngine *engine, guint32 n_tasks)
{
  Threads threads;

  threads_init (&threads, engine, _ ("thread"));
  for (guint32 task = 0; task < n_tasks; task++)
    {
      lab_engine_submit (engine, task);
      start_thread (&threads, task);
    }
  pthread_mutex_lock (&threads.mutex);
  while (threads.n_running > 0)
    pthread_cond_wait (&threads.ended, &threads.mutex);
  pthread_mutex_unlock (&threads.mutex);
  threads_clear (&threads);
}

static gboolean
threads_run (LabEngine *engine, GError **error)
{
  guint32 n_tasks = lab_program_get_n_tasks (engine->program);

  if (g_str_equal (lab_values_get_string (engine->experiment->options, "mode"), "pool"))
    return run_in_pool (engine, n_tasks, error);
  run_per_task (engine, n_tasks);
  return TRUE;
}

const LabModelRunner lab_model_runner_threads = {
  .id = "threads",
  .run = threads_run,
};
