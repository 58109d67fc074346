/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-instant-private.h"

#define GAP 56
#define HEAD 16
#define WAY_BACK 30
#define WAY_UP 14
#define ARROW_HEIGHT 30
#define STACKED_SHARE 0.3 /* of the height, for what is ready and for the loop */
#define RADIUS_MAX 170
#define RING_POINTS 72
#define RING_OPEN 0.5 /* radians, where its arrow is */

/* Turns clockwise, from where tasks come in to where they leave. */
static void
add_ring (const LabInstantPicture *self, double x, double y, double radius)
{
  LabPoint points[RING_POINTS];
  double from = -G_PI_2 + RING_OPEN, to = 1.5 * G_PI - RING_OPEN;

  for (guint i = 0; i < RING_POINTS; i++)
    {
      double angle = from + (to - from) * i / (RING_POINTS - 1);

      points[i] = (LabPoint){ x + cos (angle) * radius, y + sin (angle) * radius };
    }
  lab_scene_add_line (self->scene, LAB_INK_GRID, LAB_FORM_FILL, 6, points, RING_POINTS);
  {
    double tx = -sin (to) * HEAD, ty = cos (to) * HEAD; /* the way it turns */
    LabPoint end = points[RING_POINTS - 1];
    LabPoint head[] = { { end.x + tx, end.y + ty },
                        { end.x - ty * 0.7, end.y + tx * 0.7 },
                        { end.x + ty * 0.7, end.y - tx * 0.7 } };

    lab_scene_add_area (self->scene, LAB_INK_GRID, LAB_FORM_FILL, head, G_N_ELEMENTS (head));
  }
}

/* What a task waited for has come: it is ready again. */
static void
add_way_back (const LabInstantPicture *self, double from, double to, double y)
{
  LabPoint line[] = { { from, y - 14 }, { from, y }, { to, y } };

  lab_scene_add_line (self->scene, LAB_INK_DIM, LAB_FORM_FILL, 1.5, line, G_N_ELEMENTS (line));
  lab_instant_add_arrow (self, to, y, to, y - 16);
}

/* One at a time: the task in the ring has the only thread there is. Returns where the ring ends. */
static double
add_loop (const LabInstantPicture *self, double x, double y, double w)
{
  double radius = CLAMP (MIN (w / 2, (self->bottom - y) / 2) - 14, 20, RADIUS_MAX);
  double middle_x = x + w / 2, middle_y = y + 24 + radius;
  double card = MIN (2 * radius - 24, w);
  const GArray *running = self->instant->running;

  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_CENTRE, middle_x, y + 10,
                      _ ("the loop runs"));
  add_ring (self, middle_x, middle_y, radius);
  if (running->len > 0)
    lab_instant_add_task (self, middle_x - card / 2, middle_y - LAB_CARD_HEIGHT / 2.0, card,
                          &g_array_index (running, LabInstantTask, 0));
  else
    lab_scene_add_text (self->scene, self->font, LAB_TEXT_BODY, LAB_INK_DIM, LAB_ALIGN_CENTRE, middle_x, middle_y,
                        _ ("nothing"));
  return middle_y + radius;
}

static void
add_side_by_side (const LabInstantPicture *self, double y, double width)
{
  const LabInstant *instant = self->instant;
  double gap = MIN (GAP, width * 0.06);
  double w = (width - 2 * LAB_CHART_MARGIN - 2 * gap) / 3;
  double x = LAB_CHART_MARGIN;
  double arrow_y = y + 0.9 * LAB_CARD_PITCH + LAB_CARD_HEIGHT / 2.0;
  double bottom;

  lab_instant_add_list (self, x, y, w, _ ("ready queue"), instant->ready);
  lab_instant_add_arrow (self, x + w + 8, arrow_y, x + w + gap - 8, arrow_y);
  bottom = add_loop (self, x + w + gap, y, w);
  lab_instant_add_arrow (self, x + 2 * w + gap + 8, arrow_y, x + 2 * (w + gap) - 8, arrow_y);
  lab_instant_add_list (self, x + 2 * (w + gap), y, w, _ ("waiting"), instant->waiting);
  bottom = MAX (bottom, y + (MAX (instant->ready->len, instant->waiting->len) + 0.9) * LAB_CARD_PITCH);
  add_way_back (self, x + 2.5 * w + 2 * gap, x + w / 2, MIN (bottom, self->bottom) + WAY_BACK);
}

/* From below what waits, at the right of all, up to what is ready. */
static void
add_way_up (const LabInstantPicture *self, double right, double from, double to)
{
  LabPoint line[] = { { right - WAY_UP, from }, { right, from }, { right, to } };

  lab_scene_add_line (self->scene, LAB_INK_DIM, LAB_FORM_FILL, 1.5, line, G_N_ELEMENTS (line));
  lab_instant_add_arrow (self, right, to, right - WAY_UP, to);
}

/* Where there is no room beside one another. */
static void
add_stacked (LabInstantPicture *self, double y, double width)
{
  double x = LAB_CHART_MARGIN, w = width - 2 * x - 2 * WAY_UP, middle = x + w / 2;
  double all = self->bottom + WAY_BACK, first = y + 0.9 * LAB_CARD_PITCH + LAB_CARD_HEIGHT / 2.0, last;

  self->bottom = y + (all - y) * STACKED_SHARE;
  y = lab_instant_add_list (self, x, y, w, _ ("ready queue"), self->instant->ready);
  lab_instant_add_arrow (self, middle, y + 2, middle, y + ARROW_HEIGHT - 8);
  self->bottom = y + ARROW_HEIGHT + (all - y) * STACKED_SHARE;
  y = add_loop (self, x, y + ARROW_HEIGHT, w) + 8;
  lab_instant_add_arrow (self, middle, y, middle, y + ARROW_HEIGHT - 8);
  self->bottom = all;
  last = y + ARROW_HEIGHT + 0.9 * LAB_CARD_PITCH + LAB_CARD_HEIGHT / 2.0;
  lab_instant_add_list (self, x, y + ARROW_HEIGHT, w, _ ("waiting"), self->instant->waiting);
  add_way_up (self, width - x, last, first);
}

void
lab_loop_layout (const LabFigure *figure, LabTimeline *timeline, guint64 time, LabFont *font, LabScene *scene)
{
  g_autoptr (LabInstant) instant = lab_instant_new (timeline, time);
  LabInstantPicture picture = { timeline, instant, font, scene, figure->height - LAB_CHART_MARGIN - WAY_BACK };
  double y;

  lab_scene_reset (scene, figure->width, figure->height);
  y = lab_instant_add_heading (&picture, figure, time) + 8;
  if (figure->width < LAB_INSTANT_NARROW)
    add_stacked (&picture, y, figure->width);
  else
    add_side_by_side (&picture, y, figure->width);
}
