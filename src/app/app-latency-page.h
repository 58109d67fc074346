/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-page.h"

G_BEGIN_DECLS

#define APP_TYPE_LATENCY_PAGE (app_latency_page_get_type ())

/* The latency scale, and what this machine measures. */
G_DECLARE_FINAL_TYPE (AppLatencyPage, app_latency_page, APP, LATENCY_PAGE, GtkWidget)

/* A measurement or an edition, to be shown beside the others. */
void app_latency_page_open (AppLatencyPage *self, GFile *file);

/* A sentence above the scale, until it is dismissed or another comes. */
void app_latency_page_tell (AppLatencyPage *self, const char *sentence, gboolean problem);

G_END_DECLS
