/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-bars.h"
#include "lab-quantity.h"
#include "lab-timeline-labels.h"

#define TINT_X 8
#define NAME_X 14
#define NAME_GAP 8

/* The entries of which at least a part is seen. */
typedef struct
{
  LabTimeline *timeline;
  const LabTimelineView *view;
  const LabTimelineFrame *frame;
  LabTimelineRows *rows;
  LabFont *font;
  LabScene *scene;
  guint first;
  guint end;
} Section;

static double
get_y (const Section *self, guint entry)
{
  return self->frame->lanes_y - self->view->scroll
         + lab_lanes_get_y (self->rows->lanes, entry, self->frame->lane_h, LAB_HEADING_HEIGHT);
}

static double
get_bar_y (const Section *self, guint entry)
{
  return get_y (self, entry) + (self->frame->lane_h - self->frame->bar_h) / 2;
}

static void
add_tints (const Section *self)
{
  const LabTimelineFrame *frame = self->frame;

  for (guint i = self->first; i < self->end; i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (self->rows->lanes, i);

      if (!entry->is_group && entry->number % 2 == 0)
        lab_scene_add_box (self->scene, LAB_INK_TINT, LAB_FORM_FILL, TINT_X, get_y (self, i),
                           frame->plot_x + frame->plot_w - TINT_X, frame->lane_h);
      if (!entry->is_group && entry->row == self->view->selected_row)
        lab_timeline_add_selected_lane (self->view, frame, get_y (self, i), self->scene);
    }
}

static void
add_grid (const Section *self)
{
  const LabTimelineFrame *frame = self->frame;
  LabTicks ticks = lab_frame_get_ticks (frame);

  for (guint i = 0; i < ticks.n; i++)
    {
      double x = floor (lab_frame_get_tick_x (frame, &ticks, i));

      /* Where a column is less than 1 ns, the mark of the first may stand before it. */
      if (x > frame->plot_x - 1)
        lab_scene_add_box (self->scene, LAB_INK_GRID, LAB_FORM_FILL, x, frame->ruler_y + 6, 1,
                           frame->bottom - frame->ruler_y - 6);
    }
}

/* From the first thing that a worker did to the last: it is there, also while it does nothing. A task always does
 * something. */
static void
add_life_lines (const Section *self)
{
  const LabTimelineFrame *frame = self->frame;

  if (self->view->by != LAB_VIEW_WORKERS)
    return;
  for (guint i = self->first; i < self->end; i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (self->rows->lanes, i);
      LabIndex *index = self->rows->index;
      guint64 n = lab_index_get_row_n_spans (index, entry->row);
      double from, to;

      if (entry->is_group || n == 0)
        continue;
      from = MAX (lab_frame_get_x (frame, lab_index_get_span (index, entry->row, 0).start), frame->plot_x);
      to = MIN (lab_frame_get_x (frame, lab_index_get_span (index, entry->row, n - 1).end),
                frame->plot_x + frame->plot_w);
      lab_scene_add_box (self->scene, LAB_INK_GRID, LAB_FORM_FILL, from, floor (get_y (self, i) + frame->lane_h / 2),
                         to - from, 1);
    }
}

static void
add_bar (const Section *self, const LabBar *bar, double y)
{
  guint radius = bar->span.state != LAB_STATE_RUNNING ? 0 : self->frame->bar_h >= 12 ? 3 : 1;
  double below, height;

  lab_frame_get_bar (self->frame, bar->span.state, &below, &height);
  y += below;
  lab_scene_add_round_box (self->scene, (LabInk) (LAB_INK_STATE + bar->span.state), LAB_FORM_PATTERN, bar->x, y,
                           bar->meets ? bar->w - 1 : bar->w, height, radius);
  if (bar->meets)
    lab_scene_add_box (self->scene, (LabInk) (LAB_INK_STATE + bar->span.state), LAB_FORM_PALE, bar->x + bar->w - 1, y,
                       1, height);
}

static void
add_bars (const Section *self, GArray *bars, const guint *first_bars)
{
  for (guint i = self->first; i < self->end; i++)
    for (guint n = first_bars[i - self->first]; n < first_bars[i - self->first + 1]; n++)
      add_bar (self, &g_array_index (bars, LabBar, n), get_y (self, i));
}

static void
add_labels (const Section *self, GArray *bars, const guint *first_bars)
{
  g_autoptr (GArray) texts = lab_labels_new_texts ();

  for (guint i = self->first; i < self->end; i++)
    {
      LabLabels labels = {
        .timeline = self->timeline,
        .by = self->view->by,
        .font = self->font,
        .letters = (self->view->parts & LAB_TIMELINE_LETTERS) != 0,
        .y = get_y (self, i) + self->frame->lane_h / 2,
        .height = self->frame->bar_h,
        .texts = texts,
      };

      for (guint n = first_bars[i - self->first]; n < first_bars[i - self->first + 1]; n++)
        lab_labels_add (&labels, &g_array_index (bars, LabBar, n), self->scene);
    }
  lab_labels_add_texts (texts, self->font, self->scene);
}

/* Columns first, then all bars, then all labels: what looks alike is painted at once. */
static void
add_lanes (const Section *self)
{
  const LabTimelineFrame *frame = self->frame;
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (LabBar));
  g_autofree guint *first_bars = g_new0 (guint, self->end - self->first + 1);

  for (guint i = self->first; i < self->end; i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (self->rows->lanes, i);
      LabCell *cells;

      first_bars[i - self->first] = bars->len;
      if (entry->is_group)
        continue;
      cells = lab_scene_add_columns (self->scene, frame->plot_x, get_bar_y (self, i), frame->plot_w, frame->bar_h,
                                     frame->n_columns, frame->units);
      lab_columns_get (self->rows->columns, entry->row, frame->ns, frame->first, frame->n_columns, frame->units, cells);
      lab_bars_find (self->rows->index, frame, entry->row, cells, bars);
    }
  first_bars[self->end - self->first] = bars->len;
  add_bars (self, bars, first_bars);
  add_labels (self, bars, first_bars);
}

static void
add_heading (const Section *self, guint i)
{
  const LabLaneEntry *entry = lab_lanes_get_entry (self->rows->lanes, i);
  g_autofree char *n = lab_format_count (entry->n_lanes);
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "pid %d, %s lane", "pid %d, %s lanes", entry->n_lanes), entry->pid, n);
  double y = get_y (self, i) + LAB_HEADING_HEIGHT / 2.0;
  LabPoint open[] = { { NAME_X, y - 2 }, { NAME_X + 8, y - 2 }, { NAME_X + 4, y + 3 } };
  LabPoint folded[] = { { NAME_X + 1, y - 4 }, { NAME_X + 6, y }, { NAME_X + 1, y + 4 } };

  lab_scene_add_area (self->scene, LAB_INK_DIM, LAB_FORM_FILL, entry->is_folded ? folded : open, 3);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, NAME_X + 14, y, text);
}

static void
add_names (const Section *self)
{
  const LabTimelineFrame *frame = self->frame;
  LabTextStyle style = frame->lane_h >= 20 ? LAB_TEXT_BODY : LAB_TEXT_CAPTION;

  for (guint i = self->first; i < self->end; i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (self->rows->lanes, i);
      g_autofree char *name = NULL;
      g_autofree char *elided = NULL;

      if (entry->is_group)
        {
          add_heading (self, i);
          continue;
        }
      name = lab_timeline_get_row_name (self->timeline, self->view->by, entry->row);
      elided = lab_font_elide_name (self->font, style, name, frame->plot_x - NAME_X - NAME_GAP);
      lab_scene_add_text (self->scene, self->font, style, LAB_INK_TEXT, LAB_ALIGN_LEFT, NAME_X,
                          get_y (self, i) + frame->lane_h / 2, elided);
    }
}

/* Below the lanes, where there was no room for all. */
static void
add_rest (const Section *self)
{
  guint n_entries = lab_lanes_get_n_entries (self->rows->lanes);
  g_autofree char *n = lab_format_count (n_entries - self->end);
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "and %s more lane", "and %s more lanes", n_entries - self->end), n);

  if (self->end < n_entries)
    lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, NAME_X,
                        self->frame->lanes_y + self->frame->lanes_h + self->frame->rest_h / 2 + 1, text);
}

/* Who all the lanes belong to, where that is one process. */
static void
add_pid (const Section *self)
{
  gint32 pid = lab_lanes_get_only_pid (self->rows->lanes);
  g_autofree char *text = g_strdup_printf (_ ("pid %d"), pid);

  if (pid > 0)
    lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, NAME_X,
                        self->frame->ruler_y + LAB_RULER_HEIGHT / 2.0, text);
}

void
lab_timeline_add_rows (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font,
                       LabScene *scene)
{
  Section section = { self, view, frame, lab_timeline_get_rows (self, view->by), font, scene };
  LabLanes *lanes = section.rows->lanes;

  section.first = lab_lanes_find (lanes, view->scroll, frame->lane_h, LAB_HEADING_HEIGHT);
  section.end = lab_lanes_find (lanes, view->scroll + frame->lanes_h - 0.5, frame->lane_h, LAB_HEADING_HEIGHT);
  section.end = MIN (section.end + 1, lab_lanes_get_n_entries (lanes));
  section.first = MIN (section.first, section.end);
  add_pid (&section);
  lab_scene_add_clip (scene, 0, frame->lanes_y, view->width, frame->lanes_h);
  add_tints (&section);
  lab_scene_add_unclip (scene);
  add_grid (&section);
  lab_scene_add_clip (scene, 0, frame->lanes_y, view->width, frame->lanes_h);
  add_life_lines (&section);
  add_lanes (&section);
  lab_timeline_add_ends (self, view, frame, scene);
  add_names (&section);
  lab_scene_add_unclip (scene);
  if (view->scroll <= 0)
    add_rest (&section);
}
