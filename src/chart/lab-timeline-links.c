/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-cause.h"
#include "lab-critical.h"
#include "lab-timeline-private.h"

#define PATH_WIDTH 3
#define ARROW_WIDTH 1.5
#define HALO 1.5 /* of the ground, so that it is seen on every bar */
#define HEAD_SIZE 5
#define APART_MIN 0.5 /* points of a line that are nearer to each other are one */

typedef struct
{
  LabTimeline *timeline;
  const LabTimelineView *view;
  const LabTimelineFrame *frame;
  LabScene *scene;
} Links;

/* The middle of the lane of a task's piece; FALSE where it is not among the lanes. */
static gboolean
get_y (const Links *self, guint32 task, guint lane, double *y)
{
  guint row = self->view->by == LAB_VIEW_WORKERS ? lane : task;

  if (!lab_frame_get_lane_y (self->frame, self->timeline, self->view, row, y))
    return FALSE;
  *y += self->frame->lane_h / 2;
  return TRUE;
}

static LabPoint
get_point (const Links *self, guint64 time, double y)
{
  double left = self->frame->plot_x, right = left + self->frame->plot_w;

  return (LabPoint){ CLAMP (lab_frame_get_x (self->frame, time), left, right), y };
}

static void
append_point (GArray *points, LabPoint point)
{
  const LabPoint *last = points->len > 0 ? &g_array_index (points, LabPoint, points->len - 1) : NULL;

  if (last == NULL || fabs (last->x - point.x) + fabs (last->y - point.y) >= APART_MIN)
    g_array_append_val (points, point);
}

static void
add_critical (const Links *self)
{
  const LabCriticalPath *path = lab_timeline_get_critical (self->timeline);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (LabPoint));
  guint64 start = lab_frame_get_time (self->frame, 0), end = lab_frame_get_end (self->frame);
  double below = self->frame->bar_h / 2;
  double y;

  for (guint i = 0; i < path->pieces->len; i++)
    {
      const LabCriticalPiece *piece = &g_array_index (path->pieces, LabCriticalPiece, i);

      if (piece->end < start || piece->start > end || !get_y (self, piece->task, piece->lane, &y))
        continue;
      append_point (points, get_point (self, piece->start, y + below));
      append_point (points, get_point (self, piece->end, y + below));
    }
  lab_scene_add_line (self->scene, LAB_INK_TEXT, LAB_FORM_FILL, PATH_WIDTH, (const LabPoint *) (gpointer) points->data,
                      points->len);
}

/* From where it was caused to where it took effect, never backwards in time. */
static void
add_arrow (const Links *self, LabPoint from, LabPoint to)
{
  double length = hypot (to.x - from.x, to.y - from.y);
  double dx, dy;
  LabPoint line[2] = { from, to };
  LabPoint head[3];

  if (length < 1)
    return;
  dx = (to.x - from.x) / length * HEAD_SIZE;
  dy = (to.y - from.y) / length * HEAD_SIZE;
  line[1] = (LabPoint){ to.x - dx, to.y - dy };
  head[0] = to;
  head[1] = (LabPoint){ to.x - 1.6 * dx - 0.7 * dy, to.y - 1.6 * dy + 0.7 * dx };
  head[2] = (LabPoint){ to.x - 1.6 * dx + 0.7 * dy, to.y - 1.6 * dy - 0.7 * dx };
  lab_scene_add_line (self->scene, LAB_INK_GROUND, LAB_FORM_FILL, ARROW_WIDTH + 2 * HALO, line, 2);
  lab_scene_add_line (self->scene, LAB_INK_TEXT, LAB_FORM_FILL, ARROW_WIDTH, line, 2);
  lab_scene_add_area (self->scene, LAB_INK_TEXT, LAB_FORM_FILL, head, 3);
}

/* What ended the wait that is span n of a task's row. */
static void
add_cause (const Links *self, guint32 task, guint64 n)
{
  LabIndex *tasks = lab_timeline_get_rows (self->timeline, LAB_VIEW_TASKS)->index;
  LabCause cause = lab_timeline_find_cause (self->timeline, task, n);
  LabSpan wait = lab_index_get_span (tasks, task, n);
  guint lane = n + 1 < lab_index_get_row_n_spans (tasks, task) ? lab_index_get_span (tasks, task, n + 1).who : wait.who;
  double from_y, to_y;

  if (cause.kind == LAB_CAUSE_NONE || !get_y (self, task, lane, &to_y))
    return;
  if (!get_y (self, cause.task, cause.lane, &from_y))
    from_y = self->frame->lanes_y;
  add_arrow (self, get_point (self, cause.time, from_y), get_point (self, wait.end, to_y));
}

/* How the hovered span came about: what ended the wait before it, or, of a wait, what ended that. */
static void
add_hovered (const Links *self)
{
  LabTimelineRows *rows = lab_timeline_get_rows (self->timeline, self->view->by);
  LabIndex *tasks = lab_timeline_get_rows (self->timeline, LAB_VIEW_TASKS)->index;
  guint row = self->view->hovered_row;
  LabSpan span;
  guint32 task;
  guint64 n;

  if (row >= lab_index_get_n_rows (rows->index)
      || self->view->hovered_span >= lab_index_get_row_n_spans (rows->index, row))
    return;
  span = lab_index_get_span (rows->index, row, self->view->hovered_span);
  task = self->view->by == LAB_VIEW_WORKERS ? span.who : row;
  if (task >= lab_index_get_n_rows (tasks) || !lab_index_find (tasks, task, span.start, &n))
    return;
  if (span.state == LAB_STATE_RUNNING && n > 0)
    n--;
  add_cause (self, task, n);
}

void
lab_timeline_add_links (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, LabScene *scene)
{
  const Links links = { self, view, frame, scene };

  lab_scene_add_clip (scene, 0, frame->lanes_y, view->width, frame->lanes_h);
  if (view->parts & LAB_TIMELINE_CRITICAL)
    add_critical (&links);
  if (view->hovered_span != G_MAXUINT64)
    add_hovered (&links);
  lab_scene_add_unclip (scene);
}
