/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app-window.h"

G_BEGIN_DECLS

/* Instead of g_test_init() and gtk_test_init(), which would force a locale that few machines have. */
void app_test_init (int *argc, char ***argv);

/* As the application does it, of which there is none here. app_test_init() has done so. */
void app_test_load_style (void);

/* A window with nothing else in it, presented; to be destroyed by the caller. */
GtkWindow *app_test_show (GtkWidget *child, int width, int height);

/* A window of the app, without an application; to be destroyed by the caller. */
AppWindow *app_test_window (void);

/* Turns the main loop until the condition holds, and ends the test when it has not within half a minute. */
void app_test_wait (gboolean (*condition) (gpointer data), gpointer data, const char *what);

/* Until the widget's next frame is on the screen. */
void app_test_wait_frame (GtkWidget *widget);

/* A run of the workload under the model with "name=value,name=value", to its end; caller unrefs. */
AppRecord *app_test_run (const char *workload, const char *model, const char *values);

/* Every widget below that can be focused and is shown has a name for those who cannot see it. */
void app_test_assert_named (GtkWidget *widget);

/* The first widget of the type below this one, in the order of the tree; NULL: none. */
GtkWidget *app_test_find (GtkWidget *widget, GType type);

/* What is done when a key is pressed there; TRUE where it did something. */
gboolean app_test_press (GtkWidget *widget, guint keyval, guint keycode, GdkModifierType state);

/* The run of a workload that nobody knows: so many tasks on so many threads, each with ten events. */
#define APP_TEST_EVENTS 10
void app_test_write_trace (GFile *file, guint n_lanes, guint n_tasks);

/* What it looks like now, as a PNG below OUTPUT_DIR, for whoever looks at it. */
void app_test_save_picture (GtkWidget *widget, const char *name);

G_END_DECLS
