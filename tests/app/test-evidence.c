/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app-actions.h"
#include "app-evidence.h"
#include "app-fixture.h"
#include "app-help.h"
#include "app-history.h"
#include "app-racers.h"
#include "lab-error.h"
#include "lab-quantity.h"

#define WORK "sleep tasks=3 duration=1ms"

static void
test_a_work_is_named_with_its_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plain = app_racers_new ("sleep", &error);
  g_autoptr (GPtrArray) racers = app_racers_new (WORK, &error);
  g_autofree char *plain_title = NULL, *title = NULL;

  g_assert_no_error (error);
  plain_title = app_racers_describe (plain);
  title = app_racers_describe (racers);
  g_assert_cmpstr (plain_title, ==, "Sleep");
  g_assert_cmpstr (title, ==, "Sleep (1 ms)");
  for (guint i = 0; i < racers->len; i++)
    {
      const LabExperiment *racer = g_ptr_array_index (racers, i);

      g_assert_true (racer->model == lab_model_get_all ()[i]);
      g_assert_cmpint (lab_values_get_number (racer->params, "duration"), ==, 1000 * 1000);
    }
}

static void
test_a_wrong_name_is_an_error (void)
{
  static const struct
  {
    const char *work, *message;
  } cases[] = {
    { "slep", "unknown workload \"slep\"" },
    { "", "" },
    { "sleep tasks", "expected NAME=VALUE, found \"tasks\"" },
    { "sleep =3", "expected NAME=VALUE, found \"=3\"" },
    { "sleep task=3", "unknown parameter \"task\"" },
    { "sleep tasks=many", "tasks: expected a whole number" },
    { "sleep workers=3", "unknown parameter \"workers\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (app_racers_new (cases[i].work, &error));
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, cases[i].message))
        g_error ("\"%s\": %s", cases[i].work, error->message);
    }
}

static gboolean
is_idle (gpointer data)
{
  AppHistory *history = app_history_get_default ();

  return app_history_is_loaded (history) && !app_history_is_busy (history);
}

/* Into the folder, as another program does it. */
static void
keep (const char *model, const char *work, gint64 time, guint64 makespan, LabOutcomeKind outcome)
{
  g_autoptr (LabHistory) files = lab_history_new (NULL);
  g_autoptr (LabSegment) segment = lab_segment_new (1 << 20, NULL);
  g_autoptr (LabTrace) trace = lab_trace_new (segment);
  g_autoptr (GPtrArray) racers = app_racers_new (work, NULL);
  g_autoptr (GError) error = NULL;
  LabHistoryEntry words = { .workload = (char *) "Sleeping", .model = (char *) model, .outcome = outcome };

  words.time = time * G_USEC_PER_SEC;
  words.makespan = makespan;
  for (guint i = 0; i < racers->len; i++)
    {
      const LabExperiment *racer = g_ptr_array_index (racers, i);

      if (g_str_equal (racer->model->id, model))
        words.experiment = lab_experiment_get_fingerprint (racer);
    }
  lab_history_add (files, &words, trace, G_MAXUINT64, &error);
  g_assert_no_error (error);
  g_free (words.id);
  g_free (words.experiment);
}

static gboolean
has_entries (gpointer n)
{
  return is_idle (NULL) && g_list_model_get_n_items (G_LIST_MODEL (app_history_get_default ())) == GPOINTER_TO_UINT (n);
}

static void
clear (void)
{
  AppHistory *history = app_history_get_default ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  app_test_wait (is_idle, NULL, "the history");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (history)); i++)
    g_ptr_array_add (all, g_list_model_get_item (G_LIST_MODEL (history), i));
  app_history_delete (history, all, NULL);
  app_test_wait (is_idle, NULL, "the history");
}

static GtkWindow *
show (const char *work)
{
  g_autoptr (GPtrArray) racers = app_racers_new (work, NULL);
  g_autoptr (GHashTable) fingerprints = app_racers_get_fingerprints (racers);

  return app_test_show (app_evidence_new (fingerprints), 640, 400);
}

static GtkWidget *
get_child (GtkWindow *window)
{
  app_test_wait (is_idle, NULL, "the history");
  return adw_bin_get_child (ADW_BIN (gtk_window_get_child (window)));
}

static void
assert_not_measured (GtkWindow *window)
{
  GtkWidget *label = get_child (window);

  g_assert_true (GTK_IS_LABEL (label));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Not measured on this machine yet.");
}

/* What is above the rows, and then what each says to those who hear it. */
static void
assert_rows (GtkWindow *window, const char *caption, const char *const *rows)
{
  GtkWidget *label = gtk_widget_get_first_child (get_child (window));
  GtkGrid *grid = GTK_GRID (gtk_widget_get_next_sibling (label));
  int n = 0;

  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, caption);
  for (; rows[n] != NULL; n++)
    {
      GtkWidget *name = gtk_grid_get_child_at (grid, 0, n);
      g_autofree char *differs = NULL;

      g_assert_nonnull (name);
      differs = gtk_test_accessible_check_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_LABEL, rows[n]);
      g_assert_cmpstr (differs, ==, NULL);
    }
  g_assert_null (gtk_grid_get_child_at (grid, 0, n));
}

#define SAME_DAY "Measured on this machine on 27 Nov 2026: how long it took, and how many times as long as the fastest."
#define TWO_DAYS                                                                                                       \
  "Measured on this machine from 25 Nov 2026 to 27 Nov 2026: how long it took, and how many times as long as the "     \
  "fastest."
#define NOON 1795780800 /* 27 November 2026, UTC */
#define DAY (24 * 60 * 60)
#define MS (G_GUINT64_CONSTANT (1000) * 1000)

static void
test_without_runs_it_says_so (void)
{
  GtkWindow *window = show (WORK);

  assert_not_measured (window);
  gtk_window_destroy (window);
}

static void
test_the_fastest_comes_first (void)
{
  static const char *const rows[] = { "Threads: 100 ms, the fastest",
                                      "Asynchronous: 150 ms, 1.50 times as long as the fastest",
                                      "One after the other: 300 ms, 3.00 times as long as the fastest", NULL };
  GtkWindow *window = show (WORK);

  keep ("sequential", WORK, NOON, 300 * MS, LAB_OUTCOME_DONE);
  keep ("threads", WORK, NOON + 1, 100 * MS, LAB_OUTCOME_DONE);
  keep ("async", WORK, NOON + 2, 150 * MS, LAB_OUTCOME_DONE);
  app_test_wait (has_entries, GUINT_TO_POINTER (3), "the runs");
  assert_rows (window, SAME_DAY, rows);
  app_test_save_picture (GTK_WIDGET (window), "evidence.out.png");
  clear ();
  assert_not_measured (window);
  gtk_window_destroy (window);
}

static void
test_the_newest_run_of_a_model_counts (void)
{
  static const char *const rows[] = { "Threads: 100 ms, the fastest",
                                      "Asynchronous: 150 ms, 1.50 times as long as the fastest", NULL };
  GtkWindow *window = show (WORK);

  keep ("threads", WORK, NOON - 3 * DAY, 1 * MS, LAB_OUTCOME_DONE);
  keep ("threads", WORK, NOON - 2 * DAY, 100 * MS, LAB_OUTCOME_DONE);
  keep ("async", WORK, NOON, 150 * MS, LAB_OUTCOME_DONE);
  app_test_wait (has_entries, GUINT_TO_POINTER (3), "the runs");
  assert_rows (window, TWO_DAYS, rows);
  clear ();
  gtk_window_destroy (window);
}

static void
test_other_work_and_broken_runs_do_not_count (void)
{
  GtkWindow *window = show (WORK);

  keep ("threads", "sleep", NOON, 100 * MS, LAB_OUTCOME_DONE);
  keep ("threads", "sleep tasks=4 duration=1ms", NOON, 100 * MS, LAB_OUTCOME_DONE);
  keep ("threads", WORK, NOON, 100 * MS, LAB_OUTCOME_CANCELLED);
  app_test_wait (has_entries, GUINT_TO_POINTER (3), "the runs");
  assert_not_measured (window);
  clear ();
  gtk_window_destroy (window);
}

/* What the history keeps of a run is what the guide looks for. */
static void
test_a_real_run_is_found (void)
{
  GtkWindow *window = show (WORK);
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");
  g_autofree char *makespan = lab_format_duration (app_record_get_result (record)->metrics.makespan);
  g_autofree char *row = g_strdup_printf ("Threads: %s, the fastest", makespan);
  g_autofree char *day = g_date_time_format (app_record_get_time (record), "%-d %b %Y");
  g_autofree char *caption = g_strdup_printf ("Measured on this machine on %s: how long it took, and how many times as "
                                              "long as the fastest.",
                                              day);
  const char *const rows[] = { row, NULL };

  app_history_add (record, NULL);
  app_test_wait (has_entries, GUINT_TO_POINTER (1), "the run");
  assert_rows (window, caption, rows);
  clear ();
  gtk_window_destroy (window);
}

/* One bus knows only one. */
static GtkApplication *
get_application (void)
{
  static GtkApplication *application;

  if (application == NULL)
    {
      application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
      app_actions_add (application);
    }
  return application;
}

static gboolean
is_still (gpointer page)
{
  return !app_page_is_busy (page);
}

static gboolean
has_rows (gpointer child)
{
  GtkWidget *table = GTK_IS_BOX (child) ? gtk_widget_get_last_child (child) : NULL;

  return table != NULL && gtk_grid_get_child_at (GTK_GRID (table), 0, 1) != NULL;
}

static gboolean
has_measured (gpointer window)
{
  return is_idle (NULL) && has_rows (adw_bin_get_child (ADW_BIN (gtk_window_get_child (window))));
}

static void
test_the_button_fills_it (void)
{
  GtkApplication *application = get_application ();
  GtkWindow *window = show (WORK);
  AppWindow *main_window;

  main_window = app_actions_get_window (application);
  g_action_group_activate_action (G_ACTION_GROUP (application), "race-workload", g_variant_new_string (WORK));
  app_test_wait (has_measured, window, "two models");
  app_page_stop (app_window_get_page (main_window, "race"));
  app_test_wait (is_still, app_window_get_page (main_window, "race"), "the end of the race");
  gtk_window_destroy (GTK_WINDOW (main_window));
  clear ();
  gtk_window_destroy (window);
}

static gboolean
is_loaded (gpointer data)
{
  return !app_help_is_loading (data);
}

static void
test_the_guide_shows_it (void)
{
  static const char *const models[] = { "sequential", "threads", "gil",    "subinterpreters",
                                        "processes",  "async",   "fibers", "hybrid" };
  GtkApplication *application = get_application ();
  AppHelp *help;

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    keep (models[i], "sleep", NOON, (i == 0 ? 900 : 300 + i) * MS, LAB_OUTCOME_DONE);
  app_test_wait (has_entries, GUINT_TO_POINTER (G_N_ELEMENTS (models)), "the runs");
  app_help_show (application, "choosing.md");
  help = APP_HELP (gtk_application_get_windows (application)->data);
  app_test_wait (is_loaded, help, "the page");
  app_test_wait_frame (GTK_WIDGET (help));
  g_assert_nonnull (app_test_find (GTK_WIDGET (help), APP_TYPE_EVIDENCE));
  app_test_assert_named (GTK_WIDGET (help));
  app_test_save_picture (GTK_WIDGET (help), "evidence-guide.out.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (GTK_WINDOW (help), 360, 900);
  app_test_wait_frame (GTK_WIDGET (help));
  app_test_wait_frame (GTK_WIDGET (help));
  app_test_save_picture (GTK_WIDGET (help), "evidence-narrow.out.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (help));
  clear ();
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/evidence/a work is named with its values", test_a_work_is_named_with_its_values);
  g_test_add_func ("/evidence/a wrong name is an error", test_a_wrong_name_is_an_error);
  g_test_add_func ("/evidence/without runs it says so", test_without_runs_it_says_so);
  g_test_add_func ("/evidence/the fastest comes first", test_the_fastest_comes_first);
  g_test_add_func ("/evidence/the newest run of a model counts", test_the_newest_run_of_a_model_counts);
  g_test_add_func ("/evidence/other work and broken runs do not count", test_other_work_and_broken_runs_do_not_count);
  g_test_add_func ("/evidence/a real run is found", test_a_real_run_is_found);
  g_test_add_func ("/evidence/the button fills it", test_the_button_fills_it);
  g_test_add_func ("/evidence/the guide shows it", test_the_guide_shows_it);
  return g_test_run ();
}
