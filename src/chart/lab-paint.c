/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-color.h"
#include "lab-paint-boxes.h"
#include "lab-paint-columns.h"
#include "lab-paint-pixels.h"
#include "lab-paint.h"

struct _LabPainter
{
  LabTheme theme;
  LabFont *font; /* borrowed */
  LabBoxPainter boxes;
  LabPixels pixels;
};

LabPainter *
lab_painter_new (LabTheme theme, LabFont *font)
{
  LabPainter *self;

  g_return_val_if_fail (font != NULL && (guint) theme < LAB_N_THEMES, NULL);

  self = g_new0 (LabPainter, 1);
  self->theme = self->boxes.theme = theme;
  self->font = font;
  return self;
}

void
lab_painter_free (LabPainter *self)
{
  lab_box_painter_clear (&self->boxes);
  lab_pixels_clear (&self->pixels);
  g_free (self);
}

LabTheme
lab_painter_get_theme (LabPainter *self)
{
  return self->theme;
}

/* An image has pixels of a known size; anything else is taken for vectors. */
static double
get_pixel_scale (cairo_t *cr)
{
  double dx = 1, dy = 0;
  double device_x = 1, device_y = 1;

  if (cairo_surface_get_type (cairo_get_target (cr)) != CAIRO_SURFACE_TYPE_IMAGE)
    return 0;
  cairo_surface_get_device_scale (cairo_get_target (cr), &device_x, &device_y);
  cairo_user_to_device_distance (cr, &dx, &dy);
  return hypot (dx, dy) * device_x;
}

static void
add_points (cairo_t *cr, const LabScene *scene, const LabMark *mark)
{
  const LabPoint *points = &g_array_index (scene->points, LabPoint, mark->first);

  cairo_move_to (cr, points[0].x, points[0].y);
  for (guint i = 1; i < mark->n; i++)
    cairo_line_to (cr, points[i].x, points[i].y);
}

static void
paint_line (LabPainter *self, cairo_t *cr, const LabScene *scene, const LabMark *mark)
{
  const double dashes[] = { 4, 3 };

  add_points (cr, scene, mark);
  lab_paint_set_source (self->theme, cr, (LabInk) mark->ink, (LabForm) mark->form);
  cairo_set_line_width (cr, mark->w);
  cairo_set_dash (cr, dashes, mark->form == LAB_FORM_DASHES ? G_N_ELEMENTS (dashes) : 0, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_area (LabPainter *self, cairo_t *cr, const LabScene *scene, const LabMark *mark)
{
  add_points (cr, scene, mark);
  cairo_close_path (cr);
  lab_paint_set_source (self->theme, cr, (LabInk) mark->ink, (LabForm) mark->form);
  cairo_fill (cr);
}

static void
paint_text (LabPainter *self, cairo_t *cr, const LabMark *mark)
{
  double width = mark->align == LAB_ALIGN_LEFT ? 0
                                               : lab_font_measure (self->font, (LabTextStyle) mark->style, mark->text);
  double shift = mark->align == LAB_ALIGN_CENTRE ? width / 2 : width;

  lab_paint_set_source (self->theme, cr, (LabInk) mark->ink, LAB_FORM_FILL);
  lab_font_draw (self->font, cr, (LabTextStyle) mark->style, mark->text, mark->x - shift, mark->y);
}

static void
paint_columns (LabPainter *self, cairo_t *cr, const LabScene *scene, const LabMark *mark)
{
  const LabCell *cells = &g_array_index (scene->cells, LabCell, mark->first);

  if (self->boxes.scale > 0)
    lab_paint_columns_as_pixels (cr, self->theme, mark, cells, &self->pixels);
  else
    lab_paint_columns_as_shapes (cr, self->theme, mark, cells);
}

static void
paint_mark (LabPainter *self, cairo_t *cr, const LabScene *scene, const LabMark *mark, LabPaintFlags flags)
{
  switch ((LabMarkKind) mark->kind)
    {
    case LAB_MARK_TEXT:
      if (flags != LAB_PAINT_NO_TEXT)
        paint_text (self, cr, mark);
      break;
    case LAB_MARK_LINE:
      paint_line (self, cr, scene, mark);
      break;
    case LAB_MARK_AREA:
      paint_area (self, cr, scene, mark);
      break;
    case LAB_MARK_COLUMNS:
      paint_columns (self, cr, scene, mark);
      break;
    case LAB_MARK_CLIP:
      cairo_save (cr);
      cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
      cairo_clip (cr);
      break;
    case LAB_MARK_UNCLIP:
      cairo_restore (cr);
      break;
    case LAB_MARK_BOX:
    default:
      break;
    }
}

void
lab_painter_paint (LabPainter *self, const LabScene *scene, cairo_t *cr, LabPaintFlags flags)
{
  const LabMark *marks = (const LabMark *) (gpointer) scene->marks->data;
  guint next;

  lab_box_painter_set_scale (&self->boxes, get_pixel_scale (cr));
  cairo_save (cr);
  lab_color_set_source (cr, lab_palette_get (self->theme, LAB_INK_GROUND));
  cairo_rectangle (cr, 0, 0, scene->width, scene->height);
  cairo_fill (cr);
  for (guint i = 0; i < scene->marks->len; i = next)
    {
      for (next = i; next < scene->marks->len && marks[next].kind == LAB_MARK_BOX; next++)
        ;
      if (next > i)
        lab_box_painter_paint (&self->boxes, cr, marks + i, next - i);
      else
        paint_mark (self, cr, scene, &marks[next++], flags);
    }
  cairo_restore (cr);
}
