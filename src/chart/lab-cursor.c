/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-cursor.h"
#include "lab-quantity.h"

#define PAD 5
#define TAG_INSET 2

static guint64
get_step (double ns)
{
  guint64 step = 1;

  while (step <= G_MAXUINT64 / 10 && (double) step * 10 <= ns)
    step *= 10;
  return step;
}

void
lab_scene_add_cursor (LabScene *self, LabFont *font, const LabCursorFrame *frame, double x, guint64 elapsed, double ns)
{
  guint64 step = get_step (ns);
  guint64 shown = elapsed / step * step;
  g_autofree char *label = lab_format_duration_mark (shown, step, MAX (shown, 1));
  double width = ceil (lab_font_measure (font, LAB_TEXT_CAPTION, label)) + 2 * PAD;
  double line = floor (x), tag;

  if (x < frame->left || x > frame->right)
    return;
  line = CLAMP (line, frame->left, MAX (frame->right - 1, frame->left));
  tag = CLAMP (round (line + 0.5 - width / 2), frame->left, MAX (frame->right - width, frame->left));
  lab_scene_add_box (self, LAB_INK_TEXT, LAB_FORM_FILL, line, frame->ruler_y + frame->ruler_h - TAG_INSET, 1,
                     frame->bottom - frame->ruler_y - frame->ruler_h + TAG_INSET);
  if (frame->left + width > frame->right)
    return;
  lab_scene_add_round_box (self, LAB_INK_TEXT, LAB_FORM_FILL, tag, frame->ruler_y + TAG_INSET, width,
                           frame->ruler_h - 2 * TAG_INSET, 3);
  lab_scene_add_text (self, font, LAB_TEXT_CAPTION, LAB_INK_GROUND, LAB_ALIGN_CENTRE, tag + width / 2,
                      frame->ruler_y + frame->ruler_h / 2, label);
}
