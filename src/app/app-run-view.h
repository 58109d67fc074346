/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-timeline.h"

G_BEGIN_DECLS

#define APP_TYPE_RUN_VIEW (app_run_view_get_type ())

/* A run to look at, while it goes on and afterwards: its timeline, what happened in words, key figures, and charts,
 * log, table and command. All of them speak of one moment and one span: what is pointed at or selected in one is shown
 * in the others. */
G_DECLARE_FINAL_TYPE (AppRunView, app_run_view, APP, RUN_VIEW, GtkWidget)

/* `about` says what to look at, or is NULL; `bet` is how long the person thought that it would take (ns), or 0. */
void app_run_view_set_record (AppRunView *self, AppRecord *record, const char *about, guint64 bet);
AppRecord *app_run_view_get_record (AppRunView *self); /* NULL: none */

AppTimeline *app_run_view_get_timeline (AppRunView *self);

/* "figures", "log", "table" or "command". */
void app_run_view_show_tab (AppRunView *self, const char *name);

/* Nothing goes on but what the person does. */
gboolean app_run_view_is_still (AppRunView *self);

G_END_DECLS
