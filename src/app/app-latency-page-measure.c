/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app-latency-files.h"
#include "app-latency-page-private.h"
#include "app-squeezed-label.h"

static const char *
get_button_label (AppLatencyPage *self)
{
  if (app_latency_meter_is_running (self->meter))
    return _ ("Stop");
  return app_latency_columns_get_here (self->columns) != NULL ? _ ("Measure Again") : _ ("Measure");
}

/* The one may have no more than an icon, the other has never more than an arrow. */
static void
name_halves (GtkWidget *button, const char *action, const char *arrow)
{
  for (GtkWidget *half = gtk_widget_get_first_child (button); half != NULL; half = gtk_widget_get_next_sibling (half))
    gtk_accessible_update_property (GTK_ACCESSIBLE (half), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    GTK_IS_MENU_BUTTON (half) ? arrow : action, -1);
}

void
app_latency_page_update_button (AppLatencyPage *self)
{
  gboolean running = app_latency_meter_is_running (self->meter);

  app_squeezed_label_set (APP_SQUEEZED_LABEL (adw_split_button_get_child (ADW_SPLIT_BUTTON (self->button))),
                          running ? "media-playback-stop-symbolic" : "media-playback-start-symbolic",
                          get_button_label (self));
  name_halves (self->button, get_button_label (self), _ ("How to Measure, and Files"));
  if (running)
    gtk_widget_remove_css_class (self->button, "suggested-action");
  else
    gtk_widget_add_css_class (self->button, "suggested-action");
}

static void
on_meter_changed (AppLatencyPage *self)
{
  gboolean running = app_latency_meter_is_running (self->meter);

  gtk_progress_bar_set_fraction (self->progress, app_latency_meter_get_fraction (self->meter));
  app_latency_page_tell (self, app_latency_meter_get_status (self->meter), app_latency_meter_has_problem (self->meter));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (self->dismiss, !running);
  app_latency_page_update_button (self);
  app_page_changed (APP_PAGE (self));
}

static void
on_dismiss (AppLatencyPage *self)
{
  gtk_revealer_set_reveal_child (self->status_revealer, FALSE);
}

void
app_latency_page_start (AppLatencyPage *self, const char *remote)
{
  g_autoptr (GVariant) careful = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "careful");

  app_latency_meter_start (self->meter, g_variant_get_boolean (careful), remote);
}

static void
on_button_clicked (AppLatencyPage *self)
{
  if (app_latency_meter_is_running (self->meter))
    app_latency_meter_stop (self->meter);
  else
    app_latency_page_start (self, NULL);
}

static void
on_host_chosen (const char *host, gpointer data)
{
  app_latency_page_start (APP_LATENCY_PAGE (data), host);
}

static void
action_remote (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppLatencyPage *self = data;

  app_latency_ask_host (GTK_WIDGET (self), on_host_chosen, self);
}

static void
action_open (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppLatencyPage *self = data;

  app_latency_choose_file (GTK_WIDGET (self), self->columns);
}

static void
on_written (const char *problem, gpointer data)
{
  if (problem != NULL)
    app_latency_page_tell (APP_LATENCY_PAGE (data), problem, TRUE);
}

static void
action_save (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AppLatencyPage *self = data;

  app_latency_save_as (GTK_WIDGET (self), app_latency_columns_get_here (self->columns), on_written, self);
}

static const GActionEntry actions[] = {
  { .name = "careful", .state = "false" },
  { .name = "remote", .activate = action_remote },
  { .name = "open", .activate = action_open },
  { .name = "save", .activate = action_save },
};

void
app_latency_page_add_button (AppLatencyPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  self->button = g_object_ref_sink (adw_split_button_new ());
  adw_split_button_set_child (ADW_SPLIT_BUTTON (self->button), app_squeezed_label_new ());
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (self->button), self->menu);
  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (self->button), _ ("How to Measure, and Files"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Measure"), -1);
  gtk_widget_set_tooltip_text (self->button, _ ("Measure this machine’s latencies"));
  gtk_widget_insert_action_group (self->button, "latency", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "latency", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_button_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dismiss, "clicked", G_CALLBACK (on_dismiss), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->meter, "changed", G_CALLBACK (on_meter_changed), self);
}

void
app_latency_page_tell (AppLatencyPage *self, const char *sentence, gboolean problem)
{
  g_return_if_fail (APP_IS_LATENCY_PAGE (self));

  gtk_label_set_text (self->status, sentence);
  if (problem)
    gtk_widget_add_css_class (self->status_box, "error");
  else
    gtk_widget_remove_css_class (self->status_box, "error");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_revealer_set_reveal_child (self->status_revealer, TRUE);
}
