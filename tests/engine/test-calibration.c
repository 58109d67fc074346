/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <unistd.h>

#include "engine-calibration.h"
#include "engine-host.h"
#include "lab-kernel.h"

static void
test_figures_are_there (void)
{
  g_assert_cmpuint (lab_calibrate_rate (), >, 0);
  g_assert_cmpfloat (lab_calibrate_event_cost (), >, 0);
  g_assert_cmpfloat (lab_calibrate_two_threads (), >, 0);
  g_assert_cmpuint (lab_calibrate_n_cpus (), >, 0);
  g_assert_cmpuint (lab_process_get_peak_rss (getpid ()), >, 0);
  g_assert_cmpuint (lab_process_get_peak_rss (-1), ==, 0);
}

static void
test_host_leaves_out_what_was_not_measured (void)
{
  g_autofree char *text = lab_host_to_json (26.5, 0, 0);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *host = json_node_get_object (node);

  g_assert_cmpint (json_object_get_int_member (host, "cpus"), ==, lab_calibrate_n_cpus ());
  g_assert_cmpfloat (json_object_get_double_member (host, "event_cost_ns"), ==, 26.5);
  g_assert_true (json_object_has_member (host, "cpu"));
  g_assert_true (json_object_has_member (host, "kernel"));
  g_assert_false (json_object_has_member (host, "two_thread_speedup"));
  g_assert_false (json_object_has_member (host, "operations_per_second"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/figures-are-there", test_figures_are_there);
  g_test_add_func ("/calibration/host-leaves-out-what-was-not-measured", test_host_leaves_out_what_was_not_measured);
  return g_test_run ();
}
