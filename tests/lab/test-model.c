/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-error.h"
#include "lab-model.h"

static void
test_all (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (const LabModel *const *model = lab_model_get_all (); *model != NULL; model++)
    {
      g_autoptr (LabValues) values = lab_values_new ((*model)->params, (*model)->n_params);

      g_assert_true (g_hash_table_add (ids, (gpointer) (*model)->id));
      g_assert_true (lab_model_find ((*model)->id) == *model);
      g_assert_cmpstr ((*model)->title, !=, "");
      g_assert_true (g_str_has_suffix ((*model)->summary, "."));
      g_assert_cmpuint ((*model)->bytes_per_task, >, 0);
      for (guint i = 0; i < (*model)->n_params; i++)
        {
          const char *id = (*model)->params[i].id;
          g_autofree char *text = lab_values_get_text (values, id);

          /* The default has to be allowed. */
          g_assert_true (lab_values_set_text (values, id, text, NULL));
        }
    }
}

static guint64
count (const char *model_id, const char *workers, const char *mode, guint64 n_tasks)
{
  const LabModel *model = lab_model_find (model_id);
  g_autoptr (LabValues) options = lab_values_new (model->params, model->n_params);

  g_assert_true (lab_values_set_text (options, "workers", workers, NULL));
  if (mode != NULL)
    g_assert_true (lab_values_set_text (options, "mode", mode, NULL));
  return model->n_kernel_tasks (options, n_tasks);
}

static void
test_kernel_tasks (void)
{
  g_assert_cmpuint (count ("threads", "8", "pool", 100), ==, 8);
  g_assert_cmpuint (count ("threads", "8", "pool", 3), ==, 3);
  g_assert_cmpuint (count ("threads", "8", "per-task", 100), ==, 100);
  g_assert_cmpuint (count ("gil", "8", "per-task", 100), ==, 100);
  g_assert_cmpuint (count ("processes", "8", NULL, 100), ==, 8);
  g_assert_cmpuint (count ("processes", "8", NULL, 2), ==, 2);
}

static void
test_traits (void)
{
  g_autofree const char **threads = lab_model_get_trait_ids (lab_model_find ("threads"));
  g_autofree const char **gil = lab_model_get_trait_ids (lab_model_find ("gil"));
  g_autofree char *of_threads = g_strjoinv (" ", (char **) threads);
  g_autofree char *of_gil = g_strjoinv (" ", (char **) gil);

  g_assert_cmpstr (of_threads, ==, "parallel preemptive shared");
  g_assert_cmpstr (of_gil, ==, "preemptive shared");
}

static void
test_traits_have_titles (void)
{
  g_autofree const char **titles = lab_model_get_trait_titles (lab_model_find ("subinterpreters"));
  g_autofree char *text = g_strjoinv (", ", (char **) titles);

  g_assert_cmpstr (text, ==, "parallel, preemptive, an interpreter each");
  g_assert_cmpstr (lab_trait_get_title (LAB_TRAIT_SHARED), ==, "shared memory");
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_model_find ("thread"));
  g_assert_null (lab_model_require ("thread", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, "unknown model \"thread\"; did you mean \"threads\"?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/each is complete and has an id of its own", test_all);
  g_test_add_func ("/model/how many threads and processes are needed", test_kernel_tasks);
  g_test_add_func ("/model/its traits have names", test_traits);
  g_test_add_func ("/model/traits-have-titles", test_traits_have_titles);
  g_test_add_func ("/model/an unknown one gets a suggestion", test_unknown);
  return g_test_run ();
}
