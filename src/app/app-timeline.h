/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app-chart.h"
#include "app-record.h"
#include "app-replay.h"

G_BEGIN_DECLS

#define APP_TYPE_TIMELINE (app_timeline_get_type ())

/* The timeline of a record, to look around in: zoom, pan, select, go from span to span by mouse, touch and keyboard.
 * While the run goes on it grows with it. What a span or a range of time is it tells in a popover of its own.
 * Signals: "cursor-moved" (guint64 time; G_MAXUINT64: none) as the pointer, the keyboard or the playhead moves;
 * "span-activated" (guint row, guint64 n) when a span is clicked or entered; "range-selected" (guint64 from, guint64
 * to; the same: none any more) when a range of time was chosen.
 * Properties: "record", "by-task", "follow". */
G_DECLARE_FINAL_TYPE (AppTimeline, app_timeline, APP, TIMELINE, AppChart)

GtkWidget *app_timeline_new (void);

/* NULL: nothing to see. */
void app_timeline_set_record (AppTimeline *self, AppRecord *record);
AppRecord *app_timeline_get_record (AppTimeline *self);

void app_timeline_set_by_task (AppTimeline *self, gboolean by_task);
gboolean app_timeline_get_by_task (AppTimeline *self);

/* Whether it keeps up with the end of a run that goes on. Off as soon as one looks elsewhere. */
void app_timeline_set_follow (AppTimeline *self, gboolean follow);
gboolean app_timeline_get_follow (AppTimeline *self);

/* What is seen: the times on both edges, and how far the lanes are scrolled. Borrowed. */
const LabTimelineView *app_timeline_get_view (AppTimeline *self);

/* A vertical line at a time of the trace, as of another chart's pointer; G_MAXUINT64: none. */
void app_timeline_set_cursor (AppTimeline *self, guint64 time);

/* The playhead is the cursor from now on, and clicks on the ruler put it elsewhere; NULL: there is none. */
void app_timeline_set_replay (AppTimeline *self, AppReplay *replay);

/* What the keyboard does, too. Each is a step of undo, many of the same in a row one. */
void app_timeline_fit (AppTimeline *self); /* the whole run */
void app_timeline_zoom (AppTimeline *self, double factor,
                        guint64 around);                 /* below 1: closer; G_MAXUINT64: the middle */
void app_timeline_pan (AppTimeline *self, double share); /* of what is seen */
void app_timeline_show_time (AppTimeline *self, guint64 from, guint64 to);
gboolean app_timeline_undo (AppTimeline *self);
gboolean app_timeline_redo (AppTimeline *self);

/* Focuses a span and makes sure that it is seen. FALSE where it is not shown. */
gboolean app_timeline_focus_span (AppTimeline *self, guint row, guint64 n);
gboolean app_timeline_get_focused_span (AppTimeline *self, guint *row, guint64 *n); /* FALSE: none */

/* A range of time; the same: none. */
void app_timeline_select_range (AppTimeline *self, guint64 from, guint64 to);
gboolean app_timeline_get_selected_range (AppTimeline *self, guint64 *from, guint64 *to); /* FALSE: none */

/* Lays the lanes of a process together, or apart. */
void app_timeline_toggle_group (AppTimeline *self, gint32 pid);

G_END_DECLS
