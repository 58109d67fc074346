/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-merge.h"
#include "trace-test-utils.h"

static void
test_no_events (void)
{
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (LabMerge) merge = NULL;
  guint lane;

  g_assert_true (lab_trace_update (trace, NULL));
  merge = lab_merge_new (trace);
  g_assert_null (lab_merge_next (merge, &lane));
  g_assert_null (lab_merge_next (merge, &lane));
}

/* Every number of lanes from one to some more than a full heap of four rows; times at random, many of them equal. */
static void
test_all_events_in_the_order_of_time (void)
{
  for (guint n_lanes = 1; n_lanes <= 20; n_lanes++)
    {
      g_autoptr (LabSegment) segment = lab_segment_new (1 << 24, NULL);
      g_autoptr (LabTrace) trace = lab_trace_new (segment);
      g_autoptr (LabMerge) merge = NULL;
      g_autofree guint32 *next = g_new0 (guint32, n_lanes);
      guint64 last_time = 0;
      guint last_lane = 0;
      const LabEvent *event;
      guint count = 0;
      guint lane;

      for (guint n = 0; n < n_lanes; n++)
        {
          g_autoptr (LabRecorder) recorder = lab_recorder_new (segment, LAB_LANE_THREAD, "lane");
          guint64 time = 0;

          for (guint32 i = 0; i < 600; i++)
            test_add_at (recorder, time += (guint64) g_test_rand_int_range (0, 3), i, LAB_STATE_RUNNING);
        }
      g_assert_true (lab_trace_update (trace, NULL));
      merge = lab_merge_new (trace);
      while ((event = lab_merge_next (merge, &lane)) != NULL)
        {
          g_assert_cmpuint (lane, <, n_lanes);
          g_assert_true (event->time > last_time || (event->time == last_time && lane >= last_lane));
          g_assert_cmpuint (event->task, ==, next[lane]++);
          last_time = event->time;
          last_lane = lane;
          count++;
        }
      g_assert_cmpuint (count, ==, 600 * n_lanes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/no-events", test_no_events);
  g_test_add_func ("/merge/all-events-in-the-order-of-time", test_all_events_in_the_order_of_time);
  return g_test_run ();
}
