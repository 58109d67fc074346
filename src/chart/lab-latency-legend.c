/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab-latency-private.h"

#define MARGIN LAB_CHART_MARGIN
#define LINE_HEIGHT 20.0
#define GLYPH_ROOM 16.0
#define ENTRY_GAP 22.0
#define RANGE_WIDTH 14.0

/* Where the next entry goes: lines are filled as words fill them. */
typedef struct
{
  const LabLatencyFrame *frame;
  LabScene *scene; /* NULL: only measures */
  double x, y;
} Flow;

static double
flow_place (Flow *self, double width)
{
  double right = self->frame->view->width - MARGIN;
  double x;

  if (self->x > MARGIN && self->x + width > right)
    {
      self->x = MARGIN;
      self->y += LINE_HEIGHT;
    }
  x = self->x;
  self->x += width + ENTRY_GAP;
  return x;
}

static double
flow_add_text (Flow *self, double glyph, const char *text)
{
  double most = self->frame->view->width - 2 * MARGIN - glyph;
  g_autofree char *shown = lab_font_elide (self->frame->font, LAB_TEXT_CAPTION, text, most);
  double x = flow_place (self, glyph + lab_font_measure (self->frame->font, LAB_TEXT_CAPTION, shown));

  if (self->scene != NULL)
    lab_scene_add_text (self->scene, self->frame->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x + glyph,
                        self->y + LINE_HEIGHT / 2, shown);
  return x;
}

static void
add_column (Flow *self, guint column)
{
  double x = flow_add_text (self, GLYPH_ROOM, lab_latency_frame_get_title (self->frame, column));

  if (self->scene != NULL)
    lab_latency_add_mark (self->frame, self->scene, column, x + 5, self->y + LINE_HEIGHT / 2, LAB_LATENCY_MARK,
                          LAB_INK_GROUND);
}

static gboolean
shows_ranges (const LabLatencyFrame *self)
{
  double low, high;

  for (guint i = 0; i < self->rungs->len; i++)
    for (guint column = 0; column < self->n_columns; column++)
      if (lab_rung_get_range (g_ptr_array_index (self->rungs, i), column, &low, &high)
          && lab_latency_shows_range (self, low, high))
        return TRUE;
  return FALSE;
}

static void
add_range (Flow *self)
{
  double x = flow_add_text (self, RANGE_WIDTH + 8, _ ("a range"));
  double y = self->y + LINE_HEIGHT / 2;

  if (self->scene == NULL)
    return;
  lab_scene_add_box (self->scene, LAB_INK_DIM, LAB_FORM_FILL, x, y - 1, RANGE_WIDTH, 2);
  lab_scene_add_box (self->scene, LAB_INK_DIM, LAB_FORM_FILL, x, y - 4, 2, 8);
  lab_scene_add_box (self->scene, LAB_INK_DIM, LAB_FORM_FILL, x + RANGE_WIDTH - 2, y - 4, 2, 8);
}

static gboolean
shows_extrapolation (const LabLatencyFrame *self)
{
  for (guint i = 0; i < self->view->editions->len; i++)
    if (lab_edition_is_extrapolated (g_ptr_array_index (self->view->editions, i)))
      return TRUE;
  return FALSE;
}

static double
add_remark (const Flow *self, double y, const char *text)
{
  return lab_scene_add_paragraph (self->scene, self->frame->font, LAB_TEXT_CAPTION, LAB_INK_DIM, MARGIN, y,
                                  self->frame->view->width - 2 * MARGIN, text);
}

double
lab_latency_add_legend (const LabLatencyFrame *self, LabScene *scene, double y)
{
  Flow flow = { self, scene, MARGIN, y };
  double top = y;

  for (guint column = 0; column < self->n_columns; column++)
    add_column (&flow, column);
  if (shows_ranges (self))
    add_range (&flow);
  y = flow.y + LINE_HEIGHT;
  if (shows_extrapolation (self))
    y += add_remark (&flow, y, _ ("Hollow marks: the model had no data for that year."));
  if (self->view->sheets->len > 0)
    y += add_remark (
      &flow, y,
      _ ("How far separate repetitions agree: A within 5 %, B 15 %, C 50 %. D: they do not, and there is "
         "a range and no number."));
  return y - top;
}
