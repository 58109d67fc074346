/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-latency-private.h"

#define MARGIN LAB_CHART_MARGIN
#define NARROW_WIDTH 620
#define NAME_SHARE 0.26
#define ANALOGY_SHARE 0.19
#define NAME_WIDTH_MAX 290
#define PLOT_WIDTH_MIN 120
#define GAP 16
#define AXIS_HEIGHT 24
#define ROW_HEIGHT 38
#define ROW_HEIGHT_TWO 42   /* where two values stand above one another */
#define ROW_HEIGHT_SWARM 50 /* where marks do, too */
#define ROW_HEIGHT_MIN 28
#define ROW_HEIGHT_MAX 64
#define NARROW_ROW_HEIGHT 62
#define NARROW_ROW_HEIGHT_MIN 42
#define HEIGHT_FOR_COMPARISON 32
#define WIDTH_FOR_COMPARISON 900
#define PART_GAP 14
#define MORE_HEIGHT 20

const char *
lab_latency_frame_get_title (const LabLatencyFrame *self, guint column)
{
  guint n_editions = self->view->editions->len;

  if (column < n_editions)
    return lab_edition_get_title (g_ptr_array_index (self->view->editions, column));
  return ((const LabSheet *) g_ptr_array_index (self->view->sheets, column - n_editions))->label;
}

double
lab_latency_frame_get_x (const LabLatencyFrame *self, double ns)
{
  return self->plot_x + (log10 (ns) - log10 (self->from)) / (log10 (self->to) - log10 (self->from)) * self->plot_w;
}

double
lab_latency_frame_get_ns (const LabLatencyFrame *self, double x)
{
  return self->from * pow (self->to / self->from, (x - self->plot_x) / self->plot_w);
}

gboolean
lab_latency_shows_range (const LabLatencyFrame *self, double low, double high)
{
  return low > 0 && log10 (high / low) / log10 (self->to / self->from) * self->plot_w >= 2 * LAB_LATENCY_MARK + 4;
}

/* The columns that are compared: two measurements, or an edition with the only one, or two editions. */
static void
choose_columns (LabLatencyFrame *self)
{
  guint n_editions = self->view->editions->len, n_sheets = self->view->sheets->len;

  self->n_columns = n_editions + n_sheets;
  self->lead = n_sheets > 1 ? n_editions : 0;
  self->other = LAB_LATENCY_NO_COLUMN;
  if (self->n_columns > 1)
    self->other = n_editions > 0 && n_sheets == 1 ? n_editions : self->lead + 1;
}

/* Extends [low, high] to all that the rung says. */
static void
extend (const LabRung *rung, guint n_columns, double *low, double *high)
{
  double from, to;

  for (guint i = 0; i < n_columns; i++)
    if (lab_rung_get_range (rung, i, &from, &to) && from > 0)
      {
        *low = MIN (*low, from);
        *high = MAX (*high, to);
      }
}

/* Whole powers of ten around everything; or what was asked for, and a power of ten at least. */
static void
choose_stretch (LabLatencyFrame *self)
{
  double low = LAB_LATENCY_FROM, high = LAB_LATENCY_TO;

  if (self->view->from > 0 && self->view->to > self->view->from)
    {
      double middle = sqrt (self->view->from * self->view->to);

      self->from = MIN (self->view->from, middle / sqrt (10));
      self->to = MAX (self->view->to, middle * sqrt (10));
      return;
    }
  for (guint i = 0; i < self->rungs->len; i++)
    extend (g_ptr_array_index (self->rungs, i), self->n_columns, &low, &high);
  self->from = pow (10, floor (log10 (low) + 1e-9));
  self->to = pow (10, ceil (log10 (high) - 1e-9));
}

static gboolean
is_in_stretch (const LabLatencyFrame *self, const LabRung *rung)
{
  double low, high;

  for (guint i = 0; i < self->n_columns; i++)
    if (lab_rung_get_range (rung, i, &low, &high) && low <= self->to && high >= self->from)
      return TRUE;
  return FALSE;
}

/* Rungs without a number are part of the whole scale only. */
static void
leave_out_what_is_outside (LabLatencyFrame *self)
{
  if (self->view->from <= 0)
    return;
  for (guint i = self->rungs->len; i > 0; i--)
    if (!is_in_stretch (self, g_ptr_array_index (self->rungs, i - 1)))
      g_ptr_array_remove_index (self->rungs, i - 1);
}

static double
get_name_width (const LabLatencyFrame *self)
{
  double widest = 0;

  for (guint i = 0; i < self->rungs->len; i++)
    widest = MAX (widest, lab_font_measure (self->font, LAB_TEXT_BODY,
                                            ((const LabRung *) g_ptr_array_index (self->rungs, i))->title));
  return ceil (MIN (MIN (widest, NAME_WIDTH_MAX), self->view->width * NAME_SHARE));
}

static void
place_columns (LabLatencyFrame *self)
{
  double right = self->view->width - MARGIN;

  self->narrow = self->view->width < NARROW_WIDTH;
  self->compares = self->view->width >= WIDTH_FOR_COMPARISON;
  lab_latency_measure_texts (self);
  if (self->narrow)
    {
      self->plot_x = MARGIN;
      self->plot_w = MAX (right - MARGIN, PLOT_WIDTH_MIN);
      return;
    }
  self->name_w = get_name_width (self);
  self->ratio_below = !self->compares && self->ratio_w > 0;
  if (self->ratio_below)
    {
      self->analogy_w = MAX (self->analogy_w, self->ratio_w);
      self->ratio_w = 0;
    }
  /* A comparison is elided where it is long, an analogy never. */
  self->analogy_w = MAX (self->analogy_w, MIN (self->comparison_w, floor (self->view->width * ANALOGY_SHARE)));
  right -= self->analogy_w;
  if (self->ratio_w > 0)
    right -= self->ratio_w + GAP;
  self->ratio_x = right;
  self->values_x = right - (self->ratio_w > 0 ? 0 : GAP) - self->values_w;
  self->plot_x = MARGIN + self->name_w + GAP;
  self->plot_w = MAX (self->values_x - GAP - self->plot_x, PLOT_WIDTH_MIN);
}

static double
get_row_height (const LabLatencyFrame *self)
{
  if (self->narrow)
    return NARROW_ROW_HEIGHT;
  if (self->view->editions->len > 1)
    return ROW_HEIGHT_SWARM;
  return self->n_columns > 1 ? ROW_HEIGHT_TWO : ROW_HEIGHT;
}

/* What there is a place for: rungs become flatter first, then the part below goes, then the last rungs. */
static void
place_rows (LabLatencyFrame *self)
{
  double height = self->view->height, row = get_row_height (self);
  double least = self->narrow ? NARROW_ROW_HEIGHT_MIN : ROW_HEIGHT_MIN;
  double legend = self->view->parts & LAB_LATENCY_LEGEND ? lab_latency_add_legend (self, NULL, 0) + PART_GAP : 0;
  double bound = self->view->parts & LAB_LATENCY_BOUND ? lab_latency_add_bound (self, NULL, 0) : 0;
  double room = height - self->rows_y - legend - MARGIN;
  guint n = self->rungs->len;

  bound += bound > 0 ? PART_GAP : 0;
  if (height > 0 && room - bound < n * least)
    bound = 0;
  if (height > 0 && n > 0)
    row = CLAMP (floor ((room - bound) / n), least, MAX (row, ROW_HEIGHT_MAX));
  self->row_h = row;
  self->n_shown = n;
  if (height > 0 && n * row > room)
    self->n_shown = (guint) CLAMP ((room - MORE_HEIGHT) / row, 0, n);
  self->compares &= row >= HEIGHT_FOR_COMPARISON;
  self->legend_y = legend > 0 ? self->rows_y + self->n_shown * row + PART_GAP : -1;
  if (self->n_shown < n && legend > 0)
    self->legend_y += MORE_HEIGHT;
  self->height = self->rows_y + self->n_shown * row + legend;
  self->bound_y = bound > 0 ? self->height + PART_GAP : -1;
  self->height += bound + MARGIN;
}

void
lab_latency_frame_init (LabLatencyFrame *self, const LabLatencyView *view, LabFont *font)
{
  *self = (LabLatencyFrame){ .view = view, .font = font };
  self->rungs = lab_rungs_collect (view->editions, view->sheets, view->rows);
  choose_columns (self);
  choose_stretch (self);
  leave_out_what_is_outside (self);
  place_columns (self);
  self->axis_y = MARGIN + lab_heading_get_height (font, view->width - 2 * MARGIN, view->title, view->subtitle)
                 + AXIS_HEIGHT / 2.0;
  self->rows_y = self->axis_y + AXIS_HEIGHT / 2.0;
  place_rows (self);
}

void
lab_latency_frame_clear (LabLatencyFrame *self)
{
  g_clear_pointer (&self->rungs, g_ptr_array_unref);
}
