/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-list-item.h"
#include "app-scale-group.h"
#include "app-settings.h"
#include "lab-quantity.h"

struct _AppScaleGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *row;
};

G_DEFINE_FINAL_TYPE (AppScaleGroup, app_scale_group, ADW_TYPE_PREFERENCES_GROUP)

static void
app_scale_group_update (AppScaleGroup *self)
{
  double scale = g_settings_get_double (app_settings_get (), "time-scale");
  g_autofree char *times = lab_format_ratio (scale);
  g_autofree char *text = g_strdup_printf (_ ("Waits take %s times as long as they say"), times);

  adw_action_row_set_subtitle (self->row, scale > 0 ? text : _ ("Nothing is waited for"));
  gtk_widget_set_visible (GTK_WIDGET (self), scale != 1);
}

static void
on_reset (AppScaleGroup *self)
{
  g_settings_reset (app_settings_get (), "time-scale");
}

static void
app_scale_group_class_init (AppScaleGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/interleave/Interleave/app-scale-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AppScaleGroup, row);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
app_scale_group_init (AppScaleGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_row_set_list_name (GTK_WIDGET (self->row), _ ("Time scale"));
  g_signal_connect_object (app_settings_get (), "changed::time-scale", G_CALLBACK (app_scale_group_update), self,
                           G_CONNECT_SWAPPED);
  app_scale_group_update (self);
}
