/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-latency-chart.h"
#include "app-latency-chips.h"
#include "app-latency-meter.h"
#include "app-latency-page.h"

G_BEGIN_DECLS

struct _AppLatencyPage
{
  GtkWidget parent_instance;

  AppLatencyColumns *columns;
  AppLatencyMeter *meter;
  GSimpleActionGroup *actions;
  GtkWidget *button; /* AdwSplitButton, in the header bar */
  char *analogy_row; /* "main-memory=1s": what stands last in the list of analogies; NULL: nothing does */
  gboolean updating; /* the form, by the program */

  AppLatencyChart *chart;
  AppLatencyChips *chips;
  GMenuModel *menu;
  GtkScrolledWindow *scroller;
  GtkWidget *empty;
  GtkDropDown *analogy;
  GtkSpinButton *rate;
  GtkWidget *rate_label;
  GtkRevealer *year_revealer;
  GtkScale *year;
  GtkAdjustment *year_adjustment;
  GtkLabel *year_note;
  GtkRevealer *status_revealer;
  GtkWidget *status_box;
  GtkProgressBar *progress;
  GtkLabel *status;
  GtkWidget *dismiss;
  GtkRevealer *details_revealer;
  GtkLabel *details_title;
  GtkLabel *details;
  GtkWidget *as_second;
  GtkWidget *as_metre;
  GtkWidget *close_details;
  GtkWidget *zoom_in;
  GtkWidget *zoom_out;
  GtkWidget *zoom_all;
};

/* app-latency-page-analogy.c: what the rungs are compared with. */
void app_latency_page_connect_analogy (AppLatencyPage *self);

/* app-latency-page-chart.c: zoom, and the details of the selected rung. */
void app_latency_page_connect_chart (AppLatencyPage *self);
void app_latency_page_scroll_to_selected (AppLatencyPage *self);

/* app-latency-page-year.c: that of Colin Scott's model. */
void app_latency_page_connect_year (AppLatencyPage *self);
void app_latency_page_update_year (AppLatencyPage *self);

/* app-latency-page-measure.c: the button that starts and stops, and its menu. */
void app_latency_page_add_button (AppLatencyPage *self);
void app_latency_page_update_button (AppLatencyPage *self);
void app_latency_page_start (AppLatencyPage *self, const char *remote); /* HOST or HOST:PORT; NULL: none */

G_END_DECLS
