/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-catalogue.h"
#include "app-chooser.h"
#include "app-fixture.h"
#include "app-form.h"
#include "app-param-row.h"
#include "app-param-step.h"
#include "app-settings.h"
#include "app-workload-group.h"

static gboolean
is_ready (gpointer data)
{
  return app_form_is_ready (data) && app_form_is_valid (data);
}

/* In a window, with the workloads read. */
static AppForm *
show_form (GtkWindow **window, gboolean with_model)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *form = app_form_new (with_model);

  gtk_widget_set_focusable (scrolled, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), form);
  *window = app_test_show (scrolled, 340, 900);
  app_test_wait (is_ready, form, "the workloads");
  return APP_FORM (form);
}

static AppParamRow *
find_row (GtkWidget *widget, const char *id)
{
  if (APP_IS_PARAM_ROW (widget))
    return g_str_equal (app_param_row_get_id (APP_PARAM_ROW (widget)), id) ? APP_PARAM_ROW (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AppParamRow *row = find_row (child, id);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static void
choose (AppForm *form, const char *workload)
{
  g_autoptr (LabExperiment) experiment = lab_experiment_new (
    app_catalogue_find_workload (app_catalogue_get (), workload), lab_model_find ("threads"));

  app_form_set_experiment (form, experiment);
}

static void
test_the_form_of_every_workload_makes_its_defaults (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  GPtrArray *workloads = app_catalogue_get_workloads (app_catalogue_get ());

  g_assert_cmpuint (workloads->len, >, 10);
  for (guint i = 0; i < workloads->len; i++)
    {
      LabWorkload *workload = g_ptr_array_index (workloads, i);
      g_autoptr (LabExperiment) expected = lab_experiment_new (workload, lab_model_find ("gil"));
      g_autoptr (LabExperiment) made = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *expected_json = lab_experiment_to_json (expected);
      g_autofree char *json = NULL;

      app_form_set_experiment (form, expected);
      g_assert_true (app_form_is_valid (form));
      made = app_form_make_experiment (form, &error);
      g_assert_no_error (error);
      json = lab_experiment_to_json (made);
      g_assert_cmpstr (json, ==, expected_json);
      app_test_assert_named (GTK_WIDGET (window));
    }
  gtk_window_destroy (window);
}

static void
test_a_wrong_value_is_told_in_its_row (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  g_autoptr (LabExperiment) made = NULL;
  g_autoptr (GError) error = NULL;
  AppParamRow *row;

  choose (form, "sleep");
  row = find_row (GTK_WIDGET (form), "duration");
  app_param_row_set_text (row, "soon");
  g_assert_false (app_param_row_is_valid (row));
  g_assert_false (app_form_is_valid (form));
  made = app_form_make_experiment (form, &error);
  g_assert_null (made);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  app_test_save_picture (GTK_WIDGET (window), "form-wrong.out.png");
  app_form_focus_error (form);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), GTK_WIDGET (row)));
  app_param_row_set_text (row, " 20 ms ");
  g_assert_true (app_form_is_valid (form));
  gtk_window_destroy (window);
}

static void
test_a_changed_value_can_be_restored (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  AppParamRow *row;
  g_autofree char *before = NULL;
  GtkWidget *reset;

  choose (form, "sleep");
  row = find_row (GTK_WIDGET (form), "duration");
  before = g_strdup (app_param_row_get_text (row));
  reset = app_test_find (GTK_WIDGET (row), GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_visible (reset));
  app_param_row_set_text (row, "7ms");
  g_assert_true (gtk_widget_get_visible (reset));
  g_signal_emit_by_name (reset, "clicked");
  g_assert_cmpstr (app_param_row_get_text (row), ==, before);
  g_assert_false (gtk_widget_get_visible (reset));
  gtk_window_destroy (window);
}

static void
test_the_same_written_otherwise_is_the_default (void)
{
  static const LabParamSpec spec = { .id = "wait",
                                     .title = "Wait",
                                     .help = "How long.",
                                     .type = LAB_PARAM_DURATION,
                                     .maximum = G_GINT64_CONSTANT (10000000000),
                                     .initial = 1000000000 };
  GtkWidget *row = g_object_ref_sink (app_param_row_new (&spec, NULL));

  app_param_row_set_text (APP_PARAM_ROW (row), "1000 ms");
  g_assert_true (app_param_row_is_valid (APP_PARAM_ROW (row)));
  g_assert_false (gtk_widget_get_visible (app_test_find (row, GTK_TYPE_BUTTON)));
  g_object_unref (row);
}

static void
assert_step (const LabParamSpec *spec, const char *from, int direction, const char *to)
{
  g_autofree char *text = app_param_step (spec, from, direction);

  g_assert_cmpstr (text, ==, to);
}

static void
test_values_go_up_and_down_in_round_steps (void)
{
  const LabParamSpec count = { .id = "n", .type = LAB_PARAM_INTEGER, .minimum = 1, .maximum = 12, .initial = 3 };
  const LabParamSpec wait = { .id = "n", .type = LAB_PARAM_DURATION, .maximum = G_GINT64_CONSTANT (60000000000) };
  const LabParamSpec size = { .id = "n", .type = LAB_PARAM_SIZE, .maximum = 1 << 20 };

  assert_step (&count, "11", 1, "12");
  assert_step (&count, "12", 1, "12");
  assert_step (&count, "1", -1, "1");
  assert_step (&count, "many", 1, "3");
  assert_step (&wait, "300ms", 1, "500ms");
  assert_step (&wait, "300ms", -1, "200ms");
  assert_step (&wait, "500ms", 1, "1s");
  assert_step (&wait, "1s", -1, "500ms");
  assert_step (&wait, "0s", 1, "1ms");
  assert_step (&wait, "0s", -1, "0s");
  assert_step (&size, "64KiB", 1, "128KiB");
  assert_step (&size, "1MiB", 1, "1MiB");
}

static void
test_a_preset_stands_in_the_form_until_it_is_changed (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  g_autoptr (LabExperiment) made = NULL;

  g_assert_true (app_form_set_preset (form, "convoy", NULL));
  made = app_form_make_experiment (form, NULL);
  g_assert_cmpstr (lab_workload_get_id (made->workload), ==, "convoy");
  g_assert_cmpstr (made->model->id, ==, "gil");
  g_assert_cmpint (lab_values_get_number (made->options, "workers"), ==, 2);
  g_assert_nonnull (app_form_get_about (form));
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "form-preset.out.png");
  app_param_row_set_text (find_row (GTK_WIDGET (form), "workers"), "3");
  g_assert_null (app_form_get_about (form));
  gtk_window_destroy (window);
}

/* Out of a file or the guide it comes without its name. */
static void
test_a_preset_is_recognised (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  g_autoptr (LabPreset) preset = lab_preset_load ("deadlock", NULL);
  g_autoptr (LabExperiment) other = lab_experiment_copy (lab_preset_get_experiment (preset));

  app_form_set_experiment (form, lab_preset_get_experiment (preset));
  g_assert_cmpstr (app_form_get_about (form), ==, lab_preset_get_about (preset));
  g_assert_true (lab_values_set_text (other->params, "hold", "51ms", NULL));
  app_form_set_experiment (form, other);
  g_assert_null (app_form_get_about (form));
  gtk_window_destroy (window);
}

static void
test_there_is_no_preset_of_a_wrong_name (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_false (app_form_set_preset (form, "convoi", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_USAGE);
  gtk_window_destroy (window);
}

static void
test_addresses_stand_one_a_line (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  GtkWidget *view;
  g_autoptr (LabExperiment) made = NULL;

  choose (form, "sites");
  view = app_test_find (GTK_WIDGET (form), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "server:/a\n\n server:/b,c \n", -1);
  made = app_form_make_experiment (form, NULL);
  g_assert_cmpstr (lab_values_get_string (made->params, "urls"), ==, "server:/a, server:/b%2Cc");
  gtk_window_destroy (window);
}

static GObject *
find_in_workload (AppForm *form, const char *id)
{
  return gtk_widget_get_template_child (app_test_find (GTK_WIDGET (form), APP_TYPE_WORKLOAD_GROUP),
                                        APP_TYPE_WORKLOAD_GROUP, id);
}

static gboolean
shows_error (gpointer data)
{
  return gtk_widget_get_visible (GTK_WIDGET (find_in_workload (data, "error")));
}

static gboolean
has_own_workload (gpointer data)
{
  g_autoptr (LabExperiment) made = app_form_make_experiment (data, NULL);

  return g_str_equal (lab_workload_get_id (made->workload), "mine");
}

static void
test_a_file_is_a_workload_or_says_what_is_wrong (void)
{
  static const char good[] =
    "{\"id\": \"mine\", \"title\": \"Mine\", \"summary\": \"One waits.\", \"group\": \"waiting\","
    " \"tasks\": [{\"name\": \"task\", \"count\": 2, \"steps\": [{\"sleep\": \"1ms\"}, {\"result\": \"1\"}]}], "
    "\"answer\": {\"each\": \"1\"}}";
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  int fd = g_file_open_tmp ("interleave-XXXXXX.json", &path, NULL);

  g_close (fd, NULL);
  file = g_file_new_for_path (path);
  g_assert_true (g_file_set_contents (path, "{\"id\": 1}", -1, NULL));
  app_form_open_workload (form, file);
  app_test_wait (shows_error, form, "what is wrong with the file");
  g_assert_true (g_file_set_contents (path, good, -1, NULL));
  app_form_open_workload (form, file);
  app_test_wait (has_own_workload, form, "the workload of the file");
  g_assert_false (shows_error (form));
  g_unlink (path);
  gtk_window_destroy (window);
}

static void
test_the_last_experiment_is_remembered (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  g_autoptr (LabExperiment) made = NULL;

  g_assert_true (app_form_set_preset (form, "convoy", NULL));
  gtk_window_destroy (window);
  form = show_form (&window, TRUE);
  made = app_form_make_experiment (form, NULL);
  g_assert_cmpstr (lab_workload_get_id (made->workload), ==, "convoy");
  g_settings_reset (app_settings_get (), "experiment");
  gtk_window_destroy (window);
}

static void
test_settings_go_into_the_experiment (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  g_autoptr (LabExperiment) made = NULL;

  g_settings_set_double (app_settings_get (), "time-scale", 2.5);
  g_settings_set_uint64 (app_settings_get (), "capacity", 4 << 20);
  made = app_form_make_experiment (form, NULL);
  g_assert_cmpfloat (made->time_scale, ==, 2.5);
  g_assert_cmpuint (made->capacity, ==, 4 << 20);
  g_settings_reset (app_settings_get (), "time-scale");
  g_settings_reset (app_settings_get (), "capacity");
  gtk_window_destroy (window);
}

static void
test_a_race_asks_for_no_model (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, FALSE);
  g_autoptr (LabExperiment) made = NULL;

  choose (form, "sleep");
  made = app_form_make_experiment_for (form, lab_model_find ("async"), NULL);
  g_assert_cmpstr (made->model->id, ==, "async");
  app_test_wait_frame (GTK_WIDGET (window));
  g_assert_null (find_row (GTK_WIDGET (form), "no-such-value"));
  app_test_save_picture (GTK_WIDGET (window), "form-race.out.png");
  gtk_window_destroy (window);
}

static void
test_the_list_is_searched_as_one_types (void)
{
  GtkWindow *window;
  AppForm *form = show_form (&window, TRUE);
  AppChooser *chooser = APP_CHOOSER (find_in_workload (form, "chooser"));
  GtkWidget *search;
  g_autoptr (LabExperiment) made = NULL;

  app_chooser_open (chooser);
  app_test_wait_frame (GTK_WIDGET (window));
  search = app_test_find (GTK_WIDGET (chooser), GTK_TYPE_SEARCH_ENTRY);
  app_test_assert_named (GTK_WIDGET (chooser));
  app_test_save_picture (app_test_find (GTK_WIDGET (chooser), GTK_TYPE_POPOVER), "chooser.out.png");
  gtk_editable_set_text (GTK_EDITABLE (search), "philosophers");
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
  made = app_form_make_experiment (form, NULL);
  g_assert_cmpstr (lab_workload_get_id (made->workload), ==, "philosophers");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/form/the form of every workload makes its defaults",
                   test_the_form_of_every_workload_makes_its_defaults);
  g_test_add_func ("/form/a wrong value is told in its row", test_a_wrong_value_is_told_in_its_row);
  g_test_add_func ("/form/a changed value can be restored", test_a_changed_value_can_be_restored);
  g_test_add_func ("/form/the same written otherwise is the default", test_the_same_written_otherwise_is_the_default);
  g_test_add_func ("/form/values go up and down in round steps", test_values_go_up_and_down_in_round_steps);
  g_test_add_func ("/form/a preset stands in the form until it is changed",
                   test_a_preset_stands_in_the_form_until_it_is_changed);
  g_test_add_func ("/form/a preset is recognised", test_a_preset_is_recognised);
  g_test_add_func ("/form/there is no preset of a wrong name", test_there_is_no_preset_of_a_wrong_name);
  g_test_add_func ("/form/addresses stand one a line", test_addresses_stand_one_a_line);
  g_test_add_func ("/form/a file is a workload or says what is wrong", test_a_file_is_a_workload_or_says_what_is_wrong);
  g_test_add_func ("/form/the last experiment is remembered", test_the_last_experiment_is_remembered);
  g_test_add_func ("/form/settings go into the experiment", test_settings_go_into_the_experiment);
  g_test_add_func ("/form/a race asks for no model", test_a_race_asks_for_no_model);
  g_test_add_func ("/form/the list is searched as one types", test_the_list_is_searched_as_one_types);
  return g_test_run ();
}
