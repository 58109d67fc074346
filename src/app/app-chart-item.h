/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define APP_TYPE_CHART_ITEM (app_chart_item_get_type ())

/* A part of a chart for the keyboard and for those who cannot see it: it can be focused, is called what is said of the
 * part, and shows nothing but the focus. The chart puts it where it has drawn the part. */
G_DECLARE_FINAL_TYPE (AppChartItem, app_chart_item, APP, CHART_ITEM, GtkWidget)

GtkWidget *app_chart_item_new (void);

/* A sentence, or a few. */
void app_chart_item_set_text (AppChartItem *self, const char *text);

G_END_DECLS
