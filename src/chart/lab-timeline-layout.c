/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-timeline-private.h"

static void
add_title (const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font, LabScene *scene)
{
  double x = view->width - frame->plot_x - frame->plot_w;
  double width = view->width - 2 * x;
  g_autofree char *title = NULL;

  if (frame->title_y < 0)
    return;
  title = lab_font_elide (font, LAB_TEXT_TITLE, view->title, width);
  lab_scene_add_text (scene, font, LAB_TEXT_TITLE, LAB_INK_TEXT, LAB_ALIGN_LEFT, x, frame->title_y + 11, title);
  if (view->subtitle != NULL)
    {
      g_autofree char *subtitle = lab_font_elide (font, LAB_TEXT_BODY, view->subtitle, width);

      lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_DIM, LAB_ALIGN_LEFT, x, frame->title_y + 33, subtitle);
    }
}

/* What a picture of nothing says, in its middle. */
static void
add_empty (const LabTimelineView *view, LabFont *font, LabScene *scene)
{
  g_autofree char *text = lab_font_elide (font, LAB_TEXT_BODY, _ ("Nothing has been recorded."), view->width - 16);

  lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_DIM, LAB_ALIGN_CENTRE, view->width / 2, view->height / 2,
                      text);
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
  lab_timeline_make_frame (self, view, font, &frame);
  add_title (view, &frame, font, scene);
  if (lab_lanes_get_n_entries (rows->lanes) == 0)
    {
      add_empty (view, font, scene);
      return;
    }
  lab_timeline_add_overview (self, &frame, scene);
  lab_timeline_add_rows (self, view, &frame, font, scene);
  lab_timeline_add_links (self, view, &frame, scene);
  lab_timeline_add_locks (self, view, &frame, font, scene);
  lab_timeline_add_curves (self, view, &frame, font, scene);
  lab_timeline_add_ruler (self, &frame, font, scene);
  lab_timeline_add_legend (self, view, &frame, font, scene);
  lab_timeline_add_selection (view, &frame, scene);
}
