/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-explore-page.h"
#include "app-fixture.h"
#include "app-param-row.h"
#include "app-run-view.h"
#include "app-settings.h"
#include "app-verdict-card.h"
#include "test-utils.h"

static AppExplorePage *
get_page (AppWindow *window)
{
  return APP_EXPLORE_PAGE (app_window_get_page (window, "explore"));
}

static gboolean
is_ready (gpointer data)
{
  return app_form_is_ready (app_explore_page_get_form (data));
}

static AppWindow *
show_window (void)
{
  AppWindow *window = app_test_window ();

  app_window_show_page (window, "explore");
  app_test_wait (is_ready, get_page (window), "the workloads");
  return window;
}

static gboolean
is_still (gpointer data)
{
  return app_page_is_still (data);
}

static void
fill (AppWindow *window, const char *workload, const char *model, const char *values)
{
  g_autoptr (LabExperiment) experiment = test_experiment (workload, model, values);

  app_form_set_experiment (app_explore_page_get_form (get_page (window)), experiment);
}

static void
run (AppWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  app_test_wait (is_still, get_page (window), "the run's end");
}

static const char *
get_headline (AppWindow *window)
{
  return app_verdict_card_get_headline (
    APP_VERDICT_CARD (app_test_find (GTK_WIDGET (get_page (window)), APP_TYPE_VERDICT_CARD)));
}

static const char *
get_content (AppWindow *window)
{
  GtkStack *content = GTK_STACK (
    gtk_widget_get_template_child (GTK_WIDGET (get_page (window)), APP_TYPE_EXPLORE_PAGE, "content"));

  return gtk_stack_get_visible_child_name (content);
}

static void
test_at_first_it_says_what_to_do (void)
{
  AppWindow *window = show_window ();

  g_assert_cmpstr (get_content (window), ==, "empty");
  g_assert_null (app_page_get_chart (APP_PAGE (get_page (window))));
  app_test_assert_named (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "explore-empty.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_run_ends_with_a_verdict (void)
{
  AppWindow *window = show_window ();
  const LabResult *result;

  fill (window, "sleep", "gil", "tasks=12,duration=30ms");
  run (window);
  result = app_record_get_result (app_page_get_record (APP_PAGE (get_page (window))));
  g_assert_cmpuint (result->metrics.n_done, ==, 12);
  g_assert_cmpstr (get_content (window), ==, "run");
  g_assert_cmpstr (get_headline (window), ==, result->verdict->headline);
  g_assert_nonnull (app_page_get_chart (APP_PAGE (get_page (window))));
  app_test_assert_named (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "explore-run.out.png");
  for (const char *const *tab = (const char *const[]){ "log", "table", "command", NULL }; *tab != NULL; tab++)
    {
      g_autofree char *name = g_strdup_printf ("explore-%s.out.png", *tab);

      g_assert_true (app_page_select (APP_PAGE (get_page (window)), *tab));
      app_test_wait (is_still, get_page (window), "the tab");
      app_test_wait_frame (GTK_WIDGET (window));
      app_test_assert_named (GTK_WIDGET (window));
      app_test_save_picture (GTK_WIDGET (window), name);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_preset_runs_and_says_what_to_look_at (void)
{
  AppWindow *window = show_window ();
  g_autoptr (GError) error = NULL;

  g_assert_true (app_explore_page_run_preset (get_page (window), "deadlock", &error));
  app_test_wait (is_still, get_page (window), "the run's end");
  g_assert_cmpint (app_record_get_result (app_page_get_record (APP_PAGE (get_page (window))))->outcome->kind, ==,
                   LAB_OUTCOME_DEADLOCK);
  app_test_save_picture (GTK_WIDGET (window), "explore-deadlock.out.png");
  g_assert_false (app_explore_page_run_preset (get_page (window), "no-such-preset", &error));
  g_assert_nonnull (error);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_running (gpointer data)
{
  AppRecord *record = app_page_get_record (data);

  return record != NULL && app_record_get_state (record) == APP_RECORD_RUNNING;
}

static void
test_a_run_can_be_stopped (void)
{
  AppWindow *window = show_window ();
  const LabResult *result;

  fill (window, "sleep", "threads", "tasks=4,duration=1h");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  app_test_wait (is_running, get_page (window), "the run");
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "explore-running.out.png");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.stop", NULL);
  app_test_wait (is_still, get_page (window), "the run's end");
  result = app_record_get_result (app_page_get_record (APP_PAGE (get_page (window))));
  g_assert_cmpint (result->outcome->kind, ==, LAB_OUTCOME_CANCELLED);
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  double fraction;
  guint n_told, n_again;
} Progress;

static void
on_progress (GtkProgressBar *bar, GParamSpec *spec, Progress *progress)
{
  double fraction = gtk_progress_bar_get_fraction (bar);

  progress->n_told++;
  progress->n_again += fraction == progress->fraction;
  progress->fraction = fraction;
}

/* Each time that a bar is told something all of the window is laid out, be it the same as before. */
static void
test_progress_is_told_when_there_is_some (void)
{
  AppWindow *window = show_window ();
  GtkWidget *bar = app_test_find (app_test_find (GTK_WIDGET (get_page (window)), APP_TYPE_RUN_VIEW),
                                  GTK_TYPE_PROGRESS_BAR);
  Progress progress = { 0 };

  g_signal_connect (bar, "notify::fraction", G_CALLBACK (on_progress), &progress);
  fill (window, "mixed", "async", "tasks=2,rounds=40,compute=1ms,wait=15ms");
  run (window);
  g_assert_cmpuint (progress.n_told, >, 0);
  g_assert_cmpuint (progress.n_again, ==, 0);
  g_assert_cmpfloat (progress.fraction, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_label (GtkLabel *label, GParamSpec *spec, guint *n_changes)
{
  ++*n_changes;
}

static gboolean
has_many_events (gpointer data)
{
  LabTrace *trace = app_record_get_trace (data);

  return trace != NULL && lab_trace_get_n_events (trace) > 200;
}

/* Until then one page fades into the other. */
static gboolean
is_behind (gpointer view)
{
  return !gtk_widget_get_mapped (view);
}

/* The run goes on and is read, and is shown as it is now when one comes back. */
static void
test_behind_another_page_nothing_is_written (void)
{
  AppWindow *window = show_window ();
  GtkWidget *view = app_test_find (GTK_WIDGET (get_page (window)), APP_TYPE_RUN_VIEW);
  GtkWidget *card = app_test_find (view, APP_TYPE_VERDICT_CARD);
  GtkWidget *detail = GTK_WIDGET (gtk_widget_get_template_child (card, APP_TYPE_VERDICT_CARD, "detail"));
  guint n_changes = 0;

  fill (window, "mixed", "async", "tasks=50,rounds=40,compute=1ms,wait=10ms");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  app_test_wait (is_running, get_page (window), "the run");
  app_window_show_page (window, "history");
  app_test_wait (is_behind, view, "the other page alone");
  g_signal_connect (detail, "notify::label", G_CALLBACK (on_label), &n_changes);
  app_test_wait (has_many_events, app_page_get_record (APP_PAGE (get_page (window))), "events");
  g_assert_cmpuint (n_changes, ==, 0);
  app_window_show_page (window, "explore");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.stop", NULL);
  app_test_wait (is_still, get_page (window), "the run's end");
  g_assert_cmpuint (n_changes, >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
says_none_has_ended (gpointer label)
{
  return g_str_equal (gtk_label_get_label (label), "0 of 3 tasks have ended.");
}

/* Nothing more comes from tasks that sleep. */
static void
test_what_comes_last_is_shown (void)
{
  AppWindow *window = show_window ();
  GtkWidget *view = app_test_find (GTK_WIDGET (get_page (window)), APP_TYPE_RUN_VIEW);
  GtkWidget *card = app_test_find (view, APP_TYPE_VERDICT_CARD);
  GtkLabel *detail = GTK_LABEL (gtk_widget_get_template_child (card, APP_TYPE_VERDICT_CARD, "detail"));

  fill (window, "sleep", "threads", "tasks=3,duration=1h");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  app_test_wait (says_none_has_ended, detail, "the tasks");
  /* Brought up to date as one comes back, and then at once there is something new. */
  app_window_show_page (window, "history");
  app_window_show_page (window, "explore");
  g_assert_true (gtk_widget_get_mapped (view));
  gtk_label_set_label (detail, "");
  g_signal_emit_by_name (app_page_get_record (APP_PAGE (get_page (window))), "grew");
  app_test_wait (says_none_has_ended, detail, "what has come last");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.stop", NULL);
  app_test_wait (is_still, get_page (window), "the run's end");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_what_cannot_start_says_why (void)
{
  AppWindow *window = show_window ();

  fill (window, "sleep", "threads", "tasks=10000000");
  run (window);
  g_assert_cmpstr (get_content (window), ==, "failed");
  g_assert_null (app_page_get_record (APP_PAGE (get_page (window))));
  app_test_save_picture (GTK_WIDGET (window), "explore-failed.out.png");
  fill (window, "sleep", "threads", "tasks=2,duration=1ms");
  run (window);
  g_assert_cmpstr (get_content (window), ==, "run");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_dropped_events_are_told (void)
{
  AppWindow *window = show_window ();
  GtkWidget *view;

  g_settings_set_uint64 (app_settings_get (), "capacity", 1 << 20);
  fill (window, "mixed", "async", "tasks=4,rounds=10000,compute=1us,wait=0");
  run (window);
  view = app_test_find (GTK_WIDGET (get_page (window)), APP_TYPE_RUN_VIEW);
  g_assert_true (
    gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_template_child (view, APP_TYPE_RUN_VIEW, "notice"))));
  app_test_save_picture (GTK_WIDGET (window), "explore-dropped.out.png");
  g_settings_reset (app_settings_get (), "capacity");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_record_from_elsewhere_is_shown (void)
{
  AppWindow *window = show_window ();
  g_autoptr (AppRecord) record = app_test_run ("sleep", "async", "tasks=3,duration=5ms");
  g_autoptr (LabExperiment) filled = NULL;

  app_window_show_page (window, "race");
  app_window_show_record (window, record);
  g_assert_true (app_page_get_record (APP_PAGE (get_page (window))) == record);
  g_assert_true (app_window_get_visible_page (window) == APP_PAGE (get_page (window)));
  filled = app_form_make_experiment (app_explore_page_get_form (get_page (window)), NULL);
  g_assert_cmpstr (filled->model->id, ==, "async");
  app_test_wait_frame (GTK_WIDGET (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_window_may_be_closed_while_it_runs (void)
{
  AppWindow *window = show_window ();

  fill (window, "sleep", "threads", "tasks=4,duration=1h");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  app_test_wait (is_running, get_page (window), "the run");
  gtk_window_destroy (GTK_WINDOW (window));
}

static AppWindow *
show_small_window (int width, int height)
{
  AppWindow *window;

  g_settings_set_int (app_settings_get (), "window-width", width);
  g_settings_set_int (app_settings_get (), "window-height", height);
  window = show_window ();
  g_settings_reset (app_settings_get (), "window-width");
  g_settings_reset (app_settings_get (), "window-height");
  return window;
}

static void
test_it_fits_a_phone (void)
{
  AppWindow *window = show_small_window (360, 640);

  app_test_save_picture (GTK_WIDGET (window), "explore-phone-empty.out.png");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.toggle-sidebar", NULL);
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "explore-phone-form.out.png");
  fill (window, "sleep", "gil", "tasks=12,duration=30ms");
  run (window);
  app_test_wait_frame (GTK_WIDGET (window));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 370);
  app_test_save_picture (GTK_WIDGET (window), "explore-phone.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_large_text_fits (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  AppWindow *window;
  int dpi, width;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  window = show_small_window (360, 640);
  fill (window, "sleep", "gil", "tasks=12,duration=30ms");
  run (window);
  app_test_wait_frame (GTK_WIDGET (window));
  gtk_widget_measure (GTK_WIDGET (get_page (window)), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  app_test_save_picture (GTK_WIDGET (window), "explore-phone-large.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
  window = show_window ();
  fill (window, "web-pages", "async", "pages=12,latency=10ms");
  run (window);
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "explore-large.out.png");
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
test_it_is_dark_where_all_is (void)
{
  AppWindow *window;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  window = show_small_window (1280, 1400);
  fill (window, "primes", "gil", "");
  run (window);
  app_test_wait_frame (GTK_WIDGET (window));
  app_test_save_picture (GTK_WIDGET (window), "explore-dark.out.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_bet_is_told_afterwards (void)
{
  AppWindow *window = show_window ();
  AppForm *form = app_explore_page_get_form (get_page (window));
  GtkEditable *bet = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (form), APP_TYPE_FORM, "bet_row"));
  GtkWidget *card;

  fill (window, "sleep", "threads", "tasks=2,duration=5ms");
  gtk_editable_set_text (bet, "never");
  g_assert_cmpuint (app_form_get_bet (form), ==, 0);
  gtk_editable_set_text (bet, "1 h");
  run (window);
  card = app_test_find (GTK_WIDGET (get_page (window)), APP_TYPE_VERDICT_CARD);
  g_assert_true (g_str_has_prefix (
    gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (card, APP_TYPE_VERDICT_CARD, "bet_label"))),
    "You bet 1 h; "));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_wrong_value_runs_nothing (void)
{
  AppWindow *window = show_window ();
  AppParamRow *row;

  fill (window, "sleep", "threads", "");
  row = APP_PARAM_ROW (app_test_find (GTK_WIDGET (get_page (window)), APP_TYPE_PARAM_ROW));
  app_param_row_set_text (row, "many");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  g_assert_false (app_page_is_busy (APP_PAGE (get_page (window))));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), GTK_WIDGET (row)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_dialog (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        *(GtkWidget **) data = window;
    }
  return *(GtkWidget **) data != NULL;
}

static void
test_nobody_is_contacted_without_a_yes (void)
{
  AppWindow *window = show_window ();
  GtkWidget *dialog = NULL;

  fill (window, "sites", "async", "urls=http://192.0.2.1/");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  app_test_wait (has_dialog, &dialog, "the question");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "192.0.2.1"));
  app_test_assert_named (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  app_test_wait (is_still, get_page (window), "the answer");
  g_assert_cmpstr (get_content (window), ==, "empty");
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_a_question_goes_with_its_window (void)
{
  AppWindow *window = show_window ();
  gpointer page = get_page (window);
  GtkWidget *dialog = NULL;

  g_object_add_weak_pointer (page, &page);
  fill (window, "sites", "async", "urls=http://192.0.2.1/");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.run", NULL);
  app_test_wait (has_dialog, &dialog, "the question");
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (is_gone, &page, "the page that had asked");
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/explore/at first it says what to do", test_at_first_it_says_what_to_do);
  g_test_add_func ("/explore/a run ends with a verdict", test_a_run_ends_with_a_verdict);
  g_test_add_func ("/explore/a preset runs and says what to look at", test_a_preset_runs_and_says_what_to_look_at);
  g_test_add_func ("/explore/a run can be stopped", test_a_run_can_be_stopped);
  g_test_add_func ("/explore/progress is told when there is some", test_progress_is_told_when_there_is_some);
  g_test_add_func ("/explore/behind another page nothing is written", test_behind_another_page_nothing_is_written);
  g_test_add_func ("/explore/what comes last is shown", test_what_comes_last_is_shown);
  g_test_add_func ("/explore/what cannot start says why", test_what_cannot_start_says_why);
  g_test_add_func ("/explore/dropped events are told", test_dropped_events_are_told);
  g_test_add_func ("/explore/a record from elsewhere is shown", test_a_record_from_elsewhere_is_shown);
  g_test_add_func ("/explore/a window may be closed while it runs", test_a_window_may_be_closed_while_it_runs);
  g_test_add_func ("/explore/it fits a phone", test_it_fits_a_phone);
  g_test_add_func ("/explore/large text fits", test_large_text_fits);
  g_test_add_func ("/explore/it is dark where all is", test_it_is_dark_where_all_is);
  g_test_add_func ("/explore/a bet is told afterwards", test_a_bet_is_told_afterwards);
  g_test_add_func ("/explore/a wrong value runs nothing", test_a_wrong_value_runs_nothing);
  g_test_add_func ("/explore/nobody is contacted without a yes", test_nobody_is_contacted_without_a_yes);
  g_test_add_func ("/explore/a question goes with its window", test_a_question_goes_with_its_window);
  return g_test_run ();
}
