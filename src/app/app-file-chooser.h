/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asking a person for a file, which the chooser of the desktop does. */

/* Over the window that the widget is in, and modal; for the caller to set up and then to hand to
 * app_file_chooser_ask(). `accept`: the button's label, or NULL. */
GtkFileChooserNative *app_file_chooser_new (GtkWidget *widget, const char *title, GtkFileChooserAction action,
                                            const char *accept);

/* A choice of what is shown; the patterns end in NULL. */
void app_file_chooser_add_filter (GtkFileChooserNative *chooser, const char *name, const char *const *patterns);

typedef void (*AppFileChosen) (GtkFileChooser *chooser, gpointer data);

/* Shows it, and takes the chooser and the data. `chosen` is called where there is an answer; afterwards, or without a
 * word when the window goes, both are freed (`free_data` of NULL: the data is not). */
void app_file_chooser_ask (GtkFileChooserNative *chooser, AppFileChosen chosen, gpointer data,
                           GDestroyNotify free_data);

G_END_DECLS
