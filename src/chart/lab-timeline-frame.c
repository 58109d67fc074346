/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "lab-heading.h"
#include "lab-timeline-private.h"

#define GAP 8
#define LANE_FULL 34
#define LANE_MAX 120 /* where there is more room than all need, */
#define BAR_MAX 72   /* and what a bar takes of it */
#define LANE_MIN 15
#define REST_HEIGHT 14
#define LANES_MIN 64 /* where all lanes need more than this, the other parts do not give way for it */
#define GUTTER_MIN 56
#define GUTTER_MAX 200
#define GUTTER_SHARE 0.34 /* of the width, at most */
#define NAMES_MEASURED 24
#define NARROW 400

/* As wide as the longest name, by letters, of some lanes: measuring all of two thousand costs more than it gives. */
static double
get_gutter (LabTimeline *self, const LabTimelineView *view, LabFont *font)
{
  LabLanes *lanes = lab_timeline_get_rows (self, view->by)->lanes;
  guint n = lab_lanes_get_n_entries (lanes);
  guint step = MAX (n / NAMES_MEASURED, 1);
  double widest = GUTTER_MIN;
  gint32 pid = lab_lanes_get_only_pid (lanes);
  g_autofree char *owner = g_strdup_printf (_ ("pid %d"), pid);

  if (pid > 0)
    widest = MAX (widest, lab_font_measure (font, LAB_TEXT_CAPTION, owner) + 3 * GAP);

  for (guint i = n; i > 0; i = i > step ? i - step : 0)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (lanes, i - 1);
      g_autofree char *name = lab_timeline_get_row_name (self, view->by, entry->row);

      widest = MAX (widest, lab_font_measure (font, LAB_TEXT_BODY, name) + 3 * GAP);
    }
  return floor (MIN (widest, MIN (GUTTER_MAX, view->width * GUTTER_SHARE)));
}

static double
get_margin (const LabTimelineView *view)
{
  return view->width < NARROW ? GAP : LAB_CHART_MARGIN;
}

/* What each part takes; 0: it is not there. Locks, queues and curves are strips: there are so many of each, and how
 * high they are depends on the stretch. */
typedef struct
{
  guint n_locks;
  guint n_queues;
  guint n_curves;
  double title;
  double overview;
  double locks;
  double queues;
  double curves;
  double legend;
} Heights;

static double
sum_heights (const Heights *heights)
{
  return 2 * LAB_CHART_MARGIN + LAB_RULER_HEIGHT + heights->title + heights->overview + heights->locks + heights->queues
         + heights->curves + heights->legend;
}

static void
stretch_heights (Heights *self, double stretch)
{
  self->locks = self->n_locks * lab_lock_get_pitch (stretch);
  self->queues = self->n_queues * lab_curve_get_pitch (stretch);
  self->curves = self->n_curves * lab_curve_get_pitch (stretch);
}

/* With the strips as low as can be read. */
static Heights
get_heights (LabTimeline *self, const LabTimelineView *view, LabFont *font, double plot_w)
{
  double margin = get_margin (view);
  Heights heights = { .title = lab_heading_get_height (font, view->width - 2 * margin, view->title, view->subtitle) };

  if (view->parts & LAB_TIMELINE_OVERVIEW)
    heights.overview = LAB_OVERVIEW_HEIGHT + GAP;
  if (view->parts & LAB_TIMELINE_LOCKS)
    {
      heights.n_locks = lab_timeline_get_strips (self, LAB_FLOW_HOLDER).n;
      heights.n_queues = lab_timeline_get_strips (self, LAB_FLOW_DEPTH).n;
    }
  if (view->parts & LAB_TIMELINE_CURVES)
    heights.n_curves = LAB_N_CURVES;
  if (view->parts & LAB_TIMELINE_LEGEND)
    heights.legend = lab_timeline_get_legend_height (self, view->by, font, plot_w) + GAP;
  stretch_heights (&heights, 0);
  return heights;
}

static double
get_lanes_height (LabLanes *lanes, double lane)
{
  return lab_lanes_get_y (lanes, lab_lanes_get_n_entries (lanes), lane, LAB_HEADING_HEIGHT);
}

/* The least important first. */
static void
drop_parts (Heights *heights, double height, double lanes)
{
  const struct
  {
    double *height;
    guint *n; /* NULL: it is no strip */
  } parts[] = {
    { &heights->overview, NULL },
    { &heights->legend, NULL },
    { &heights->curves, &heights->n_curves },
    { &heights->title, NULL },
    { &heights->queues, &heights->n_queues },
    { &heights->locks, &heights->n_locks },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts) && sum_heights (heights) + lanes > height; i++)
    {
      *parts[i].height = 0;
      if (parts[i].n != NULL)
        *parts[i].n = 0;
    }
}

/* Strips and lanes share the room: both as low as can be read, both as they are best, or both higher. */
static double
find_stretch (LabLanes *lanes, const Heights *tight, double height)
{
  Heights full = *tight;
  double least = sum_heights (tight) + get_lanes_height (lanes, LANE_MIN), best;

  stretch_heights (&full, 1);
  best = sum_heights (&full) + get_lanes_height (lanes, LANE_FULL);
  return CLAMP ((height - least) / MAX (best - least, 1), 0, LAB_STRETCH_MAX);
}

static void
set_lanes (LabTimelineFrame *frame, LabLanes *lanes, double room, double pixel)
{
  guint n_lanes = MAX (lab_lanes_get_n_lanes (lanes), 1);
  double headings = get_lanes_height (lanes, 0);
  double lane = floor (floor (CLAMP ((room - headings) / n_lanes, LANE_MIN, LANE_MAX)) / pixel + 1e-6) * pixel;
  double pad = lane >= 24 ? 4 : 2;

  frame->lane_h = lane;
  frame->bar_h = MIN (lane - 2 * pad, BAR_MAX);
  frame->units = (guint) CLAMP (lround (frame->bar_h / pixel), 3, LAB_UNITS_MAX);
  frame->lanes_h = get_lanes_height (lanes, lane);
  if (frame->lanes_h <= room)
    return;
  /* Whole ones, and below them how many there are more. */
  frame->rest_h = REST_HEIGHT;
  frame->lanes_h = lab_lanes_get_y (lanes, lab_lanes_find (lanes, room - REST_HEIGHT, lane, LAB_HEADING_HEIGHT), lane,
                                    LAB_HEADING_HEIGHT);
  frame->lanes_h = MAX (frame->lanes_h, lane);
}

/* Columns are whole and begin at a multiple of their time, so that scrolling meets the same ones again. */
static void
set_time (LabTimelineFrame *frame, const LabTimelineView *view)
{
  guint64 end = MAX (view->end, view->start + 1);

  frame->n_columns = MAX ((guint) (frame->plot_w / frame->column), 1);
  frame->plot_w = frame->n_columns * frame->column;
  frame->ns = (double) (end - view->start) / frame->n_columns;
  frame->first = (guint64) ((double) view->start / frame->ns);
}

static double
place (const LabTimelineFrame *frame, double *y, double height)
{
  double here = *y;

  *y = lab_frame_snap (frame, *y + height);
  return height > 0 ? here : -1;
}

void
lab_timeline_make_frame (LabTimeline *self, const LabTimelineView *view, LabFont *font, LabTimelineFrame *frame)
{
  LabLanes *lanes = lab_timeline_get_rows (self, view->by)->lanes;
  double margin = get_margin (view);
  double gutter = get_gutter (self, view, font);
  double y = LAB_CHART_MARGIN;
  Heights heights;

  *frame = (LabTimelineFrame){ .column = view->column > 0 ? view->column : 1, .origin = self->first_time };
  y = lab_frame_snap (frame, y);
  frame->plot_x = lab_frame_snap (frame, margin + gutter);
  frame->plot_w = MAX (view->width - frame->plot_x - margin, 1);
  set_time (frame, view);
  heights = get_heights (self, view, font, frame->plot_w);
  drop_parts (&heights, view->height, MIN (get_lanes_height (lanes, LANE_MIN), LANES_MIN));
  frame->stretch = find_stretch (lanes, &heights, view->height);
  stretch_heights (&heights, frame->stretch);
  frame->title_y = place (frame, &y, heights.title);
  frame->overview_y = place (frame, &y, heights.overview);
  frame->ruler_y = place (frame, &y, LAB_RULER_HEIGHT);
  frame->lanes_y = y;
  set_lanes (frame, lanes, view->height - sum_heights (&heights), MIN (frame->column, 1));
  y += frame->lanes_h + frame->rest_h;
  frame->locks_y = place (frame, &y, heights.locks);
  frame->queues_y = place (frame, &y, heights.queues);
  frame->curves_y = place (frame, &y, heights.curves);
  frame->bottom = y;
  y += GAP;
  frame->legend_y = place (frame, &y, heights.legend);
}

/* What was before the first event has no marks. */
LabTicks
lab_frame_get_ticks (const LabTimelineFrame *frame)
{
  guint n_max = (guint) MAX (frame->plot_w / lab_ticks_get_room (frame->plot_w), 1);
  guint64 start = lab_frame_get_time (frame, 0), end = lab_frame_get_end (frame);

  start = MAX (start, frame->origin) - frame->origin;
  end = MAX (end, frame->origin + 1) - frame->origin;
  return lab_ticks_choose (start, end, n_max);
}

double
lab_frame_get_tick_x (const LabTimelineFrame *frame, const LabTicks *ticks, guint n)
{
  return lab_frame_get_x (frame, frame->origin + lab_ticks_get_time (ticks, n));
}

double
lab_timeline_get_full_height (LabTimeline *self, const LabTimelineView *view, LabFont *font)
{
  LabTimelineFrame frame;
  LabTimelineView wide = *view;
  Heights heights;

  wide.height = G_MAXINT;
  lab_timeline_make_frame (self, &wide, font, &frame);
  heights = get_heights (self, view, font, frame.plot_w);
  stretch_heights (&heights, 1);
  return sum_heights (&heights) + get_lanes_height (lab_timeline_get_rows (self, view->by)->lanes, LANE_FULL);
}
