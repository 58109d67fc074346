/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-latency-private.h"
#include "lab-quantity.h"

#define MARGIN LAB_CHART_MARGIN
#define BAR 5.0
#define WHISKER 9.0
#define ARROW 5.0
#define NARROW_GRID_Y 20.0
#define NARROW_GRID_HEIGHT 18.0
#define LABEL_GAP 14.0
#define LABEL_WIDTH 58.0
#define DECADE_FOR_STEPS 90.0   /* a power of ten that is so wide has lines inside, */
#define DECADE_FOR_LABELS 210.0 /* or these have labels, too */

static LabInk
get_ground (const LabLatencyFrame *self, guint n)
{
  return n % 2 == 0 || n == self->view->selected ? LAB_INK_TINT : LAB_INK_GROUND;
}

static double
get_end (const LabLatencyFrame *self)
{
  return self->plot_x + self->plot_w;
}

/* Where names stand above the bars, it goes through the bars only. */
static void
add_grid_line (const LabLatencyFrame *self, LabScene *scene, double ns, LabForm form)
{
  double x = floor (lab_latency_frame_get_x (self, ns));

  if (ns < self->from * 0.9999 || ns > self->to * 1.0001)
    return;
  if (!self->narrow)
    lab_scene_add_box (scene, LAB_INK_GRID, form, x, self->rows_y, 1, self->n_shown * self->row_h);
  for (guint i = 0; i < self->n_shown && self->narrow; i++)
    lab_scene_add_box (scene, LAB_INK_GRID, form, x, self->rows_y + i * self->row_h + NARROW_GRID_Y, 1,
                       NARROW_GRID_HEIGHT);
}

/* Below its line, unless that is too near to the picture's edge. */
static void
add_label (const LabLatencyFrame *self, LabScene *scene, double ns)
{
  double x = floor (lab_latency_frame_get_x (self, ns));
  g_autofree char *label = lab_format_fine_duration (ns);
  double width = lab_font_measure (self->font, LAB_TEXT_CAPTION, label);
  double left = CLAMP (x - width / 2, MARGIN, MAX (self->view->width - MARGIN - width, MARGIN));

  if (ns >= self->from * 0.9999 && ns <= self->to * 1.0001)
    lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, left, self->axis_y, label);
}

/* The lines within a power of ten. */
static void
add_steps (const LabLatencyFrame *self, LabScene *scene, double power, double decade)
{
  for (guint i = 2; i < 10; i++)
    {
      gboolean round = i == 2 || i == 5;

      if (decade >= DECADE_FOR_LABELS || (decade >= DECADE_FOR_STEPS && round))
        add_grid_line (self, scene, power * i, LAB_FORM_VEIL);
      if (decade >= DECADE_FOR_LABELS && round)
        add_label (self, scene, power * i);
    }
}

/* All powers of ten have a line; labels have every one of them, every second, or every third. */
void
lab_latency_add_axis (const LabLatencyFrame *self, LabScene *scene)
{
  double decade = self->plot_w / log10 (self->to / self->from);
  int every = (int) ceil (LABEL_WIDTH / decade);
  int first = (int) floor (log10 (self->from) + 1e-9), last = (int) ceil (log10 (self->to) - 1e-9);

  for (int power = first; power <= last; power++)
    {
      add_grid_line (self, scene, pow (10, power), LAB_FORM_FILL);
      if ((power - first) % every == 0)
        add_label (self, scene, pow (10, power));
      add_steps (self, scene, pow (10, power), decade);
    }
}

/* That the number is outside of what is seen: a head at this end of the plot. */
static void
add_arrow (const LabLatencyFrame *self, LabScene *scene, guint column, double y, gboolean beyond)
{
  double tip = beyond ? get_end (self) : self->plot_x;
  double back = tip + (beyond ? -ARROW : ARROW);
  const LabPoint points[] = { { tip, y }, { back, y - ARROW }, { back, y + ARROW } };

  lab_scene_add_area (scene, lab_latency_get_ink (self, column), LAB_FORM_FILL, points, G_N_ELEMENTS (points));
}

/* Draws nothing where it is no wider than a mark would hide. */
static void
add_range (const LabLatencyFrame *self, LabScene *scene, guint column, double low, double high, double y)
{
  LabInk ink = lab_latency_get_ink (self, column);
  double left = MAX (lab_latency_frame_get_x (self, low), self->plot_x);
  double right = MIN (lab_latency_frame_get_x (self, high), get_end (self));

  if (!lab_latency_shows_range (self, low, high))
    return;
  lab_scene_add_box (scene, ink, LAB_FORM_FILL, left, y - 1, right - left, 2);
  if (low >= self->from)
    lab_scene_add_box (scene, ink, LAB_FORM_FILL, left, y - WHISKER / 2, 2, WHISKER);
  if (high <= self->to)
    lab_scene_add_box (scene, ink, LAB_FORM_FILL, right - 2, y - WHISKER / 2, 2, WHISKER);
}

/* As long as the number, which need not be in sight. */
static void
add_bar (const LabLatencyFrame *self, LabScene *scene, guint column, double ns, double y)
{
  double end = MIN (lab_latency_frame_get_x (self, ns), get_end (self));

  if (end > self->plot_x)
    lab_scene_add_round_box (scene, lab_latency_get_ink (self, column), LAB_FORM_PALE, self->plot_x, y - BAR / 2,
                             end - self->plot_x, BAR, 2);
  if (ns > self->to || ns < self->from)
    add_arrow (self, scene, column, y, ns > self->to);
}

/* The bar of the first edition or sheet that says something, and the range of the first. */
static void
add_line (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, gboolean of_sheets, double y)
{
  guint first = of_sheets ? rung->n_editions : 0;
  guint end = of_sheets ? self->n_columns : rung->n_editions;
  double line = lab_latency_get_line (self, rung, of_sheets, y);
  double low, high;

  for (guint column = first; column < end; column++)
    {
      if (!lab_rung_get_range (rung, column, &low, &high))
        continue;
      if (lab_rung_get_number (rung, column) > 0)
        add_bar (self, scene, column, lab_rung_get_number (rung, column), line);
      if (low <= self->to && high >= self->from)
        add_range (self, scene, column, low, high, line);
      return;
    }
}

static double
find_rightmost_mark (const LabLatencyFrame *self, const LabRung *rung, double y)
{
  double right = self->plot_x;
  LabPoint place;

  for (guint column = 0; column < self->n_columns; column++)
    if (lab_latency_find_mark (self, rung, column, y, &place))
      right = MAX (right, place.x);
  return right;
}

/* Why there is no number of this machine, where its mark would stand. */
static void
add_excuse (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, double y)
{
  const LabReading *reading = rung->n_sheets > 0 ? rung->readings[0] : NULL;
  double line = lab_latency_get_line (self, rung, TRUE, y);
  g_autofree char *text = NULL;
  double width, x;

  if (reading == NULL || reading->status == LAB_READING_MEASURED || self->narrow)
    return;
  text = lab_reading_describe (reading);
  width = lab_font_measure (self->font, LAB_TEXT_CAPTION, text);
  x = MIN (find_rightmost_mark (self, rung, y) + LABEL_GAP, get_end (self) - width);
  if (x >= self->plot_x)
    lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, x, line, text);
}

/* The first ones last: they lie on top. */
static void
add_marks (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, double y, LabInk ground)
{
  LabPoint place;

  for (guint column = self->n_columns; column-- > 0;)
    if (lab_latency_find_mark (self, rung, column, y, &place))
      lab_latency_add_mark (self, scene, column, place.x, place.y,
                            column == 0 || column == rung->n_editions ? LAB_LATENCY_MARK : LAB_LATENCY_SMALL_MARK,
                            ground);
}

void
lab_latency_add_rung (const LabLatencyFrame *self, LabScene *scene, guint n)
{
  const LabRung *rung = g_ptr_array_index (self->rungs, n);
  double y = self->rows_y + n * self->row_h;

  add_line (self, scene, rung, FALSE, y);
  add_line (self, scene, rung, TRUE, y);
  add_marks (self, scene, rung, y, get_ground (self, n));
  add_excuse (self, scene, rung, y);
}
