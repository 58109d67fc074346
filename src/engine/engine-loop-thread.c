/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-loop.h"

typedef struct
{
  LabEngine *engine;
  const LabLoopKind *kind;
  GError *error; /* why there is no loop */
} LoopThread;

static gpointer
loop_thread (gpointer data)
{
  LoopThread *self = data;
  g_autoptr (LabLoop) loop = lab_loop_new (self->engine, self->kind, &self->error);

  if (loop != NULL)
    lab_loop_run (loop);
  return NULL;
}

/* A main context of its own, never the application's: every task is in flight at once. */
gboolean
lab_loop_run_engine (LabEngine *engine, const LabLoopKind *kind, GError **error)
{
  guint32 n_tasks = lab_program_get_n_tasks (engine->program);
  LoopThread data = { .engine = engine, .kind = kind };
  GThread *thread;

  for (guint32 task = 0; task < n_tasks; task++)
    lab_engine_submit (engine, task);
  thread = g_thread_try_new ("loop", loop_thread, &data, error);
  if (thread == NULL)
    return FALSE;
  g_thread_join (thread);
  if (data.error == NULL)
    return TRUE;
  g_propagate_error (error, data.error);
  return FALSE;
}
