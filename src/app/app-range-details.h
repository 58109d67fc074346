/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_RANGE_DETAILS (app_range_details_get_type ())

/* What happened in a range of time: the share of each state, how long tasks ran at a stretch, and how many at once; to
 * be copied as text.
 * Signal "zoom": the range is to be shown larger. */
G_DECLARE_FINAL_TYPE (AppRangeDetails, app_range_details, APP, RANGE_DETAILS, GtkWidget)

GtkWidget *app_range_details_new (void);

/* A range of time of a record that has a timeline. Of many lanes it is summed up on another thread: what was shown
 * before stays until that is done. */
void app_range_details_set_range (AppRangeDetails *self, AppRecord *record, LabView by, guint64 from, guint64 to);

/* Whether that goes on. */
gboolean app_range_details_is_busy (AppRangeDetails *self);

/* What is copied. Caller frees. */
char *app_range_details_to_text (AppRangeDetails *self);

G_END_DECLS
