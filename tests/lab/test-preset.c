/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-preset.h"

#define PRESET "\"id\": \"p\", \"title\": \"T\", \"about\": \"A.\", \"workload\": \"sleep\", \"model\": \"threads\""

static void
test_values_are_of_the_workload_and_the_model (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabPreset) preset = lab_preset_new_from_json ("{" PRESET ", \"values\": {\"tasks\": 7, \"workers\": 2}}",
                                                           -1, "p.json", &error);
  const LabExperiment *experiment;

  g_assert_no_error (error);
  experiment = lab_preset_get_experiment (preset);
  g_assert_cmpstr (lab_preset_get_title (preset), ==, "T");
  g_assert_cmpstr (lab_preset_get_about (preset), ==, "A.");
  g_assert_cmpint (lab_values_get_number (experiment->params, "tasks"), ==, 7);
  g_assert_cmpint (lab_values_get_number (experiment->options, "workers"), ==, 2);
}

static void
test_another_model_takes_what_it_knows (void)
{
  g_autoptr (LabPreset)
    preset = lab_preset_new_from_json ("{" PRESET ", \"values\": {\"tasks\": 7, \"workers\": 2}}", -1, "p.json", NULL);
  g_autoptr (LabExperiment) processes = lab_preset_make_experiment (preset, lab_model_find ("processes"));
  g_autoptr (LabExperiment) async = lab_preset_make_experiment (preset, lab_model_find ("async"));

  g_assert_cmpint (lab_values_get_number (processes->options, "workers"), ==, 2);
  g_assert_cmpint (lab_values_get_number (processes->params, "tasks"), ==, 7);
  g_assert_cmpint (lab_values_get_number (async->params, "tasks"), ==, 7);
}

static const struct
{
  const char *json;
  const char *message;
} wrong[] = {
  { "{}", "p.json: /id: expected a text, found nothing" },
  { "[]", "p.json: expected an object, found an array" },
  { "{" PRESET ", \"valeus\": {}}", "p.json: unknown field \"valeus\"; did you mean \"values\"?" },
  { "{" PRESET ", \"values\": []}", "p.json: /values: expected an object, found an array" },
  { "{" PRESET ", \"values\": {\"task\": 1}}",
    "p.json: /values/task: unknown parameter \"task\"; did you mean \"tasks\"?" },
  { "{\"id\": \"p\", \"title\": \"T\", \"about\": \"A.\", \"workload\": \"slep\"}",
    "p.json: /workload: unknown workload \"slep\"; did you mean \"sleep\"?" },
  { "{\"id\": \"p\", \"title\": \"T\", \"about\": \"A.\", \"workload\": \"sleep\", \"model\": \"threds\"}",
    "p.json: /model: unknown model \"threds\"; did you mean \"threads\"?" },
  { "{\"id\": \"P\"}", "p.json: /id: expected lower case letters, digits and \"-\", found \"P\"" },
};

static void
test_errors_say_where (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_preset_new_from_json (wrong[i].json, -1, "p.json", &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

static void
test_a_time_scale_goes_with_the_experiment (void)
{
  g_autoptr (LabPreset) preset = lab_preset_new_from_json ("{" PRESET "}", -1, "p.json", NULL);
  g_autoptr (LabExperiment) experiment = lab_experiment_copy (lab_preset_get_experiment (preset));
  g_autoptr (LabExperiment) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *command = NULL;

  g_assert_true (lab_experiment_set_time_scale (experiment, "0.25", NULL));
  g_assert_false (lab_experiment_set_time_scale (experiment, "nan", NULL));
  g_assert_false (lab_experiment_set_time_scale (experiment, "1001", NULL));
  g_assert_false (lab_experiment_set_time_scale (experiment, "", NULL));
  json = lab_experiment_to_json (experiment);
  again = lab_experiment_new_from_json (json, -1, NULL);
  g_assert_cmpfloat (again->time_scale, ==, 0.25);
  command = lab_experiment_to_command (experiment);
  g_assert_cmpstr (command, ==, "interleave-cli run sleep --model threads --time-scale 0.25");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preset/values-are-of-the-workload-and-the-model", test_values_are_of_the_workload_and_the_model);
  g_test_add_func ("/preset/another-model-takes-what-it-knows", test_another_model_takes_what_it_knows);
  g_test_add_func ("/preset/errors-say-where", test_errors_say_where);
  g_test_add_func ("/preset/a-time-scale-goes-with-the-experiment", test_a_time_scale_goes_with_the_experiment);
  return g_test_run ();
}
