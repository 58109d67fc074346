/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"
#include "lab-latency-chart.h"

G_BEGIN_DECLS

#define APP_TYPE_LATENCY_CHART (app_latency_chart_get_type ())

/* The latency scale, to look around in: zoom from one power of ten to all, point at rungs, walk through them. It is a
 * list of rungs to those who cannot see it.
 * Signal "selected" when another rung is, or none. */
G_DECLARE_FINAL_TYPE (AppLatencyChart, app_latency_chart, APP, LATENCY_CHART, AppChart)

/* Of LabEdition and LabSheet, which must stay until other ones are set; at least one of both together, or nothing is
 * to be seen. Also to be called when a sheet has got more readings. */
void app_latency_chart_set_columns (AppLatencyChart *self, GPtrArray *editions, GPtrArray *sheets);

/* Takes the analogy over. `rate`: as in LabLatencyView. */
void app_latency_chart_set_analogy (AppLatencyChart *self, LabAnalogy *analogy, double rate);

/* Sees `factor` times as many powers of ten, with `ns` staying where it is; 0: the middle. */
void app_latency_chart_zoom (AppLatencyChart *self, double factor, double ns);
void app_latency_chart_pan (AppLatencyChart *self, double decades);
void app_latency_chart_show_all (AppLatencyChart *self);
gboolean app_latency_chart_shows_all (AppLatencyChart *self);

/* In powers of ten: how much of the axis is seen. */
double app_latency_chart_get_span (AppLatencyChart *self);

guint app_latency_chart_get_n_rungs (AppLatencyChart *self);

/* LAB_LATENCY_NO_RUNG: none. */
void app_latency_chart_select (AppLatencyChart *self, guint rung);

/* The rung of this id or title; FALSE where there is none. */
gboolean app_latency_chart_select_row (AppLatencyChart *self, const char *row);
const char *app_latency_chart_get_selected_row (AppLatencyChart *self); /* its id; NULL: none */

GtkWidget *app_latency_chart_get_selected_item (AppLatencyChart *self); /* where it is; NULL: none */

/* All that is known of it, a line each. Caller frees. */
char *app_latency_chart_describe (AppLatencyChart *self, guint rung);
char *app_latency_chart_describe_selected (AppLatencyChart *self); /* NULL: none is */

G_END_DECLS
