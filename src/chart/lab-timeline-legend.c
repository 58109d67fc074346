/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-timeline-private.h"

#define LINE_HEIGHT 20
#define SWATCH_WIDTH 26
#define SWATCH_GAP 7
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

static char *
get_label (LabState state)
{
  return g_strdup_printf ("%s  %s", lab_state_get_info (state)->letter, lab_state_get_name (state));
}

static void
add_swatch (LabScene *scene, LabState state, double x, double y)
{
  double height = state == LAB_STATE_RUNNING ? 13 : 9;

  lab_scene_add_round_box (scene, (LabInk) (LAB_INK_STATE + state), LAB_FORM_PATTERN, x, y - height / 2, SWATCH_WIDTH,
                           height, state == LAB_STATE_RUNNING ? 3 : 0);
}

/* Sets the items one after the other, in as many lines as they take; draws them where there is a scene. */
static double
set_items (LabTimelineRows *rows, LabFont *font, double left, double top, double width, LabScene *scene)
{
  guint present = find_present (rows);
  double x = left, y = top;

  for (guint state = LAB_STATE_QUEUED; state < LAB_N_TIMED_STATES; state++)
    {
      g_autofree char *label = NULL;
      double item;

      if (!(present & 1u << state))
        continue;
      label = get_label ((LabState) state);
      item = SWATCH_WIDTH + SWATCH_GAP + lab_font_measure (font, LAB_TEXT_CAPTION, label);
      if (x > left && x + item > left + width)
        {
          x = left;
          y += LINE_HEIGHT;
        }
      if (scene != NULL)
        {
          add_swatch (scene, (LabState) state, x, y + LINE_HEIGHT / 2.0);
          lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x + SWATCH_WIDTH + SWATCH_GAP,
                              y + LINE_HEIGHT / 2.0, label);
        }
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
