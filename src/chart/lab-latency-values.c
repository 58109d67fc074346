/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-latency-private.h"
#include "lab-quantity.h"

#define MARGIN LAB_CHART_MARGIN
#define GLYPH_ROOM 14.0
#define CHIP 16.0
#define CHIP_GAP 6.0
#define VALUE_WIDTH_MAX 170.0
#define NARROW_NAME_Y 11.0
#define NARROW_ANALOGY_Y 49.0
#define NARROW_HEIGHT_FOR_ANALOGY 57.0
#define EQUAL_SHARE 0.005 /* less than a ratio's digits show */

/* Of two lines of text from the middle of a rung that has both: as far apart as it has room. */
static double
get_line_offset (const LabLatencyFrame *self)
{
  return CLAMP (self->row_h * 0.22, 7, 9);
}

static gboolean
says_something (const LabRung *rung, guint column)
{
  double low, high;

  return column != LAB_LATENCY_NO_COLUMN && lab_rung_get_range (rung, column, &low, &high);
}

/* What a column says of the rung, where that is a number or a range. */
static char *
get_value (const LabLatencyFrame *self, const LabRung *rung, guint column)
{
  return says_something (rung, column) ? lab_rung_describe (rung, column) : NULL;
}

/* "A" to "D"; NULL for what is no measurement. */
static const char *
get_grade (const LabRung *rung, guint column)
{
  if (column < rung->n_editions)
    return NULL;
  return lab_grade_get_id (rung->readings[column - rung->n_editions]->estimate.grade);
}

/* The first edition that says something, where no two measurements are compared that do: where the lead does not,
 * another one's bar is drawn, too. */
static guint
find_lead (const LabLatencyFrame *self, const LabRung *rung)
{
  if (self->lead >= rung->n_editions && (says_something (rung, self->lead) || says_something (rung, self->other)))
    return self->lead;
  for (guint i = 0; i < rung->n_editions; i++)
    if (rung->entries[i] != NULL && i != self->other)
      return i;
  return self->lead;
}

/* A value with its mark before it and its grade behind; returns the width. Draws only with a scene. */
static double
add_value (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, guint column, double x, double y,
           LabInk ground)
{
  g_autofree char *value = get_value (self, rung, column);
  g_autofree char *shown = NULL;
  const char *grade;
  double width;

  if (value == NULL)
    return 0;
  shown = lab_font_elide (self->font, LAB_TEXT_BODY, value, VALUE_WIDTH_MAX);
  width = GLYPH_ROOM + lab_font_measure (self->font, LAB_TEXT_BODY, shown);
  grade = get_grade (rung, column);
  if (scene != NULL)
    {
      lab_latency_add_mark (self, scene, column, x + 4, y, LAB_LATENCY_SMALL_MARK, ground);
      lab_scene_add_text (scene, self->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, x + GLYPH_ROOM, y, shown);
    }
  if (grade == NULL)
    return width;
  if (scene != NULL)
    {
      lab_scene_add_round_box (scene, lab_latency_get_ink (self, column), LAB_FORM_PALE, x + width + CHIP_GAP,
                               y - CHIP / 2 + 1, CHIP, CHIP - 2, 4);
      lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_TEXT, LAB_ALIGN_CENTRE,
                          x + width + CHIP_GAP + CHIP / 2, y, grade);
    }
  return width + CHIP_GAP + CHIP;
}

/* Of what is compared: "40 × longer". NULL where one of them has no number. */
static char *
describe_ratio (const LabLatencyFrame *self, const LabRung *rung, gboolean *is_far)
{
  double ratio = self->other == LAB_LATENCY_NO_COLUMN ? 0 : lab_rung_get_ratio (rung, self->other, self->lead);
  g_autofree char *times = NULL;

  *is_far = lab_ratio_is_far (ratio);
  if (ratio <= 0)
    return NULL;
  if (fabs (ratio - 1) < EQUAL_SHARE)
    return g_strdup (_ ("as long"));
  times = lab_format_ratio (ratio >= 1 ? ratio : 1 / ratio);
  return g_strdup_printf (ratio >= 1 ? _ ("%s × longer") : _ ("%s × shorter"), times);
}

static char *
describe_analogy (const LabLatencyFrame *self, const LabRung *rung)
{
  return rung->ns > 0 ? lab_analogy_describe (self->view->analogy, rung->ns) : g_strdup ("");
}

static char *
describe_comparison (const LabLatencyFrame *self, const LabRung *rung)
{
  char *text = rung->ns > 0 ? lab_analogy_compare (self->view->analogy, rung->ns) : NULL;

  return text != NULL ? text : g_strdup ("");
}

static void
measure_rung (LabLatencyFrame *self, const LabRung *rung)
{
  g_autofree char *analogy = describe_analogy (self, rung);
  g_autofree char *comparison = describe_comparison (self, rung);
  gboolean is_far;
  g_autofree char *ratio = describe_ratio (self, rung, &is_far);

  self->values_w = MAX (self->values_w, add_value (self, NULL, rung, find_lead (self, rung), 0, 0, LAB_INK_GROUND));
  self->values_w = MAX (self->values_w, add_value (self, NULL, rung, self->other, 0, 0, LAB_INK_GROUND));
  self->analogy_w = MAX (self->analogy_w, lab_font_measure (self->font, LAB_TEXT_STRONG, analogy));
  if (self->compares)
    self->comparison_w = MAX (self->comparison_w, lab_font_measure (self->font, LAB_TEXT_CAPTION, comparison));
  if (ratio != NULL)
    self->ratio_w = MAX (self->ratio_w,
                         lab_font_measure (self->font, is_far ? LAB_TEXT_STRONG : LAB_TEXT_CAPTION, ratio));
}

void
lab_latency_measure_texts (LabLatencyFrame *self)
{
  for (guint i = 0; i < self->rungs->len; i++)
    measure_rung (self, g_ptr_array_index (self->rungs, i));
  self->values_w = ceil (self->values_w);
  self->ratio_w = ceil (self->ratio_w);
  self->analogy_w = ceil (self->analogy_w);
  self->comparison_w = ceil (self->comparison_w);
}

static void
add_name (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, double width, double y)
{
  g_autofree char *name = lab_font_elide (self->font, LAB_TEXT_BODY, rung->title, width);

  lab_scene_add_text (scene, self->font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN, y, name);
}

static void
add_ratio (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, double x, double y, LabAlign align)
{
  gboolean is_far;
  g_autofree char *text = describe_ratio (self, rung, &is_far);

  if (text == NULL)
    return;
  lab_scene_add_text (scene, self->font, is_far ? LAB_TEXT_STRONG : LAB_TEXT_CAPTION,
                      is_far ? LAB_INK_ACCENT : LAB_INK_DIM, align, x, y, text);
}

/* One above the other, as their bars are. */
static void
add_values (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, double y, LabInk ground)
{
  double middle = y + self->row_h / 2;
  guint lead_column = find_lead (self, rung);
  g_autofree char *lead = get_value (self, rung, lead_column);
  g_autofree char *other = get_value (self, rung, self->other);
  double offset = lead != NULL && other != NULL ? get_line_offset (self) : 0;

  add_value (self, scene, rung, lead_column, self->values_x, middle - offset, ground);
  add_value (self, scene, rung, self->other, self->values_x, middle + offset, ground);
}

static void
add_wide (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, double y, LabInk ground)
{
  double middle = y + self->row_h / 2, right = self->view->width - MARGIN;
  g_autofree char *analogy = describe_analogy (self, rung);
  g_autofree char *whole = self->compares ? describe_comparison (self, rung) : g_strdup ("");
  g_autofree char *comparison = lab_font_elide (self->font, LAB_TEXT_CAPTION, whole, self->analogy_w);
  gboolean is_far;
  g_autofree char *ratio = self->ratio_below ? describe_ratio (self, rung, &is_far) : NULL;
  double offset = *comparison != '\0' || ratio != NULL ? get_line_offset (self) : 0;

  add_name (self, scene, rung, self->name_w, middle);
  add_values (self, scene, rung, y, ground);
  if (self->ratio_w > 0)
    add_ratio (self, scene, rung, self->ratio_x, middle, LAB_ALIGN_LEFT);
  else if (self->ratio_below)
    add_ratio (self, scene, rung, right, middle + offset, LAB_ALIGN_RIGHT);
  lab_scene_add_text (scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_RIGHT, right, middle - offset,
                      analogy);
  lab_scene_add_text (scene, self->font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_RIGHT, right, middle + offset,
                      comparison);
}

/* The name and the values above the bars, the analogy below them. */
static void
add_narrow (const LabLatencyFrame *self, LabScene *scene, const LabRung *rung, double y, LabInk ground)
{
  double right = self->view->width - MARGIN, free_to = right;
  guint lead_column = find_lead (self, rung);
  double other = add_value (self, NULL, rung, self->other, 0, 0, ground);
  double lead = add_value (self, NULL, rung, find_lead (self, rung), 0, 0, ground);
  double name = lab_font_measure (self->font, LAB_TEXT_BODY, rung->title);
  g_autofree char *analogy = describe_analogy (self, rung);

  if (other > 0)
    add_value (self, scene, rung, self->other, right - other, y + NARROW_NAME_Y, ground);
  free_to -= other > 0 ? other + GLYPH_ROOM : 0;
  if (lead > 0 && (other <= 0 || free_to - lead - GLYPH_ROOM - MARGIN > name))
    {
      add_value (self, scene, rung, lead_column, free_to - lead, y + NARROW_NAME_Y, ground);
      free_to -= lead + GLYPH_ROOM;
    }
  add_name (self, scene, rung, free_to - MARGIN, y + NARROW_NAME_Y);
  if (self->row_h < NARROW_HEIGHT_FOR_ANALOGY)
    return;
  lab_scene_add_text (scene, self->font, LAB_TEXT_STRONG, LAB_INK_TEXT, LAB_ALIGN_LEFT, MARGIN, y + NARROW_ANALOGY_Y,
                      analogy);
  add_ratio (self, scene, rung, right, y + NARROW_ANALOGY_Y, LAB_ALIGN_RIGHT);
}

void
lab_latency_add_texts (const LabLatencyFrame *self, LabScene *scene, guint n)
{
  const LabRung *rung = g_ptr_array_index (self->rungs, n);
  double y = self->rows_y + n * self->row_h;
  LabInk ground = n % 2 == 0 ? LAB_INK_TINT : LAB_INK_GROUND;

  if (self->narrow)
    add_narrow (self, scene, rung, y, ground);
  else
    add_wide (self, scene, rung, y, ground);
}
