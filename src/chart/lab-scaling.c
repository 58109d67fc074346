/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-heading.h"
#include "lab-quantity.h"
#include "lab-scaling.h"
#include "lab-ticks.h"

#define MARGIN LAB_CHART_MARGIN
#define AXIS_WIDTH 66
#define AXIS_HEIGHT 42
#define PANEL_GAP 30
#define MEMORY_SHARE 0.28
#define DOT 7
#define LOG_FACTOR 8
#define VALUE_LABEL_WIDTH 30
#define TICKS_MAX 5

/* One of the two plots. */
typedef struct
{
  const LabScaling *scaling;
  LabFont *font;
  LabScene *scene;
  double x, y, w, h;
  gboolean log_x, log_y;
  double low, high;                             /* what the upright axis spans */
  double (*get) (const LabScalingPoint *point); /* what it shows */
  double (*get_step) (double high);
  char *(*format) (double value);
} Panel;

static double
get_makespan (const LabScalingPoint *point)
{
  return (double) point->makespan;
}

static double
get_memory (const LabScalingPoint *point)
{
  return (double) point->memory;
}

static char *
format_makespan (double value)
{
  return lab_format_duration ((guint64) value);
}

static char *
format_memory (double value)
{
  return lab_format_size ((guint64) value);
}

static double
get_makespan_step (double high)
{
  return lab_ticks_choose_step (high, TICKS_MAX, TRUE);
}

/* A power of two, as the units are. */
static double
get_memory_step (double high)
{
  return exp2 (ceil (log2 (MAX (high / TICKS_MAX, 1))));
}

static double
get_x (const Panel *self, double value)
{
  double first = self->scaling->points[0].value, last = self->scaling->points[self->scaling->n_points - 1].value;
  double inset = 14;

  if (last <= first)
    return self->x + self->w / 2;
  if (self->log_x)
    return self->x + inset + (log (value) - log (first)) / (log (last) - log (first)) * (self->w - 2 * inset);
  return self->x + inset + (value - first) / (last - first) * (self->w - 2 * inset);
}

static double
get_y (const Panel *self, double value)
{
  double share = self->log_y ? (log (value) - log (self->low)) / (log (self->high) - log (self->low))
                             : (value - self->low) / (self->high - self->low);

  return self->y + self->h * (1 - share);
}

static double
get_ideal (const Panel *self, const LabScalingPoint *point)
{
  const LabScalingPoint *first = &self->scaling->points[0];
  double factor = point->value / first->value;

  return self->get (first) * (self->scaling->ideal_is_faster ? 1 / factor : factor);
}

static void
panel_fit (Panel *self, gboolean with_ideal)
{
  double low = G_MAXDOUBLE, high = 0;

  for (guint i = 0; i < self->scaling->n_points; i++)
    {
      const LabScalingPoint *point = &self->scaling->points[i];
      double value = MAX (self->get (point), 1);
      double ideal = with_ideal ? get_ideal (self, point) : value;

      low = MIN (low, MIN (value, ideal));
      high = MAX (high, MAX (value, ideal));
    }
  self->log_y = self->log_x && low > 0 && high / low >= LOG_FACTOR;
  self->low = self->log_y ? low / 1.3 : 0;
  self->high = high * (self->log_y ? 1.3 : 1.12);
}

static void
add_tick (const Panel *self, double value)
{
  double y = floor (get_y (self, value));
  g_autofree char *label = value > 0 ? self->format (value) : g_strdup ("0");

  if (y < self->y - 1 || y > self->y + self->h + 1)
    return;
  lab_scene_add_box (self->scene, LAB_INK_GRID, LAB_FORM_FILL, self->x, y, self->w, 1);
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_RIGHT, self->x - 8, y, label);
}

/* 1, 2, 5 of every power of ten, or round steps. */
static void
add_value_axis (const Panel *self)
{
  double step = self->get_step (self->high);

  if (self->log_y)
    for (double value = pow (10, floor (log10 (self->low))); value < self->high; value *= 10)
      {
        add_tick (self, value);
        if (self->high / self->low < 100)
          {
            add_tick (self, 2 * value);
            add_tick (self, 5 * value);
          }
      }
  else
    for (double value = 0; value < self->high; value += step)
      add_tick (self, value);
}

static void
add_what_was_varied (const Panel *self)
{
  double free_from = self->x - VALUE_LABEL_WIDTH;

  for (guint i = 0; i < self->scaling->n_points; i++)
    {
      double x = get_x (self, self->scaling->points[i].value);
      g_autofree char *label = lab_format_count ((guint64) self->scaling->points[i].value);
      double half = lab_font_measure (self->font, LAB_TEXT_CAPTION, label) / 2;

      if (x - half < free_from)
        continue;
      lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_CENTRE, x,
                          self->y + self->h + 12, label);
      free_from = x + half + 8;
    }
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_CENTRE, self->x + self->w / 2,
                      self->y + self->h + 30, self->scaling->axis);
}

static void
add_points (const Panel *self, LabInk ink)
{
  guint n = self->scaling->n_points;
  g_autofree LabPoint *points = g_new (LabPoint, n);

  for (guint i = 0; i < n; i++)
    points[i] = (LabPoint){ get_x (self, self->scaling->points[i].value),
                            get_y (self, MAX (self->get (&self->scaling->points[i]), 1)) };
  lab_scene_add_line (self->scene, ink, LAB_FORM_FILL, 2, points, n);
  for (guint i = 0; i < n; i++)
    lab_scene_add_round_box (self->scene, ink, LAB_FORM_FILL, points[i].x - DOT / 2.0, points[i].y - DOT / 2.0, DOT,
                             DOT, DOT);
}

static void
add_ideal (const Panel *self)
{
  guint n = self->scaling->n_points;
  g_autofree LabPoint *points = g_new (LabPoint, n);

  for (guint i = 0; i < n; i++)
    points[i] = (LabPoint){ get_x (self, self->scaling->points[i].value),
                            get_y (self, get_ideal (self, &self->scaling->points[i])) };
  lab_scene_add_line (self->scene, LAB_INK_GOOD, LAB_FORM_DASHES, 1.5, points, n);
  if (n > 1)
    lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_GOOD, LAB_ALIGN_LEFT, points[n / 2].x + 8,
                        points[n / 2].y - 14, _ ("ideal"));
}

static void
add_panel (const Panel *self, LabInk ink, const char *name, gboolean with_ideal)
{
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, self->x, self->y - 14,
                      name);
  add_value_axis (self);
  if (with_ideal)
    add_ideal (self);
  add_points (self, ink);
}

static gboolean
spans_much (const LabScaling *scaling)
{
  return scaling->points[0].value > 0
         && scaling->points[scaling->n_points - 1].value / scaling->points[0].value >= LOG_FACTOR;
}

static gboolean
knows_memory (const LabScaling *scaling)
{
  for (guint i = 0; i < scaling->n_points; i++)
    if (scaling->points[i].memory == 0)
      return FALSE;
  return TRUE;
}

void
lab_scaling_layout (const LabFigure *figure, const LabScaling *scaling, LabFont *font, LabScene *scene)
{
  double y = MARGIN, room;
  gboolean memory;
  Panel panel = { .scaling = scaling, .font = font, .scene = scene };

  lab_scene_reset (scene, figure->width, figure->height);
  scene->title = g_strdup (figure->title);
  scene->description = g_strdup (figure->subtitle);
  if (scaling->n_points == 0)
    {
      lab_scene_add_nothing (scene, font, _ ("Nothing has been recorded."));
      return;
    }
  y += lab_scene_add_heading (scene, font, MARGIN, y, figure->width - 2 * MARGIN, figure->title, figure->subtitle);
  memory = knows_memory (scaling);
  room = MAX (figure->height - y - MARGIN - AXIS_HEIGHT - PANEL_GAP, 20);
  panel.x = MARGIN + AXIS_WIDTH;
  panel.w = MAX (figure->width - panel.x - MARGIN, 40);
  panel.y = y + PANEL_GAP;
  panel.h = memory ? (room - PANEL_GAP) * (1 - MEMORY_SHARE) : room;
  panel.log_x = spans_much (scaling);
  panel.get = get_makespan;
  panel.get_step = get_makespan_step;
  panel.format = format_makespan;
  panel_fit (&panel, scaling->points[0].value > 0);
  add_panel (&panel, LAB_INK_STATE + LAB_STATE_RUNNING, _ ("makespan"), scaling->points[0].value > 0);
  if (memory)
    {
      panel.y += panel.h + PANEL_GAP;
      panel.h = (room - PANEL_GAP) * MEMORY_SHARE;
      panel.get = get_memory;
      panel.get_step = get_memory_step;
      panel.format = format_memory;
      panel_fit (&panel, FALSE);
      add_panel (&panel, LAB_INK_STATE + LAB_STATE_LOCK, _ ("peak memory"), FALSE);
    }
  add_what_was_varied (&panel);
}
