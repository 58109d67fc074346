/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"
#include "app-record.h"

G_BEGIN_DECLS

#define APP_TYPE_TIMELINE (app_timeline_get_type ())

/* The timeline of a record, to look around in: zoom, pan, select, go from span to span. While the run goes on it grows
 * with it.
 * Signals: "cursor-moved" (guint64 time; G_MAXUINT64: none) as the pointer, the keyboard or the playhead moves;
 * "span-activated" when a span is clicked or entered; "range-selected" when a range of time is (or no longer is).
 * Properties: "record", "by-task". */
G_DECLARE_FINAL_TYPE (AppTimeline, app_timeline, APP, TIMELINE, AppChart)

GtkWidget *app_timeline_new (void);

/* NULL: nothing to see. */
void app_timeline_set_record (AppTimeline *self, AppRecord *record);
AppRecord *app_timeline_get_record (AppTimeline *self);

void app_timeline_set_by_task (AppTimeline *self, gboolean by_task);
gboolean app_timeline_get_by_task (AppTimeline *self);

/* What is seen: the times on both edges, and how far the lanes are scrolled. Borrowed. */
const LabTimelineView *app_timeline_get_view (AppTimeline *self);

/* A vertical line at a time of the trace, as of a playhead or of another chart's pointer; G_MAXUINT64: none. */
void app_timeline_set_cursor (AppTimeline *self, guint64 time);

/* The whole run. */
void app_timeline_fit (AppTimeline *self);

G_END_DECLS
