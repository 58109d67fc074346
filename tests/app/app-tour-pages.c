/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-help.h"
#include "app-history-row.h"
#include "app-preferences.h"
#include "app-tour-private.h"
#include "test-utils.h"

static void
show_race (AppTour *self)
{
  app_window_show_page (self->window, "race");
}

static void
race (AppTour *self)
{
  g_autoptr (GPtrArray) experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_experiment_free);

  for (const char *const *model = (const char *const[]){ "sequential", "threads", "async", NULL }; *model != NULL;
       model++)
    g_ptr_array_add (experiments, test_experiment ("sleep", *model, "tasks=8,duration=20ms"));
  g_assert_true (app_page_show (APP_PAGE (app_tour_get_page (self)), experiments, NULL, NULL));
}

static void
show_latency (AppTour *self)
{
  app_window_show_page (self->window, "latency");
}

static void
show_history (AppTour *self)
{
  app_window_show_page (self->window, "history");
}

static void
select_runs (AppTour *self)
{
  GtkWidget *header = app_page_get_header_end (app_window_get_visible_page (self->window));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_last_child (header)), TRUE);
}

static void
compare (AppTour *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  app_tour_collect (app_tour_get_page (self), APP_TYPE_HISTORY_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (app_history_row_get_entry (rows->pdata[i]) != NULL)
      g_signal_emit_by_name (rows->pdata[i], "toggle-run", app_history_row_get_entry (rows->pdata[i]));
  g_signal_emit_by_name (app_tour_find_part (app_tour_get_page (self), "compare_button"), "clicked");
}

static void
leave_comparison (AppTour *self)
{
  GtkWidget *header = app_page_get_header_start (app_window_get_visible_page (self->window));

  g_signal_emit_by_name (gtk_widget_get_first_child (header), "clicked");
}

static void
delete_run (AppTour *self)
{
  gtk_widget_activate_action (app_tour_find (self, APP_TYPE_HISTORY_ROW), "row.delete", NULL);
}

/* As its toast offers it. */
static void
undo_delete (AppTour *self)
{
  GtkWidget *toast = app_test_find (GTK_WIDGET (self->window), g_type_from_name ("AdwToastWidget"));

  g_signal_emit_by_name (app_test_find (toast, GTK_TYPE_BUTTON), "clicked");
}

static void
open_guide (AppTour *self)
{
  app_help_show (self->application, "index.md");
}

static void
turn_page (AppTour *self)
{
  app_help_show (self->application, "choosing.md");
}

static gboolean
has_guide (gpointer data)
{
  GtkWindow *help = app_tour_find_window (APP_TYPE_HELP);

  return help != NULL && !app_help_is_loading (APP_HELP (help));
}

static void
open_preferences (AppTour *self)
{
  app_preferences_show (GTK_WINDOW (self->window));
}

static void
close_guide (AppTour *self)
{
  gtk_window_close (app_tour_find_window (APP_TYPE_HELP));
}

static void
close_preferences (AppTour *self)
{
  gtk_window_close (app_tour_find_window (APP_TYPE_PREFERENCES));
}

static void
close_window (AppTour *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
  self->window = NULL;
}

/* The other pages and windows, and the end. */
const AppTourStep app_tour_page_steps[] = {
  { .name = "the Race page", .act = show_race },
  { .name = "a race", .act = race },
  { .name = "the Latency page", .act = show_latency },
  { .name = "the History page", .act = show_history },
  { .name = "runs are selected", .act = select_runs },
  { .name = "they are compared", .act = compare },
  { .name = "back to the list", .act = leave_comparison },
  { .name = "a run is deleted", .act = delete_run },
  { .name = "it is brought back", .act = undo_delete },
  { .name = "the guide opens", .act = open_guide, .is_done = has_guide },
  { .name = "its page is turned", .act = turn_page, .is_done = has_guide },
  { .name = "it is closed", .act = close_guide },
  { .name = "the preferences open", .act = open_preferences },
  { .name = "they are closed", .act = close_preferences },
  { .name = "the window is closed", .act = close_window },
  { .name = NULL },
};
