/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "app-actions.h"
#include "app-application.h"
#include "app-screenshot.h"
#include "app-settings.h"
#include "app-watchdog.h"
#include "app-window-files.h"

struct _AppApplication
{
  AdwApplication parent_instance;

  AppScreenshot *screenshot; /* NULL: it is there for a person */
};

G_DEFINE_FINAL_TYPE (AppApplication, app_application, ADW_TYPE_APPLICATION)

static void
follow_theme (GSettings *settings)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  guint theme = (guint) g_settings_get_enum (settings, "theme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[MIN (theme, 2u)]);
}

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version, and end"), NULL },
  { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open another window"), NULL },
  { NULL },
};

/* An application that is there already opens it, and files in it; otherwise its first one is new anyway. */
static int
open_new_window (GApplication *application)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("interleave: %s\n", error->message);
      return EXIT_FAILURE;
    }
  if (g_application_get_is_remote (application))
    g_action_group_activate_action (G_ACTION_GROUP (application), "new-window", NULL);
  return -1;
}

static int
begin_screenshot (AppApplication *self, GVariantDict *dict)
{
  g_autoptr (GError) error = NULL;
  AppScreenshotOptions *wanted = app_screenshot_options_new (dict, &error);

  if (wanted == NULL)
    {
      g_printerr ("interleave: %s\n", error->message);
      return APP_SCREENSHOT_USAGE;
    }
  app_screenshot_options_apply (wanted);
  self->screenshot = app_screenshot_new (wanted);
  g_application_set_flags (G_APPLICATION (self), G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  return -1;
}

static int
app_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("interleave %s\n", LAB_VERSION);
      return EXIT_SUCCESS;
    }
  if (g_variant_dict_contains (dict, "screenshot"))
    return begin_screenshot (APP_APPLICATION (application), dict);
  if (!app_screenshot_options_check_absent (dict, &error))
    {
      g_printerr ("interleave: %s\n", error->message);
      return APP_SCREENSHOT_USAGE;
    }
  if (g_variant_dict_contains (dict, "new-window"))
    return open_new_window (application);
  return -1;
}

/* As if it were asked to quit: runs are stopped and kept, and the window is remembered. Once only: by the next signal
 * of the kind it ends at once. */
static gboolean
on_signal (gpointer application)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
heed_signals (AppApplication *self)
{
  static const int signals[] = { SIGHUP, SIGINT, SIGTERM };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], on_signal, self);
}

static void
require_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, LAB_APP_ID, TRUE)
                                                      : NULL;

  if (schema != NULL)
    return;
  g_printerr (_ ("interleave: its settings are not installed: there is no schema %s\n"), LAB_APP_ID);
  exit (EXIT_FAILURE);
}

static void
app_application_startup (GApplication *application)
{
  /* Without a session bus no screen reader can ask, and GTK complains of all that it cannot tell. */
  if (g_application_get_dbus_connection (application) == NULL)
    g_setenv ("GTK_A11Y", "none", FALSE);
  if (!gtk_init_check ())
    {
      g_printerr (_ ("interleave: there is no display to open a window on; interleave-cli does without one\n"));
      exit (EXIT_FAILURE);
    }
  require_settings ();
  G_APPLICATION_CLASS (app_application_parent_class)->startup (application);

  if (APP_APPLICATION (application)->screenshot == NULL)
    heed_signals (APP_APPLICATION (application));
  gtk_window_set_default_icon_name (LAB_APP_ID);
  app_actions_add (GTK_APPLICATION (application));
  g_signal_connect_object (app_settings_get (), "changed::theme", G_CALLBACK (follow_theme), application, 0);
  follow_theme (app_settings_get ());
}

static void
app_application_activate (GApplication *application)
{
  AppApplication *self = APP_APPLICATION (application);

  if (self->screenshot != NULL)
    {
      app_screenshot_start (self->screenshot, GTK_APPLICATION (application));
      return;
    }
  gtk_window_present (GTK_WINDOW (app_actions_get_window (GTK_APPLICATION (application))));
}

/* The first takes the window that is there, which shows nothing yet or what may go. */
static void
app_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  AppApplication *self = APP_APPLICATION (application);
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  AppWindow *window;

  if (self->screenshot != NULL)
    {
      if (app_screenshot_add_files (self->screenshot, files, n_files))
        app_application_activate (application);
      return;
    }
  g_list_store_splice (list, 0, 0, (gpointer *) files, (guint) n_files);
  window = app_actions_get_window (GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  app_window_open_files (window, G_LIST_MODEL (list));
}

static void
app_application_finalize (GObject *object)
{
  g_clear_pointer (&APP_APPLICATION (object)->screenshot, app_screenshot_free);
  G_OBJECT_CLASS (app_application_parent_class)->finalize (object);
}

static void
app_application_class_init (AppApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = app_application_finalize;
  application_class->handle_local_options = app_application_handle_local_options;
  application_class->startup = app_application_startup;
  application_class->activate = app_application_activate;
  application_class->open = app_application_open;
}

static void
app_application_init (AppApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_add_main_option_entries (G_APPLICATION (self), app_screenshot_entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _ ("Run tasks at once and see who ran, who waited, and for what."));
}

AppApplication *
app_application_new (void)
{
  return g_object_new (APP_TYPE_APPLICATION, "application-id", LAB_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/interleave/Interleave", NULL);
}

int
app_application_run (AppApplication *self, int argc, char **argv)
{
  int status;

  app_watchdog_start ();
  status = g_application_run (G_APPLICATION (self), argc, argv);
  app_watchdog_report ();
  return status == EXIT_SUCCESS && self->screenshot != NULL ? app_screenshot_get_status (self->screenshot) : status;
}
