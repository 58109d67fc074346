/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <poll.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine-objects.h"
#include "engine-shared.h"
#include "engine-steps.h"
#include "engine-wires.h"
#include "lab-error.h"

#define PIECE_DEFAULT (64 * 1024)
/* Who waits no longer than this need not be looked at as one that may wait for ever. */
#define SHORT_WAIT_MS 20
#define PIECE_MAX (64 * 1024 * 1024)

/* One end of a wire, and how far it has come. */
typedef struct
{
  LabErrand base; /* on a loop only, as the next two */
  LabLoop *loop;
  LabTask *task;
  GSource *sources[2];
  LabEngine *engine;
  guint16 wire;
  gboolean writes;
  gboolean other_ended;
  guint64 left;
  gsize piece;
  guint8 *bytes;
  int problem; /* an errno */
} Copy;

static Copy *
copy_new (LabEngine *engine, LabTask *task, const LabStep *step, GError **error)
{
  gint64 piece = PIECE_DEFAULT;
  gint64 size;
  Copy *self;

  if (!lab_task_get_number (task, engine->program, step, &size, error)
      || (step->details[LAB_DETAIL_PIECE] != NULL
          && !lab_program_get_detail_number (engine->program, step, LAB_DETAIL_PIECE, task->index, NULL, &piece,
                                             error)))
    return NULL;
  self = g_new0 (Copy, 1);
  self->task = task;
  self->engine = engine;
  self->wire = lab_program_get_object (engine->program, step, task->index);
  self->writes = step->details[LAB_DETAIL_TO] != NULL;
  self->left = (guint64) size;
  self->piece = (gsize) CLAMP (piece, 1, PIECE_MAX);
  self->bytes = g_malloc0 (self->piece);
  return self;
}

static void
copy_free (Copy *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    if (self->sources[i] != NULL)
      {
        g_source_destroy (self->sources[i]);
        g_source_unref (self->sources[i]);
      }
  g_free (self->bytes);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

/* TRUE: there is nothing more to do. FALSE: it has to wait. */
static gboolean
copy_go_on (Copy *self)
{
  while (self->left > 0 && !lab_engine_is_cancelled (self->engine))
    {
      gsize length = (gsize) MIN (self->left, self->piece);
      gssize done = self->writes ? lab_wires_write (self->engine->wires, self->wire, self->bytes, length)
                                 : lab_wires_read (self->engine->wires, self->wire, self->bytes, length);

      if (done < 0)
        self->problem = errno;
      if (done < 0 || (done == 0 && self->other_ended))
        return TRUE;
      if (done == 0)
        return FALSE;
      self->left -= (guint64) done;
    }
  return TRUE;
}

static LabStepResult
copy_finish (Copy *self, const LabStep *step, guint64 size, GError **error)
{
  if (lab_engine_is_cancelled (self->engine))
    return LAB_STEP_CANCELLED;
  if (!self->writes)
    lab_task_gather (self->task)->read += size - self->left;
  if (self->left == 0)
    return LAB_STEP_CONTINUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("the wire \"%s\" is broken: %s"),
               lab_objects_get (self->engine->objects, self->wire)->name,
               self->problem != 0 ? g_strerror (self->problem) : _ ("the task at its other end has ended"));
  return LAB_STEP_FAILED;
}

static LabSide
get_side (const Copy *self)
{
  return self->writes ? LAB_SIDE_PUT : LAB_SIDE_GET;
}

/* FALSE when nothing has come in that time. */
static gboolean
copy_wait (Copy *self, int milliseconds)
{
  struct pollfd polls[3] = {
    { .fd = lab_wires_get_end_fd (self->engine->wires, self->wire), .events = POLLIN },
    { .fd = self->engine->cancel_fd, .events = POLLIN },
  };

  polls[2].fd = lab_wires_get_wait_fd (self->engine->wires, self->wire, self->writes, &polls[2].events);
  if (poll (polls, G_N_ELEMENTS (polls), milliseconds) <= 0)
    return FALSE;
  self->other_ended |= polls[0].revents != 0;
  return TRUE;
}

static LabStepResult
copy_blocking (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  g_autoptr (Copy) self = copy_new (worker->engine, task, step, error);
  guint64 size;

  if (self == NULL)
    return LAB_STEP_FAILED;
  size = self->left;
  while (!copy_go_on (self))
    {
      if (copy_wait (self, SHORT_WAIT_MS))
        continue;
      lab_shared_begin_wait_wire (worker->engine->shared, self->wire, get_side (self), task->index);
      copy_wait (self, -1);
      lab_shared_end_wait_wire (worker->engine->shared, task->index);
    }
  return copy_finish (self, step, size, error);
}

static void
errand_free (LabErrand *base)
{
  copy_free ((Copy *) base);
}

static gboolean
on_news (int fd, GIOCondition condition, gpointer data)
{
  Copy *self = data;

  self->other_ended |= fd == lab_wires_get_end_fd (self->engine->wires, self->wire);
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    {
      g_source_destroy (self->sources[i]);
      g_clear_pointer (&self->sources[i], g_source_unref);
    }
  lab_shared_end_wait_wire (self->engine->shared, self->task->index);
  lab_loop_repeat_step (self->loop, self->task);
  return G_SOURCE_REMOVE;
}

static GSource *
watch (Copy *self, int fd, short events)
{
  GSource *source = g_unix_fd_source_new (fd, (GIOCondition) events);

  g_source_set_callback (source, G_SOURCE_FUNC (on_news), self, NULL);
  g_source_attach (source, lab_loop_get_context (self->loop));
  return source;
}

/* Comes back to what it has begun. */
static LabStepResult
copy_attempt (LabWorker *worker, LabTask *task, const LabStep *step, GError **error)
{
  Copy *self = (Copy *) task->errand;
  LabStepResult result;
  gint64 size;

  if (self == NULL || !copy_go_on (self))
    return LAB_STEP_WAIT;
  result = lab_task_get_number (task, worker->engine->program, step, &size, error)
             ? copy_finish (self, step, (guint64) size, error)
             : LAB_STEP_FAILED;
  g_clear_pointer (&task->errand, lab_errand_free);
  return result;
}

/* On a loop the task goes to and fro between these two until all is copied. */
static LabStepResult
copy_begin (LabLoop *loop, LabTask *task, const LabStep *step, GError **error)
{
  Copy *self = (Copy *) task->errand;
  short events;
  int fd;

  if (self == NULL)
    {
      self = copy_new (lab_loop_get_worker (loop)->engine, task, step, error);
      if (self == NULL)
        return LAB_STEP_FAILED;
      self->base.free = errand_free;
      self->loop = loop;
      task->errand = &self->base;
      /* Also so that whoever is at the other end knows that somebody waits here. */
      if (copy_go_on (self))
        return copy_attempt (lab_loop_get_worker (loop), task, step, error);
    }
  fd = lab_wires_get_wait_fd (self->engine->wires, self->wire, self->writes, &events);
  self->sources[0] = watch (self, fd, events);
  self->sources[1] = watch (self, lab_wires_get_end_fd (self->engine->wires, self->wire), POLLIN);
  lab_shared_begin_wait_wire (self->engine->shared, self->wire, get_side (self), task->index);
  return LAB_STEP_WAIT;
}

const LabStepKind lab_step_copy = {
  .id = LAB_STEP_COPY,
  .wait_state = LAB_STATE_IO,
  .io = LAB_IO_WIRE,
  .attempt = copy_attempt,
  .blocking = copy_blocking,
  .begin = copy_begin,
};
