/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-heading.h"
#include "lab-quantity.h"
#include "lab-timeline-private.h"

static void
add_title (const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font, LabScene *scene)
{
  double x = view->width - frame->plot_x - frame->plot_w;

  if (frame->title_y >= 0)
    lab_scene_add_heading (scene, font, x, frame->title_y, view->width - 2 * x, view->title, view->subtitle);
}

static char *
describe (LabTimeline *self, const LabTimelineView *view)
{
  LabLanes *lanes = lab_timeline_get_rows (self, view->by)->lanes;
  g_autofree char *n = lab_format_count (lab_lanes_get_n_lanes (lanes));
  g_autofree char *duration = lab_format_duration (view->end - view->start);

  if (view->by == LAB_VIEW_WORKERS)
    return g_strdup_printf (_ ("A timeline of %s lanes over %s: which task each worker ran, and when it waited."), n,
                            duration);
  return g_strdup_printf (_ ("A timeline of %s tasks over %s: when each ran, and when it waited and for what."), n,
                          duration);
}

void
lab_timeline_layout (LabTimeline *self, const LabTimelineView *view, LabFont *font, LabScene *scene)
{
  LabTimelineRows *rows;
  LabTimelineFrame frame;

  g_return_if_fail (self != NULL && view != NULL && font != NULL && scene != NULL);

  rows = lab_timeline_get_rows (self, view->by);
  lab_scene_reset (scene, view->width, view->height);
  scene->title = g_strdup (view->title != NULL ? view->title : _ ("Timeline"));
  scene->description = describe (self, view);
  lab_columns_begin (rows->columns);
  if (view->by != LAB_VIEW_WORKERS && (view->parts & LAB_TIMELINE_OVERVIEW))
    lab_columns_begin (lab_timeline_get_rows (self, LAB_VIEW_WORKERS)->columns);
  lab_timeline_make_frame (self, view, font, &frame);
  add_title (view, &frame, font, scene);
  if (lab_lanes_get_n_entries (rows->lanes) == 0)
    {
      lab_scene_add_nothing (scene, font, _ ("Nothing has been recorded."));
      return;
    }
  lab_timeline_add_overview (self, view, &frame, scene);
  lab_timeline_add_rows (self, view, &frame, font, scene);
  lab_timeline_add_focus (self, view, &frame, scene);
  lab_timeline_add_links (self, view, &frame, scene);
  lab_timeline_add_locks (self, view, &frame, font, scene);
  lab_timeline_add_queues (self, &frame, font, scene);
  lab_timeline_add_curves (self, view, &frame, font, scene);
  lab_timeline_add_ruler (self, &frame, font, scene);
  lab_timeline_add_legend (self, view, &frame, font, scene);
  lab_timeline_add_marks (view, &frame, font, scene);
}
