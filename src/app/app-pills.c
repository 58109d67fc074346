/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-pills.h"
#include "app-wrap-layout.h"

struct _AppPills
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AppPills, app_pills, GTK_TYPE_WIDGET)

static void
remove_all (AppPills *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
app_pills_dispose (GObject *object)
{
  remove_all (APP_PILLS (object));
  G_OBJECT_CLASS (app_pills_parent_class)->dispose (object);
}

static void
app_pills_class_init (AppPillsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_pills_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, APP_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
app_pills_init (AppPills *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
app_pills_new (void)
{
  return g_object_new (APP_TYPE_PILLS, NULL);
}

void
app_pills_clear (AppPills *self)
{
  g_return_if_fail (APP_IS_PILLS (self));

  remove_all (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
app_pills_add (AppPills *self, const char *word, const char *style, const char *tooltip)
{
  GtkWidget *label;

  g_return_if_fail (APP_IS_PILLS (self) && word != NULL);

  label = gtk_label_new (word);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "trait");
  gtk_widget_add_css_class (label, "caption");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_set_tooltip_text (label, tooltip);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
