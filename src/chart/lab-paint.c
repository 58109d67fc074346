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
  LabPaintScope scope; /* of what is being painted */
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

static gboolean
is_upright (const LabScene *scene, const LabMark *mark)
{
  const LabPoint *points = &g_array_index (scene->points, LabPoint, mark->first);

  return mark->kind == LAB_MARK_LINE && mark->n == 2 && (points[0].x == points[1].x || points[0].y == points[1].y);
}

static void
paint_shape (LabPainter *self, cairo_t *cr, const LabScene *scene, const LabMark *mark)
{
  if (is_upright (scene, mark))
    cairo_save (cr);
  else
    lab_paint_scope_save (&self->scope, cr);
  if (mark->kind == LAB_MARK_LINE)
    paint_line (self, cr, scene, mark);
  else
    paint_area (self, cr, scene, mark);
  cairo_restore (cr);
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
    case LAB_MARK_AREA:
      paint_shape (self, cr, scene, mark);
      break;
    case LAB_MARK_COLUMNS:
      paint_columns (self, cr, scene, mark);
      break;
    case LAB_MARK_CLIP:
      cairo_save (cr);
      cairo_rectangle (cr, mark->x, mark->y, mark->w, mark->h);
      cairo_clip (cr);
      self->scope.clip = mark;
      break;
    case LAB_MARK_UNCLIP:
      cairo_restore (cr);
      self->scope.clip = NULL;
      break;
    case LAB_MARK_BOX:
    default:
      break;
    }
}

/* Vectors are all written: who looks at them may look elsewhere. */
static LabPaintScope
get_scope (LabPainter *self, cairo_t *cr, LabPaintFlags flags)
{
  double left = -G_MAXINT, top = -G_MAXINT, right = G_MAXINT, bottom = G_MAXINT;

  if (self->boxes.scale > 0)
    cairo_clip_extents (cr, &left, &top, &right, &bottom);
  return (LabPaintScope){ .seen = { left, top, right - left, bottom - top }, .is_part = flags == LAB_PAINT_PART };
}

/* What clips is always needed, for what follows is under it. */
static gboolean
is_needed (const LabPainter *self, const LabScene *scene, const LabMark *marks, guint n)
{
  return marks->kind == LAB_MARK_CLIP || marks->kind == LAB_MARK_UNCLIP
         || lab_paint_scope_meets (&self->scope, scene, marks, n);
}

void
lab_painter_paint (LabPainter *self, const LabScene *scene, cairo_t *cr, LabPaintFlags flags)
{
  const LabMark *marks = (const LabMark *) (gpointer) scene->marks->data;
  guint next;

  lab_box_painter_set_scale (&self->boxes, get_pixel_scale (cr));
  self->scope = get_scope (self, cr, flags);
  self->boxes.scope = &self->scope;
  cairo_save (cr);
  lab_color_set_source (cr, lab_palette_get (self->theme, LAB_INK_GROUND));
  cairo_rectangle (cr, 0, 0, scene->width, scene->height);
  cairo_fill (cr);
  for (guint i = 0; i < scene->marks->len; i = next)
    {
      gboolean is_box = marks[i].kind == LAB_MARK_BOX;

      for (next = i + 1; is_box && next < scene->marks->len && marks[next].kind == LAB_MARK_BOX; next++)
        ;
      if (!is_needed (self, scene, marks + i, next - i))
        continue;
      if (is_box)
        lab_box_painter_paint (&self->boxes, cr, marks + i, next - i);
      else
        paint_mark (self, cr, scene, &marks[i], flags);
    }
  cairo_restore (cr);
}
