/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-heading.h"
#include "lab-timeline-private.h"

#define LINE_HEIGHT 20
#define ITEM_GAP 20
#define ROWS_MAX 256 /* whose states are asked for */

/* The states that some lane is in, a bit for each. */
static guint
find_present (LabTimelineRows *rows)
{
  guint n = lab_lanes_get_n_entries (rows->lanes);
  guint step = (n + ROWS_MAX - 1) / ROWS_MAX;
  guint64 now = lab_index_get_now (rows->index);

  if (rows->present != 0 && rows->present_at == now)
    return rows->present;
  for (guint i = 0; i < n; i += step)
    {
      guint64 shares[LAB_N_TIMED_STATES];

      lab_index_query (rows->index, lab_lanes_get_entry (rows->lanes, i)->row, 0, G_MAXUINT64, shares);
      for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
        if (shares[state] > 0)
          rows->present |= 1u << state;
    }
  rows->present_at = now;
  return rows->present;
}

/* Sets the items one after the other, in as many lines as they take; draws them where there is a scene. */
static double
set_items (LabTimelineRows *rows, LabFont *font, double left, double top, double width, LabScene *scene)
{
  guint present = find_present (rows);
  double x = left, y = top;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      double item;

      if (!(present & 1u << state))
        continue;
      item = lab_scene_add_swatch (NULL, font, (LabState) state, 0, 0);
      if (x > left && x + item > left + width)
        {
          x = left;
          y += LINE_HEIGHT;
        }
      if (scene != NULL)
        lab_scene_add_swatch (scene, font, (LabState) state, x, y + LINE_HEIGHT / 2.0);
      x += item + ITEM_GAP;
    }
  return y + LINE_HEIGHT - top;
}

double
lab_timeline_get_legend_height (LabTimeline *self, LabView by, LabFont *font, double width)
{
  return set_items (lab_timeline_get_rows (self, by), font, 0, 0, width, NULL);
}

void
lab_timeline_add_legend (LabTimeline *self, const LabTimelineView *view, const LabTimelineFrame *frame, LabFont *font,
                         LabScene *scene)
{
  if (frame->legend_y >= 0)
    set_items (lab_timeline_get_rows (self, view->by), font, frame->plot_x, frame->legend_y, frame->plot_w, scene);
}
