/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_SPAN_TABLE (app_span_table_get_type ())

/* Every span of a run that has ended, to sort and to filter; of any size, for it is sorted on another thread and only
 * what is seen is made. What the timeline shows as a picture it says in words.
 * Signals: "span-selected" (guint row, guint64 n) when a person selects one; "span-activated" (the same) with Enter or
 * a double click. */
G_DECLARE_FINAL_TYPE (AppSpanTable, app_span_table, APP, SPAN_TABLE, GtkWidget)

void app_span_table_set_record (AppSpanTable *self, AppRecord *record); /* NULL: none */
void app_span_table_set_by_task (AppSpanTable *self, gboolean by_task); /* whose rows the spans are numbered in */

/* Selects a span where it is among those that are shown, without a signal. */
void app_span_table_select (AppSpanTable *self, guint row, guint64 n);

/* Whether it sorts or filters at the moment. */
gboolean app_span_table_is_busy (AppSpanTable *self);

G_END_DECLS
