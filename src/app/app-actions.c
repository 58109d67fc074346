/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app-actions.h"
#include "app-help.h"
#include "app-preferences.h"
#include "app-racers.h"
#include "app-window-busy.h"
#include "lab-preset.h"

static const struct
{
  const char *action;
  const char *accels[3]; /* NULL-terminated */
} shortcuts[] = {
  { "app.new-window", { "<Control>n" } },
  { "app.quit", { "<Control>q" } },
  { "app.help", { "F1" } },
  { "app.preferences", { "<Control>comma" } },
  { "window.close", { "<Control>w" } },
  { "win.open", { "<Control>o" } },
  { "win.save", { "<Control>s" } },
  { "win.export", { "<Control>e" } },
  { "win.copy-picture", { "<Control><Shift>c" } },
  { "win.print", { "<Control>p" } },
  { "win.run", { "<Control>r" } },
  { "win.stop", { "Escape" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.show-page::explore", { "<Alt>1" } },
  { "win.show-page::race", { "<Alt>2" } },
  { "win.show-page::latency", { "<Alt>3" } },
  { "win.show-page::history", { "<Alt>4" } },
};

/* The guide and dialogs are windows, too; and one that is being closed shows nothing any more. */
static AppWindow *
find_window (GtkApplication *application)
{
  for (GList *windows = gtk_application_get_windows (application); windows != NULL; windows = windows->next)
    if (APP_IS_WINDOW (windows->data) && !app_window_busy_is_closing (windows->data))
      return windows->data;
  return NULL;
}

AppWindow *
app_actions_get_window (GtkApplication *application)
{
  AppWindow *window = find_window (application);

  return window != NULL ? window : app_window_new (application);
}

static AppWindow *
present_page (GtkApplication *application, const char *page)
{
  AppWindow *window = app_actions_get_window (application);

  app_window_show_page (window, page);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
action_new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (app_window_new (GTK_APPLICATION (data))));
}

static void
close_window (gpointer window, gpointer data)
{
  gtk_window_close (window);
}

/* Each window may have something to say to that, so each is asked; those without an opinion are gone at once, and may
 * take others with them. */
static void
action_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);
  GList *window = gtk_application_get_windows (GTK_APPLICATION (data));

  for (; window != NULL; window = window->next)
    g_ptr_array_add (windows, g_object_ref (window->data));
  g_ptr_array_foreach (windows, close_window, NULL);
}

static void
action_race (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_page (GTK_APPLICATION (data), "race");
}

static void
action_latency (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_page (GTK_APPLICATION (data), "latency");
}

static void
action_help (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  app_help_show (GTK_APPLICATION (data), NULL);
}

/* There is one of them, wherever it was asked for. FALSE: there is none yet. */
static gboolean
present_dialog (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (!G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        continue;
      gtk_window_present (window);
      return TRUE;
    }
  return FALSE;
}

static void
action_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (!present_dialog (APP_TYPE_PREFERENCES))
    app_preferences_show (gtk_application_get_active_window (GTK_APPLICATION (data)));
}

static void
action_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const developers[] = { "The Interleave Authors", NULL };

  if (present_dialog (ADW_TYPE_ABOUT_WINDOW))
    return;
  adw_show_about_window (
    gtk_application_get_active_window (GTK_APPLICATION (data)), "application-name", _ ("Interleave"),
    "application-icon", LAB_APP_ID, "version", LAB_VERSION, "developer-name", _ ("The Interleave Authors"),
    "developers", developers, "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _ ("A desktop laboratory for concurrency: run tasks at once and see who ran, who waited, and for what."),
    "translator-credits", _ ("translator-credits"), NULL);
}

/* Runs a preset where it can be looked at. */
static void
action_preset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *window = present_page (GTK_APPLICATION (data), "explore");
  g_autoptr (GError) error = NULL;
  g_autoptr (LabPreset) preset = lab_preset_load (g_variant_get_string (parameter, NULL), &error);
  g_autoptr (GPtrArray) experiments = g_ptr_array_new ();

  if (preset != NULL)
    g_ptr_array_add (experiments, (gpointer) lab_preset_get_experiment (preset));
  if (preset == NULL || !app_page_show (app_window_get_page (window, "explore"), experiments, NULL, &error))
    app_window_say (window, error->message);
}

static gboolean
is_available (const LabModel *model)
{
  g_autofree char *why_not = model->why_not != NULL ? model->why_not () : NULL;

  return why_not == NULL;
}

static void
remove_unavailable (GPtrArray *racers)
{
  for (guint i = racers->len; i > 0; i--)
    if (!is_available (((LabExperiment *) g_ptr_array_index (racers, i - 1))->model))
      g_ptr_array_remove_index (racers, i - 1);
}

static void
action_race_workload (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppWindow *window = present_page (GTK_APPLICATION (data), "race");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) racers = app_racers_new (g_variant_get_string (parameter, NULL), &error);

  if (racers != NULL)
    remove_unavailable (racers);
  if (racers == NULL || !app_page_show (app_window_get_page (window, "race"), racers, NULL, &error))
    app_window_say (window, error->message);
}

static const GActionEntry actions[] = {
  { .name = "about", .activate = action_about },
  { .name = "help", .activate = action_help },
  { .name = "latency", .activate = action_latency },
  { .name = "new-window", .activate = action_new_window },
  { .name = "preferences", .activate = action_preferences },
  { .name = "preset", .activate = action_preset, .parameter_type = "s" },
  { .name = "quit", .activate = action_quit },
  { .name = "race", .activate = action_race },
  { .name = "race-workload", .activate = action_race_workload, .parameter_type = "s" },
};

void
app_actions_add (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].accels);
}
