/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-file-chooser.h"

typedef struct
{
  GtkFileChooserNative *chooser;
  GtkWindow *window; /* NULL: it is over none */
  AppFileChosen chosen;
  gpointer data;
  GDestroyNotify free_data; /* NULL: the data is the caller's */
} Question;

/* Nobody asks any more. */
static void
disconnect (Question *self)
{
  g_signal_handlers_disconnect_by_data (self->chooser, self);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
}

static void
question_free (Question *self)
{
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_object_unref (self->chooser);
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

static void
on_response (GtkNativeDialog *chooser, int response, Question *self)
{
  disconnect (self);
  if (response == GTK_RESPONSE_ACCEPT)
    self->chosen (GTK_FILE_CHOOSER (chooser), self->data);
  question_free (self);
}

static void
on_window_gone (GtkWindow *window, Question *self)
{
  disconnect (self);
  question_free (self);
}

GtkFileChooserNative *
app_file_chooser_new (GtkWidget *widget, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkRoot *root;
  GtkFileChooserNative *chooser;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && title != NULL, NULL);

  root = gtk_widget_get_root (widget);
  chooser = gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action, accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}

void
app_file_chooser_add_filter (GtkFileChooserNative *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (; *patterns != NULL; patterns++)
    gtk_file_filter_add_pattern (filter, *patterns);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

void
app_file_chooser_ask (GtkFileChooserNative *chooser, AppFileChosen chosen, gpointer data, GDestroyNotify free_data)
{
  Question *self;

  g_return_if_fail (GTK_IS_FILE_CHOOSER_NATIVE (chooser) && chosen != NULL);

  self = g_new (Question, 1);
  *self = (Question){ chooser, gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (chooser)), chosen, data,
                      free_data };
  g_signal_connect (chooser, "response", G_CALLBACK (on_response), self);
  if (self->window != NULL)
    g_signal_connect (self->window, "destroy", G_CALLBACK (on_window_gone), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
