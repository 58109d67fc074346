/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-cursor.h"
#include "lab-timeline.h"

G_BEGIN_DECLS

/* Going around in a timeline by numbers, as the keyboard does, where lab-hit.h goes by places. */

/* How many lanes are shown. */
guint lab_timeline_get_n_lanes (LabTimeline *self, LabView by);

/* The lane that is shown `step` lanes below a row's, above it where that is negative; the last or the first where there
 * are not so many, and the first where the row is not shown. FALSE where no lane is. */
gboolean lab_timeline_find_lane (LabTimeline *self, LabView by, guint row, int step, guint *found);

/* "worker 3", "task 7". Caller frees. */
char *lab_timeline_get_lane_name (LabTimeline *self, LabView by, guint row);

/* The same of a worker's lane where no heading says whose process it is in: "process 4711". Caller frees. */
char *lab_timeline_get_full_lane_name (LabTimeline *self, guint row);

/* The span of a row that holds the time, its first or last where that lies outside; FALSE where it has none. */
gboolean lab_timeline_find_span (LabTimeline *self, LabView by, guint row, guint64 time, guint64 *n);

/* The next span of the row after span n that is neither idleness nor an end, or the one before it. */
gboolean lab_timeline_step_span (LabTimeline *self, LabView by, guint row, guint64 n, gboolean back, guint64 *found);

/* The process that a shown lane stands under; FALSE where lanes are not grouped. */
gboolean lab_timeline_get_lane_group (LabTimeline *self, LabView by, guint row, gint32 *pid);
gboolean lab_timeline_is_folded (LabTimeline *self, LabView by, gint32 pid);

/* Where a cursor of this view stands, for lab_scene_add_cursor(). */
void lab_timeline_get_cursor_frame (LabTimeline *self, const LabTimelineView *view, LabFont *font,
                                    LabCursorFrame *cursor);

G_END_DECLS
