/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pthread.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "engine-reading.h"
#include "engine-steps.h"
#include "lab-error.h"
#include "lab-quote.h"
#include "lab-sanitize.h"

#define PIECE_DEFAULT (64 * 1024)
#define PIECE_MAX (64 * 1024 * 1024)

/* On a loop: GIO's way to read a file asynchronously is to have a thread of its pool read it, for the kernel has no
 * other that works for every file. Both sides hold a reference. */
typedef struct
{
  LabErrand base;
  gatomicrefcount ref_count;
  LabLoop *loop; /* NULL when the task does not wait for it any more */
  LabTask *task;
  LabFileReading *reading;
  gboolean more;
  pthread_mutex_t mutex; /* guards the next one; not a GMutex, so that ThreadSanitizer sees it */
  gboolean busy;         /* a thread is in the kernel with it */
  pthread_cond_t idle;
} Errand;

static char *
get_path (LabEngine *engine, const LabTask *task, const LabStep *step)
{
  g_autofree char *name = lab_task_get_text (task, engine->program, step);

  /* What is no path is one of the workload's own files. */
  return strchr (name, '/') != NULL || engine->scratch == NULL ? g_steal_pointer (&name)
                                                               : g_build_filename (engine->scratch, name, NULL);
}

static gboolean
get_cold (const char *cache, gboolean *cold, GError **error)
{
  g_autofree char *quoted = NULL;

  *cold = g_strcmp0 (cache, "cold") == 0;
  if (cache == NULL || *cold || g_str_equal (cache, "warm"))
    return TRUE;
  quoted = lab_quote (cache);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("\"cache\": expected \"warm\" or \"cold\", found %s"), quoted);
  return FALSE;
}

static LabFileReading *
start (LabWorker *worker, const LabTask *task, const LabStep *step, GError **error)
{
  LabProgram *program = worker->engine->program;
  g_autofree char *cache = lab_program_get_detail (program, step, LAB_DETAIL_CACHE, task->index, NULL, NULL);
  gint64 piece = PIECE_DEFAULT;
  gboolean cold;

  if (!get_cold (cache, &cold, error)
      || (step->details[LAB_DETAIL_PIECE] != NULL
          && !lab_program_get_detail_number (program, step, LAB_DETAIL_PIECE, task->index, NULL, &piece, error)))
    return NULL;
  return lab_file_reading_new (get_path (worker->engine, task, step), (gsize) CLAMP (piece, 1, PIECE_MAX), cold);
}

static LabStepResult
finish (LabTask *task, const LabFileReading *reading, GError **error)
{
  lab_task_gather (task)->read += lab_file_reading_get_length (reading);
  return lab_file_reading_check (reading, error) ? LAB_STEP_CONTINUE : LAB_STEP_FAILED;
}

static LabStepResult
read_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  g_autoptr (LabFileReading) reading = start (worker, task, step, error);

  if (reading == NULL)
    return LAB_STEP_FAILED;
  while (lab_file_reading_next (reading))
    if (lab_engine_is_cancelled (worker->engine))
      return LAB_STEP_CANCELLED;
  return finish (task, reading, error);
}

static void
errand_unref (gpointer data)
{
  Errand *self = data;

  LAB_HAND_OVER (self);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  LAB_TAKE_OVER (self);
  lab_file_reading_free (self->reading);
  pthread_mutex_destroy (&self->mutex);
  pthread_cond_destroy (&self->idle);
  g_free (self);
}

/* The thread of the pool ends what it has begun: a piece. */
static void
errand_free (LabErrand *base)
{
  Errand *self = (Errand *) base;

  pthread_mutex_lock (&self->mutex);
  while (self->busy)
    pthread_cond_wait (&self->idle, &self->mutex);
  pthread_mutex_unlock (&self->mutex);
  self->loop = NULL;
  errand_unref (self);
}

static void
read_piece (GTask *work, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *self = data;

  LAB_TAKE_OVER (self);
  self->more = lab_file_reading_next (self->reading);
  pthread_mutex_lock (&self->mutex);
  self->busy = FALSE;
  pthread_cond_signal (&self->idle);
  pthread_mutex_unlock (&self->mutex);
  LAB_HAND_OVER (self);
  g_task_return_boolean (work, TRUE);
}

static void errand_go_on (Errand *self);

static void
on_piece (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *self = data;

  LAB_TAKE_OVER (self);
  if (self->loop == NULL)
    return;
  if (self->more && !lab_engine_is_cancelled (lab_loop_get_worker (self->loop)->engine))
    errand_go_on (self);
  else
    lab_loop_repeat_step (self->loop, self->task);
}

static void
errand_go_on (Errand *self)
{
  g_autoptr (GTask) work = g_task_new (NULL, NULL, on_piece, self);

  self->busy = TRUE;
  g_atomic_ref_count_inc (&self->ref_count);
  g_task_set_task_data (work, self, errand_unref);
  LAB_HAND_OVER (self);
  g_task_run_in_thread (work, read_piece);
}

static LabStepResult
read_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  LabFileReading *reading = start (lab_loop_get_worker (loop), task, step, error);
  Errand *self;

  if (reading == NULL)
    return LAB_STEP_FAILED;
  self = g_new (Errand, 1);
  *self = (Errand){ .base = { errand_free }, .loop = loop, .task = task, .reading = reading };
  g_atomic_ref_count_init (&self->ref_count);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->idle, NULL);
  task->errand = &self->base;
  errand_go_on (self);
  return LAB_STEP_WAIT;
}

/* Comes back to what it has begun. */
static LabStepResult
read_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  Errand *self = (Errand *) task->errand;
  LabStepResult result;

  if (self == NULL)
    return LAB_STEP_WAIT;
  result = finish (task, self->reading, error);
  g_clear_pointer (&task->errand, lab_errand_free);
  return result;
}

const LabStepKind lab_step_read = {
  .id = LAB_STEP_READ,
  .wait_state = LAB_STATE_IO,
  .io = LAB_IO_FILE,
  .attempt = read_attempt,
  .blocking = read_blocking,
  .begin = read_begin,
};
