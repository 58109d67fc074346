/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sys/stat.h>

#include <glib/gstdio.h>

#include "app-explore-page.h"
#include "app-export-dialog.h"
#include "app-fixture.h"
#include "app-race-page.h"
#include "app-window-files.h"
#include "app-window-pictures.h"
#include "app-workload-file.h"
#include "app-workload-group.h"
#include "test-utils.h"

static char *folder;

/* What the tests make in it; the last one is the folder itself. */
static const char *const file_names[] = {
  "run.trace", "broken.trace", "broken.json", "own.json",   "race.png",  "race.svg",
  "race.pdf",  "printed.pdf",  "kept.trace",  "pipe.trace", "pipe.json", "",
};

static GFile *
make_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_new_for_path (path);
}

static gboolean
exists (gpointer data)
{
  return g_file_query_exists (data, NULL);
}

static gboolean
shows_record (gpointer data)
{
  return app_page_get_record (app_window_get_page (data, "explore")) != NULL;
}

static gboolean
shows_file (gpointer data)
{
  AppRecord *record = app_page_get_record (data);

  return record != NULL && app_record_get_file (record) != NULL;
}

static void
test_a_saved_run_opens_in_another_window (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");
  g_autoptr (GFile) file = make_file ("run.trace");
  AppWindow *first = app_test_window (), *second = app_test_window ();

  app_window_save_file (first, record, file);
  app_test_wait (exists, file, "the file");
  app_window_open_file (second, file);
  app_test_wait (shows_record, second, "the run");
  g_assert_cmpstr (app_record_get_title (app_page_get_record (app_window_get_visible_page (second))), ==,
                   app_record_get_title (record));
  gtk_window_destroy (GTK_WINDOW (first));
  gtk_window_destroy (GTK_WINDOW (second));
}

static gboolean
is_running (gpointer data)
{
  AppRecord *record = app_page_get_record (data);

  return record != NULL && app_record_get_state (record) == APP_RECORD_RUNNING;
}

static gboolean
is_idle (gpointer data)
{
  return !app_page_is_busy (data);
}

/* The page, with a run that goes on. */
static AppPage *
start_long_run (AppWindow *window)
{
  AppPage *page = app_window_get_page (window, "explore");
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  app_window_show_page (window, "explore");
  g_ptr_array_add (experiments, test_experiment ("sleep", "threads", "tasks=2,duration=1h"));
  g_assert_true (app_page_show (page, experiments, NULL, NULL));
  app_test_wait (is_running, page, "the run");
  return page;
}

/* Another one than it; NULL: there is none. */
static AppWindow *
find_other (AppWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (APP_IS_WINDOW (other) && APP_WINDOW (other) != window)
        return APP_WINDOW (other);
    }
  return NULL;
}

static gboolean
has_other (gpointer data)
{
  return find_other (data) != NULL;
}

static void
test_a_run_that_goes_on_stays_where_it_is_seen (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");
  g_autoptr (GFile) file = make_file ("run.trace");
  AppWindow *window = app_test_window ();
  AppPage *page;

  app_window_save_file (window, record, file);
  app_test_wait (exists, file, "the file");
  page = start_long_run (window);
  app_window_open_file (window, file);
  app_test_wait (has_other, window, "another window");
  g_assert_true (shows_record (find_other (window)));
  g_assert_true (is_running (page));
  gtk_window_destroy (GTK_WINDOW (find_other (window)));
  app_page_stop (page);
  app_test_wait (is_idle, page, "the run's end");
  app_window_open_file (window, file);
  app_test_wait (shows_file, page, "the file, here");
  g_assert_null (find_other (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWindow *
find_dialog (AppWindow *window)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (ADW_IS_MESSAGE_DIALOG (other) && gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return other;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (data) != NULL;
}

static void
test_what_cannot_be_opened_is_told (void)
{
  AppWindow *window = app_test_window ();
  g_autoptr (GFile) file = make_file ("broken.trace");
  g_autofree char *path = g_file_get_path (file);

  g_assert_true (g_file_set_contents (path, "not a trace", -1, NULL));
  app_window_open_file (window, file);
  app_test_wait (has_dialog, window, "a dialog");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog (window))), "broken.trace"));
  g_assert_false (shows_record (window));
  gtk_window_destroy (find_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_windows (void)
{
  GListModel *all = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      n += APP_IS_WINDOW (window);
    }
  return n;
}

/* Two runs and two of something else, dropped together: a window for each run, and one dialog. */
static void
test_files_that_come_together_are_all_shown (void)
{
  static const char *const names[] = { "broken.trace", "run.trace", "kept.trace", "pipe.trace" };
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  AppWindow *window = app_test_window ();
  const char *said;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = make_file (names[i]);

      g_list_store_append (files, file);
      if (i == 1 || i == 2)
        {
          app_window_save_file (window, record, file);
          app_test_wait (exists, file, "the file");
        }
    }
  app_window_open_files (window, G_LIST_MODEL (files));
  app_test_wait (has_dialog, window, "a dialog");
  said = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog (window)));
  g_assert_nonnull (strstr (said, "broken.trace"));
  g_assert_nonnull (strstr (said, "pipe.trace"));
  gtk_window_destroy (find_dialog (window));
  g_assert_false (has_dialog (window));
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_true (shows_record (window) && shows_record (find_other (window)));
  gtk_window_destroy (GTK_WINDOW (find_other (window)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
must_not_be_chosen (GtkFileChooser *chooser, gpointer data)
{
  g_assert_not_reached ();
}

/* The window in which a file is chosen, or what is asked before; where no portal has it, it is one of ours. */
static GtkWindow *
find_toplevel (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
is_choosing (gpointer data)
{
  return find_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG) != NULL;
}

static gboolean
has_chosen (gpointer data)
{
  return !is_choosing (data);
}

static void
ask_where_to_export (AppWindow *window)
{
  const AppExportForm form = { .format = LAB_FORMAT_SVG };

  gtk_widget_activate_action (GTK_WIDGET (window), "win.export", NULL);
  g_signal_emit_by_name (find_toplevel (APP_TYPE_EXPORT_DIALOG), "export", &form);
}

static void
ask_for_workload (AppWindow *window)
{
  app_workload_file_ask (GTK_WIDGET (window), must_not_be_chosen, NULL);
}

static void
ask_what_to_open (AppWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open", NULL);
}

static void
ask_where_to_save (AppWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.save", NULL);
}

static void
test_a_chooser_goes_with_its_window (void)
{
  static void (*const questions[]) (AppWindow *) = { ask_what_to_open, ask_where_to_save, ask_where_to_export,
                                                     ask_for_workload };

  if (gtk_check_version (4, 14, 0) == NULL)
    {
      g_test_skip ("GTK's own chooser, seen in 4.18, dies when it goes before it has read its folder");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      AppRecord *record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");
      AppWindow *window = app_test_window ();

      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      g_object_add_weak_pointer (G_OBJECT (record), (gpointer *) &record);
      app_window_show_record (window, record);
      g_object_unref (record);
      app_test_wait_frame (GTK_WIDGET (window));
      questions[i](window);
      app_test_wait (is_choosing, NULL, "the chooser");
      gtk_window_destroy (GTK_WINDOW (window));
      app_test_wait (has_chosen, NULL, "the chooser's end");
      app_test_wait (is_gone, &window, "the window's end");
      app_test_wait (is_gone, &record, "the end of what was to be saved");
      g_assert_null (find_toplevel (APP_TYPE_EXPORT_DIALOG));
    }
}

/* A title has up to 200 letters, a file's name 255 bytes. */
static void
test_a_long_title_is_a_name_that_can_be_saved (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");
  AppWindow *window = app_test_window ();
  g_autoptr (GString) title = g_string_new ("");
  g_autofree char *name = NULL;

  if (gtk_check_version (4, 14, 0) == NULL)
    {
      g_test_skip ("GTK's own chooser, seen in 4.18, dies when it goes before it has read its folder");
      return;
    }
  for (guint i = 0; i < 200; i++)
    g_string_append (title, "א");
  app_record_set_title (record, title->str);
  app_window_show_record (window, record);
  ask_where_to_save (window);
  app_test_wait (is_choosing, NULL, "the chooser");
  name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (find_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG)));
  g_assert_true (g_str_has_prefix (name, "אא") && g_str_has_suffix (name, "א.trace"));
  g_assert_cmpuint (strlen (name), <=, 240);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (has_chosen, NULL, "the chooser's end");
}

static const char *
get_workload_error (AppWindow *window)
{
  AppForm *form = app_explore_page_get_form (APP_EXPLORE_PAGE (app_window_get_page (window, "explore")));
  GtkWidget *group = app_test_find (GTK_WIDGET (form), APP_TYPE_WORKLOAD_GROUP);

  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (group, APP_TYPE_WORKLOAD_GROUP, "error")));
}

static gboolean
tells_of_workload (gpointer data)
{
  return *get_workload_error (data) != '\0';
}

/* A pipe that nobody writes to would be waited for. */
static void
test_what_is_no_file_is_told (void)
{
  AppWindow *window = app_test_window ();
  g_autoptr (GFile) trace = make_file ("pipe.trace"), workload = make_file ("pipe.json");

  g_assert_cmpint (mkfifo (g_file_peek_path (trace), 0600), ==, 0);
  g_assert_cmpint (mkfifo (g_file_peek_path (workload), 0600), ==, 0);
  app_window_open_file (window, trace);
  app_test_wait (has_dialog, window, "a dialog");
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog (window))), "not a regular file"));
  app_window_open_file (window, workload);
  app_test_wait (tells_of_workload, window, "what is wrong with the workload");
  g_assert_nonnull (strstr (get_workload_error (window), "not a regular file"));
  gtk_window_destroy (find_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_failed (AppPage *page, const char *sentence, char **said)
{
  g_free (*said);
  *said = g_strdup (sentence);
}

static gboolean
is_said (gpointer data)
{
  return *(char **) data != NULL;
}

/* Where it is seen a file is a measurement, and no workload for another page. */
static void
test_the_scale_takes_what_is_dropped_on_it (void)
{
  AppWindow *window = app_test_window ();
  g_autoptr (GFile) file = make_file ("broken.json");
  g_autofree char *said = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "[]", -1, NULL));
  app_window_show_page (window, "latency");
  g_signal_connect (app_window_get_page (window, "latency"), "failed", G_CALLBACK (on_failed), &said);
  app_window_open_file (window, file);
  app_test_wait (is_said, &said, "what is wrong with the measurement");
  g_assert_nonnull (strstr (said, "broken.json"));
  g_assert_true (app_window_get_visible_page (window) == app_window_get_page (window, "latency"));
  g_assert_false (tells_of_workload (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_window_that_is_closed_meanwhile_is_left_alone (void)
{
  g_autoptr (AppRecord) record = app_test_run ("sleep", "threads", "tasks=3,duration=1ms");
  g_autoptr (GFile) good = make_file ("kept.trace"), broken = make_file ("broken.trace");
  g_autofree char *path = g_file_get_path (broken);
  AppWindow *window = app_test_window ();

  g_assert_true (g_file_set_contents (path, "not a trace", -1, NULL));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  app_window_save_file (window, record, good);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (is_gone, &window, "the end of who saves");
  g_assert_true (exists (good));

  window = app_test_window ();
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  app_window_open_file (window, good);
  app_window_open_file (window, broken);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_wait (is_gone, &window, "the end of who opens");
}

static gboolean
is_still (gpointer data)
{
  return app_page_is_still (data);
}

/* The page, with a race in it. */
static AppPage *
show_race (AppWindow *window)
{
  AppPage *page = app_window_get_page (window, "race");
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  app_window_show_page (window, "race");
  app_test_wait (is_still, page, "the workloads");
  g_ptr_array_add (experiments, test_experiment ("sleep", "threads", "tasks=4,duration=5ms"));
  g_ptr_array_add (experiments, test_experiment ("sleep", "async", "tasks=4,duration=5ms"));
  g_assert_true (app_page_show (page, experiments, NULL, NULL));
  app_test_wait (is_still, page, "the race");
  return page;
}

typedef struct
{
  GFile *file;
  const char *beginning;
} Expected;

static gboolean
begins (gpointer data)
{
  const Expected *expected = data;
  g_autofree char *text = NULL;

  return g_file_load_contents (expected->file, NULL, &text, NULL, NULL, NULL)
         && g_str_has_prefix (text, expected->beginning);
}

static void
test_a_picture_is_exported_in_every_format (void)
{
  static const struct
  {
    const char *name, *beginning;
    LabTheme theme;
  } cases[] = {
    [LAB_FORMAT_PNG] = { "race.png", "\211PNG", LAB_THEME_DARK },
    [LAB_FORMAT_SVG] = { "race.svg", "<?xml", LAB_THEME_LIGHT },
    [LAB_FORMAT_PDF] = { "race.pdf", "%PDF", LAB_THEME_PRINT },
  };
  AppWindow *window = app_test_window ();
  AppChart *chart = app_page_get_chart (show_race (window));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = make_file (cases[i].name);
      const AppExportForm form = { (LabFormat) i, cases[i].theme, 800, 500, 2, TRUE };
      Expected expected = { file, cases[i].beginning };

      app_window_export_file (window, chart, &form, file);
      app_test_wait (begins, &expected, cases[i].name);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_picture_that_cannot_be_written_is_told (void)
{
  AppWindow *window = app_test_window ();
  AppChart *chart = app_page_get_chart (show_race (window));
  g_autoptr (GFile) file = make_file ("nowhere/race.png");
  const AppExportForm form = { .format = LAB_FORMAT_PNG, .scale = 1 };

  app_window_export_file (window, chart, &form, file);
  app_test_wait (has_dialog, window, "a dialog");
  gtk_window_destroy (find_dialog (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
on_printed (const GError *error, gpointer data)
{
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_a_picture_is_printed (void)
{
  AppWindow *window = app_test_window ();
  AppChart *chart = app_page_get_chart (show_race (window));
  g_autoptr (GFile) file = make_file ("printed.pdf");
  g_autofree char *path = g_file_get_path (file);
  gboolean printed = FALSE;

  app_print_chart (chart, GTK_WINDOW (window), path, on_printed, &printed);
  app_test_wait (is_set, &printed, "the print");
  g_assert_true (exists (file));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_texture (gpointer data)
{
  return gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (data), GDK_TYPE_TEXTURE);
}

static void
test_a_picture_is_copied (void)
{
  AppWindow *window = app_test_window ();

  show_race (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.copy-picture", NULL);
  app_test_wait (has_texture, gtk_widget_get_clipboard (GTK_WIDGET (window)), "the picture");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_the_export_dialog_begins_with_what_is_seen (void)
{
  AppWindow *window = app_test_window ();
  AppChart *chart = app_page_get_chart (show_race (window));
  AppExportDialog *dialog = app_export_dialog_new (GTK_WINDOW (window), chart);
  AppExportForm form;
  double width, height;

  app_export_get_size (chart, &width, &height);
  gtk_window_present (GTK_WINDOW (dialog));
  app_test_wait_frame (GTK_WIDGET (dialog));
  app_test_save_picture (GTK_WIDGET (dialog), "export.out.png");
  app_test_assert_named (GTK_WIDGET (dialog));
  form = app_export_dialog_get_form (dialog);
  g_assert_cmpint (form.format, ==, LAB_FORMAT_PNG);
  g_assert_cmpint (form.theme, ==, LAB_THEME_LIGHT);
  g_assert_cmpfloat_with_epsilon (form.width, width, 1);
  g_assert_cmpfloat_with_epsilon (form.height, height, 1);
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_ready (gpointer data)
{
  return app_form_is_ready (data);
}

static gboolean
has_own (gpointer data)
{
  g_autoptr (LabExperiment) experiment = app_form_make_experiment (data, NULL);

  return experiment != NULL && g_str_equal (lab_workload_get_id (experiment->workload), "own");
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
is_hidden (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static void
test_what_is_wrong_with_a_workload_is_seen (void)
{
  static const char *const pages[] = { "explore", "race" };
  AppWindow *window = app_test_window ();
  g_autoptr (GFile) file = make_file ("broken.json");
  g_autofree char *path = g_file_get_path (file);

  g_assert_true (g_file_set_contents (path, "{", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AppPage *page = app_window_get_page (window, pages[i]);
      GtkWidget *form = app_test_find (GTK_WIDGET (page), APP_TYPE_FORM);

      app_window_show_page (window, pages[i]);
      app_test_wait (is_shown, form, "the form");
      app_page_toggle_sidebar (page);
      app_test_wait (is_hidden, form, "the form's end");
      app_window_open_file (window, file);
      app_test_wait (is_shown, form, "the form again");
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_a_workload_opens_in_the_form (void)
{
  AppWindow *window = app_test_window ();
  AppForm *form = app_explore_page_get_form (APP_EXPLORE_PAGE (app_window_get_page (window, "explore")));
  g_autoptr (GFile) file = make_file ("own.json");
  g_autofree char *path = g_file_get_path (file);

  g_assert_true (g_file_set_contents (
    path,
    "{\"id\": \"own\", \"title\": \"Own\", \"summary\": \"One task.\", \"group\": \"waiting\", \"parameters\": [], "
    "\"tasks\": [{\"count\": 1, \"steps\": [{\"sleep\": \"1ms\"}, {\"result\": \"1\"}]}], \"answer\": {\"count\": 1}}",
    -1, NULL));
  app_test_wait (is_ready, form, "the workloads");
  app_window_show_page (window, "history");
  app_window_open_file (window, file);
  app_test_wait (has_own, form, "the workload");
  g_assert_true (app_window_get_visible_page (window) == app_window_get_page (window, "explore"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int status;

  app_test_init (&argc, &argv);
  folder = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  g_test_add_func ("/files/a saved run opens in another window", test_a_saved_run_opens_in_another_window);
  g_test_add_func ("/files/a run that goes on stays where it is seen", test_a_run_that_goes_on_stays_where_it_is_seen);
  g_test_add_func ("/files/what cannot be opened is told", test_what_cannot_be_opened_is_told);
  g_test_add_func ("/files/files that come together are all shown", test_files_that_come_together_are_all_shown);
  g_test_add_func ("/files/a chooser goes with its window", test_a_chooser_goes_with_its_window);
  g_test_add_func ("/files/a long title is a name that can be saved", test_a_long_title_is_a_name_that_can_be_saved);
  g_test_add_func ("/files/what is no file is told", test_what_is_no_file_is_told);
  g_test_add_func ("/files/the scale takes what is dropped on it", test_the_scale_takes_what_is_dropped_on_it);
  g_test_add_func ("/files/a window that is closed meanwhile is left alone",
                   test_a_window_that_is_closed_meanwhile_is_left_alone);
  g_test_add_func ("/files/what is wrong with a workload is seen", test_what_is_wrong_with_a_workload_is_seen);
  g_test_add_func ("/files/a workload opens in the form", test_a_workload_opens_in_the_form);
  g_test_add_func ("/files/a picture is exported in every format", test_a_picture_is_exported_in_every_format);
  g_test_add_func ("/files/a picture that cannot be written is told", test_a_picture_that_cannot_be_written_is_told);
  g_test_add_func ("/files/a picture is printed", test_a_picture_is_printed);
  g_test_add_func ("/files/a picture is copied", test_a_picture_is_copied);
  g_test_add_func ("/files/the export dialog begins with what is seen",
                   test_the_export_dialog_begins_with_what_is_seen);
  status = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (file_names); i++)
    {
      g_autofree char *path = g_build_filename (folder, file_names[i], NULL);

      g_remove (path);
    }
  g_free (folder);
  return status;
}
