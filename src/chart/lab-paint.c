/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-color.h"
#include "lab-paint-columns.h"
#include "lab-paint-pixels.h"
#include "lab-paint.h"
#include "lab-pattern.h"

#define VEIL_SHARE 0.13

/* Narrower bars have no room for round corners, frames or patterns. */
#define ROUND_WIDTH_MIN 7
#define FRAME_WIDTH_MIN 3
#define SNAP_MIN 3 /* pixels */

/* More boxes than this get corners of steps, on an image. */
#define ROUND_MAX 100

struct _LabPainter
{
  LabTheme theme;
  LabFont *font;                                 /* borrowed */
  double scale;                                  /* what the patterns are made for; 0: vectors */
  cairo_pattern_t *patterns[LAB_N_TIMED_STATES]; /* made when needed */
  LabPixels pixels;
};

LabPainter *
lab_painter_new (LabTheme theme, LabFont *font)
{
  LabPainter *self;

  g_return_val_if_fail (font != NULL && (guint) theme < LAB_N_THEMES, NULL);

  self = g_new0 (LabPainter, 1);
  self->theme = theme;
  self->font = font;
  return self;
}

static void
painter_drop_patterns (LabPainter *self)
{
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    g_clear_pointer (&self->patterns[state], cairo_pattern_destroy);
}

void
lab_painter_free (LabPainter *self)
{
  painter_drop_patterns (self);
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
set_source (LabPainter *self, cairo_t *cr, LabInk ink, LabForm form)
{
  guint32 color = lab_palette_get (self->theme, ink);

  if (form == LAB_FORM_PALE)
    lab_color_set_source (cr, lab_palette_get_pale (self->theme, ink));
  else if (form == LAB_FORM_VEIL)
    cairo_set_source_rgba (cr, (color >> 16) / 255.0, ((color >> 8) & 0xff) / 255.0, (color & 0xff) / 255.0,
                           VEIL_SHARE);
  else
    lab_color_set_source (cr, color);
}

static void
add_round_rectangle (cairo_t *cr, double x, double y, double w, double h, double radius)
{
  radius = MIN (radius, MIN (w, h) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + w - radius, y + h - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + h - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Nearly round, of rectangles only: cairo fills a thousand of them in the time that it takes for fifty arcs. */
static void
add_stepped_rectangle (cairo_t *cr, double x, double y, double w, double h)
{
  cairo_rectangle (cr, x + 2, y, w - 4, 1);
  cairo_rectangle (cr, x + 1, y + 1, w - 2, 1);
  cairo_rectangle (cr, x, y + 2, w, h - 4);
  cairo_rectangle (cr, x + 1, y + h - 2, w - 2, 1);
  cairo_rectangle (cr, x + 2, y + h - 1, w - 4, 1);
}

/* To whole pixels of an image, which are filled ten times as fast as parts of them; thin ones stay where they are. */
static double
snap (const LabPainter *self, double length, double edge)
{
  return self->scale > 0 && length * self->scale >= SNAP_MIN ? round (edge * self->scale) / self->scale : edge;
}

static void
add_box (const LabPainter *self, cairo_t *cr, const LabMark *mark, double inset, gboolean stepped)
{
  double x = snap (self, mark->w, mark->x) + inset, y = snap (self, mark->h, mark->y) + inset;
  double w = snap (self, mark->w, mark->x + mark->w) - inset - x,
         h = snap (self, mark->h, mark->y + mark->h) - inset - y;

  if (mark->radius == 0 || mark->w < ROUND_WIDTH_MIN)
    cairo_rectangle (cr, x, y, w, h);
  else if (stepped && h >= ROUND_WIDTH_MIN)
    add_stepped_rectangle (cr, x, y, w, h);
  else
    add_round_rectangle (cr, x, y, w, h, MAX (mark->radius - inset, 0.5));
}

static gboolean
is_alike (const LabMark *one, const LabMark *other)
{
  return one->ink == other->ink && one->form == other->form;
}

static void
set_pattern (LabPainter *self, cairo_t *cr, LabState state)
{
  if (self->patterns[state] == NULL)
    self->patterns[state] = lab_pattern_new (self->theme, state, self->scale);
  cairo_set_source (cr, self->patterns[state]);
}

static void
fill_path (LabPainter *self, cairo_t *cr, const LabMark *mark)
{
  LabState state = (LabState) (mark->ink - LAB_INK_STATE);

  if (mark->form != LAB_FORM_PATTERN || lab_pattern_is_solid (state))
    {
      set_source (self, cr, (LabInk) mark->ink, (LabForm) mark->form);
      cairo_fill (cr);
      return;
    }
  if (self->scale > 0)
    {
      set_pattern (self, cr, state);
      cairo_fill (cr);
      return;
    }
  cairo_save (cr);
  cairo_clip (cr);
  lab_pattern_draw (cr, self->theme, state);
  cairo_restore (cr);
}

static gboolean
is_filled (const LabMark *mark)
{
  return mark->form != LAB_FORM_FRAME
         && !(mark->form == LAB_FORM_PATTERN && lab_pattern_is_outline ((LabState) (mark->ink - LAB_INK_STATE)));
}

static gboolean
is_framed (const LabMark *mark)
{
  return mark->form == LAB_FORM_FRAME
         || (mark->form == LAB_FORM_PATTERN && !lab_pattern_is_solid ((LabState) (mark->ink - LAB_INK_STATE)));
}

/* All of the n that look like the first. */
static void
paint_alike (LabPainter *self, cairo_t *cr, const LabMark *marks, guint n)
{
  if (is_filled (marks))
    {
      for (guint i = 0; i < n; i++)
        if (is_alike (&marks[i], marks))
          add_box (self, cr, &marks[i], 0, self->scale > 0 && n > ROUND_MAX);
      fill_path (self, cr, marks);
    }
  if (!is_framed (marks))
    return;
  for (guint i = 0; i < n; i++)
    if (is_alike (&marks[i], marks) && marks[i].w >= FRAME_WIDTH_MIN)
      add_box (self, cr, &marks[i], 0.5, FALSE);
  set_source (self, cr, (LabInk) marks->ink, LAB_FORM_FILL);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* Boxes that follow one another, by ink and form: one path each, and in the order of their first. */
static void
paint_boxes (LabPainter *self, cairo_t *cr, const LabMark *marks, guint n)
{
  gboolean done[LAB_N_INKS][LAB_FORM_VEIL + 1] = { { FALSE } };

  for (guint i = 0; i < n; i++)
    if (!done[marks[i].ink][marks[i].form])
      {
        done[marks[i].ink][marks[i].form] = TRUE;
        paint_alike (self, cr, marks + i, n - i);
      }
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
  set_source (self, cr, (LabInk) mark->ink, (LabForm) mark->form);
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
  set_source (self, cr, (LabInk) mark->ink, (LabForm) mark->form);
  cairo_fill (cr);
}

static void
paint_text (LabPainter *self, cairo_t *cr, const LabMark *mark)
{
  double width = mark->align == LAB_ALIGN_LEFT ? 0
                                               : lab_font_measure (self->font, (LabTextStyle) mark->style, mark->text);
  double shift = mark->align == LAB_ALIGN_CENTRE ? width / 2 : width;

  set_source (self, cr, (LabInk) mark->ink, LAB_FORM_FILL);
  lab_font_draw (self->font, cr, (LabTextStyle) mark->style, mark->text, mark->x - shift, mark->y);
}

static void
paint_columns (LabPainter *self, cairo_t *cr, const LabScene *scene, const LabMark *mark)
{
  const LabCell *cells = &g_array_index (scene->cells, LabCell, mark->first);

  if (self->scale > 0)
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
  double scale = get_pixel_scale (cr);
  guint next;

  if (scale != self->scale)
    painter_drop_patterns (self);
  self->scale = scale;
  cairo_save (cr);
  lab_color_set_source (cr, lab_palette_get (self->theme, LAB_INK_GROUND));
  cairo_rectangle (cr, 0, 0, scene->width, scene->height);
  cairo_fill (cr);
  for (guint i = 0; i < scene->marks->len; i = next)
    {
      for (next = i; next < scene->marks->len && marks[next].kind == LAB_MARK_BOX; next++)
        ;
      if (next > i)
        paint_boxes (self, cr, marks + i, next - i);
      else
        paint_mark (self, cr, scene, &marks[next++], flags);
    }
  cairo_restore (cr);
}
