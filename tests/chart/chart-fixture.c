/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chart-fixture.h"

void
chart_add_lane (Fixture *self, LabLaneKind kind, const char *name, gint32 pid)
{
  LabRecorder *recorder = lab_recorder_new (self->segment, kind, name);

  recorder->lane.pid = recorder->lane.tid = pid;
  g_ptr_array_add (self->lanes, recorder);
}

static void
add_waits (Fixture *self)
{
  static const LabState waits[] = { LAB_STATE_SLEEPING, LAB_STATE_IO,      LAB_STATE_GIL,
                                    LAB_STATE_LOCK,     LAB_STATE_CHANNEL, LAB_STATE_STARTING };

  fixture_add (self, 1, 1 * MS, 0, LAB_STATE_RUNNING);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      fixture_add (self, 1, (10 + 15 * i) * MS, 0, waits[i]);
      fixture_add (self, 1, (20 + 15 * i) * MS, 0, LAB_STATE_RUNNING);
    }
  fixture_add (self, 1, 100 * MS, 0, LAB_STATE_DONE);
}

static void
add_tiny (Fixture *self)
{
  for (guint i = 0; i < 20; i++)
    {
      fixture_add (self, 2, 2 * MS + i * MS, 1 + i, LAB_STATE_RUNNING);
      fixture_add (self, 2, 2 * MS + i * MS + MS * i / 20, 1 + i, LAB_STATE_SLEEPING);
    }
  fixture_add (self, 2, 22 * MS, 20, LAB_STATE_DONE);
  fixture_add (self, 2, 60 * MS, 21, LAB_STATE_RUNNING);
  fixture_add (self, 2, 60 * MS + 1, 21, LAB_STATE_DONE);
}

Fixture *
chart_fixture_story (void)
{
  Fixture *self = fixture_new ();

  chart_add_lane (self, LAB_LANE_MAIN, "main", 4711);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("worker %u", i);

      chart_add_lane (self, LAB_LANE_THREAD, name, 4711);
    }
  for (guint task = 0; task < 26; task++)
    fixture_add (self, 0, task * 1000, task, LAB_STATE_QUEUED);
  add_waits (self);
  add_tiny (self);
  fixture_add (self, 3, 3 * MS, 22, LAB_STATE_RUNNING);
  fixture_add (self, 3, 40 * MS, 22, LAB_STATE_FAILED);
  fixture_add (self, 3, 40 * MS, 23, LAB_STATE_RUNNING);
  fixture_add (self, 3, 90 * MS, 23, LAB_STATE_DONE);
  fixture_add (self, 4, 4 * MS, 24, LAB_STATE_RUNNING);
  fixture_add (self, 4, 70 * MS, 24, LAB_STATE_CANCELLED);
  return self;
}

static void
add_deed (Fixture *self, guint lane, guint64 time, guint32 task, LabDeed deed)
{
  fixture_write (self, lane,
                 (LabEvent){ .time = time, .task = task, .layer = LAB_LAYER_OBJECT, .state = (guint8) deed });
}

Fixture *
chart_fixture_gil (void)
{
  Fixture *self = fixture_new ();
  guint64 time = MS;

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("worker %u", i);

      chart_add_lane (self, LAB_LANE_THREAD, name, 4711);
    }
  lab_recorder_add_meta (g_ptr_array_index (self->lanes, 0), "objects", "[{\"kind\": \"gil\", \"name\": \"GIL\"}]");
  for (guint lane = 0; lane < 3; lane++)
    fixture_add (self, lane, lane * 1000, lane, LAB_STATE_GIL);
  for (guint turn = 0; turn < 9; turn++, time += 10 * MS)
    {
      guint lane = turn % 3;

      add_deed (self, lane, time, lane, LAB_DEED_TAKE);
      fixture_add (self, lane, time, lane, LAB_STATE_RUNNING);
      add_deed (self, lane, time + 10 * MS, lane, LAB_DEED_RELEASE);
      fixture_add (self, lane, time + 10 * MS, lane, turn < 6 ? LAB_STATE_GIL : LAB_STATE_DONE);
    }
  return self;
}

Fixture *
chart_fixture_random (guint32 seed, guint n_lanes, guint n, guint64 longest)
{
  Fixture *self = fixture_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint lane = 0; lane < n_lanes; lane++)
    {
      guint64 time = g_rand_int (random) % (longest + 1);

      chart_add_lane (self, lane % 3 == 2 ? LAB_LANE_LOOP : LAB_LANE_THREAD, "lane", 100 + (gint32) lane / 2);
      for (guint i = 0; i < n; i++)
        {
          guint state = LAB_STATE_QUEUED + g_rand_int (random) % (LAB_N_STATES - 1);

          fixture_add (self, lane, time, lane * n + i / 5, (LabState) state);
          time += g_rand_int (random) % 4 == 0 ? 0 : g_rand_int (random) % (longest + 1);
        }
    }
  return self;
}

LabTimeline *
chart_make_timeline (Fixture *self)
{
  LabTimeline *timeline;

  g_assert_true (lab_trace_update (self->trace, NULL));
  timeline = lab_timeline_new (self->trace, NULL);
  lab_timeline_update (timeline);
  return timeline;
}

LabScene *
chart_layout (LabTimeline *timeline, const LabTimelineView *view)
{
  g_autoptr (LabFont) font = lab_font_new_fixed ();
  LabScene *scene = lab_scene_new (view->width, view->height);

  lab_timeline_layout (timeline, view, font, scene);
  return scene;
}
