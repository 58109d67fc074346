/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-latency-chart.h"

G_BEGIN_DECLS

struct _AppLatencyChart
{
  AppChart parent_instance;

  GPtrArray *editions;
  GPtrArray *sheets;
  LabAnalogy *analogy;
  double rate;
  double from, to; /* log10 ns */
  double limit;    /* of `to`: all that there is to be seen */
  GPtrArray *rungs;
  GPtrArray *items;          /* AppChartItem, one for each rung; they are children */
  guint hovered, selected;   /* LAB_LATENCY_NO_RUNG: none */
  double x, y;               /* of the pointer, in the chart's units */
  double held_from, held_to; /* when a gesture began */
};

/* app-latency-chart.c */
gboolean app_latency_chart_has_columns (AppLatencyChart *self);

/* What is to be seen in a picture of that width, or in the one that is shown. */
LabLatencyView app_latency_chart_make_view (AppLatencyChart *self, double width);
LabLatencyView app_latency_chart_make_own_view (AppLatencyChart *self);

/* In powers of ten; as near as there is something to be seen. */
void app_latency_chart_set_range (AppLatencyChart *self, double from, double span);

/* app-latency-chart-items.c: a rung each, for the focus and for screen readers. */
void app_latency_chart_name_items (AppLatencyChart *self);
void app_latency_chart_remove_items (AppLatencyChart *self);
void app_latency_chart_allocate_items (AppLatencyChart *self, int width);
gboolean app_latency_chart_focus_item (AppLatencyChart *self, GtkDirectionType direction);
void app_latency_chart_walk_to (AppLatencyChart *self, guint n); /* nothing where there is no such item */

/* app-latency-chart-input.c */
void app_latency_chart_add_controllers (AppLatencyChart *self);

G_END_DECLS
