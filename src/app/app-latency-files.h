/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-latency-columns.h"

G_BEGIN_DECLS

/* What the Latency page asks a person for, over the window of `widget`. The callbacks come while it is there. */

/* A measurement or an edition to open. */
void app_latency_choose_file (GtkWidget *widget, AppLatencyColumns *columns);

/* Where to save the measurement, and saves it; `done` gets a sentence, or NULL where all went well. */
typedef void (*AppLatencyDone) (const char *problem, gpointer data);
void app_latency_save_as (GtkWidget *widget, const LabSheet *sheet, AppLatencyDone done, gpointer data);

/* Which host may be contacted; nothing is called where a person would rather not. */
typedef void (*AppLatencyHost) (const char *host, gpointer data);
void app_latency_ask_host (GtkWidget *widget, AppLatencyHost chosen, gpointer data);

G_END_DECLS
