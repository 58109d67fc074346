/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-record.h"
#include "app-span-order.h"

G_BEGIN_DECLS

#define APP_TYPE_SPAN_ENTRY (app_span_entry_get_type ())

/* A span in a list. */
G_DECLARE_FINAL_TYPE (AppSpanEntry, app_span_entry, APP, SPAN_ENTRY, GObject)

void app_span_entry_get_place (AppSpanEntry *self, guint *row, guint64 *n);

/* What stands in the column of that key. Caller frees. */
char *app_span_entry_get_text (AppSpanEntry *self, AppSpanKey key);

/* In a sentence, as the timeline says it. Caller frees. */
char *app_span_entry_describe (AppSpanEntry *self);

#define APP_TYPE_SPAN_MODEL (app_span_model_get_type ())

/* The spans of a settled record in some order: a GListModel of AppSpanEntry, which are made when they are looked at. */
G_DECLARE_FINAL_TYPE (AppSpanModel, app_span_model, APP, SPAN_MODEL, GObject)

AppSpanModel *app_span_model_new (void);

/* Takes the order over, which is of that record's spans; both NULL: an empty list. */
void app_span_model_set (AppSpanModel *self, AppRecord *record, AppSpanOrder *order);

/* Where the span is; G_MAXUINT: it is not in the list. */
guint app_span_model_find (AppSpanModel *self, guint row, guint64 n);

G_END_DECLS
