/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-chooser.h"
#include "app-model-group.h"
#include "app-param-row.h"
#include "app-tour-private.h"
#include "app-workload-group.h"

static void
open_window (AppTour *self)
{
  self->window = app_window_new (self->application);
  gtk_window_present (GTK_WINDOW (self->window));
}

static AppChooser *
find_chooser (AppTour *self, GType group)
{
  return APP_CHOOSER (app_test_find (app_tour_find (self, group), APP_TYPE_CHOOSER));
}

static void
open_workloads (AppTour *self)
{
  app_chooser_open (find_chooser (self, APP_TYPE_WORKLOAD_GROUP));
}

static void
search_workload (AppTour *self)
{
  AppChooser *chooser = find_chooser (self, APP_TYPE_WORKLOAD_GROUP);

  gtk_editable_set_text (GTK_EDITABLE (app_test_find (GTK_WIDGET (chooser), GTK_TYPE_SEARCH_ENTRY)), "mix");
}

static void
choose (AppTour *self, GType group, const char *id)
{
  AppChooser *chooser = find_chooser (self, group);

  gtk_popover_popdown (GTK_POPOVER (app_test_find (GTK_WIDGET (chooser), GTK_TYPE_POPOVER)));
  g_signal_emit_by_name (chooser, "chosen", id);
}

static void
choose_workload (AppTour *self)
{
  choose (self, APP_TYPE_WORKLOAD_GROUP, "sleep");
}

static void
open_models (AppTour *self)
{
  app_chooser_open (find_chooser (self, APP_TYPE_MODEL_GROUP));
}

static void
choose_model (AppTour *self)
{
  choose (self, APP_TYPE_MODEL_GROUP, "threads");
}

static void
set_value (AppTour *self, const char *id, const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  app_tour_collect (app_tour_find (self, APP_TYPE_FORM), APP_TYPE_PARAM_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (app_param_row_get_id (rows->pdata[i]), id))
      app_param_row_set_text (rows->pdata[i], text);
}

/* There is something to be seen, in the log too, and it does not take long. */
static void
change_values (AppTour *self)
{
  set_value (self, "tasks", "300");
  set_value (self, "duration", "5ms");
}

static void
run (AppTour *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.run", NULL);
}

/* From the window's start to the end of a run. */
const AppTourStep app_tour_form_steps[] = {
  { .name = "the window opens", .act = open_window },
  { .name = "the workloads are listed", .act = open_workloads },
  { .name = "one is searched", .act = search_workload },
  { .name = "one is chosen", .act = choose_workload },
  { .name = "the models are listed", .act = open_models },
  { .name = "another model is chosen", .act = choose_model },
  { .name = "values are changed", .act = change_values },
  { .name = "a run begins and ends", .act = run },
  { .name = NULL },
};
