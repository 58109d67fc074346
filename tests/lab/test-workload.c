/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "lab-error.h"
#include "lab-test-utils.h"

#define MINIMAL "'tasks': [{'count': 1, 'steps': []}], 'answer': {'count': 0}"

static void
test_minimal (void)
{
  g_autoptr (LabWorkload) workload = lab_test_workload (MINIMAL);
  guint n = 7;

  g_assert_cmpstr (lab_workload_get_id (workload), ==, "test");
  g_assert_cmpstr (lab_workload_get_title (workload), ==, "test");
  g_assert_cmpstr (lab_workload_get_summary (workload), ==, "");
  g_assert_cmpstr (lab_workload_get_group (workload), ==, "mixed");
  g_assert_cmpstr (lab_workload_get_source (workload), ==, "test.json");
  lab_workload_get_params (workload, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_params (void)
{
  static const char fields[] =
    "'parameters': [{'id': 'kind', 'type': 'choice', 'choices': ['b', 'a'], 'default': 'a'},"
    "{'id': 'amount', 'type': 'size', 'default': 4096, 'max': '1MiB', 'help': 'How much.'}]," MINIMAL;
  g_autoptr (LabWorkload) workload = lab_test_workload (fields);
  guint n;
  const LabParamSpec *params = lab_workload_get_params (workload, &n);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (params[0].initial_text, ==, "a");
  g_assert_cmpstr (params[0].title, ==, "kind");
  g_assert_cmpstr (params[0].choices[1], ==, "a");
  g_assert_null (params[0].choices[2]);
  g_assert_cmpint (params[1].initial, ==, 4096);
  g_assert_cmpint (params[1].minimum, ==, 0);
  g_assert_cmpint (params[1].maximum, ==, 1 << 20);
  g_assert_cmpstr (params[1].help, ==, "How much.");
}

static void
test_expectations (void)
{
  g_autoptr (LabWorkload) workload = lab_test_workload (
    "'parameters': [{'id': 'care', 'type': 'choice', 'choices': ['none', 'some'], 'default': 'none'}],"
    "'expect': [{'outcome': 'wrong-answer', 'models': ['threads', 'gil'], 'when': {'care': 'none'}},"
    "{'outcome': 'wrong-answer', 'models': ['processes']}, {'outcome': 'deadlock', 'when': {'care': "
    "['some']}}]," MINIMAL);
  guint n;
  const LabParamSpec *specs = lab_workload_get_params (workload, &n);
  g_autoptr (LabValues) values = lab_values_new (specs, n);
  const LabModel *threads = lab_model_find ("threads");
  const LabModel *processes = lab_model_find ("processes");

  g_assert_true (lab_workload_expects (workload, values, threads, LAB_MISHAP_WRONG_ANSWER));
  g_assert_true (lab_workload_expects (workload, values, processes, LAB_MISHAP_WRONG_ANSWER));
  g_assert_false (lab_workload_expects (workload, values, lab_model_find ("async"), LAB_MISHAP_WRONG_ANSWER));
  g_assert_false (lab_workload_expects (workload, values, threads, LAB_MISHAP_DEADLOCK));
  g_assert_true (lab_values_set_text (values, "care", "some", NULL));
  g_assert_false (lab_workload_expects (workload, values, threads, LAB_MISHAP_WRONG_ANSWER));
  g_assert_true (lab_workload_expects (workload, values, processes, LAB_MISHAP_WRONG_ANSWER));
  g_assert_true (lab_workload_expects (workload, values, threads, LAB_MISHAP_DEADLOCK));
}

static void
test_suggestion (void)
{
  g_autoptr (LabWorkload) none = lab_test_workload (MINIMAL);
  g_autoptr (LabWorkload)
    workload = lab_test_workload ("'suggest': {'model': 'threads', 'options': {'workers': 7}}," MINIMAL);
  const LabValues *options = NULL;

  g_assert_null (lab_workload_get_suggestion (none, NULL));
  g_assert_true (lab_workload_get_suggestion (workload, &options) == lab_model_find ("threads"));
  g_assert_cmpint (lab_values_get_number (options, "workers"), ==, 7);
}

/* Each file NAME.json in the folder is wrong; what has to be said stands in NAME.message beside it, without the
 * file's name. A message that ends in "…" goes on in the words of json-glib. */
static void
test_wrong_file (gconstpointer data)
{
  const char *name = data;
  g_autofree char *base = g_strndup (name, strlen (name) - strlen (".json"));
  g_autofree char *path = g_build_filename ("wrong", name, NULL);
  g_autofree char *message_file = g_strconcat (base, ".message", NULL);
  g_autofree char *message_path = g_build_filename ("wrong", message_file, NULL);
  g_autofree char *message = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (message_path, &message, NULL, NULL));
  expected = g_strdup_printf ("%s: %s", path, g_strchomp (message));
  g_assert_null (lab_workload_load (path, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_INVALID);
  if (g_str_has_suffix (expected, "…"))
    {
      expected[strlen (expected) - strlen ("…")] = '\0';
      error->message[MIN (strlen (error->message), strlen (expected))] = '\0';
    }
  g_assert_cmpstr (error->message, ==, expected);
}

static void
add_wrong_files (GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open ("wrong", 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/workload/wrong/%s", name);

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_ptr_array_add (names, g_strdup (name));
      g_test_add_data_func (test, g_ptr_array_index (names, names->len - 1), test_wrong_file);
    }
  g_assert_cmpuint (names->len, >, 0);
}

static void
test_too_large (void)
{
  g_autofree char *filler = g_strnfill (1 << 20, ' ');
  g_autofree char *json = g_strconcat ("{", filler, "}", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_workload_new_from_json (json, -1, "x.json", &error));
  g_assert_cmpstr (error->message, ==, "x.json: it is larger than 1 MiB");
  g_clear_error (&error);
  g_assert_null (lab_workload_load ("/dev/zero", &error));
  g_assert_cmpstr (error->message, ==, "cannot read the workload /dev/zero: it is not a regular file");
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_workload_load ("./no-such-file.json", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (lab_workload_load ("/", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (lab_workload_load ("slep", &error));
  g_assert_cmpstr (error->message, ==, "unknown workload \"slep\"; did you mean \"sleep\"?");
}

static void
test_shipped (void)
{
  static const char *const names[] = { "sleep", "primes", "mixed" };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) workloads = lab_workload_list (problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (workloads->len, >=, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LabWorkload) workload = lab_workload_load (names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lab_workload_get_id (workload), ==, names[i]);
    }
}

/* Three folders' worth of trouble: a good file, a wrong one, and one that is none of ours. */
static void
test_folders (void)
{
  g_autofree char *root = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (root, "workloads", NULL);
  g_autofree char *good = g_build_filename (folder, "good.json", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.json", NULL);
  g_autofree char *other = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *before = g_strdup (g_getenv ("INTERLEAVE_DATADIR"));
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) workloads = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (good,
                                      "{\"id\": \"good\", \"tasks\": [{\"count\": 1, \"steps\": []}],"
                                      " \"answer\": {\"count\": 0}}",
                                      -1, NULL));
  g_assert_true (g_file_set_contents (bad, "{}", -1, NULL));
  g_assert_true (g_file_set_contents (other, "notes", -1, NULL));
  g_setenv ("INTERLEAVE_DATADIR", root, TRUE);
  workloads = lab_workload_list (problems);
  g_assert_cmpuint (workloads->len, ==, 1);
  g_assert_cmpstr (lab_workload_get_source (g_ptr_array_index (workloads, 0)), ==, good);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (problems, 0), bad));
  if (before != NULL)
    g_setenv ("INTERLEAVE_DATADIR", before, TRUE);
  else
    g_unsetenv ("INTERLEAVE_DATADIR");
  g_assert_cmpint (g_unlink (good) + g_unlink (bad) + g_unlink (other) + g_rmdir (folder) + g_rmdir (root), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workload/only id, tasks and answer are needed", test_minimal);
  g_test_add_func ("/workload/parameters", test_params);
  g_test_add_func ("/workload/what may go wrong", test_expectations);
  g_test_add_func ("/workload/the model that is suggested", test_suggestion);
  g_test_add_func ("/workload/too large a file", test_too_large);
  g_test_add_func ("/workload/a missing file", test_missing_file);
  g_test_add_func ("/workload/those that come with the program", test_shipped);
  g_test_add_func ("/workload/a folder with a wrong file", test_folders);
  add_wrong_files (names);
  return g_test_run ();
}
