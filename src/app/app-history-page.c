/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-history-page.h"

struct _AppHistoryPage
{
  GtkWidget parent_instance;
};

static void
app_history_page_init_page (AppPageInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AppHistoryPage, app_history_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (APP_TYPE_PAGE, app_history_page_init_page))

static void
app_history_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (app_history_page_parent_class)->dispose (object);
}

static void
app_history_page_class_init (AppHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_history_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-history-page.ui");
}

static void
app_history_page_init (AppHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
