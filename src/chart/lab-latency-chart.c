/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-bound-by.h"
#include "lab-latency-private.h"

#define MARGIN LAB_CHART_MARGIN
#define WIDTH 1100
#define WIDTH_TO_COMPARE 1280 /* values and how far they are apart need room that the plot had */
#define REACH 8.0
#define SELECTION_EDGE 3

void
lab_latency_init_view (LabLatencyView *view, const GPtrArray *editions, const GPtrArray *sheets,
                       const LabAnalogy *analogy)
{
  *view = (LabLatencyView){
    .editions = editions,
    .sheets = sheets,
    .analogy = analogy,
    .rate = LAB_RATE_COUNTED,
    .width = editions->len > 0 && sheets->len > 0 ? WIDTH_TO_COMPARE : WIDTH,
    .parts = LAB_LATENCY_ALL,
    .selected = LAB_LATENCY_NO_RUNG,
  };
}

double
lab_latency_get_full_height (const LabLatencyView *view, LabFont *font)
{
  LabLatencyView whole = *view;
  g_auto (LabLatencyFrame) frame = { 0 };

  whole.height = 0;
  lab_latency_frame_init (&frame, &whole, font);
  return ceil (frame.height);
}

static void
add_grounds (const LabLatencyFrame *self, LabScene *scene)
{
  const LabLatencyView *view = self->view;

  for (guint i = 0; i < self->n_shown; i += 2)
    lab_scene_add_box (scene, LAB_INK_TINT, LAB_FORM_FILL, 0, self->rows_y + i * self->row_h, view->width, self->row_h);
  if (view->selected >= self->n_shown)
    return;
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_VEIL, 0, self->rows_y + view->selected * self->row_h, view->width,
                     self->row_h);
  lab_scene_add_box (scene, LAB_INK_ACCENT, LAB_FORM_FILL, 0, self->rows_y + view->selected * self->row_h,
                     SELECTION_EDGE, self->row_h);
}

/* That there was no room for some of them. */
static void
add_rest (const LabLatencyFrame *self, LabScene *scene)
{
  guint n = self->rungs->len - self->n_shown;
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n), n);
  lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, MARGIN,
                      self->rows_y + self->n_shown * self->row_h + 10, text);
}

static char *
describe (const LabLatencyView *view)
{
  g_autofree char *bound = view->editions->len > 0
                             ? lab_bound_by_describe (g_ptr_array_index (view->editions, 0), view->rate)
                             : NULL;

  return bound != NULL ? g_steal_pointer (&bound) : g_strdup (view->subtitle);
}

void
lab_latency_layout (const LabLatencyView *view, LabFont *font, LabScene *scene)
{
  g_auto (LabLatencyFrame) frame = { 0 };

  lab_latency_frame_init (&frame, view, font);
  lab_scene_reset (scene, view->width, view->height > 0 ? view->height : ceil (frame.height));
  scene->title = g_strdup (view->title);
  scene->description = describe (view);
  if (frame.rungs->len == 0)
    {
      lab_scene_add_nothing (scene, font, _ ("There is no row to show."));
      return;
    }
  lab_scene_add_heading (scene, font, MARGIN, MARGIN, view->width - 2 * MARGIN, view->title, view->subtitle);
  add_grounds (&frame, scene);
  lab_latency_add_axis (&frame, scene);
  for (guint i = 0; i < frame.n_shown; i++)
    {
      lab_latency_add_rung (&frame, scene, i);
      lab_latency_add_texts (&frame, scene, i);
    }
  add_rest (&frame, scene);
  if (frame.legend_y >= 0)
    lab_latency_add_legend (&frame, scene, frame.legend_y);
  if (frame.bound_y >= 0)
    lab_latency_add_bound (&frame, scene, frame.bound_y);
}

static guint
find_column (const LabLatencyFrame *self, guint n, double x, double y)
{
  double nearest = REACH;
  guint found = LAB_LATENCY_NO_COLUMN;

  for (guint column = 0; column < self->n_columns; column++)
    {
      LabPoint place;
      double distance;

      if (!lab_latency_find_mark (self, g_ptr_array_index (self->rungs, n), column, self->rows_y + n * self->row_h,
                                  &place))
        continue;
      distance = hypot (place.x - x, place.y - y);
      if (distance >= nearest)
        continue;
      nearest = distance;
      found = column;
    }
  return found;
}

LabLatencyHit
lab_latency_hit (const LabLatencyView *view, LabFont *font, double x, double y)
{
  LabLatencyHit hit = { LAB_LATENCY_NO_RUNG, LAB_LATENCY_NO_COLUMN, 0 };
  g_auto (LabLatencyFrame) frame = { 0 };

  lab_latency_frame_init (&frame, view, font);
  if (x >= frame.plot_x && x <= frame.plot_x + frame.plot_w)
    hit.ns = lab_latency_frame_get_ns (&frame, x);
  if (y < frame.rows_y || y >= frame.rows_y + frame.n_shown * frame.row_h || x < 0 || x >= view->width)
    return hit;
  hit.rung = (guint) ((y - frame.rows_y) / frame.row_h);
  hit.column = find_column (&frame, hit.rung, x, y);
  return hit;
}

guint
lab_latency_get_n_rungs (const LabLatencyView *view, LabFont *font)
{
  g_auto (LabLatencyFrame) frame = { 0 };

  lab_latency_frame_init (&frame, view, font);
  return frame.n_shown;
}

void
lab_latency_get_rung_place (const LabLatencyView *view, LabFont *font, guint rung, double *y, double *height)
{
  g_auto (LabLatencyFrame) frame = { 0 };

  lab_latency_frame_init (&frame, view, font);
  *y = frame.rows_y + rung * frame.row_h;
  *height = frame.row_h;
}

static void
append_line (GString *text, const char *line)
{
  if (line != NULL)
    g_string_append_printf (text, "\n%s", line);
}

/* How far to trust it, behind it and below it. */
static void
describe_reading (const LabReading *reading, GString *text)
{
  g_autofree char *samples = lab_reading_describe_samples (reading);
  g_autofree char *doubt = lab_reading_describe_doubt (reading);

  if (reading->status == LAB_READING_MEASURED)
    g_string_append_printf (text, " (%s)", lab_grade_get_id (reading->estimate.grade));
  if (reading->why != NULL)
    g_string_append_printf (text, ": %s", reading->why);
  append_line (text, reading->method);
  append_line (text, samples);
  append_line (text, doubt);
  append_line (text, reading->note);
}

static void
describe_column (const LabLatencyFrame *self, const LabRung *rung, guint column, GString *text)
{
  g_autofree char *value = lab_rung_describe (rung, column);

  if (value == NULL)
    return;
  g_string_append_printf (text, "\n%s: %s", lab_latency_frame_get_title (self, column), value);
  if (column >= rung->n_editions)
    describe_reading (rung->readings[column - rung->n_editions], text);
}

char *
lab_latency_describe_rung (const LabLatencyView *view, LabFont *font, guint n)
{
  g_auto (LabLatencyFrame) frame = { 0 };
  const LabRung *rung;
  GString *text;

  lab_latency_frame_init (&frame, view, font);
  g_return_val_if_fail (n < frame.rungs->len, NULL);
  rung = g_ptr_array_index (frame.rungs, n);
  text = g_string_new (rung->title);
  for (guint column = 0; column < frame.n_columns; column++)
    describe_column (&frame, rung, column, text);
  if (rung->ns > 0)
    {
      g_autofree char *analogy = lab_analogy_describe (view->analogy, rung->ns);
      g_autofree char *comparison = lab_analogy_compare (view->analogy, rung->ns);

      g_string_append_printf (text, "\n%s: %s", view->analogy->rule, analogy);
      if (comparison != NULL)
        g_string_append_printf (text, ", %s", comparison);
    }
  return g_string_free (text, FALSE);
}
