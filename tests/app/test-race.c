/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-param-row.h"
#include "app-race-chart.h"
#include "app-race-page.h"
#include "app-racer-group.h"
#include "app-racer-row.h"
#include "app-settings.h"
#include "lab-error.h"
#include "test-utils.h"

static AppRace *
make_race (const char *workload, const char *values, const char *const *models)
{
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  for (; *models != NULL; models++)
    g_ptr_array_add (experiments, test_experiment (workload, *models, values));
  return app_race_new (experiments);
}

static gboolean
is_over (gpointer data)
{
  return app_race_is_over (data);
}

static const LabEntry *
get_entry (AppRace *race, guint n)
{
  return g_ptr_array_index (app_race_get_entries (race), n);
}

static void
test_all_run_one_after_the_other (void)
{
  g_autoptr (AppRace)
    race = make_race ("sleep", "tasks=3,duration=2ms", (const char *const[]){ "sequential", "threads", "async", NULL });
  g_autofree char *verdict = NULL;

  g_assert_cmpint (app_race_get_running (race), ==, -1);
  app_race_start (race, NULL);
  g_assert_cmpint (app_race_get_running (race), ==, 0);
  g_assert_null (app_race_get_record (race, 1));
  app_test_wait (is_over, race, "the end of the race");
  g_assert_cmpint (app_race_get_running (race), ==, -1);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_nonnull (get_entry (race, i)->result);
      g_assert_cmpuint (get_entry (race, i)->result->metrics.n_done, ==, 3);
      g_assert_cmpuint (lab_standings_get_rank (app_race_get_entries (race), get_entry (race, i)), >, 0);
    }
  verdict = app_race_get_verdict (race);
  g_assert_nonnull (verdict);
}

static void
test_one_that_cannot_start_does_not_keep_the_others_back (void)
{
  g_autoptr (AppRace)
    race = make_race ("sleep", "tasks=20,duration=1ms", (const char *const[]){ "threads", "async", NULL });
  LabExperiment *first = get_entry (race, 0)->experiment;

  lab_experiment_set (first, "tasks", "10000000", NULL);
  app_race_start (race, NULL);
  app_test_wait (is_over, race, "the end of the race");
  g_assert_null (get_entry (race, 0)->result);
  g_assert_nonnull (get_entry (race, 0)->why_not);
  g_assert_nonnull (get_entry (race, 1)->result);
}

static gboolean
is_running (gpointer data)
{
  AppRecord *record = app_race_get_record (data, 0);

  return record != NULL && app_record_get_state (record) == APP_RECORD_RUNNING;
}

static void
test_who_has_not_begun_when_it_is_stopped_is_left_out (void)
{
  g_autoptr (AppRace)
    race = make_race ("sleep", "tasks=1,duration=1h", (const char *const[]){ "threads", "async", NULL });

  app_race_start (race, NULL);
  app_test_wait (is_running, race, "the first run");
  app_race_stop (race);
  app_test_wait (is_over, race, "the end of the race");
  g_assert_cmpint (get_entry (race, 0)->result->outcome->kind, ==, LAB_OUTCOME_CANCELLED);
  g_assert_cmpstr (get_entry (race, 1)->why_not, ==, "left out: the race was stopped");
  g_assert_null (app_race_get_record (race, 1));
}

static void
on_activated (AppRaceChart *chart, guint n, guint *activated)
{
  *activated = n;
}

static void
test_every_row_of_the_chart_is_a_named_button (void)
{
  g_autoptr (AppRace)
    race = make_race ("sleep", "tasks=3,duration=2ms", (const char *const[]){ "sequential", "threads", NULL });
  GtkWidget *chart = app_race_chart_new ();
  GtkWindow *window = app_test_show (chart, 800, 400);
  guint activated = G_MAXUINT, n = 0;

  g_signal_connect (chart, "racer-activated", G_CALLBACK (on_activated), &activated);
  app_race_chart_set_race (APP_RACE_CHART (chart), race);
  app_race_start (race, NULL);
  app_test_wait (is_over, race, "the end of the race");
  app_test_wait_frame (chart);
  for (GtkWidget *item = gtk_widget_get_first_child (chart); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL));
      g_assert_cmpint (gtk_widget_get_height (item), >, 20);
      g_signal_emit_by_name (item, "clicked");
      g_assert_cmpuint (activated, ==, n++);
    }
  g_assert_cmpuint (n, ==, 2);
  gtk_window_destroy (window);
}

/* While it goes on each lane that comes would make all others flatter. */
static void
test_lanes_fill_the_room_when_the_race_is_over (void)
{
  g_autoptr (AppRace) race = make_race ("sleep", "tasks=3,duration=2ms", (const char *const[]){ "threads", NULL });
  GtkWidget *chart = app_race_chart_new ();
  GtkWindow *window = app_test_show (chart, 800, 600);
  int minimum, natural;

  app_race_chart_set_race (APP_RACE_CHART (chart), race);
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 800, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, minimum);
  app_race_start (race, NULL);
  app_test_wait (is_over, race, "the end of the race");
  gtk_widget_measure (chart, GTK_ORIENTATION_VERTICAL, 800, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, >, minimum);
  gtk_window_destroy (window);
}

static void
test_a_chart_outlives_its_races (void)
{
  GtkWidget *chart = app_race_chart_new ();
  GtkWindow *window = app_test_show (chart, 360, 400);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (AppRace) race = make_race ("sleep", "tasks=2,duration=1ms", (const char *const[]){ "async", NULL });

      app_race_chart_set_race (APP_RACE_CHART (chart), race);
      app_race_start (race, NULL);
      app_test_wait (is_over, race, "the end of the race");
    }
  app_race_chart_set_race (APP_RACE_CHART (chart), NULL);
  app_test_wait_frame (chart);
  gtk_window_destroy (window);
}

static gboolean
is_still (gpointer data)
{
  return app_page_is_still (data);
}

static void
test_the_page_races_from_its_form (void)
{
  AppWindow *window = app_test_window ();
  AppPage *page = app_window_get_page (window, "race");
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  app_window_show_page (window, "race");
  app_test_wait (is_still, page, "the workloads");
  g_assert_null (app_page_get_chart (page));
  app_test_assert_named (GTK_WIDGET (page));
  g_ptr_array_add (experiments, test_experiment ("sleep", "threads", "tasks=4,duration=5ms"));
  g_ptr_array_add (experiments, test_experiment ("sleep", "sequential", "tasks=4,duration=5ms"));
  g_assert_true (app_page_show (page, experiments, NULL, NULL));
  app_test_wait (is_still, page, "the race");
  g_assert_nonnull (app_page_get_chart (page));
  app_test_assert_named (GTK_WIDGET (page));
  app_test_save_picture (GTK_WIDGET (window), "race.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Who races once more races the same. */
static void
test_the_form_says_what_was_raced (void)
{
  AppWindow *window = app_test_window ();
  AppPage *page = app_window_get_page (window, "race");
  AppRacerGroup *racers = APP_RACER_GROUP (app_test_find (GTK_WIDGET (page), APP_TYPE_RACER_GROUP));
  AppForm *form = APP_FORM (app_test_find (GTK_WIDGET (page), APP_TYPE_FORM));
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);
  g_autoptr (GPtrArray) again = NULL;

  app_window_show_page (window, "race");
  app_test_wait (is_still, page, "the workloads");
  g_ptr_array_add (experiments, test_experiment ("sleep", "sequential", "tasks=4,duration=5ms"));
  g_ptr_array_add (experiments, test_experiment ("sleep", "threads", "tasks=4,duration=5ms,workers=3"));
  g_assert_true (app_page_show (page, experiments, NULL, NULL));
  app_test_wait (is_still, page, "the race");
  again = app_racer_group_make_experiments (racers, form, NULL);
  g_assert_cmpuint (again->len, ==, experiments->len);
  for (guint i = 0; i < again->len; i++)
    {
      const LabExperiment *one = g_ptr_array_index (again, i), *other = g_ptr_array_index (experiments, i);

      g_assert_true (one->model == other->model);
      g_assert_true (lab_values_equal (one->params, other->params));
      g_assert_true (lab_values_equal (one->options, other->options));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_chart (gpointer data)
{
  return app_page_get_chart (data) != NULL;
}

static void
test_a_race_can_be_stopped_before_its_first_run (void)
{
  AppWindow *window = app_test_window ();
  AppPage *page = app_window_get_page (window, "race");

  app_window_show_page (window, "race");
  app_test_wait (is_still, page, "the workloads");
  app_page_run (page);
  g_assert_true (app_page_is_busy (page));
  app_page_stop (page);
  g_assert_false (app_page_is_busy (page));
  app_test_wait_frame (GTK_WIDGET (window));
  g_assert_false (app_page_is_busy (page));
  g_assert_null (app_page_get_chart (page));
  app_page_run (page);
  app_test_wait (has_chart, page, "the race that is wanted");
  app_page_stop (page);
  app_test_wait (is_still, page, "the end of the race");
  app_test_save_picture (GTK_WIDGET (window), "race-stopped.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_race_that_goes_on_stays (void)
{
  AppWindow *window = app_test_window ();
  AppPage *page = app_window_get_page (window, "race");
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);
  g_autoptr (GError) error = NULL;
  AppChart *chart;

  app_window_show_page (window, "race");
  g_ptr_array_add (experiments, test_experiment ("sleep", "threads", "tasks=1,duration=1h"));
  g_assert_true (app_page_show (page, experiments, NULL, NULL));
  app_test_wait (has_chart, page, "the race");
  chart = app_page_get_chart (page);
  g_assert_false (app_page_show (page, experiments, NULL, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_FAILED);
  g_assert_true (app_page_get_chart (page) == chart);
  app_page_stop (page);
  app_test_wait (is_still, page, "the end of the race");
  gtk_window_destroy (GTK_WINDOW (window));
}

static char *
say_why_not (void)
{
  return g_strdup ("there is no interpreter at /opt/<this> & that/bin/python3.14 nor anywhere else on this machine");
}

static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  GtkLabel *found = GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)
                      ? GTK_LABEL (widget)
                      : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

static void
test_who_cannot_run_here_says_why_in_full (void)
{
  const LabModel model = { .id = "none", .title = "None", .summary = "It is not here.", .why_not = say_why_not };
  g_autofree char *why_not = say_why_not ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = app_racer_row_new (&model);
  GtkWindow *window;
  GtkLabel *label;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  window = app_test_show (list, 316, 200);
  label = find_label (row, why_not);
  g_assert_nonnull (label);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (label)), >, 1);
  g_assert_false (app_racer_row_is_chosen (APP_RACER_ROW (row)));
  app_racer_row_set_chosen (APP_RACER_ROW (row), TRUE);
  g_assert_false (app_racer_row_is_chosen (APP_RACER_ROW (row)));
  app_test_save_picture (list, "racer-row.out.png");
  gtk_window_destroy (window);
}

static AppForm *
get_form (AppPage *page)
{
  return APP_FORM (app_test_find (GTK_WIDGET (page), APP_TYPE_FORM));
}

/* A window with the race page, and what would race from it. */
static AppWindow *
show_racers (GPtrArray **experiments)
{
  AppWindow *window = app_test_window ();
  AppPage *page = app_window_get_page (window, "race");
  g_autoptr (GError) error = NULL;

  app_window_show_page (window, "race");
  app_test_wait (is_still, page, "the workloads");
  *experiments = app_racer_group_make_experiments (
    APP_RACER_GROUP (app_test_find (GTK_WIDGET (page), APP_TYPE_RACER_GROUP)), get_form (page), &error);
  g_assert_no_error (error);
  return window;
}

/* Most are never looked at. */
static void
test_a_racer_has_rows_for_its_values_when_it_is_opened (void)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", "tasks=4,duration=5ms,workers=3");
  g_autoptr (LabExperiment) applied = test_experiment ("sleep", "threads", "tasks=4,duration=5ms");
  g_autoptr (GVariant) saved = NULL, again = NULL;
  GtkWidget *list = gtk_list_box_new (), *row = app_racer_row_new (experiment->model);
  GtkWindow *window;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  window = app_test_show (list, 340, 400);
  app_racer_row_set_options (APP_RACER_ROW (row), applied->options);
  app_racer_row_set_experiment (APP_RACER_ROW (row), experiment);
  g_assert_null (app_test_find (row, APP_TYPE_PARAM_ROW));
  g_assert_true (app_racer_row_apply (APP_RACER_ROW (row), applied, NULL));
  g_assert_true (lab_values_equal (applied->options, experiment->options));
  saved = g_variant_ref_sink (app_racer_row_save (APP_RACER_ROW (row)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_nonnull (app_test_find (row, APP_TYPE_PARAM_ROW));
  again = g_variant_ref_sink (app_racer_row_save (APP_RACER_ROW (row)));
  g_assert_true (g_variant_equal (saved, again));
  lab_experiment_set (applied, "workers", "7", NULL);
  g_assert_true (app_racer_row_apply (APP_RACER_ROW (row), applied, NULL));
  g_assert_true (lab_values_equal (applied->options, experiment->options));
  gtk_window_destroy (window);
}

static gboolean
takes_part (GPtrArray *experiments, const char *model)
{
  for (guint i = 0; i < experiments->len; i++)
    if (g_str_equal (((LabExperiment *) g_ptr_array_index (experiments, i))->model->id, model))
      return TRUE;
  return FALSE;
}

static void
test_the_last_race_is_remembered (void)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (LabExperiment) work = test_experiment ("mixed", "threads", "tasks=5");
  g_autoptr (GVariant) chosen = g_variant_ref_sink (
    g_variant_new_parsed ("{'sequential': (false, @a{ss} {}), 'threads': (true, {'workers': '3'})}"));
  AppWindow *window;
  GtkWidget *racers;

  g_settings_reset (app_settings_get (), "racers");
  window = show_racers (&before);
  racers = app_test_find (GTK_WIDGET (window), APP_TYPE_RACER_GROUP);
  g_assert_true (takes_part (before, "sequential"));
  app_form_set_experiment (get_form (app_window_get_page (window, "race")), work);
  app_racer_group_restore (APP_RACER_GROUP (racers), chosen);
  gtk_window_destroy (GTK_WINDOW (window));

  window = show_racers (&after);
  g_assert_cmpuint (after->len, ==, before->len - 1);
  g_assert_false (takes_part (after, "sequential"));
  for (guint i = 0; i < after->len; i++)
    {
      const LabExperiment *experiment = g_ptr_array_index (after, i);

      g_assert_cmpstr (lab_workload_get_id (experiment->workload), ==, "mixed");
      g_assert_cmpint (lab_values_get_number (experiment->params, "tasks"), ==, 5);
      if (g_str_equal (experiment->model->id, "threads"))
        g_assert_cmpint (lab_values_get_number (experiment->options, "workers"), ==, 3);
    }
  app_test_save_picture (GTK_WIDGET (window), "race-remembered.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
  g_settings_reset (app_settings_get (), "race");
  g_settings_reset (app_settings_get (), "racers");
}

/* As those of a model that has changed since. */
static void
test_what_is_remembered_and_not_allowed_is_left (void)
{
  g_autoptr (GPtrArray) experiments = NULL;
  g_autoptr (LabExperiment) work = test_experiment ("sleep", "threads", "tasks=4");
  g_autofree char *json = lab_experiment_to_json (work);
  AppWindow *window;

  g_settings_set_string (app_settings_get (), "race", json);
  g_settings_set_value (app_settings_get (), "racers",
                        g_variant_new_parsed ("{'threads': (true, {'workers': 'many', 'nothing': '1'}), "
                                              "'gone': (true, {'workers': '1'})}"));
  window = show_racers (&experiments);
  g_assert_true (takes_part (experiments, "threads"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_settings_reset (app_settings_get (), "race");
  g_settings_reset (app_settings_get (), "racers");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/race/all run one after the other", test_all_run_one_after_the_other);
  g_test_add_func ("/race/one that cannot start does not keep the others back",
                   test_one_that_cannot_start_does_not_keep_the_others_back);
  g_test_add_func ("/race/who has not begun when it is stopped is left out",
                   test_who_has_not_begun_when_it_is_stopped_is_left_out);
  g_test_add_func ("/race/every row of the chart is a named button", test_every_row_of_the_chart_is_a_named_button);
  g_test_add_func ("/race/lanes fill the room when the race is over", test_lanes_fill_the_room_when_the_race_is_over);
  g_test_add_func ("/race/a chart outlives its races", test_a_chart_outlives_its_races);
  g_test_add_func ("/race/the page races from its form", test_the_page_races_from_its_form);
  g_test_add_func ("/race/the form says what was raced", test_the_form_says_what_was_raced);
  g_test_add_func ("/race/a race can be stopped before its first run", test_a_race_can_be_stopped_before_its_first_run);
  g_test_add_func ("/race/a race that goes on stays", test_a_race_that_goes_on_stays);
  g_test_add_func ("/race/who cannot run here says why in full", test_who_cannot_run_here_says_why_in_full);
  g_test_add_func ("/race/a racer has rows for its values when it is opened",
                   test_a_racer_has_rows_for_its_values_when_it_is_opened);
  g_test_add_func ("/race/the last race is remembered", test_the_last_race_is_remembered);
  g_test_add_func ("/race/what is remembered and not allowed is left", test_what_is_remembered_and_not_allowed_is_left);
  return g_test_run ();
}
