/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine-fixture.h"
#include "lab-preset.h"

/* What computes is made shorter by hand: only waits go by the time scale. */
static const struct
{
  const char *workload;
  const char *name;
  const char *value;
} small[] = {
  { "primes", "numbers", "2, 142702110479723, 7919" },
  { "spinner", "candidate", "1000000007" },
  { "convoy", "compute", "5ms" },
  { "starvation", "compute", "10ms" },
  { "oversubscription", "compute", "2ms" },
  { "race", "additions", "500" },
  { "reference-count", "uses", "500" },
  { "pipeline", "work", "1ms" },
  { "map-reduce", "words", "20" },
  { "ipc", "size", "1MiB" },
  { "memory", "tasks", "10" },
  { "many-waits", "tasks", "20" },
};

static void
make_small (LabExperiment *experiment)
{
  for (gsize i = 0; i < G_N_ELEMENTS (small); i++)
    if (g_str_equal (small[i].workload, lab_workload_get_id (experiment->workload)))
      g_assert_true (lab_values_set_text (experiment->params, small[i].name, small[i].value, NULL));
  g_assert_true (lab_experiment_set_time_scale (experiment, "0.01", NULL));
}

/* It ends well, or as the workload says that it may. */
static void
test_runs (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabPreset) preset = lab_preset_load (data, &error);
  g_autoptr (LabSegment) segment = lab_segment_new (LAB_SEGMENT_DEFAULT_CAPACITY, NULL);
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (LabEngine) engine = NULL;
  g_autoptr (LabOutcome) outcome = NULL;

  g_assert_no_error (error);
  experiment = lab_preset_make_experiment (preset, lab_preset_get_experiment (preset)->model);
  make_small (experiment);
  engine = lab_engine_new (experiment, segment, &error);
  g_assert_no_error (error);
  outcome = lab_engine_run (engine);
  if (lab_outcome_is_expected (outcome, experiment))
    return;
  g_assert_cmpstr (outcome->reason, ==, NULL);
  g_assert_cmpint (outcome->kind, ==, LAB_OUTCOME_DONE);
  g_assert_cmpstr (outcome->answer_why, ==, NULL);
}

static void
test_a_time_scale_of_nothing_waits_for_nothing (void)
{
  Run run = { 0 };
  LabMetrics metrics;

  run_prepare (&run, "sleep", "sequential", "tasks=3,duration=1h");
  lab_experiment_set_time_scale (run.experiment, "0", NULL);
  lab_engine_free (run.engine);
  run.engine = lab_engine_new (run.experiment, run.segment, NULL);
  run_finish (&run);
  g_assert_true (run.outcome->answer_ok);
  lab_metrics_compute (&metrics, run.trace);
  g_assert_cmpuint (metrics.makespan, <, G_GUINT64_CONSTANT (3600) * 1000000000);
  run_clear (&run);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) presets = NULL;

  g_test_init (&argc, &argv, NULL);
  presets = lab_preset_list (problems);
  if (problems->len > 0)
    g_error ("%s", (const char *) problems->pdata[0]);
  g_assert_cmpuint (presets->len, >, 30);
  for (guint i = 0; i < presets->len; i++)
    {
      const LabPreset *preset = g_ptr_array_index (presets, i);
      g_autofree char *path = g_strconcat ("/presets/", lab_preset_get_id (preset), NULL);
      g_autofree char *why_not = NULL;

      if (lab_preset_get_experiment (preset)->model->why_not != NULL)
        why_not = lab_preset_get_experiment (preset)->model->why_not ();
      if (why_not == NULL)
        g_test_add_data_func (path, lab_preset_get_id (preset), test_runs);
    }
  g_test_add_func ("/presets/a-time-scale-of-nothing-waits-for-nothing",
                   test_a_time_scale_of_nothing_waits_for_nothing);
  return g_test_run ();
}
