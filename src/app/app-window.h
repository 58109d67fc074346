/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app-page.h"

G_BEGIN_DECLS

#define APP_TYPE_WINDOW (app_window_get_type ())

/* A window: the pages, the header bar that they share, and the actions on what is seen. */
G_DECLARE_FINAL_TYPE (AppWindow, app_window, APP, WINDOW, AdwApplicationWindow)

AppWindow *app_window_new (GtkApplication *application);

/* It was closed, and is only there for who holds it: nothing can be shown in it any more. */
gboolean app_window_is_gone (AppWindow *self);

/* The window that a widget is in; NULL where it is in none. */
AppWindow *app_window_of (GtkWidget *widget);

AppPage *app_window_get_page (AppWindow *self, const char *name); /* "explore", "race", "latency", "history" */
AppPage *app_window_get_visible_page (AppWindow *self);
void app_window_show_page (AppWindow *self, const char *name);

/* A sentence at the bottom of the window that a widget is in, for some seconds; nothing where it is in none. */
void app_window_say_from (GtkWidget *widget, const char *sentence);

/* The same in this window; with a button where `button` is not NULL, which activates an action by its detailed name.
 * The toast is borrowed, for who wants to know when it is gone. */
void app_window_say (AppWindow *self, const char *sentence);
AdwToast *app_window_offer (AppWindow *self, const char *sentence, const char *button, const char *action);

/* From now on what goes wrong with the kept runs is said here, where it was wanted here. Not before somebody runs one
 * or looks at them: the history reads its folder then. */
void app_window_hear_history (AppWindow *self);

/* Shows a run on the Explore page; in a window of its own where another one goes on there. */
void app_window_show_record (AppWindow *self, AppRecord *record);
void app_window_show_elsewhere (AppWindow *self, AppRecord *record); /* in another window anyway */

G_END_DECLS
