/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-chart-item.h"

struct _AppChartItem
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AppChartItem, app_chart_item, GTK_TYPE_WIDGET)

static void
app_chart_item_class_init (AppChartItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "chartitem");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
app_chart_item_init (AppChartItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE); /* the pointer is the chart's */
  gtk_widget_add_css_class (GTK_WIDGET (self), "chart-item");
}

GtkWidget *
app_chart_item_new (void)
{
  return g_object_new (APP_TYPE_CHART_ITEM, NULL);
}

void
app_chart_item_set_text (AppChartItem *self, const char *text)
{
  g_return_if_fail (APP_IS_CHART_ITEM (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
