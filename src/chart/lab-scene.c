/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-scene.h"

LabScene *
lab_scene_new (double width, double height)
{
  LabScene *self = g_new0 (LabScene, 1);

  self->width = width;
  self->height = height;
  self->marks = g_array_new (FALSE, FALSE, sizeof (LabMark));
  self->points = g_array_new (FALSE, FALSE, sizeof (LabPoint));
  self->cells = g_array_new (FALSE, TRUE, sizeof (LabCell));
  self->strings = g_string_chunk_new (4096);
  return self;
}

void
lab_scene_free (LabScene *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->points);
  g_array_unref (self->cells);
  g_string_chunk_free (self->strings);
  g_free (self->title);
  g_free (self->description);
  g_free (self);
}

void
lab_scene_reset (LabScene *self, double width, double height)
{
  self->width = width;
  self->height = height;
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->description, g_free);
  g_array_set_size (self->marks, 0);
  g_array_set_size (self->points, 0);
  g_array_set_size (self->cells, 0);
  g_string_chunk_clear (self->strings);
}

void
lab_scene_add_round_box (LabScene *self, LabInk ink, LabForm form, double x, double y, double w, double h, guint radius)
{
  LabMark mark = {
    .kind = LAB_MARK_BOX,
    .form = (guint8) form,
    .ink = (guint8) ink,
    .radius = (guint8) radius,
    .x = x,
    .y = y,
    .w = w,
    .h = h,
  };

  if (w > 0 && h > 0)
    g_array_append_val (self->marks, mark);
}

void
lab_scene_add_box (LabScene *self, LabInk ink, LabForm form, double x, double y, double w, double h)
{
  lab_scene_add_round_box (self, ink, form, x, y, w, h, 0);
}

void
lab_scene_add_text (LabScene *self, LabFont *font, LabTextStyle style, LabInk ink, LabAlign align, double x, double y,
                    const char *text)
{
  LabMark mark = {
    .kind = LAB_MARK_TEXT,
    .ink = (guint8) ink,
    .style = (guint8) style,
    .align = (guint8) align,
    .x = x,
    .y = y,
    .h = lab_text_style_get_size (style),
  };

  if (*text == '\0')
    return;
  mark.w = lab_font_measure (font, style, text);
  mark.text = g_string_chunk_insert (self->strings, text);
  g_array_append_val (self->marks, mark);
}

static void
add_points (LabScene *self, LabMark mark, const LabPoint *points, guint n)
{
  mark.first = self->points->len;
  mark.n = n;
  g_array_append_vals (self->points, points, n);
  g_array_append_val (self->marks, mark);
}

void
lab_scene_add_line (LabScene *self, LabInk ink, LabForm form, double width, const LabPoint *points, guint n)
{
  if (n > 1)
    add_points (self, (LabMark){ .kind = LAB_MARK_LINE, .form = (guint8) form, .ink = (guint8) ink, .w = width },
                points, n);
}

void
lab_scene_add_area (LabScene *self, LabInk ink, LabForm form, const LabPoint *points, guint n)
{
  if (n > 2)
    add_points (self, (LabMark){ .kind = LAB_MARK_AREA, .form = (guint8) form, .ink = (guint8) ink }, points, n);
}

LabCell *
lab_scene_add_columns (LabScene *self, double x, double y, double w, double h, guint n, guint units)
{
  LabMark mark = {
    .kind = LAB_MARK_COLUMNS,
    .units = (guint16) units,
    .first = self->cells->len,
    .n = n,
    .x = x,
    .y = y,
    .w = w,
    .h = h,
  };

  g_array_append_val (self->marks, mark);
  g_array_set_size (self->cells, mark.first + n);
  return &g_array_index (self->cells, LabCell, mark.first);
}

static double
get_mark_bottom (const LabScene *self, const LabMark *mark)
{
  double bottom = mark->kind == LAB_MARK_TEXT ? mark->y + mark->h / 2 : mark->y + mark->h;

  for (guint i = 0; i < mark->n && (mark->kind == LAB_MARK_LINE || mark->kind == LAB_MARK_AREA); i++)
    bottom = MAX (bottom, g_array_index (self->points, LabPoint, mark->first + i).y);
  return bottom;
}

double
lab_scene_get_bottom (const LabScene *self)
{
  double bottom = 0;

  for (guint i = 0; i < self->marks->len; i++)
    bottom = MAX (bottom, get_mark_bottom (self, &g_array_index (self->marks, LabMark, i)));
  return bottom;
}

void
lab_scene_add_clip (LabScene *self, double x, double y, double w, double h)
{
  LabMark mark = { .kind = LAB_MARK_CLIP, .x = x, .y = y, .w = w, .h = h };

  g_array_append_val (self->marks, mark);
}

void
lab_scene_add_unclip (LabScene *self)
{
  LabMark mark = { .kind = LAB_MARK_UNCLIP };

  g_array_append_val (self->marks, mark);
}
