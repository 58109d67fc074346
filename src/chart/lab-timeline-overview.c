/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-timeline-private.h"

#define OVERVIEW_COLUMN 2
#define OVERVIEW_UNITS 60
#define ROWS_MAX 64

void
lab_timeline_sum_lanes (LabTimelineRows *rows, double ns, guint64 first, guint n, guint units, LabCell *cells)
{
  guint n_entries = lab_lanes_get_n_entries (rows->lanes);
  guint step = (n_entries + ROWS_MAX - 1) / ROWS_MAX;
  g_autofree guint64 *sums = g_new0 (guint64, (gsize) n * LAB_N_TIMED_STATES);
  g_autofree LabCell *lane = g_new (LabCell, n);
  guint n_lanes = 0;

  for (guint entry = 0; entry < n_entries; entry += step)
    {
      lab_columns_get (rows->columns, lab_lanes_get_entry (rows->lanes, entry)->row, ns, first, n, units, lane);
      for (guint i = 0; i < n; i++)
        for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
          sums[i * LAB_N_TIMED_STATES + state] += lane[i].units[state];
      n_lanes++;
    }
  for (guint i = 0; i < n; i++)
    for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
      cells[i].units[state] = (guint8) ((sums[i * LAB_N_TIMED_STATES + state] + n_lanes - 1) / n_lanes);
}

static void
add_window (LabTimeline *self, const LabTimelineFrame *frame, double ns, double x0, double height, LabScene *scene)
{
  double from = x0 + (double) lab_frame_get_time (frame, 0) / ns * OVERVIEW_COLUMN;
  double to = x0 + (double) lab_frame_get_end (frame) / ns * OVERVIEW_COLUMN;
  double left = frame->plot_x, right = frame->plot_x + frame->plot_w;

  from = CLAMP (from, left, right);
  to = CLAMP (to, left, right);
  if (to - from < 3)
    to = MIN (from + 3, right);
  if (to - from > frame->plot_w - 2)
    return;
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_VEIL, from, frame->overview_y, to - from, height);
  lab_scene_add_round_box (scene, LAB_INK_ACCENT, LAB_FORM_FRAME, from, frame->overview_y, to - from, height, 3);
}

/* While the run goes on, a scale that stays for a while: with another one in each frame, none would be remembered. */
static double
get_overview_scale (LabTimeline *self, double ns)
{
  if (lab_trace_get_meta (self->trace, "outcome") != NULL)
    return ns;
  return exp2 (ceil (log2 (ns) * 4) / 4);
}

double
lab_timeline_get_overview_unit (LabTimeline *self, const LabTimelineFrame *frame)
{
  guint n = MAX ((guint) (frame->plot_w / OVERVIEW_COLUMN), 1);
  guint64 start, end;

  lab_timeline_get_range (self, &start, &end);
  return get_overview_scale (self, (double) (end - start) / n) / OVERVIEW_COLUMN;
}

void
lab_timeline_add_overview (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame,
                           LabScene *scene)
{
  LabTimelineRows *rows = lab_timeline_get_rows (self, LAB_VIEW_WORKERS);
  guint n = MAX ((guint) (frame->plot_w / OVERVIEW_COLUMN), 1);
  guint64 start, end, first;
  double ns;
  LabCell *cells;

  if (frame->overview_y < 0 || lab_lanes_get_n_entries (rows->lanes) == 0)
    return;
  lab_timeline_get_range (self, &start, &end);
  ns = lab_timeline_get_overview_unit (self, frame) * OVERVIEW_COLUMN;
  first = (guint64) ((double) start / ns);
  lab_scene_add_round_box (scene, LAB_INK_TINT, LAB_FORM_FILL, frame->plot_x, frame->overview_y, frame->plot_w,
                           LAB_OVERVIEW_HEIGHT, 3);
  cells = lab_scene_add_columns (scene, frame->plot_x, frame->overview_y + 2, n * OVERVIEW_COLUMN,
                                 LAB_OVERVIEW_HEIGHT - 4, n, OVERVIEW_UNITS);
  lab_timeline_sum_lanes (rows, ns, first, n, OVERVIEW_UNITS, cells);
  add_window (self, frame, ns, frame->plot_x - (double) first * OVERVIEW_COLUMN, LAB_OVERVIEW_HEIGHT, scene);
  if (view->cursor >= start && view->cursor <= end)
    lab_scene_add_box (scene, LAB_INK_TEXT, LAB_FORM_FILL,
                       floor (frame->plot_x + (double) (view->cursor - start) / ns * OVERVIEW_COLUMN),
                       frame->overview_y, 1, LAB_OVERVIEW_HEIGHT);
}
