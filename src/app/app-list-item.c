/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-list-item.h"

void
app_list_item_set_name (GtkListItem *item, const char *name)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *widget = child != NULL ? gtk_widget_get_parent (child) : NULL;

  /* The row, and where there are columns the cell in it. */
  for (guint i = 0; i < 2 && widget != NULL && !GTK_IS_SCROLLABLE (widget) && !GTK_IS_STACK (widget); i++)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      widget = gtk_widget_get_parent (widget);
    }
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
  app_list_item_set_name (item, text);
}

static GtkListItemFactory *
make_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  return factory;
}

/* What names it in newer versions of GTK, which is in it, would go before the label. */
static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
on_chosen (GtkDropDown *choice)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (choice);
  const char *name = g_object_get_data (G_OBJECT (choice), "name");
  /* Translators: what a list asks for, and what is chosen of it: "Theme: Dark". */
  g_autofree char *label = item != NULL ? g_strdup_printf (_ ("%s: %s"), name, gtk_string_object_get_string (item))
                                        : g_strdup (name);

  /* Newer versions of GTK call the button as the whole. */
  set_label (GTK_WIDGET (choice), label);
  set_label (gtk_widget_get_first_child (GTK_WIDGET (choice)), label);
}

void
app_drop_down_set_name (GtkDropDown *choice, const char *name)
{
  g_autoptr (GtkListItemFactory) factory = make_factory ();

  gtk_drop_down_set_factory (choice, factory);
  g_object_set_data_full (G_OBJECT (choice), "name", g_strdup (name), g_free);
  on_chosen (choice);
  g_signal_connect (choice, "notify::selected-item", G_CALLBACK (on_chosen), NULL);
}

void
app_row_set_list_name (GtkWidget *row, const char *name)
{
  set_label (gtk_widget_get_parent (row), name);
}
