/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app-file-chooser.h"
#include "app-latency-files.h"

/* One question: the widget is watched, for the answer may come when it is gone. */
typedef struct
{
  GtkWidget *widget; /* NULL: gone */
  char *json;
  AppLatencyDone done;
  AppLatencyHost chosen;
  gpointer data;
} Question;

static Question *
question_new (GtkWidget *widget, gpointer data)
{
  Question *self = g_new0 (Question, 1);

  self->data = data;
  g_set_weak_pointer (&self->widget, widget);
  return self;
}

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_weak_pointer (&self->widget);
  g_free (self->json);
  g_free (self);
}

static GtkFileChooserNative *
chooser_new (GtkWidget *widget, GtkFileChooserAction action, const char *title, const char *accept)
{
  GtkFileChooserNative *chooser = app_file_chooser_new (widget, title, action, accept);

  app_file_chooser_add_filter (chooser, _ ("Measurements and editions"), (const char *const[]){ "*.json", NULL });
  return chooser;
}

static void
on_open_chosen (GtkFileChooser *chooser, gpointer columns)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

  if (file != NULL)
    app_latency_columns_open (columns, file);
}

void
app_latency_choose_file (GtkWidget *widget, AppLatencyColumns *columns)
{
  GtkFileChooserNative *chooser = chooser_new (widget, GTK_FILE_CHOOSER_ACTION_OPEN,
                                               _ ("Open a Measurement or Edition"), _ ("_Open"));

  app_file_chooser_ask (chooser, on_open_chosen, g_object_ref (columns), g_object_unref);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;
  gboolean saved = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *problem = saved ? NULL : g_strdup_printf (_ ("The measurement cannot be saved: %s"), error->message);

  if (question->widget != NULL)
    question->done (problem, question->data);
  question_free (question);
}

/* The question that the chooser has goes with it: what is written has one of its own. */
static void
on_save_chosen (GtkFileChooser *chooser, gpointer data)
{
  const Question *asked = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autoptr (GBytes) bytes = g_bytes_new (asked->json, strlen (asked->json));
  Question *question;

  if (file == NULL)
    return;
  question = question_new (asked->widget, asked->data);
  question->done = asked->done;
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, on_saved, question);
}

void
app_latency_save_as (GtkWidget *widget, const LabSheet *sheet, AppLatencyDone done, gpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  GtkFileChooserNative *chooser;
  Question *question;

  g_return_if_fail (sheet != NULL);

  node = lab_sheet_to_node (sheet);
  chooser = chooser_new (widget, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save This Measurement"), _ ("_Save"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "latency.json");
  question = question_new (widget, data);
  question->json = json_to_string (node, TRUE);
  question->done = done;
  app_file_chooser_ask (chooser, on_save_chosen, question, question_free);
}

static void
on_host_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "measure", *gtk_editable_get_text (entry) != '\0');
}

static void
on_host_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  if (g_str_equal (response, "measure") && question->widget != NULL)
    question->chosen (gtk_editable_get_text (entry), question->data);
}

static void
free_question (gpointer question, GClosure *closure)
{
  question_free (question);
}

void
app_latency_ask_host (GtkWidget *widget, AppLatencyHost chosen, gpointer data)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Measure the Way to a Host?"),
    _ ("This machine will open connections to that host and measure how long they take. Nothing else is sent."));
  GtkWidget *entry = gtk_entry_new ();
  Question *question = question_new (widget, data);

  question->chosen = chosen;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("example.org or example.org:443"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Host"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "measure", _ ("_Measure"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "measure");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "measure", FALSE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_host_changed), dialog, 0);
  /* Without an answer, too, when the window goes. */
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_host_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
