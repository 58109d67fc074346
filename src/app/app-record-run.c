/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "app-record"

#include "config.h"

#include "app-record-private.h"
#include "app-watchdog.h"

/* A run that nobody looks at is read so often, in ms: else all of it would have to be at its end, in one go. */
#define READ_EVERY 100

/* A reader of its own: one thread at a time reads a trace, and the window draws this one meanwhile. */
static void
read_result_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (LabTrace) trace = lab_trace_new (data);
  g_autoptr (GError) error = NULL;

  if (!lab_trace_update (trace, &error))
    g_debug ("the trace ends early: %s", error->message);
  lab_trace_end_texts (trace);
  g_task_return_pointer (task, lab_result_new_for_trace (trace), (GDestroyNotify) lab_result_free);
}

static void
on_result_read (GObject *source, GAsyncResult *result, gpointer data)
{
  AppRecord *self = APP_RECORD (source);

  app_watchdog_note ("a run has ended");
  self->result = g_task_propagate_pointer (G_TASK (result), NULL);
  app_record_take_in_last (self);
  app_record_settle (self);
}

static void
on_run_ended (LabRun *run, AppRecord *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_result_read, NULL);

  g_clear_handle_id (&self->reader, g_source_remove);
  self->state = APP_RECORD_READING;
  g_task_set_task_data (task, lab_segment_ref (lab_run_get_segment (run)), (GDestroyNotify) lab_segment_unref);
  g_task_run_in_thread (task, read_result_in_thread);
}

static gboolean
on_read_due (gpointer data)
{
  AppRecord *self = data;

  if (!self->is_read)
    app_record_update (self);
  self->is_read = FALSE;
  return G_SOURCE_CONTINUE;
}

static void
on_run_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AppRecord) self = data;

  if (!lab_run_start_finish (self->run, result, &self->error))
    {
      app_record_settle (self);
      return;
    }
  app_watchdog_note ("a run begins");
  self->state = APP_RECORD_RUNNING;
  app_record_make_timeline (self);
  app_record_prepare (self);
  self->reader = g_timeout_add (READ_EVERY, on_read_due, self);
  app_record_grow (self);
}

/* The names need the expanded program, too. */
static void
make_names_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, lab_names_new (APP_RECORD (source)->experiment), (GDestroyNotify) lab_names_free);
}

static void
on_names_made (GObject *source, GAsyncResult *result, gpointer data)
{
  AppRecord *self = APP_RECORD (source);

  self->names = g_task_propagate_pointer (G_TASK (result), NULL);
  lab_run_start_async (self->run, on_run_started, g_object_ref (self));
}

void
app_record_start (AppRecord *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (APP_IS_RECORD (self));
  g_return_if_fail (self->state == APP_RECORD_NEW && self->experiment != NULL);

  self->state = APP_RECORD_STARTING;
  self->run = lab_run_new (self->experiment);
  g_signal_connect (self->run, "ended", G_CALLBACK (on_run_ended), self);
  task = g_task_new (self, NULL, on_names_made, NULL);
  g_task_run_in_thread (task, make_names_in_thread);
}

void
app_record_stop (AppRecord *self)
{
  g_return_if_fail (APP_IS_RECORD (self));

  if (self->run != NULL)
    lab_run_cancel (self->run);
}
