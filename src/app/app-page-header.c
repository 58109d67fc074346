/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-page-header.h"

GtkWidget *
app_page_header_new (AppRunButton *run_button, AdwFlap *flap)
{
  GtkWidget *header, *toggle;

  g_return_val_if_fail (APP_IS_RUN_BUTTON (run_button) && ADW_IS_FLAP (flap), NULL);

  header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  toggle = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (toggle), "sidebar-show-symbolic");
  gtk_widget_set_tooltip_text (toggle, _ ("Show What to Run (F9)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show What to Run"), -1);
  g_object_bind_property (flap, "reveal-flap", toggle, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (run_button));
  gtk_box_append (GTK_BOX (header), toggle);
  return header;
}
