/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-application.h"
#include "app-settings.h"
#include "app-window.h"

struct _AppApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (AppApplication, app_application, ADW_TYPE_APPLICATION)

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
  { "win.print", { "<Control>p" } },
  { "win.run", { "<Control>r" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.show-page::explore", { "<Alt>1" } },
  { "win.show-page::race", { "<Alt>2" } },
  { "win.show-page::latency", { "<Alt>3" } },
  { "win.show-page::history", { "<Alt>4" } },
};

static void
action_new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (app_window_new (GTK_APPLICATION (data))));
}

static void
action_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (GTK_APPLICATION (data))) != NULL)
    gtk_window_destroy (window);
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = action_new_window },
  { .name = "quit", .activate = action_quit },
};

static void
follow_theme (GSettings *settings)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  guint theme = (guint) g_settings_get_enum (settings, "theme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[MIN (theme, 2u)]);
}

static void
app_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (app_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (LAB_APP_ID);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].accels);
  g_signal_connect_object (app_settings_get (), "changed::theme", G_CALLBACK (follow_theme), application, 0);
  follow_theme (app_settings_get ());
}

static void
app_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (app_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

static void
app_application_class_init (AppApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = app_application_startup;
  application_class->activate = app_application_activate;
}

static void
app_application_init (AppApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

AppApplication *
app_application_new (void)
{
  return g_object_new (APP_TYPE_APPLICATION, "application-id", LAB_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/interleave/Interleave", NULL);
}
