/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_LOG_LINE (app_log_line_get_type ())

/* Something that a task has printed. */
G_DECLARE_FINAL_TYPE (AppLogLine, app_log_line, APP, LOG_LINE, GObject)

guint64 app_log_line_get_time (AppLogLine *self);    /* ns of the trace */
guint64 app_log_line_get_elapsed (AppLogLine *self); /* ns since the start of the run, as on the timeline */
gint32 app_log_line_get_pid (AppLogLine *self);      /* of the process; 0: not known */
const char *app_log_line_get_text (AppLogLine *self);
char *app_log_line_to_text (AppLogLine *self); /* "0.301204  4711  task 1": as in a terminal; caller frees */

#define APP_TYPE_LOG_MODEL (app_log_model_get_type ())

/* What the tasks of a record have printed, in the order of time: a GListModel of AppLogLine, which are made when they
 * are looked at. */
G_DECLARE_FINAL_TYPE (AppLogModel, app_log_model, APP, LOG_MODEL, GObject)

AppLogModel *app_log_model_new (void);
void app_log_model_set_record (AppLogModel *self, AppRecord *record); /* NULL: none */

/* Takes in what the record has got since. */
void app_log_model_update (AppLogModel *self);

/* The last line up to a time; G_MAXUINT: there is none. */
guint app_log_model_find (AppLogModel *self, guint64 time);

G_END_DECLS
