/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chart-fixture.h"
#include "lab-error.h"
#include "lab-lanes.h"

/* Two processes, their lanes in turns, and a lane on which nothing happens. */
static Fixture *
make_two_processes (void)
{
  Fixture *self = fixture_new ();

  for (guint i = 0; i < 5; i++)
    {
      chart_add_lane (self, LAB_LANE_THREAD, "lane", i % 2 == 0 ? 100 : 200);
      fixture_add (self, i, 10, i, i == 4 ? LAB_STATE_QUEUED : LAB_STATE_RUNNING);
    }
  return self;
}

/* "h100 0 2 h200 1 3": headings with their pid, lanes with their row. */
static char *
describe (LabLanes *lanes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lab_lanes_get_n_entries (lanes); i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (lanes, i);

      if (entry->is_group)
        g_string_append_printf (text, "%sh%d", i > 0 ? " " : "", entry->pid);
      else
        g_string_append_printf (text, "%s%u", i > 0 ? " " : "", entry->row);
    }
  return g_string_free (text, FALSE);
}

static void
assert_lanes (LabLanes *lanes, const char *expected)
{
  g_autofree char *found = NULL;

  lab_lanes_update (lanes);
  found = describe (lanes);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_lanes_of_a_process_stand_together (void)
{
  g_autoptr (Fixture) self = make_two_processes ();
  g_autoptr (LabIndex) index = fixture_make_index (self, LAB_VIEW_WORKERS);
  g_autoptr (LabLanes) lanes = lab_lanes_new (self->trace, index);

  assert_lanes (lanes, "h100 0 2 h200 1 3");
  g_assert_cmpuint (lab_lanes_get_n_groups (lanes), ==, 2);
  g_assert_cmpuint (lab_lanes_get_n_lanes (lanes), ==, 4);
  g_assert_cmpint (lab_lanes_get_only_pid (lanes), ==, 0);
}

static void
test_a_folded_group_shows_its_heading (void)
{
  g_autoptr (Fixture) self = make_two_processes ();
  g_autoptr (LabIndex) index = fixture_make_index (self, LAB_VIEW_WORKERS);
  g_autoptr (LabLanes) lanes = lab_lanes_new (self->trace, index);

  lab_lanes_set_folded (lanes, 100, TRUE);
  assert_lanes (lanes, "h100 h200 1 3");
  lab_lanes_set_folded (lanes, 100, FALSE);
  assert_lanes (lanes, "h100 0 2 h200 1 3");
}

static void
test_lanes_can_be_chosen (void)
{
  g_autoptr (Fixture) self = make_two_processes ();
  g_autoptr (LabIndex) index = fixture_make_index (self, LAB_VIEW_WORKERS);
  g_autoptr (LabLanes) lanes = lab_lanes_new (self->trace, index);
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_lanes_set_filter (lanes, "1,3-9", NULL));
  assert_lanes (lanes, "h100 0 2 h200 3");
  g_assert_true (lab_lanes_set_filter (lanes, "7", NULL));
  assert_lanes (lanes, "");
  g_assert_true (lab_lanes_set_filter (lanes, NULL, NULL));
  assert_lanes (lanes, "h100 0 2 h200 1 3");
  g_assert_false (lab_lanes_set_filter (lanes, "2-1", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
}

static void
test_a_lane_appears_with_its_first_event (void)
{
  g_autoptr (Fixture) self = make_two_processes ();
  g_autoptr (LabIndex) index = fixture_make_index (self, LAB_VIEW_WORKERS);
  g_autoptr (LabLanes) lanes = lab_lanes_new (self->trace, index);

  assert_lanes (lanes, "h100 0 2 h200 1 3");
  fixture_add (self, 4, 20, 4, LAB_STATE_RUNNING);
  fixture_update (self, index);
  assert_lanes (lanes, "h100 0 2 4 h200 1 3");
}

static void
test_places_and_entries_belong_together (void)
{
  g_autoptr (Fixture) self = make_two_processes ();
  g_autoptr (LabIndex) index = fixture_make_index (self, LAB_VIEW_WORKERS);
  g_autoptr (LabLanes) lanes = lab_lanes_new (self->trace, index);

  lab_lanes_update (lanes);
  g_assert_cmpfloat (lab_lanes_get_y (lanes, 0, 34, 22), ==, 0);
  g_assert_cmpfloat (lab_lanes_get_y (lanes, 3, 34, 22), ==, 22 + 2 * 34);
  g_assert_cmpfloat (lab_lanes_get_y (lanes, 6, 34, 22), ==, 2 * 22 + 4 * 34);
  for (guint i = 0; i < 6; i++)
    {
      double y = lab_lanes_get_y (lanes, i, 34, 22);

      g_assert_cmpuint (lab_lanes_find (lanes, y, 34, 22), ==, i);
      g_assert_cmpuint (lab_lanes_find (lanes, y + 21, 34, 22), ==, i);
    }
  g_assert_cmpuint (lab_lanes_find (lanes, 1000, 34, 22), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lanes/lanes-of-a-process-stand-together", test_lanes_of_a_process_stand_together);
  g_test_add_func ("/lanes/a-folded-group-shows-its-heading", test_a_folded_group_shows_its_heading);
  g_test_add_func ("/lanes/can-be-chosen", test_lanes_can_be_chosen);
  g_test_add_func ("/lanes/a-lane-appears-with-its-first-event", test_a_lane_appears_with_its_first_event);
  g_test_add_func ("/lanes/places-and-entries-belong-together", test_places_and_entries_belong_together);
  return g_test_run ();
}
