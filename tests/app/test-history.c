/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"
#include "app-history.h"
#include "app-settings.h"
#include "test-utils.h"

static gboolean
is_idle (gpointer data)
{
  AppHistory *history = app_history_get_default ();

  return app_history_is_loaded (history) && !app_history_is_busy (history);
}

static GListModel *
get_list (void)
{
  app_test_wait (is_idle, NULL, "the history");
  return G_LIST_MODEL (app_history_get_default ());
}

static AppHistoryEntry *
get_entry (guint n)
{
  g_autoptr (AppHistoryEntry) entry = g_list_model_get_item (get_list (), n);

  g_assert_nonnull (entry);
  return entry;
}

static void
clear (void)
{
  AppHistory *history = app_history_get_default ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (get_list ()); i++)
    g_ptr_array_add (all, g_list_model_get_item (get_list (), i));
  app_history_delete (history, all, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
}

static AppRecord *
keep_run (const char *model)
{
  AppRecord *record = app_test_run ("sleep", model, "tasks=3,duration=1ms");

  app_history_add (record, NULL);
  return record;
}

static void
test_a_settled_run_is_kept_once (void)
{
  g_autoptr (AppRecord) record = keep_run ("threads");
  g_autofree char *fingerprint = lab_experiment_get_fingerprint (app_record_get_experiment (record));
  const LabHistoryEntry *words;

  app_history_add (record, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (get_list ()), ==, 1);
  words = app_history_entry_get_words (get_entry (0));
  g_assert_null (words->title);
  g_assert_cmpstr (words->model, ==, "threads");
  g_assert_cmpstr (words->experiment, ==, fingerprint);
  g_assert_cmpuint (words->n_tasks, ==, 3);
  g_assert_cmpuint (words->makespan, ==, app_record_get_result (record)->metrics.makespan);
  g_assert_true (app_history_entry_is_fair (get_entry (0)));
  clear ();
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (app_history_get_default ())) == 1;
}

static gboolean
is_running (gpointer data)
{
  return app_record_get_state (data) == APP_RECORD_RUNNING;
}

static void
test_a_run_that_goes_on_is_kept_when_it_ends (void)
{
  g_autoptr (LabExperiment) experiment = test_experiment ("sleep", "threads", "tasks=2,duration=1h");
  AppRecord *record = app_record_new (experiment);

  app_record_start (record);
  app_history_add (record, NULL);
  app_test_wait (is_running, record, "the start");
  app_record_stop (record);
  g_object_unref (record);
  app_test_wait (has_one, NULL, "the run in the history");
  g_assert_cmpint (app_history_entry_get_words (get_entry (0))->outcome, ==, LAB_OUTCOME_CANCELLED);
  g_assert_false (app_history_entry_is_fair (get_entry (0)));
  clear ();
}

static void
test_what_could_not_start_is_not_kept (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=10000000");

  app_history_add (record, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (get_list ()), ==, 0);
}

static void
test_without_room_nothing_is_kept (void)
{
  g_autoptr (AppRecord) record = NULL;

  g_settings_set_uint64 (app_settings_get (), "history-limit", 0);
  record = keep_run ("threads");
  g_assert_cmpuint (g_list_model_get_n_items (get_list ()), ==, 0);
  g_settings_reset (app_settings_get (), "history-limit");
}

static void
on_failed (AppHistory *history, const char *sentence, GtkWidget *asker, char **said)
{
  g_free (*said);
  *said = g_strdup (sentence);
}

static void
test_what_cannot_be_kept_is_told (void)
{
  g_autofree char *said = NULL;
  AppHistory *history = app_history_get_default ();
  gulong handler = g_signal_connect (history, "failed", G_CALLBACK (on_failed), &said);
  g_autoptr (AppRecord) record = NULL;

  g_settings_set_uint64 (app_settings_get (), "history-limit", 10);
  record = keep_run ("threads");
  g_assert_cmpuint (g_list_model_get_n_items (get_list ()), ==, 0);
  g_assert_true (g_str_has_prefix (said, "The run could not be kept: it takes "));
  g_settings_reset (app_settings_get (), "history-limit");
  g_signal_handler_disconnect (history, handler);
}

static gboolean
says_not_kept (gpointer data)
{
  gboolean found = GTK_IS_LABEL (data)
                   && g_str_has_prefix (gtk_label_get_text (data), "The run could not be kept: it takes ");

  for (GtkWidget *child = gtk_widget_get_first_child (data); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says_not_kept (child);
  return found;
}

static gboolean
is_still (gpointer data)
{
  return app_page_is_still (data);
}

/* A window that has heard of the history, too. */
static AppWindow *
show_history (void)
{
  AppWindow *window = app_test_window ();

  app_window_show_page (window, "history");
  app_test_wait (is_still, app_window_get_page (window, "history"), "the history");
  return window;
}

static void
run_and_wait_for_the_sentence (AppWindow *window, const char *name)
{
  AppPage *page = app_window_get_page (window, name);
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  app_window_show_page (window, name);
  app_test_wait (is_still, page, "the workloads");
  g_ptr_array_add (experiments, test_experiment ("sleep", "threads", "tasks=3,duration=1ms"));
  g_assert_true (app_page_show (page, experiments, NULL, NULL));
  app_test_wait (says_not_kept, window, "the sentence");
  app_test_wait (is_still, page, "the run");
}

static void
test_what_cannot_be_kept_is_told_where_it_was_run (void)
{
  static const char *const pages[] = { "explore", "race" };
  AppWindow *other = show_history ();

  g_settings_set_uint64 (app_settings_get (), "history-limit", 10);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AppWindow *window = app_test_window ();

      run_and_wait_for_the_sentence (window, pages[i]);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_assert_false (says_not_kept (other));
  g_settings_reset (app_settings_get (), "history-limit");
  gtk_window_destroy (GTK_WINDOW (other));
}

static void
test_a_name_is_one_in_list_run_and_files (void)
{
  g_autoptr (AppRecord) record = keep_run ("threads");
  AppHistory *history = app_history_get_default ();
  LabHistory *files = lab_history_new (NULL);
  g_autoptr (GPtrArray) list = NULL;

  app_history_rename (history, get_entry (0), "First try", NULL);
  g_assert_cmpstr (app_record_get_title (record), ==, "First try");
  app_record_set_title (record, "Second try");
  g_assert_cmpstr (app_history_entry_get_title (get_entry (0)), ==, "Second try");
  list = lab_history_list (files);
  g_assert_cmpstr (((LabHistoryEntry *) g_ptr_array_index (list, 0))->title, ==, "Second try");
  lab_history_free (files);
  clear ();
}

static void
test_a_deleted_run_comes_back_where_it_was (void)
{
  g_autoptr (AppRecord) first = keep_run ("threads");
  g_autoptr (AppRecord) second = keep_run ("async");
  g_autoptr (AppRecord) third = keep_run ("fibers");
  AppHistory *history = app_history_get_default ();
  g_autoptr (GPtrArray) deleted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *id = NULL;

  g_ptr_array_add (deleted, g_object_ref (get_entry (1)));
  id = g_strdup (app_history_entry_get_id (get_entry (1)));
  g_assert_cmpstr (app_history_entry_get_words (get_entry (1))->model, ==, "async");
  app_history_delete (history, deleted, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 2);
  app_history_restore (history, (const char *const[]){ id, NULL }, NULL);
  app_history_purge (history, (const char *const[]){ id, NULL });
  g_assert_cmpuint (g_list_model_get_n_items (get_list ()), ==, 3);
  g_assert_cmpstr (app_history_entry_get_words (get_entry (1))->model, ==, "async");
  clear ();
}

/* As another instance does it. */
static void
test_the_list_follows_the_folder (void)
{
  g_autoptr (AppRecord) record = keep_run ("threads");
  LabHistory *files = lab_history_new (NULL);
  AppHistoryEntry *entry = get_entry (0);

  g_object_ref (entry);
  g_assert_true (lab_history_delete (files, app_history_entry_get_id (entry), NULL));
  while (g_list_model_get_n_items (get_list ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (lab_history_restore (files, app_history_entry_get_id (entry), NULL));
  app_test_wait (has_one, NULL, "the run in the history");
  g_object_unref (entry);
  lab_history_free (files);
  clear ();
}

static AppHistoryEntry *
make_entry (GDateTime *time)
{
  const LabHistoryEntry words = {
    .id = (char *) "id",
    .title = (char *) "Über Nacht",
    .workload = (char *) "Sleeping",
    .model = (char *) "gil",
    .time = g_date_time_to_unix (time) * G_USEC_PER_SEC,
    .makespan = 1500000000,
    .outcome = LAB_OUTCOME_DEADLOCK,
  };

  return app_history_entry_new (&words);
}

static void
test_times_are_told_as_people_do (void)
{
  static const struct
  {
    const char *time, *text;
  } cases[] = {
    { "2026-11-27T09:05:00Z", "09:05" },
    { "2026-11-26T23:59:59Z", "Yesterday 23:59" },
    { "2026-03-01T12:00:00Z", "1 Mar 12:00" },
    { "2025-12-31T12:00:00Z", "31 Dec 2025" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-11-27T10:00:00Z", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].time, NULL);
      g_autoptr (AppHistoryEntry) entry = make_entry (time);
      g_autofree char *text = app_history_entry_describe_time (entry, now);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_a_search_finds_words_in_any_order (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (AppHistoryEntry) entry = make_entry (now);

  g_assert_true (app_history_entry_matches (entry, ""));
  g_assert_true (app_history_entry_matches (entry, "GIL über"));
  g_assert_true (app_history_entry_matches (entry, " sleep  deadlock "));
  g_assert_false (app_history_entry_matches (entry, "über async"));
}

int
main (int argc, char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/history/a settled run is kept once", test_a_settled_run_is_kept_once);
  g_test_add_func ("/history/a run that goes on is kept when it ends", test_a_run_that_goes_on_is_kept_when_it_ends);
  g_test_add_func ("/history/what could not start is not kept", test_what_could_not_start_is_not_kept);
  g_test_add_func ("/history/without room nothing is kept", test_without_room_nothing_is_kept);
  g_test_add_func ("/history/what cannot be kept is told", test_what_cannot_be_kept_is_told);
  g_test_add_func ("/history/what cannot be kept is told where it was run",
                   test_what_cannot_be_kept_is_told_where_it_was_run);
  g_test_add_func ("/history/a name is one in list, run and files", test_a_name_is_one_in_list_run_and_files);
  g_test_add_func ("/history/a deleted run comes back where it was", test_a_deleted_run_comes_back_where_it_was);
  g_test_add_func ("/history/the list follows the folder", test_the_list_follows_the_folder);
  g_test_add_func ("/history/times are told as people do", test_times_are_told_as_people_do);
  g_test_add_func ("/history/a search finds words in any order", test_a_search_finds_words_in_any_order);
  return g_test_run ();
}
