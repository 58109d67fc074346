/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-bars-chart.h"
#include "lab-heading.h"
#include "lab-quantity.h"
#include "lab-ticks.h"

#define MARGIN LAB_CHART_MARGIN
#define AXIS_WIDTH 48
#define HEADROOM 30 /* above the highest bar, for what is written over it and at the line of the ideal */
#define AXIS_HEIGHT 44
#define BAR_SHARE 0.7
#define BAR_MAX 90
#define VALUE_WIDTH_MIN 34
#define TICKS_MAX 5

typedef struct
{
  LabFont *font;
  LabScene *scene;
  const LabConcurrency *parallelism;
  guint64 total;
  guint n_levels;
  double x, y, w, h; /* of the plot */
  double top;        /* the share at its top */
} Plot;

static double
get_share (const Plot *self, guint level)
{
  return (double) self->parallelism->level[level] / (double) self->total;
}

/* What was for a moment only is seen all the same. */
static double
get_height (const Plot *self, guint level)
{
  double share = get_share (self, level);

  return MAX (self->h * share / self->top, share > 0 ? 1 : 0);
}

static double
get_level_x (const Plot *self, double level)
{
  return self->x + (level + 0.5) * self->w / self->n_levels;
}

static void
plot_measure (Plot *self, guint n_cpus)
{
  double largest = 0;

  for (guint level = 0; level < LAB_LEVELS_MAX; level++)
    {
      self->total += self->parallelism->level[level];
      if (self->parallelism->level[level] > 0)
        self->n_levels = level + 1;
    }
  self->n_levels = CLAMP (n_cpus + 1, self->n_levels, LAB_LEVELS_MAX);
  for (guint level = 0; level < self->n_levels && self->total > 0; level++)
    largest = MAX (largest, get_share (self, level));
  self->top = largest;
}

static void
add_value_axis (const Plot *self)
{
  double step = lab_ticks_choose_step (self->top, TICKS_MAX, FALSE);

  for (double share = 0; share <= self->top; share += step)
    {
      double y = floor (self->y + self->h * (1 - share / self->top));
      g_autofree char *label = lab_format_share (share);

      lab_scene_add_box (self->scene, LAB_INK_GRID, LAB_FORM_FILL, self->x, y, self->w, 1);
      lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_RIGHT, self->x - 8, y,
                          label);
    }
}

static void
add_bar (const Plot *self, guint level, double width)
{
  double share = get_share (self, level);
  double height = get_height (self, level);
  double x = get_level_x (self, level);
  g_autofree char *value = lab_format_share (share);

  lab_scene_add_round_box (self->scene, (LabInk) (LAB_INK_STATE + (level == 0 ? LAB_STATE_QUEUED : LAB_STATE_RUNNING)),
                           LAB_FORM_PATTERN, floor (x - width / 2), self->y + self->h - height, floor (width), height,
                           2);
  if (share > 0 && self->w / self->n_levels >= VALUE_WIDTH_MIN)
    lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_TEXT, LAB_ALIGN_CENTRE, x,
                        self->y + self->h - height - 9, value);
}

/* Every second, fifth, … where there is no room for all. */
static void
add_level_axis (const Plot *self)
{
  guint step = (guint) lab_ticks_choose_step (self->n_levels, (guint) MAX (self->w / 26, 1), TRUE);

  for (guint level = 0; level < self->n_levels; level += MAX (step, 1))
    {
      g_autofree char *label = g_strdup_printf ("%u%s", level, level == LAB_LEVELS_MAX - 1 ? "+" : "");

      lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_CENTRE,
                          get_level_x (self, level), self->y + self->h + 12, label);
    }
  lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_CENTRE, self->x + self->w / 2,
                      self->y + self->h + 32, _ ("lanes that ran at once"));
}

/* A line where all processors are busy and none too many want them. */
static void
add_ideal (const Plot *self, guint n_cpus)
{
  double x = floor (get_level_x (self, n_cpus)) + 0.5;
  gboolean left = x > self->x + self->w / 2;
  g_autofree char *text = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "ideal: the %u CPU busy", "ideal: all %u CPUs busy", n_cpus), n_cpus);

  if (n_cpus > 0 && n_cpus < self->n_levels)
    {
      double height = get_height (self, n_cpus);
      /* Ends above what is written over the bar. */
      LabPoint line[] = { { x, self->y - 6 }, { x, self->y + self->h - height - (height > 0 ? 18 : 0) } };

      lab_scene_add_line (self->scene, LAB_INK_GOOD, LAB_FORM_DASHES, 1.5, line, 2);
      lab_scene_add_text (self->scene, self->font, LAB_TEXT_CAPTION, LAB_INK_GOOD,
                          left ? LAB_ALIGN_RIGHT : LAB_ALIGN_LEFT, x + (left ? -6 : 6), self->y - 6, text);
    }
}

void
lab_utilisation_layout (const LabFigure *figure, const LabConcurrency *parallelism, guint n_cpus, LabFont *font,
                        LabScene *scene)
{
  Plot plot = { .font = font, .scene = scene, .parallelism = parallelism };
  double y = MARGIN, width;

  lab_scene_reset (scene, figure->width, figure->height);
  scene->title = g_strdup (figure->title);
  scene->description = g_strdup (_ ("For which share of the time how many lanes ran at once."));
  plot_measure (&plot, n_cpus);
  if (plot.total == 0)
    {
      lab_scene_add_nothing (scene, font, _ ("Nothing has been recorded."));
      return;
    }
  y += lab_scene_add_heading (scene, font, MARGIN, y, figure->width - 2 * MARGIN, figure->title, figure->subtitle);
  plot.x = MARGIN + AXIS_WIDTH;
  plot.y = y + 18;
  plot.w = MAX (figure->width - plot.x - MARGIN, 10);
  plot.h = MAX (figure->height - plot.y - MARGIN - AXIS_HEIGHT, 10);
  plot.top *= plot.h / MAX (plot.h - HEADROOM, plot.h / 2);
  width = MIN (plot.w / plot.n_levels * BAR_SHARE, BAR_MAX);
  add_value_axis (&plot);
  for (guint level = 0; level < plot.n_levels; level++)
    add_bar (&plot, level, MAX (width, 1));
  add_level_axis (&plot);
  add_ideal (&plot, n_cpus);
}
