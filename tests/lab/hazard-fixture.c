/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hazard-fixture.h"

/* What has nothing to do with the case: an object that no case uses, and how much longer than planned all may take. */
#define NOISE_OBJECT 60000
#define STRETCH_MAX 0.05

void
fixture_init (Fixture *self, GRand *noise)
{
  *self = (Fixture){ .noise = noise };
  self->segment = lab_segment_new (16 << 20, NULL);
  self->trace = lab_trace_new (self->segment);
  self->main = lab_recorder_new (self->segment, LAB_LANE_MAIN, "main");
}

void
fixture_clear (Fixture *self)
{
  lab_recorder_free (self->main);
  for (guint i = 0; i < FIXTURE_TASKS; i++)
    g_clear_pointer (&self->lanes[i], lab_recorder_free);
  g_clear_pointer (&self->loop, lab_recorder_free);
  g_clear_pointer (&self->ready, lab_recorder_free);
  lab_trace_free (self->trace);
  lab_segment_unref (self->segment);
}

static void
add (LabRecorder *recorder, guint64 time, guint32 task, LabLayer layer, guint state, guint16 object)
{
  lab_recorder_add_event (recorder, recorder->origin + time, task, layer, (guint8) state, object);
}

static void
add_noise (Fixture *self, LabRecorder *recorder, guint64 time, guint32 task)
{
  if (self->noise == NULL || g_rand_boolean (self->noise))
    return;
  add (recorder, time, task, LAB_LAYER_KERNEL, LAB_STATE_QUEUED, 0);
  add (recorder, time, task, LAB_LAYER_OBJECT, LAB_DEED_TAKE + (guint) g_rand_int_range (self->noise, 0, 6),
       NOISE_OBJECT);
}

static guint64
stretch (Fixture *self, guint64 duration)
{
  if (self->noise == NULL)
    return duration;
  return duration + (guint64) ((double) duration * g_rand_double_range (self->noise, 0, STRETCH_MAX));
}

static LabRecorder *
get_lane (Fixture *self, guint32 task)
{
  g_assert_cmpuint (task, <, FIXTURE_TASKS);
  if (self->lanes[task] == NULL)
    self->lanes[task] = lab_recorder_new (self->segment, LAB_LANE_THREAD, "worker");
  return self->lanes[task];
}

void
fixture_wait_for (Fixture *self, guint32 task, LabState state, guint16 object, guint64 duration)
{
  add (get_lane (self, task), self->clocks[task], task, LAB_LAYER_TASK, state, object);
  add_noise (self, get_lane (self, task), self->clocks[task], task);
  self->clocks[task] += stretch (self, duration);
}

void
fixture_be (Fixture *self, guint32 task, LabState state, guint64 duration)
{
  fixture_wait_for (self, task, state, 0, duration);
}

void
fixture_end (Fixture *self, guint32 task, LabState end)
{
  fixture_be (self, task, end, 0);
}

void
fixture_do (Fixture *self, guint32 task, LabDeed deed, guint16 object)
{
  add (get_lane (self, task), self->clocks[task], task, LAB_LAYER_OBJECT, deed, object);
}

void
fixture_follow (Fixture *self, guint32 task, guint32 other)
{
  self->clocks[task] = MAX (self->clocks[task], self->clocks[other]);
}

static void
need_loop (Fixture *self)
{
  if (self->loop != NULL)
    return;
  self->loop = lab_recorder_new (self->segment, LAB_LANE_LOOP, "loop");
  self->ready = lab_recorder_new (self->segment, LAB_LANE_MAIN, "ready");
}

void
fixture_loop_be (Fixture *self, guint32 task, LabState state, guint64 duration)
{
  need_loop (self);
  add (self->loop, self->loop_clock, task, LAB_LAYER_TASK, state, 0);
  add_noise (self, self->loop, self->loop_clock, task);
  self->loop_clock += stretch (self, duration);
}

void
fixture_loop_end (Fixture *self, guint32 task)
{
  fixture_loop_be (self, task, LAB_STATE_DONE, 0);
}

void
fixture_loop_ready (Fixture *self, guint32 task, guint64 time)
{
  need_loop (self);
  add (self->ready, time, task, LAB_LAYER_TASK, LAB_STATE_QUEUED, 0);
}

void
fixture_name_objects (Fixture *self, const char *kinds)
{
  g_autoptr (GPtrArray) objects = lab_objects_new ();
  g_autofree char *json = NULL;
  guint n_locks = 0;

  for (; *kinds != '\0'; kinds++)
    {
      g_autofree char *name = *kinds == 'G' ? g_strdup ("GIL") : g_strdup_printf ("%c", 'A' + n_locks++);

      lab_objects_add (objects, *kinds == 'G' ? LAB_OBJECT_GIL : LAB_OBJECT_LOCK, name);
    }
  json = lab_objects_to_json (objects);
  fixture_record (self, "objects", json);
}

void
fixture_record (Fixture *self, const char *key, const char *json)
{
  lab_recorder_add_meta (self->main, key, json);
}

char *
fixture_find (Fixture *self, const LabExperiment *experiment, LabOutcomeKind outcome, char **sentences)
{
  g_autoptr (LabOutcome) end = lab_outcome_new (outcome);
  g_autoptr (GPtrArray) hazards = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autoptr (GString) texts = g_string_new (NULL);
  LabMetrics metrics;

  g_assert_true (lab_trace_update (self->trace, NULL));
  g_assert_cmpuint (lab_trace_get_dropped (self->trace), ==, 0);
  lab_metrics_compute (&metrics, self->trace);
  hazards = lab_hazards_find (self->trace, experiment, &metrics, end);
  for (guint i = 0; i < hazards->len; i++)
    {
      const LabHazard *hazard = g_ptr_array_index (hazards, i);

      g_assert_true (g_utf8_validate (hazard->sentence, -1, NULL));
      g_assert_cmpstr (hazard->sentence, !=, "");
      g_assert_true (lab_hazards_get (hazards, hazard->kind) == hazard);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", lab_hazard_kind_get_id (hazard->kind));
      g_string_append_printf (texts, "%s%s", i > 0 ? "\n" : "", hazard->sentence);
    }
  if (sentences != NULL)
    *sentences = g_strdup (texts->str);
  return g_strdup (ids->str);
}
