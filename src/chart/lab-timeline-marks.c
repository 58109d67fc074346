/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-cursor.h"
#include "lab-timeline-private.h"

#define LANE_X 8 /* where the lanes' tint begins */
#define LANE_EDGE 3
#define RING_GAP 1
#define RING_WIDTH 2
#define RING_MIN 6 /* how wide what it encloses is at least */

/* A veil that bars can be told through, and an edge that does not need it to be seen. */
void
lab_timeline_add_selected_lane (const LabTimelineView *view, const LabTimelineFrame *frame, double y, LabScene *scene)
{
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_VEIL, LANE_X, y, frame->plot_x + frame->plot_w - LANE_X,
                     frame->lane_h);
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_FILL, LANE_X, y, LANE_EDGE, frame->lane_h);
}

/* The chosen time, over all that has a time axis. */
static void
add_range (const LabTimelineView *view, const LabTimelineFrame *frame, LabScene *scene)
{
  double left = frame->plot_x, right = left + frame->plot_w;
  double from = CLAMP (lab_frame_get_x (frame, view->selected_from), left, right);
  double to = CLAMP (lab_frame_get_x (frame, view->selected_to), left, right);

  if (view->selected_to <= view->selected_from || to <= from)
    return;
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_VEIL, from, frame->ruler_y, to - from,
                     frame->bottom - frame->ruler_y);
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_FILL, from, frame->ruler_y, 1, frame->bottom - frame->ruler_y);
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_FILL, to - 1, frame->ruler_y, 1, frame->bottom - frame->ruler_y);
}

/* Around a place, `width` wide, its inner edge `gap` away. */
static void
add_ring (LabScene *scene, LabInk ink, const LabRect *place, double gap, double width)
{
  double outer = gap + width;

  lab_scene_add_box (scene, ink, LAB_FORM_FILL, place->x - outer, place->y - outer, place->w + 2 * outer, width);
  lab_scene_add_box (scene, ink, LAB_FORM_FILL, place->x - outer, place->y + place->h + gap, place->w + 2 * outer,
                     width);
  lab_scene_add_box (scene, ink, LAB_FORM_FILL, place->x - outer, place->y - gap, width, place->h + 2 * gap);
  lab_scene_add_box (scene, ink, LAB_FORM_FILL, place->x + place->w + gap, place->y - gap, width, place->h + 2 * gap);
}

/* Between two lines of the ground, so that it is seen beside every state. */
void
lab_timeline_add_focus (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, LabScene *scene)
{
  LabRect place;

  if (view->focused_span == G_MAXUINT64
      || !lab_frame_get_span_place (frame, self, view, view->focused_row, view->focused_span, &place))
    return;
  if (place.w < RING_MIN)
    {
      place.x -= (RING_MIN - place.w) / 2;
      place.w = RING_MIN;
    }
  lab_scene_add_clip (scene, 0, frame->lanes_y, view->width, frame->lanes_h);
  add_ring (scene, LAB_INK_GROUND, &place, 0, RING_GAP + RING_WIDTH + 1);
  add_ring (scene, LAB_INK_ACCENT, &place, RING_GAP, RING_WIDTH);
  lab_scene_add_unclip (scene);
}

static void
add_cursor (const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font, LabScene *scene)
{
  const LabCursorFrame where = {
    .left = frame->plot_x,
    .right = frame->plot_x + frame->plot_w,
    .ruler_y = frame->ruler_y,
    .ruler_h = LAB_RULER_HEIGHT,
    .bottom = frame->bottom,
  };

  if (view->cursor != G_MAXUINT64)
    lab_scene_add_cursor (scene, font, &where, lab_frame_get_x (frame, view->cursor),
                          view->cursor - MIN (frame->origin, view->cursor), frame->ns / frame->column);
}

void
lab_timeline_add_marks (const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font, LabScene *scene)
{
  add_range (view, frame, scene);
  add_cursor (view, frame, font, scene);
}
