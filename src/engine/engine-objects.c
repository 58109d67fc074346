/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine-objects.h"
#include "engine-parking.h"
#include "engine-shared.h"
#include "engine-wires.h"
#include "lab-json.h"

/* The deed is stamped before it is done, so that no other task's taking of the lock can seem to have come before. */
gboolean
lab_engine_unlock (LabEngine *self, LabRecorder *recorder, guint32 task, guint16 lock)
{
  guint64 time = lab_clock_now ();

  if (!lab_shared_unlock (self->shared, lock, task))
    return FALSE;
  lab_recorder_add_deed_at (recorder, time, task, LAB_DEED_RELEASE, lock);
  lab_parking_wake (self->parking, self, lock);
  return TRUE;
}

void
lab_engine_set_event (LabEngine *self, LabRecorder *recorder, guint32 task, guint16 event)
{
  lab_engine_record_deed (recorder, task, LAB_DEED_SET, event);
  lab_shared_set (self->shared, event);
  lab_parking_wake (self->parking, self, event);
}

/* Who waits for something that only this task could still put into a queue, waits in vain. */
static void
wake_at_ends (LabEngine *self, guint32 task)
{
  g_autoptr (GArray) targets = lab_program_get_targets (self->program, task);

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      guint16 queue = g_array_index (targets, guint16, i);

      if (lab_shared_is_left (self->shared, queue))
        lab_parking_wake_all_at_queue (self->parking, self, queue, LAB_SIDE_GET);
    }
}

void
lab_engine_leave_objects (LabEngine *self, LabRecorder *recorder, guint32 task)
{
  guint64 time = lab_clock_now ();
  guint lock = 0;

  if (self->shared == NULL)
    return;
  while (lab_shared_release_next (self->shared, task, &lock))
    {
      lab_recorder_add_deed_at (recorder, time, task, LAB_DEED_RELEASE, (guint16) lock);
      lab_parking_wake (self->parking, self, (guint16) lock);
      time = lab_clock_now ();
    }
  if (self->wires != NULL)
    lab_wires_leave (self->wires, self->program, task);
  lab_shared_end_task (self->shared, task);
  wake_at_ends (self, task);
}

gboolean
lab_engine_check_holds_nothing (LabEngine *self, guint32 task, GError **error)
{
  guint n_held = self->shared == NULL ? 0 : lab_shared_count_held (self->shared, task);

  if (n_held == 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED,
               g_dngettext (GETTEXT_PACKAGE, "it ended while it still held a lock",
                            "it ended while it still held %u locks", n_held),
               n_held);
  return FALSE;
}

guint16
lab_engine_add_object (LabEngine *self, LabObjectKind kind, const char *name)
{
  g_return_val_if_fail (self->objects->len < LAB_OBJECTS_MAX, 0);

  lab_objects_add (self->objects, kind, name);
  return (guint16) (self->objects->len - 1);
}

void
lab_engine_record_objects (LabEngine *self)
{
  g_autofree char *json = lab_objects_to_json (self->objects);

  lab_recorder_add_meta (self->recorder, "objects", json);
}

gint64 *
lab_worker_get_counter (LabWorker *worker, guint counter)
{
  guint n_counters;
  const LabCounter *counters = lab_program_get_counters (worker->engine->program, &n_counters);

  return counters[counter].shared ? &lab_shared_get_counters (worker->engine->shared)[counter]
                                  : &worker->counters[counter];
}

static void
add_counter (LabEngine *self, guint n, const LabCounter *counter, JsonBuilder *builder)
{
  gboolean isolated = !counter->shared && !(self->experiment->model->traits & LAB_TRAIT_SHARED);
  gint64 expected;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, counter->id);
  json_builder_set_member_name (builder, "found");
  json_builder_add_int_value (builder, self->counters[n]);
  if (lab_program_get_counter_sum (self->program, n, &expected))
    {
      json_builder_set_member_name (builder, "expected");
      json_builder_add_int_value (builder, expected);
    }
  json_builder_set_member_name (builder, "isolated");
  json_builder_add_boolean_value (builder, isolated);
  json_builder_end_object (builder);
}

void
lab_engine_record_counters (LabEngine *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;
  guint n_counters;
  const LabCounter *counters = lab_program_get_counters (self->program, &n_counters);

  if (n_counters == 0)
    return;
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_counters; i++)
    {
      if (counters[i].shared)
        self->counters[i] = lab_shared_get_counters (self->shared)[i];
      add_counter (self, i, &counters[i], builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json = lab_json_to_text (root);
  lab_recorder_add_meta (self->recorder, "counters", json);
}
