/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine-isolate.h"
#include "engine-models.h"
#include "engine-shared.h"
#include "lab-trace.h"
#include "process-child.h"

/* So many processes in a row that end before they were ready: then it is no accident. */
#define FALSE_STARTS_MAX 3

/* A pool of worker processes: one task at a time each; steps go out and results come back over pipes, as bytes. */
typedef struct
{
  LabEngine *engine;
  LabChild **children;  /* n_children; NULL where one ended and no other was needed */
  struct pollfd *polls; /* one for each child, then the one that tells of cancellation */
  guint n_children;
  guint32 n_tasks;
  guint32 next_task;
  guint32 n_busy;
  guint n_false_starts;
} Pool;

static gboolean
pool_has_tasks (Pool *self)
{
  return self->next_task < self->n_tasks && !lab_engine_is_cancelled (self->engine);
}

static gboolean
pool_start_child (Pool *self, guint n, GError **error)
{
  self->children[n] = lab_child_start (self->engine, error);
  self->polls[n] = (struct pollfd){ .fd = self->children[n] ? self->children[n]->output : -1, .events = POLLIN };
  return self->children[n] != NULL;
}

static void
pool_end_child (Pool *self, guint n)
{
  self->engine->children_rss += lab_child_get_peak_rss (self->children[n]);
  self->polls[n].fd = -1;
  g_clear_pointer (&self->children[n], lab_child_free);
}

/* The last event that the child has recorded; NULL where there is none. */
static const LabEvent *
find_last_event (LabTrace *trace, const LabChunkHeader *chunk)
{
  const LabEvent *last = NULL;

  for (guint n = 0; n < lab_trace_get_n_lanes (trace); n++)
    {
      LabCursor cursor = { 0 };
      const LabEvent *event;

      if (lab_trace_get_lane (trace, n)->id != chunk->lane)
        continue;
      while ((event = lab_trace_next_event (trace, n, &cursor)) != NULL)
        last = event;
    }
  return last;
}

static char *
find_text (LabTrace *trace, LabTextKind kind, guint32 task)
{
  for (guint n = 0; n < lab_trace_get_n_texts (trace); n++)
    {
      const LabText *text = lab_trace_get_text (trace, n);

      if (text->kind == kind && text->task == task)
        return g_strdup (text->text);
    }
  return NULL;
}

/* A child that died with a task: it may have recorded the task's end and died before it could say so. Otherwise the
 * task ends here, on the child's own lane, which has lost its writer. */
static void
pool_end_orphan (Pool *self, LabChild *child, const char *reason)
{
  g_autoptr (LabTrace) trace = lab_trace_new (self->engine->segment);
  g_autoptr (LabRecorder) recorder = NULL;
  g_autofree char *text = NULL;
  const LabEvent *last;

  lab_trace_update (trace, NULL);
  last = find_last_event (trace, &child->lane);
  if (last != NULL && last->task == child->task && lab_state_is_end ((LabState) last->state))
    {
      LabTextKind kind = last->state == LAB_STATE_FAILED ? LAB_TEXT_REASON : LAB_TEXT_RESULT;

      lab_isolate_count_end (self->engine, child->task, (LabState) last->state, find_text (trace, kind, child->task));
      return;
    }
  recorder = lab_recorder_adopt (self->engine->segment, &child->lane);
  text = g_strdup_printf (_ ("its worker process %d died: %s"), child->lane.pid, reason);
  lab_engine_end_task (self->engine, recorder, child->task, LAB_STATE_FAILED, NULL, text);
  if (self->engine->shared != NULL)
    lab_shared_wake_all (self->engine->shared);
}

static gboolean
pool_replace_child (Pool *self, guint n, GError **error)
{
  LabChild *child = self->children[n];
  g_autofree char *reason = lab_child_describe_end (child);

  self->n_false_starts = child->ready ? 0 : self->n_false_starts + 1;
  if (child->task != LAB_NO_TASK)
    {
      pool_end_orphan (self, child, reason);
      self->n_busy--;
    }
  pool_end_child (self, n);
  if (self->n_false_starts >= FALSE_STARTS_MAX)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("worker processes end as soon as they start: %s"), reason);
      return FALSE;
    }
  return !pool_has_tasks (self) || pool_start_child (self, n, error);
}

static gboolean
pool_give_task (Pool *self, guint n, GError **error)
{
  if (!pool_has_tasks (self))
    return TRUE;
  self->n_busy++;
  if (lab_child_give_task (self->children[n], self->engine, self->next_task++))
    return TRUE;
  return pool_replace_child (self, n, error);
}

static gboolean
pool_handle_frame (Pool *self, guint n, LabFrame *frame)
{
  LabChild *child = self->children[n];

  switch (frame->header.type)
    {
    case LAB_FRAME_READY:
      if (child->ready || frame->header.length != sizeof (LabChunkHeader))
        return FALSE;
      child->ready = TRUE;
      child->lane = *(const LabChunkHeader *) (gpointer) frame->bytes;
      return TRUE;

    case LAB_FRAME_ENDED:
    case LAB_FRAME_TEXT:
      if (frame->header.task != child->task || child->task == LAB_NO_TASK)
        return FALSE;
      lab_isolate_count_end (self->engine, child->task, (LabState) frame->header.state,
                             frame->header.type == LAB_FRAME_TEXT ? g_steal_pointer (&frame->bytes) : NULL);
      child->task = LAB_NO_TASK;
      self->n_busy--;
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
pool_serve_child (Pool *self, guint n, GError **error)
{
  g_auto (LabFrame) frame = { 0 };

  if (lab_frame_read (self->children[n]->output, &frame) && pool_handle_frame (self, n, &frame))
    return pool_give_task (self, n, error);
  /* It died; or it does not keep to the protocol, and then it had better. */
  g_subprocess_force_exit (self->children[n]->process);
  return pool_replace_child (self, n, error);
}

static gboolean
pool_run (Pool *self, GError **error)
{
  gboolean ok = TRUE;

  while (ok && (self->n_busy > 0 || pool_has_tasks (self)))
    {
      int n_events = poll (self->polls, self->n_children + 1, -1);

      if (n_events < 0 && errno != EINTR)
        g_error ("poll: %s", g_strerror (errno));
      /* Told once is enough: what is running sees it in the shared memory. */
      if (lab_engine_is_cancelled (self->engine))
        self->polls[self->n_children].fd = -1;
      for (guint n = 0; ok && n_events > 0 && n < self->n_children; n++)
        if (self->polls[n].fd >= 0 && self->polls[n].revents != 0)
          ok = pool_serve_child (self, n, error);
    }
  return ok;
}

static gboolean
pool_init (Pool *self, LabEngine *engine, GError **error)
{
  gboolean ok = TRUE;

  *self = (Pool){ .engine = engine, .n_tasks = lab_program_get_n_tasks (engine->program) };
  self->n_children = (guint) MIN (lab_values_get_number (engine->experiment->options, "workers"), self->n_tasks);
  lab_engine_set_slots (engine, self->n_children);
  self->children = g_new0 (LabChild *, self->n_children);
  self->polls = g_new (struct pollfd, self->n_children + 1);
  for (guint n = 0; n < self->n_children; n++)
    self->polls[n] = (struct pollfd){ .fd = -1 };
  self->polls[self->n_children] = (struct pollfd){ .fd = engine->cancel_fd, .events = POLLIN };
  for (guint n = 0; ok && n < self->n_children; n++)
    ok = pool_start_child (self, n, error);
  return ok;
}

static void
pool_clear (Pool *self)
{
  /* All of them first, then one after the other to its end: they go home at the same time. */
  for (guint n = 0; n < self->n_children; n++)
    if (self->children[n] != NULL)
      {
        self->engine->children_rss += lab_child_get_peak_rss (self->children[n]);
        lab_child_close (self->children[n]);
      }
  for (guint n = 0; n < self->n_children; n++)
    g_clear_pointer (&self->children[n], lab_child_free);
  g_free (self->children);
  g_free (self->polls);
}

static gboolean
processes_run (LabEngine *engine, GError **error)
{
  gboolean ok;
  Pool pool;

  for (guint32 task = 0; task < lab_program_get_n_tasks (engine->program); task++)
    lab_engine_submit (engine, task);
  ok = pool_init (&pool, engine, error) && pool_run (&pool, error);
  /* What cannot go on does not wait for tasks that may take hours. */
  if (!ok)
    lab_engine_cancel (engine);
  for (; pool.next_task < pool.n_tasks; pool.next_task++)
    lab_engine_end_task (engine, engine->recorder, pool.next_task, LAB_STATE_CANCELLED, NULL, NULL);
  pool_clear (&pool);
  return ok;
}

const LabModelRunner lab_model_runner_processes = {
  .id = "processes",
  .run = processes_run,
};
