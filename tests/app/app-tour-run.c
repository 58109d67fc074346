/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-export-dialog.h"
#include "app-replay-bar.h"
#include "app-span-table.h"
#include "app-tour-private.h"
#include "app-window-files.h"
#include "app-window-pictures.h"

static AppTimeline *
find_timeline (AppTour *self)
{
  return APP_TIMELINE (app_tour_find (self, APP_TYPE_TIMELINE));
}

static void
toggle_replay (AppTour *self)
{
  g_signal_emit_by_name (app_tour_find_part (app_tour_find (self, APP_TYPE_REPLAY_BAR), "play"), "clicked");
}

/* A little of it. */
static gboolean
has_replayed (gpointer data)
{
  GtkWidget *bar = app_tour_find (data, APP_TYPE_REPLAY_BAR);

  return gtk_range_get_value (GTK_RANGE (app_tour_find_part (bar, "slider"))) > 0.02;
}

static void
zoom_in (AppTour *self)
{
  app_timeline_zoom (find_timeline (self), 0.5, G_MAXUINT64);
}

static void
pan (AppTour *self)
{
  app_timeline_pan (find_timeline (self), 0.3);
}

static void
fit (AppTour *self)
{
  app_timeline_fit (find_timeline (self));
}

static void
enter (AppTour *self)
{
  app_test_press (GTK_WIDGET (find_timeline (self)), GDK_KEY_Return, 36, 0);
}

static void
leave (AppTour *self)
{
  app_test_press (GTK_WIDGET (find_timeline (self)), GDK_KEY_Escape, 9, 0);
}

static void
select_range (AppTour *self)
{
  const LabTimelineView *view = app_timeline_get_view (find_timeline (self));
  guint64 part = (view->end - view->start) / 8;

  gtk_widget_grab_focus (GTK_WIDGET (find_timeline (self)));
  app_timeline_select_range (find_timeline (self), view->start + part, view->end - part);
}

static void
select_span (AppTour *self)
{
  app_timeline_focus_span (find_timeline (self), 1, 1);
}

static void
look_by_task (AppTour *self)
{
  app_timeline_set_by_task (find_timeline (self), TRUE);
}

static void
look_by_worker (AppTour *self)
{
  app_timeline_set_by_task (find_timeline (self), FALSE);
}

static void
show_tab (AppTour *self, const char *name)
{
  app_run_view_show_tab (APP_RUN_VIEW (app_tour_find (self, APP_TYPE_RUN_VIEW)), name);
}

static void
show_log (AppTour *self)
{
  show_tab (self, "log");
}

static void
show_table (AppTour *self)
{
  show_tab (self, "table");
}

static void
show_command (AppTour *self)
{
  show_tab (self, "command");
}

static void
show_figures (AppTour *self)
{
  show_tab (self, "figures");
}

static void
sort_table (AppTour *self)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (app_tour_find_part (app_tour_find (self, APP_TYPE_SPAN_TABLE), "view"));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (view), 4);

  gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
}

static void
open_trace (AppTour *self)
{
  app_window_open_file (self->window, self->trace);
}

static gboolean
shows_trace (gpointer data)
{
  AppTour *self = data;
  AppPage *page = app_window_get_page (self->window, "explore");
  AppRecord *record = app_page_get_record (page);

  return record != NULL && app_record_get_file (record) != NULL && app_page_is_still (page)
         && app_chart_is_still (app_page_get_chart (page));
}

static void
ask_for_export (AppTour *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.export", NULL);
}

static void
close_dialog (AppTour *self)
{
  gtk_window_close (app_tour_find_window (APP_TYPE_EXPORT_DIALOG));
}

static void export(AppTour *self)
{
  const AppExportForm form = { LAB_FORMAT_PNG, LAB_THEME_LIGHT, 1600, 1000, 2, FALSE };

  app_window_export_file (self->window, app_page_get_chart (app_window_get_visible_page (self->window)), &form,
                          self->picture);
}

static gboolean
is_exported (gpointer data)
{
  return g_file_query_exists (((AppTour *) data)->picture, NULL);
}

/* What there is to do with a run, and then with a large one. */
const AppTourStep app_tour_run_steps[] = {
  { .name = "it is replayed", .act = toggle_replay, .is_done = has_replayed, .goes_on = TRUE },
  { .name = "the replay is stopped", .act = toggle_replay },
  { .name = "zoom", .act = zoom_in, .times = 4 },
  { .name = "pan", .act = pan, .times = 4 },
  { .name = "all is seen again", .act = fit },
  { .name = "a range is selected", .act = select_range },
  { .name = "its details are shown", .act = enter },
  { .name = "they are closed, and the range", .act = leave, .times = 2 },
  { .name = "a span is selected", .act = select_span },
  { .name = "the span's details are shown", .act = enter },
  { .name = "these are closed", .act = leave, .times = 2 },
  { .name = "lanes by task", .act = look_by_task },
  { .name = "the log", .act = show_log },
  { .name = "the table", .act = show_table },
  { .name = "the table is sorted", .act = sort_table },
  { .name = "the command", .act = show_command },
  { .name = "the figures", .act = show_figures },
  { .name = "large: is opened", .act = open_trace, .is_done = shows_trace },
  { .name = "large: lanes by worker", .act = look_by_worker },
  { .name = "large: lanes by task", .act = look_by_task },
  { .name = "large: zoom", .act = zoom_in, .times = 4 },
  { .name = "large: pan", .act = pan, .times = 4 },
  { .name = "large: all is seen again", .act = fit },
  { .name = "large: a range is selected", .act = select_range },
  { .name = "large: its details are shown", .act = enter },
  { .name = "large: they are closed, and the range", .act = leave, .times = 2 },
  { .name = "large: the table", .act = show_table },
  { .name = "large: the table is sorted", .act = sort_table },
  { .name = "large: the log", .act = show_log },
  { .name = "large: the figures", .act = show_figures },
  { .name = "large: it is asked how to export", .act = ask_for_export },
  { .name = "large: that is closed", .act = close_dialog },
  { .name = "large: is exported", .act = export, .is_done = is_exported },
  { .name = NULL },
};
