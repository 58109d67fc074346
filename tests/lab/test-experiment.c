/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-test-utils.h"

static LabExperiment *
make (const char *workload_id, const char *model)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabWorkload) workload = lab_workload_load (workload_id, &error);

  g_assert_no_error (error);
  return lab_experiment_new (workload, lab_model_find (model));
}

static void
set (LabExperiment *experiment, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;

  lab_experiment_set (experiment, name, text, &error);
  g_assert_no_error (error);
}

static void
test_set (void)
{
  g_autoptr (LabExperiment) experiment = make ("sleep", "threads");
  g_autoptr (GError) error = NULL;

  set (experiment, "tasks", "7");
  set (experiment, "workers", "9");
  g_assert_cmpint (lab_values_get_number (experiment->params, "tasks"), ==, 7);
  g_assert_cmpint (lab_values_get_number (experiment->options, "workers"), ==, 9);
  g_assert_false (lab_experiment_set (experiment, "worker", "1", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "unknown parameter \"worker\"; did you mean \"workers\"?");
}

static void
test_json (void)
{
  g_autoptr (LabExperiment) experiment = make ("primes", "threads");
  g_autoptr (LabExperiment) again = NULL;
  g_autoptr (LabExperiment) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;

  set (experiment, "numbers", "größer \"x\" \n");
  set (experiment, "mode", "per-task");
  experiment->capacity = 123456789;
  copy = lab_experiment_copy (experiment);
  json = lab_experiment_to_json (copy);
  again = lab_experiment_new_from_json (json, -1, &error);
  g_assert_no_error (error);
  json_again = lab_experiment_to_json (again);
  g_assert_cmpstr (json, ==, json_again);
  g_assert_cmpstr (lab_workload_get_source (again->workload), ==, lab_workload_get_source (experiment->workload));
  g_assert_cmpstr (lab_values_get_string (again->params, "numbers"), ==, "größer \"x\" \n");
  g_assert_cmpuint (again->capacity, ==, 123456789);
}

#define WORKLOAD                                                                                                       \
  "'source': 'x.json', 'workload': {'id': 'a', 'tasks': [{'count': 1, 'steps': []}], 'answer': {'count': 0}}"

static const struct
{
  const char *json, *message;
} wrong[] = {
  { "[]", "experiment: expected an object, found an array" },
  { "{" WORKLOAD "}", "experiment: /model: expected a text, found nothing" },
  { "{" WORKLOAD ", 'model': 'x'}",
    "experiment: /model: unknown model \"x\"; known: sequential, threads, gil, subinterpreters, processes, async, "
    "fibers, hybrid" },
  { "{" WORKLOAD ", 'model': 'async', 'params': 3}", "experiment: /params: expected an object, found 3" },
  { "{" WORKLOAD ", 'model': 'async', 'params': {'a': 3}}", "experiment: /params/a: unknown parameter \"a\"" },
  { "{" WORKLOAD ", 'model': 'threads', 'options': {'workers': 0}}",
    "experiment: /options/workers: workers: expected a whole number (from 1 to 32,768), found 0" },
  { "{" WORKLOAD ", 'model': 'async', 'capacity': 'much'}",
    "experiment: /capacity: expected a size such as \"64KiB\", found \"much\"" },
  { "{'source': 'x.json', 'workload': {'id': 3}}", "x.json: /id: expected a text, found 3" },
  { "{'source': 'x.json'}", "experiment: /workload: expected a workload, found nothing" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *json = g_strdelimit (g_strdup (wrong[i].json), "'", '"');
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_experiment_new_from_json (json, -1, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].message);
    }
}

/* Somebody may not want what is suggested: what was chosen travels, also where it is the model's default. */
static void
test_suggestion (void)
{
  g_autoptr (LabWorkload)
    workload = lab_test_workload ("'tasks': [{'count': 1, 'steps': []}], 'answer': {'count': 0},"
                                  "'suggest': {'model': 'threads', 'options': {'workers': 3, 'mode': 'per-task'}}");
  g_autoptr (LabExperiment) experiment = lab_experiment_new (workload, lab_model_find ("threads"));
  g_autoptr (LabExperiment) processes = lab_experiment_new (workload, lab_model_find ("processes"));
  g_autoptr (LabExperiment) again = NULL;
  g_autofree char *json = NULL;

  g_assert_cmpint (lab_values_get_number (experiment->options, "workers"), ==, 3);
  g_assert_cmpstr (lab_values_get_string (experiment->options, "mode"), ==, "per-task");
  g_assert_cmpint (lab_values_get_number (processes->options, "workers"), ==, 3);
  set (experiment, "mode", "pool");
  json = lab_experiment_to_json (experiment);
  again = lab_experiment_new_from_json (json, -1, NULL);
  g_assert_cmpstr (lab_values_get_string (again->options, "mode"), ==, "pool");
  g_assert_cmpint (lab_values_get_number (again->options, "workers"), ==, 3);
}

static void
assert_same (const LabExperiment *experiment, const LabExperiment *other, gboolean same)
{
  g_autofree char *one = lab_experiment_get_fingerprint (experiment);
  g_autofree char *two = lab_experiment_get_fingerprint (other);

  g_assert_cmpint (g_str_equal (one, two), ==, same);
}

static void
test_fingerprint (void)
{
  g_autoptr (LabExperiment) experiment = make ("sleep", "threads");
  g_autoptr (LabExperiment) again = NULL;
  g_autoptr (LabExperiment) model = make ("sleep", "async");
  g_autoptr (LabExperiment) workload = make ("primes", "threads");
  g_autofree char *json = lab_experiment_to_json (experiment);

  assert_same (experiment, model, FALSE);
  assert_same (experiment, workload, FALSE);
  again = lab_experiment_new_from_json (json, -1, NULL);
  again->capacity = 1 << 20;
  again->network = TRUE;
  assert_same (experiment, again, TRUE);
  set (again, "tasks", "7");
  assert_same (experiment, again, FALSE);
  set (experiment, "tasks", "7");
  assert_same (experiment, again, TRUE);
  set (experiment, "workers", "2");
  assert_same (experiment, again, FALSE);
  set (again, "workers", "2");
  again->time_scale = 0.5;
  assert_same (experiment, again, FALSE);
}

static void
assert_command (const LabExperiment *experiment, const char *expected)
{
  g_autofree char *command = lab_experiment_to_command (experiment);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (command, ==, expected);
  g_shell_parse_argv (command, NULL, &words, &error);
  g_assert_no_error (error);
}

static void
test_command (void)
{
  g_autoptr (LabExperiment) experiment = make ("sleep", "threads");
  g_autoptr (LabExperiment) primes = make ("primes", "async");
  g_autoptr (LabWorkload) other = lab_test_workload ("'tasks': [{'count': 1, 'steps': []}], 'answer': {'count': 0}");
  g_autoptr (LabExperiment) file = lab_experiment_new (other, lab_model_find ("sequential"));

  assert_command (experiment, "interleave-cli run sleep --model threads");
  set (experiment, "tasks", "7");
  set (experiment, "duration", "1.5 s");
  set (experiment, "mode", "per-task");
  assert_command (experiment, "interleave-cli run sleep --model threads -p tasks=7 -p duration=1.5s -p mode=per-task");
  set (primes, "numbers", "2, 3's");
  assert_command (primes, "interleave-cli run primes --model async -p 'numbers=2, 3'\\''s'");
  assert_command (file, "interleave-cli run test.json --model sequential");
}

static void
test_check (void)
{
  g_autoptr (LabExperiment) threads = make ("sleep", "threads");
  g_autoptr (LabExperiment) async = make ("sleep", "async");
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_experiment_check (threads, 10, NULL));
  set (threads, "mode", "per-task");
  g_assert_false (lab_experiment_check (threads, 10000000, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE);
  g_assert_true (g_str_has_prefix (error->message, "10,000,000 threads at once are more than the "));
  g_clear_error (&error);
  /* 256 bytes each: 256 TB. */
  g_assert_false (lab_experiment_check (async, G_GUINT64_CONSTANT (1000000000000), &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_UNAVAILABLE);
  g_assert_nonnull (g_strstr_len (error->message, -1, "233 TiB"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/experiment/values of the workload and of the model", test_set);
  g_test_add_func ("/experiment/to JSON and back", test_json);
  g_test_add_func ("/experiment/wrong JSON is refused", test_wrong);
  g_test_add_func ("/experiment/what does the same has the same fingerprint", test_fingerprint);
  g_test_add_func ("/experiment/the command that repeats it", test_command);
  g_test_add_func ("/experiment/what is suggested is only that", test_suggestion);
  g_test_add_func ("/experiment/what the machine cannot hold is refused", test_check);
  return g_test_run ();
}
