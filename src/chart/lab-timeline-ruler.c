/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-timeline-private.h"

#define LABEL_GAP 4

static void
add_tick (const LabTimelineFrame *frame, LabFont *font, LabScene *scene, double x, const char *label, double *free_from)
{
  double width = lab_font_measure (font, LAB_TEXT_CAPTION, label);

  if (x < *free_from || x + LABEL_GAP + width > frame->plot_x + frame->plot_w + LABEL_GAP)
    return;
  lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x + LABEL_GAP,
                      frame->ruler_y + LAB_RULER_HEIGHT / 2.0, label);
  *free_from = x + 2 * LABEL_GAP + width;
}

void
lab_timeline_add_ruler (LabTimeline *self, const LabTimelineFrame *frame, LabFont *font, LabScene *scene)
{
  LabTicks ticks = lab_frame_get_ticks (frame);
  g_autofree char *base = lab_ticks_get_base_label (&ticks);
  double free_from = frame->plot_x;

  for (guint i = 0; i < ticks.n; i++)
    {
      double x = lab_frame_get_tick_x (frame, &ticks, i);
      g_autofree char *label = lab_ticks_get_label (&ticks, i);

      add_tick (frame, font, scene, x, label, &free_from);
    }
  if (base != NULL)
    {
      g_autofree char *elided = lab_font_elide (font, LAB_TEXT_CAPTION, base, frame->plot_x - 2 * LABEL_GAP);

      lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_RIGHT, frame->plot_x - LABEL_GAP,
                          frame->ruler_y + LAB_RULER_HEIGHT / 2.0, elided);
    }
}
