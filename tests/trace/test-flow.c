/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "index-fixture.h"
#include "lab-flow.h"
#include "lab-merge.h"

static void
add_deed (Fixture *self, guint lane, guint64 time, guint32 task, LabDeed deed, guint16 object)
{
  fixture_write (
    self, lane,
    (LabEvent){ .time = time, .task = task, .layer = LAB_LAYER_OBJECT, .state = (guint8) deed, .detail = object });
}

static void
add_wait (Fixture *self, guint lane, guint64 time, guint32 task, LabState state, guint16 object)
{
  fixture_write (
    self, lane,
    (LabEvent){ .time = time, .task = task, .layer = LAB_LAYER_TASK, .state = (guint8) state, .detail = object });
}

static Fixture *
make_with_objects (guint n_lanes)
{
  Fixture *self = fixture_new ();

  for (guint i = 0; i < n_lanes; i++)
    fixture_add_lane (self, LAB_LANE_THREAD);
  lab_recorder_add_meta (g_ptr_array_index (self->lanes, 0), "objects",
                         "[{\"kind\": \"lock\", \"name\": \"A\"}, {\"kind\": \"queue\", \"name\": \"pipe\"}]");
  return self;
}

static LabFlow *
make_flow (Fixture *self)
{
  LabFlow *flow = lab_flow_new (self->trace);

  g_assert_true (lab_trace_update (self->trace, NULL));
  lab_flow_update (flow);
  return flow;
}

static void
assert_span (LabFlow *flow, guint object, LabFlowRow row, guint64 n, guint64 start, guint64 end, LabState state,
             guint32 who)
{
  LabSpan span = lab_flow_get_span (flow, object, row, n);

  g_assert_cmpuint (span.start, ==, start);
  g_assert_cmpuint (span.end, ==, end);
  g_assert_cmpuint (span.state, ==, state);
  g_assert_cmpuint (span.who, ==, who);
}

static void
test_who_holds_a_lock_and_who_waits (void)
{
  g_autoptr (Fixture) self = make_with_objects (2);
  g_autoptr (LabFlow) flow = NULL;

  add_deed (self, 0, 10, 5, LAB_DEED_TAKE, 0);
  add_wait (self, 1, 12, 6, LAB_STATE_LOCK, 0);
  add_deed (self, 0, 20, 5, LAB_DEED_RELEASE, 0);
  add_deed (self, 1, 20, 6, LAB_DEED_TAKE, 0);
  fixture_add (self, 1, 20, 6, LAB_STATE_RUNNING);
  add_deed (self, 1, 30, 6, LAB_DEED_RELEASE, 0);
  fixture_add (self, 0, 40, 5, LAB_STATE_RUNNING);
  flow = make_flow (self);

  g_assert_cmpuint (lab_flow_get_n_objects (flow), ==, 2);
  g_assert_cmpuint (lab_flow_get_n_spans (flow, 0, LAB_FLOW_HOLDER), ==, 4);
  assert_span (flow, 0, LAB_FLOW_HOLDER, 0, 10, 20, LAB_STATE_RUNNING, 0);
  assert_span (flow, 0, LAB_FLOW_HOLDER, 2, 20, 30, LAB_STATE_RUNNING, 1);
  assert_span (flow, 0, LAB_FLOW_HOLDER, 3, 30, 40, LAB_STATE_IDLE, LAB_NO_TASK);
  assert_span (flow, 0, LAB_FLOW_WAITERS, 0, 12, 20, LAB_STATE_LOCK, 1);
  assert_span (flow, 0, LAB_FLOW_WAITERS, 1, 20, 40, LAB_STATE_IDLE, LAB_NO_TASK);
}

static void
test_how_full_a_queue_is_and_who_filled_it (void)
{
  g_autoptr (Fixture) self = make_with_objects (1);
  g_autoptr (LabFlow) flow = NULL;

  add_deed (self, 0, 1, 7, LAB_DEED_PUT, 1);
  add_deed (self, 0, 2, 8, LAB_DEED_PUT, 1);
  add_deed (self, 0, 3, 9, LAB_DEED_GET, 1);
  add_deed (self, 0, 4, 9, LAB_DEED_GET, 1);
  fixture_add (self, 0, 5, 9, LAB_STATE_RUNNING);
  flow = make_flow (self);

  assert_span (flow, 1, LAB_FLOW_DEPTH, 0, 1, 2, LAB_STATE_RUNNING, 1);
  assert_span (flow, 1, LAB_FLOW_DEPTH, 1, 2, 3, LAB_STATE_RUNNING, 2);
  assert_span (flow, 1, LAB_FLOW_DEPTH, 2, 3, 4, LAB_STATE_RUNNING, 1);
  assert_span (flow, 1, LAB_FLOW_DEPTH, 3, 4, 5, LAB_STATE_IDLE, LAB_NO_TASK);
  assert_span (flow, 1, LAB_FLOW_GIVER, 1, 2, 5, LAB_STATE_RUNNING, 8);
}

static void
test_how_many_at_once (void)
{
  g_autoptr (Fixture) self = make_with_objects (3);
  g_autoptr (LabFlow) flow = NULL;
  const guint64 edges[] = { 0, 10, 20, 30, 40 };
  double means[4][LAB_N_LEVELS];

  fixture_add (self, 0, 0, 0, LAB_STATE_QUEUED);
  fixture_add (self, 1, 10, 0, LAB_STATE_RUNNING);
  fixture_add (self, 2, 15, 1, LAB_STATE_RUNNING);
  fixture_add (self, 2, 20, 1, LAB_STATE_SLEEPING);
  fixture_add (self, 1, 30, 0, LAB_STATE_DONE);
  fixture_add (self, 2, 35, 1, LAB_STATE_DONE);
  fixture_add (self, 2, 40, 2, LAB_STATE_QUEUED);
  flow = make_flow (self);
  lab_flow_query_levels (flow, edges, 4, means);

  g_assert_cmpfloat (means[0][LAB_LEVEL_QUEUED], ==, 1);
  g_assert_cmpfloat (means[0][LAB_LEVEL_IN_FLIGHT], ==, 0);
  g_assert_cmpfloat_with_epsilon (means[1][LAB_LEVEL_RUNNING], 1.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (means[2][LAB_LEVEL_IN_FLIGHT], 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (means[2][LAB_LEVEL_RUNNING], 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (means[3][LAB_LEVEL_IN_FLIGHT], 0.5, 1e-6);
  g_assert_cmpuint (lab_flow_get_max (flow, LAB_LEVEL_RUNNING), ==, 2);
  g_assert_cmpuint (lab_flow_get_max (flow, LAB_LEVEL_IN_FLIGHT), ==, 2);
}

/* At a hand-over the one who begins may stand in the trace before the one who stops. */
static void
test_what_lasts_no_time_was_never_there (void)
{
  g_autoptr (Fixture) self = make_with_objects (2);
  g_autoptr (LabFlow) flow = NULL;

  fixture_add (self, 0, 0, 0, LAB_STATE_GIL);
  fixture_add (self, 1, 0, 1, LAB_STATE_RUNNING);
  fixture_add (self, 0, 10, 0, LAB_STATE_RUNNING);
  fixture_add (self, 1, 10, 1, LAB_STATE_GIL);
  fixture_add (self, 0, 20, 0, LAB_STATE_DONE);
  flow = make_flow (self);
  g_assert_cmpuint (lab_flow_get_max (flow, LAB_LEVEL_RUNNING), ==, 1);
}

static void
test_what_did_not_end_well (void)
{
  g_autoptr (Fixture) self = make_with_objects (2);
  g_autoptr (LabFlow) flow = NULL;
  const LabFlowEnd *ends;
  guint n;

  fixture_add (self, 0, 0, 0, LAB_STATE_RUNNING);
  fixture_add (self, 1, 0, 1, LAB_STATE_RUNNING);
  fixture_add (self, 1, 10, 1, LAB_STATE_CANCELLED);
  fixture_add (self, 1, 10, 2, LAB_STATE_RUNNING);
  fixture_add (self, 0, 20, 0, LAB_STATE_FAILED);
  fixture_add (self, 1, 30, 2, LAB_STATE_DONE);
  flow = make_flow (self);
  ends = lab_flow_get_ends (flow, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (ends[0].time, ==, 10);
  g_assert_cmpuint (ends[0].lane, ==, 1);
  g_assert_cmpint (ends[0].state, ==, LAB_STATE_CANCELLED);
  g_assert_cmpint (ends[1].state, ==, LAB_STATE_FAILED);
}

/* More changes than points are kept: the means over all the time stay what they are. */
static void
test_many_changes_keep_their_mean (void)
{
  g_autoptr (Fixture) self = make_with_objects (1);
  g_autoptr (LabFlow) flow = NULL;
  const guint n = 200000;
  const guint64 edges[] = { 0, n, 2 * n, 3 * n, 4 * n };
  double means[4][LAB_N_LEVELS];
  guint n_points;

  for (guint i = 0; i < n; i++)
    {
      fixture_add (self, 0, 4 * i, i, LAB_STATE_RUNNING);
      fixture_add (self, 0, 4 * i + 1, i, LAB_STATE_DONE);
    }
  fixture_add (self, 0, 4 * n, n, LAB_STATE_QUEUED);
  flow = make_flow (self);
  lab_flow_get_points (flow, &n_points);
  g_assert_cmpuint (n_points, <=, 1u << 17);
  lab_flow_query_levels (flow, edges, 4, means);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (means[i][LAB_LEVEL_RUNNING], 0.25, 0.001);
}

/* By and by or all at once: the same. */
static void
test_growing_is_as_reading_at_once (void)
{
  g_autoptr (Fixture) self = make_with_objects (2);
  g_autoptr (LabFlow) growing = lab_flow_new (self->trace);
  g_autoptr (LabFlow) flow = NULL;

  for (guint i = 0; i < 500; i++)
    {
      add_deed (self, i % 2, 10 * i, i, LAB_DEED_TAKE, 0);
      fixture_add (self, i % 2, 10 * i, i, LAB_STATE_RUNNING);
      fixture_add (self, i % 2, 10 * i + 7, i, LAB_STATE_DONE);
      add_deed (self, i % 2, 10 * i + 7, i, LAB_DEED_RELEASE, 0);
      g_assert_true (lab_trace_update (self->trace, NULL));
      lab_flow_update (growing);
    }
  flow = make_flow (self);
  g_assert_cmpuint (lab_flow_get_n_spans (growing, 0, LAB_FLOW_HOLDER), ==, 1000);
  for (guint64 n = 0; n < 1000; n++)
    {
      LabSpan span = lab_flow_get_span (growing, 0, LAB_FLOW_HOLDER, n);

      assert_span (flow, 0, LAB_FLOW_HOLDER, n, span.start, span.end, span.state, span.who);
    }
}

static void
test_seeking_finds_the_first_event_not_before (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  fixture_add_lane (self, LAB_LANE_THREAD);
  for (guint i = 0; i < 3000; i++)
    fixture_add (self, 0, 10 * (guint64) (i / 2), i, LAB_STATE_RUNNING);
  g_assert_true (lab_trace_update (self->trace, NULL));
  for (guint64 time = 0; time < 15100; time += 3)
    {
      LabCursor cursor;
      const LabEvent *event;

      lab_trace_seek (self->trace, 0, time, &cursor);
      event = lab_trace_next_event (self->trace, 0, &cursor);
      if (time > 14990)
        g_assert_null (event);
      else
        g_assert_cmpuint (event->task, ==, (time + 9) / 10 * 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flow/who-holds-a-lock-and-who-waits", test_who_holds_a_lock_and_who_waits);
  g_test_add_func ("/flow/how-full-a-queue-is-and-who-filled-it", test_how_full_a_queue_is_and_who_filled_it);
  g_test_add_func ("/flow/how-many-at-once", test_how_many_at_once);
  g_test_add_func ("/flow/what-lasts-no-time-was-never-there", test_what_lasts_no_time_was_never_there);
  g_test_add_func ("/flow/what-did-not-end-well", test_what_did_not_end_well);
  g_test_add_func ("/flow/many-changes-keep-their-mean", test_many_changes_keep_their_mean);
  g_test_add_func ("/flow/growing-is-as-reading-at-once", test_growing_is_as_reading_at_once);
  g_test_add_func ("/flow/seeking-finds-the-first-event-not-before", test_seeking_finds_the_first_event_not_before);
  return g_test_run ();
}
