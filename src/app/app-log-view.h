/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_LOG_VIEW (app_log_view_get_type ())

/* What the tasks of a run print: when, in which process, what. Keeps up with the run while its end is seen. */
G_DECLARE_FINAL_TYPE (AppLogView, app_log_view, APP, LOG_VIEW, GtkWidget)

void app_log_view_set_record (AppLogView *self, AppRecord *record); /* NULL: none */

/* The same run has more to show. */
void app_log_view_update (AppLogView *self);

/* Marks the last line up to a time, as of a playhead; G_MAXUINT64: none. */
void app_log_view_set_time (AppLogView *self, guint64 time);

G_END_DECLS
