/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-window-work.h"

static void
show_busy (AppWindow *self, gboolean busy)
{
  if (!app_window_is_gone (self))
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), busy ? "progress" : NULL);
}

void
app_window_work_begin (AppWindow *self)
{
  GApplication *application = g_application_get_default ();

  g_return_if_fail (APP_IS_WINDOW (self));

  if (application != NULL)
    g_application_hold (application);
  show_busy (self, TRUE);
}

void
app_window_work_end (AppWindow *self)
{
  GApplication *application = g_application_get_default ();

  g_return_if_fail (APP_IS_WINDOW (self));

  if (application != NULL)
    g_application_release (application);
  show_busy (self, FALSE);
}

void
app_window_tell_done (AppWindow *self, const char *sentence)
{
  g_return_if_fail (APP_IS_WINDOW (self) && sentence != NULL);

  if (!app_window_is_gone (self))
    app_window_say (self, sentence);
}

void
app_window_tell (AppWindow *self, const char *heading, const char *reason)
{
  GtkWidget *dialog;

  g_return_if_fail (APP_IS_WINDOW (self) && heading != NULL && reason != NULL);

  if (app_window_is_gone (self))
    return;
  dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, reason);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
