/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_SPAN_DETAILS (app_span_details_get_type ())

/* What a span is: its state and what that means, why, how long and since when, compared with what else takes so long;
 * with buttons to its neighbours and along its arrows.
 * Signal "go-to" (guint row, guint64 n): to be shown instead. */
G_DECLARE_FINAL_TYPE (AppSpanDetails, app_span_details, APP, SPAN_DETAILS, GtkWidget)

GtkWidget *app_span_details_new (void);

/* A span of a record that has a timeline. */
void app_span_details_set_span (AppSpanDetails *self, AppRecord *record, LabView by, guint row, guint64 n);

/* The same in lines of text, as it stands there. Caller frees. */
char *app_span_details_to_text (AppSpanDetails *self);

G_END_DECLS
