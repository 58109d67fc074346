/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app-network.h"
#include "app-settings.h"
#include "lab-json.h"

/* Cheap, and never wrongly FALSE: most workloads have no such step, and need not be expanded twice. */
static gboolean
may_fetch (const LabExperiment *experiment)
{
  g_autofree char *text = lab_json_to_text (lab_workload_get_node (experiment->workload));

  return strstr (text, "\"fetch\"") != NULL;
}

static void
give (GTask *task, gboolean network)
{
  LabExperiment *experiment = lab_experiment_copy (g_task_get_task_data (task));

  experiment->network = network;
  g_task_return_pointer (task, experiment, (GDestroyNotify) lab_experiment_free);
}

/* Once: to close a question answers it, too. */
static void
answer (GtkWidget *dialog, gboolean contact)
{
  g_autoptr (GTask) task = g_object_steal_data (G_OBJECT (dialog), "task");

  if (task == NULL)
    return;
  if (contact)
    give (task, TRUE);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
on_response (GtkWidget *dialog, const char *response)
{
  answer (dialog, g_str_equal (response, "contact"));
}

/* With the window that it belongs to, which nobody answers. */
static void
on_destroy (GtkWidget *dialog)
{
  answer (dialog, FALSE);
}

static void
ask (GTask *task, const char *hosts)
{
  GtkRoot *root = gtk_widget_get_root (g_task_get_source_object (task));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Contact Other Machines?"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("This run fetches from the network: %s. Each task sends one request or more, as "
                                     "fast as the model lets it."),
                                  hosts);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "contact", _ ("Con_tact"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "contact", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_object_set_data (G_OBJECT (dialog), "task", g_object_ref (task));
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), NULL);
  g_signal_connect (dialog, "destroy", G_CALLBACK (on_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
find_hosts_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const LabExperiment *experiment = data;
  g_autoptr (LabProgram) program = lab_program_new (experiment->workload, experiment->params, NULL);

  /* One that cannot be made is not run either, and then says why. */
  g_task_return_pointer (task, program != NULL ? g_strdup (lab_program_get_hosts (program)) : NULL, g_free);
}

static void
on_hosts_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autofree char *hosts = g_task_propagate_pointer (G_TASK (result), NULL);

  if (hosts == NULL)
    give (task, FALSE);
  else if (!g_settings_get_boolean (app_settings_get (), "confirm-network"))
    give (task, TRUE);
  else
    ask (task, hosts);
}

void
app_network_ask_async (GtkWidget *parent, const LabExperiment *experiment, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (parent, NULL, callback, data);
  g_autoptr (GTask) search = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && experiment != NULL);

  g_task_set_source_tag (task, app_network_ask_async);
  g_task_set_task_data (task, lab_experiment_copy (experiment), (GDestroyNotify) lab_experiment_free);
  if (!may_fetch (experiment))
    {
      give (task, FALSE);
      return;
    }
  search = g_task_new (NULL, NULL, on_hosts_found, g_object_ref (task));
  g_task_set_task_data (search, lab_experiment_copy (experiment), (GDestroyNotify) lab_experiment_free);
  g_task_run_in_thread (search, find_hosts_in_thread);
}

LabExperiment *
app_network_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
