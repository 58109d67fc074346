/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-command-view.h"
#include "app-window.h"

struct _AppCommandView
{
  GtkWidget parent_instance;

  GtkLabel *command;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (AppCommandView, app_command_view, GTK_TYPE_WIDGET)

static void
on_copy (AppCommandView *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->command));
  app_window_say_from (GTK_WIDGET (self), _ ("The command has been copied"));
}

static void
app_command_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_command_view_parent_class)->dispose (object);
}

static void
app_command_view_class_init (AppCommandViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_command_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-command-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCommandView, command);
  gtk_widget_class_bind_template_child (widget_class, AppCommandView, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
app_command_view_init (AppCommandView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
app_command_view_set_experiment (AppCommandView *self, const LabExperiment *experiment)
{
  g_autofree char *command = NULL;

  g_return_if_fail (APP_IS_COMMAND_VIEW (self));

  command = experiment != NULL ? lab_experiment_to_command (experiment) : NULL;
  gtk_label_set_label (self->command, command != NULL ? command : _ ("This trace does not say how it was made."));
  gtk_widget_set_sensitive (self->copy_button, command != NULL);
}
