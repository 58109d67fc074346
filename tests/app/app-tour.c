/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-tour-private.h"
#include "app-tour.h"

/* When no frame came for so long, µs, nothing moves any more. */
#define REST 150000

GtkWidget *
app_tour_get_page (AppTour *self)
{
  return GTK_WIDGET (app_window_get_visible_page (self->window));
}

GtkWidget *
app_tour_find (AppTour *self, GType type)
{
  return app_test_find (app_tour_get_page (self), type);
}

GtkWidget *
app_tour_find_part (GtkWidget *widget, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));
}

void
app_tour_collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    app_tour_collect (child, type, found);
}

GtkWindow *
app_tour_find_window (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

typedef struct
{
  AppTour *tour;
  const AppTourStep *step;
  gboolean taken;
} Doing;

/* From the main loop, so that the turn in which it is done has nothing else in it. */
static gboolean
act (gpointer data)
{
  Doing *doing = data;

  doing->taken = TRUE;
  doing->step->act (doing->tour);
  return G_SOURCE_REMOVE;
}

static gboolean
is_taken (gpointer data)
{
  return ((Doing *) data)->taken;
}

static gboolean
is_still (gpointer data)
{
  AppTour *self = data;
  AppPage *page = self->window != NULL ? app_window_get_visible_page (self->window) : NULL;
  AppChart *chart = page != NULL ? app_page_get_chart (page) : NULL;

  return page == NULL || (app_page_is_still (page) && (chart == NULL || app_chart_is_still (chart)));
}

static gboolean
is_at_rest (gpointer data)
{
  return g_get_monotonic_time () - ((AppTour *) data)->painted > REST;
}

static void
take_step (AppTour *self, const AppTourStep *step)
{
  for (guint i = 0; i < MAX (step->times, 1); i++)
    {
      Doing doing = { .tour = self, .step = step };

      g_idle_add (act, &doing);
      app_test_wait (is_taken, &doing, step->name);
      if (step->times > 0)
        app_test_wait_frame (GTK_WIDGET (self->window));
    }
  /* To the end of the turn, which may have taken longer than what comes to rest. */
  g_main_context_iteration (NULL, FALSE);
  self->painted = g_get_monotonic_time ();
  app_test_wait (step->is_done != NULL ? step->is_done : is_still, self, step->name);
  if (!step->goes_on)
    app_test_wait (is_at_rest, self, step->name);
}

/* Of any window. */
static gboolean
on_frame (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  ((AppTour *) data)->painted = g_get_monotonic_time ();
  return TRUE;
}

static AppTour *
tour_new (guint n_tasks)
{
  AppTour *self = g_new0 (AppTour, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("interleave-tour-XXXXXX", &error);

  g_assert_no_error (error);
  self->application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, NULL);
  /* A cursor that blinks is a frame again and again, and nothing comes to rest. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  self->trace = g_file_new_build_filename (folder, "large.trace", NULL);
  self->picture = g_file_new_build_filename (folder, "large.png", NULL);
  app_test_write_trace (self->trace, 16, n_tasks);
  return self;
}

static void
tour_free (AppTour *self)
{
  g_autoptr (GFile) folder = g_file_get_parent (self->trace);

  g_file_delete (self->trace, NULL, NULL);
  g_file_delete (self->picture, NULL, NULL);
  g_file_delete (folder, NULL, NULL);
  g_object_unref (self->trace);
  g_object_unref (self->picture);
  g_object_unref (self->application);
  g_free (self);
}

static void
walk (AppTour *self, const AppTourStep *steps, AppTourTell tell, gpointer data)
{
  for (; steps->name != NULL; steps++)
    {
      AppWatchdogTurns turns;

      /* What was done since the last step is none of this one's. */
      g_main_context_iteration (NULL, FALSE);
      app_watchdog_take ();
      take_step (self, steps);
      turns = app_watchdog_take ();
      tell (steps->name, &turns, data);
    }
}

void
app_tour_walk (guint n_tasks, AppTourTell tell, gpointer data)
{
  AppTour *self = tour_new (n_tasks);
  gpointer clocks = g_type_class_ref (GDK_TYPE_FRAME_CLOCK);
  guint signal = g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK);
  gulong hook = g_signal_add_emission_hook (signal, 0, on_frame, self, NULL);

  walk (self, app_tour_form_steps, tell, data);
  walk (self, app_tour_run_steps, tell, data);
  walk (self, app_tour_page_steps, tell, data);
  g_signal_remove_emission_hook (signal, hook);
  g_type_class_unref (clocks);
  tour_free (self);
}
