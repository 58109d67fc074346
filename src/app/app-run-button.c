/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-run-button.h"
#include "app-squeezed-label.h"
#include "lab-quantity.h"

struct _AppRunButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *text;
  char *label;
  char *icon_name;
  char *progress; /* NULL: none */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (AppRunButton, app_run_button, ADW_TYPE_BIN)

static void
app_run_button_update (AppRunButton *self)
{
  g_autofree char *stop = self->progress != NULL ? g_strdup_printf (_ ("Stop · %s"), self->progress) : NULL;
  const char *label = !self->busy ? self->label : stop != NULL ? stop : _ ("Stop");

  app_squeezed_label_set (APP_SQUEEZED_LABEL (self->text),
                          self->busy ? "media-playback-stop-symbolic" : self->icon_name, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), self->busy ? "win.stop" : "win.run");
  gtk_widget_set_tooltip_text (self->button, self->busy ? _ ("Stop (Escape)") : _ ("Run (Ctrl+R)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->busy)
    gtk_widget_remove_css_class (self->button, "suggested-action");
  else
    gtk_widget_add_css_class (self->button, "suggested-action");
}

static void
app_run_button_finalize (GObject *object)
{
  AppRunButton *self = APP_RUN_BUTTON (object);

  g_free (self->label);
  g_free (self->icon_name);
  g_free (self->progress);
  G_OBJECT_CLASS (app_run_button_parent_class)->finalize (object);
}

static void
app_run_button_class_init (AppRunButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_run_button_finalize;
}

static void
app_run_button_init (AppRunButton *self)
{
  self->button = gtk_button_new ();
  self->text = app_squeezed_label_new ();
  gtk_widget_add_css_class (self->button, "numeric");
  gtk_widget_add_css_class (self->button, "run-button");
  gtk_button_set_child (GTK_BUTTON (self->button), self->text);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

GtkWidget *
app_run_button_new (const char *label, const char *icon_name)
{
  AppRunButton *self;

  g_return_val_if_fail (label != NULL && icon_name != NULL, NULL);

  self = g_object_new (APP_TYPE_RUN_BUTTON, NULL);
  self->label = g_strdup (label);
  self->icon_name = g_strdup (icon_name);
  app_run_button_update (self);
  return GTK_WIDGET (self);
}

void
app_run_button_set_busy (AppRunButton *self, gboolean busy)
{
  g_return_if_fail (APP_IS_RUN_BUTTON (self));

  if (self->busy == busy)
    return;
  self->busy = busy;
  g_clear_pointer (&self->progress, g_free);
  app_run_button_update (self);
}

void
app_run_button_set_progress (AppRunButton *self, guint64 n_ended, guint64 n_tasks)
{
  g_autofree char *ended = NULL;
  g_autofree char *tasks = NULL;
  char *progress = NULL;

  g_return_if_fail (APP_IS_RUN_BUTTON (self));

  if (n_tasks > 0)
    {
      ended = lab_format_count (n_ended);
      tasks = lab_format_count (n_tasks);
      progress = g_strdup_printf (_ ("%s of %s"), ended, tasks);
    }
  if (g_strcmp0 (progress, self->progress) == 0)
    {
      g_free (progress);
      return;
    }
  g_free (self->progress);
  self->progress = progress;
  app_run_button_update (self);
}
