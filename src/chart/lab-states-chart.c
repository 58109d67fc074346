/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-bars-chart.h"
#include "lab-heading.h"
#include "lab-quantity.h"
#include "lab-timeline-private.h"

#define MARGIN LAB_CHART_MARGIN
#define ROW_HEIGHT 28
#define ROW_MIN 12
#define BAR_SHARE 0.64
#define NAME_SHARE 0.25
#define NAME_WIDTH_MAX 180
#define FIGURE_WIDTH_MIN 70
#define FIGURE_GAP 10
#define LEGEND_HEIGHT 80 /* three lines */
#define HEAD_HEIGHT 20
#define HEIGHT_MAX 4096

typedef struct
{
  LabTimeline *timeline;
  LabView by;
  LabFont *font;
  LabScene *scene;
  double x, w;
  double figures; /* the room that the shares take, right of the bars */
  guint64 start, end;
  guint present; /* a bit for each state that was drawn */
} Bars;

static void
add_share (Bars *self, LabState state, double x, double y, double w, double h)
{
  self->present |= 1u << state;
  lab_scene_add_box (self->scene, (LabInk) (LAB_INK_STATE + state), LAB_FORM_PATTERN, x, y, w, h);
}

static char *
format_running (const Bars *self, const guint64 *shares)
{
  return lab_format_share ((double) shares[LAB_STATE_RUNNING] / (double) (self->end - self->start));
}

/* As many lanes as can be drawn at all: a tiny share takes more words than a large one. */
static double
measure_figures (const Bars *self)
{
  const LabTimelineRows *rows = lab_timeline_get_rows (self->timeline, self->by);
  guint n = MIN (lab_lanes_get_n_entries (rows->lanes), (guint) (HEIGHT_MAX / ROW_MIN));
  double width = FIGURE_WIDTH_MIN;

  for (guint i = 0; i < n; i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (rows->lanes, i);
      guint64 shares[LAB_N_TIMED_STATES];
      g_autofree char *text = NULL;

      if (entry->is_group)
        continue;
      lab_index_query (rows->index, entry->row, self->start, self->end, shares);
      text = format_running (self, shares);
      width = MAX (width, ceil (lab_font_measure (self->font, LAB_TEXT_BODY, text)) + FIGURE_GAP);
    }
  return width;
}

/* Running first, so that the bars' beginnings can be compared; what is left is idle. */
static void
add_bar (Bars *self, guint row, double y, double height)
{
  LabIndex *index = lab_timeline_get_rows (self->timeline, self->by)->index;
  guint64 shares[LAB_N_TIMED_STATES];
  double unit = self->w / (double) (self->end - self->start);
  double x = self->x, bar = floor (height * BAR_SHARE);
  double top = y + (height - bar) / 2;
  g_autofree char *running = NULL;

  lab_index_query (index, row, self->start, self->end, shares);
  lab_scene_add_box (self->scene, LAB_INK_GRID, LAB_FORM_FRAME, self->x, top, self->w, bar);
  if (shares[LAB_STATE_RUNNING] > 0)
    add_share (self, LAB_STATE_RUNNING, x, top, (double) shares[LAB_STATE_RUNNING] * unit, bar);
  x += (double) shares[LAB_STATE_RUNNING] * unit;
  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      if (state == LAB_STATE_RUNNING || shares[state] == 0)
        continue;
      add_share (self, (LabState) state, x, top, (double) shares[state] * unit, bar);
      x += (double) shares[state] * unit;
    }
  running = format_running (self, shares);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_RIGHT,
                      self->x + self->w + self->figures, y + height / 2, running);
}

static void
add_name (const Bars *self, guint row, double y, double height)
{
  g_autofree char *name = lab_timeline_get_row_name (self->timeline, self->by, row);
  LabTextStyle style = height >= 18 ? LAB_TEXT_BODY : LAB_TEXT_CAPTION;
  g_autofree char *elided = lab_font_elide_name (self->font, style, name, self->x - MARGIN - 8);

  lab_scene_add_text (self->scene, self->font, style, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN, y + height / 2, elided);
}

static void
add_legend (const Bars *self, double y)
{
  double x = self->x;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      double width;

      if (!(self->present & 1u << state))
        continue;
      width = lab_scene_add_swatch (NULL, self->font, (LabState) state, 0, 0);
      if (x > self->x && x + width > self->x + self->w)
        {
          x = self->x;
          y += 20;
        }
      lab_scene_add_swatch (self->scene, self->font, (LabState) state, x, y);
      x += width + 20;
    }
}

double
lab_states_get_full_height (const LabFigure *figure, LabTimeline *timeline, LabView by, LabFont *font)
{
  guint n = lab_lanes_get_n_lanes (lab_timeline_get_rows (timeline, by)->lanes);

  return MIN (2 * MARGIN + lab_heading_get_height (font, figure->width - 2 * MARGIN, figure->title, figure->subtitle)
                + HEAD_HEIGHT + n * ROW_HEIGHT + LEGEND_HEIGHT,
              HEIGHT_MAX);
}

static void
add_rows (Bars *self, double y, double room)
{
  LabLanes *lanes = lab_timeline_get_rows (self->timeline, self->by)->lanes;
  double height = floor (CLAMP (room / MAX (lab_lanes_get_n_lanes (lanes), 1), ROW_MIN, 2 * ROW_HEIGHT));
  double bottom = y + room;

  for (guint i = 0; i < lab_lanes_get_n_entries (lanes) && y + height <= bottom + 0.5; i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (lanes, i);

      if (entry->is_group)
        continue;
      add_name (self, entry->row, y, height);
      add_bar (self, entry->row, y, height);
      y += height;
    }
  add_legend (self, y + 18);
}

void
lab_states_layout (const LabFigure *figure, LabTimeline *timeline, LabView by, LabFont *font, LabScene *scene)
{
  Bars bars = { .timeline = timeline, .by = by, .font = font, .scene = scene };
  double y = MARGIN;

  lab_scene_reset (scene, figure->width, figure->height);
  scene->title = g_strdup (figure->title);
  scene->description = g_strdup (_ ("For each lane the share of the time in each state."));
  lab_timeline_get_range (timeline, &bars.start, &bars.end);
  if (lab_lanes_get_n_lanes (lab_timeline_get_rows (timeline, by)->lanes) == 0)
    {
      lab_scene_add_nothing (scene, font, _ ("Nothing has been recorded."));
      return;
    }
  y += lab_scene_add_heading (scene, font, MARGIN, y, figure->width - 2 * MARGIN, figure->title, figure->subtitle);
  bars.x = MARGIN + floor (MIN (figure->width * NAME_SHARE, NAME_WIDTH_MAX));
  bars.figures = measure_figures (&bars);
  bars.w = MAX (figure->width - bars.x - MARGIN - bars.figures, 10);
  lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_RIGHT, bars.x + bars.w + bars.figures,
                      y + HEAD_HEIGHT / 2.0, _ ("running"));
  add_rows (&bars, y + HEAD_HEIGHT, MAX (figure->height - y - HEAD_HEIGHT - MARGIN - LEGEND_HEIGHT, ROW_MIN));
}
