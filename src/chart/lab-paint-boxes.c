/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-canvas.h"
#include "lab-color.h"
#include "lab-paint-boxes.h"
#include "lab-pattern.h"

#define VEIL_SHARE 0.13

/* Narrower bars have no room for round corners, frames or patterns. */
#define ROUND_WIDTH_MIN 7
#define FRAME_WIDTH_MIN 3
#define SNAP_MIN 3   /* pixels */
#define SCALE_MAX 16 /* beyond it patterns do not begin with their boxes */

/* More boxes than this are written as pixels, on an image, with corners of steps. */
#define ROUND_MAX 100

void
lab_box_painter_clear (LabBoxPainter *self)
{
  for (guint state = 0; state < LAB_N_TIMED_STATES; state++)
    g_clear_pointer (&self->patterns[state], cairo_pattern_destroy);
}

void
lab_box_painter_set_scale (LabBoxPainter *self, double scale)
{
  if (scale != self->scale)
    lab_box_painter_clear (self);
  self->scale = scale;
}

void
lab_paint_set_source (LabTheme theme, cairo_t *cr, LabInk ink, LabForm form)
{
  guint32 color = lab_palette_get (theme, ink);

  if (form == LAB_FORM_PALE)
    lab_color_set_source (cr, lab_palette_get_pale (theme, ink));
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
snap (const LabBoxPainter *self, double length, double edge)
{
  return self->scale > 0 && length * self->scale >= SNAP_MIN ? round (edge * self->scale) / self->scale : edge;
}

/* Whether add_box() adds arcs, on an image: there they are painted one by one. */
static gboolean
is_curved (const LabBoxPainter *self, const LabMark *mark, double inset, gboolean stepped)
{
  double h = snap (self, mark->h, mark->y + mark->h) - snap (self, mark->h, mark->y) - 2 * inset;

  return self->scale > 0 && mark->radius > 0 && mark->w >= ROUND_WIDTH_MIN && !(stepped && h >= ROUND_WIDTH_MIN);
}

static void
add_box (const LabBoxPainter *self, cairo_t *cr, const LabMark *mark, double inset, gboolean stepped)
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

static cairo_pattern_t *
get_pattern (LabBoxPainter *self, LabState state)
{
  if (self->patterns[state] == NULL)
    self->patterns[state] = lab_pattern_new (self->theme, state, self->scale);
  return self->patterns[state];
}

static gboolean
is_patterned (const LabMark *mark)
{
  return mark->form == LAB_FORM_PATTERN && !lab_pattern_is_solid ((LabState) (mark->ink - LAB_INK_STATE));
}

/* Its first row of pixels at the one where a box of that phase begins. */
static void
set_pattern (LabBoxPainter *self, cairo_t *cr, LabState state, guint phase)
{
  cairo_pattern_t *pattern = get_pattern (self, state);
  cairo_matrix_t matrix;

  cairo_pattern_get_matrix (pattern, &matrix);
  matrix.y0 = -(double) phase;
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_set_source (cr, pattern);
}

static void
fill_path (LabBoxPainter *self, cairo_t *cr, const LabMark *mark, guint phase)
{
  LabState state = (LabState) (mark->ink - LAB_INK_STATE);

  if (!is_patterned (mark))
    {
      lab_paint_set_source (self->theme, cr, (LabInk) mark->ink, (LabForm) mark->form);
      cairo_fill (cr);
      return;
    }
  if (self->scale > 0)
    {
      set_pattern (self, cr, state, phase);
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
  return mark->form == LAB_FORM_FRAME || is_patterned (mark);
}

/* Boxes that are written rather than painted. */
typedef struct
{
  LabCanvas canvas;
  LabTexture texture;
  guint32 color; /* what the texture is where it is no pattern */
} Writer;

/* FALSE where the target, or what the boxes look like, asks for cairo. */
static gboolean
writer_open (Writer *self, LabBoxPainter *painter, cairo_t *cr, const LabMark *mark, gboolean patterned, guint phase)
{
  if (painter->scale <= 0 || mark->form == LAB_FORM_VEIL || !lab_canvas_open (&self->canvas, cr))
    return FALSE;
  if (patterned)
    {
      self->texture.y = (int) phase;
      return lab_canvas_get_texture (&self->canvas, get_pattern (painter, (LabState) (mark->ink - LAB_INK_STATE)),
                                     &self->texture);
    }
  self->color = mark->form == LAB_FORM_PALE ? lab_palette_get_pale (painter->theme, (LabInk) mark->ink)
                                            : lab_palette_get (painter->theme, (LabInk) mark->ink);
  self->texture = (LabTexture){ .pixels = &self->color, .stride = 1, .size = 1 };
  return TRUE;
}

static gboolean
writer_map (const Writer *self, const LabBoxPainter *painter, const LabMark *mark, LabPixelBox *box)
{
  double x = snap (painter, mark->w, mark->x), y = snap (painter, mark->h, mark->y);

  return lab_canvas_map (&self->canvas, x, y, snap (painter, mark->w, mark->x + mark->w) - x,
                         snap (painter, mark->h, mark->y + mark->h) - y, box);
}

static void
writer_fill (const Writer *self, int x, int y, int width, int height)
{
  lab_canvas_fill (&self->canvas, &(LabPixelBox){ x, y, width, height }, &self->texture);
}

/* As add_box() does it; FALSE where it is not of whole pixels. */
static gboolean
writer_add_box (const Writer *self, const LabBoxPainter *painter, const LabMark *mark)
{
  LabPixelBox box;
  gboolean round = mark->radius > 0 && mark->w >= ROUND_WIDTH_MIN;
  int step = (int) lround (painter->scale);

  if (!writer_map (self, painter, mark, &box) || (round && box.height < ROUND_WIDTH_MIN * step))
    return FALSE;
  if (!round)
    writer_fill (self, box.x, box.y, box.width, box.height);
  for (int i = 0; round && i < 2; i++)
    {
      writer_fill (self, box.x + (2 - i) * step, box.y + i * step, box.width - 2 * (2 - i) * step, step);
      writer_fill (self, box.x + (2 - i) * step, box.y + box.height - (i + 1) * step, box.width - 2 * (2 - i) * step,
                   step);
    }
  if (round)
    writer_fill (self, box.x, box.y + 2 * step, box.width, box.height - 4 * step);
  return TRUE;
}

/* A line inside the edge, one unit wide. */
static gboolean
writer_add_frame (const Writer *self, const LabBoxPainter *painter, const LabMark *mark)
{
  LabPixelBox box;
  int line = (int) lround (painter->scale);

  if (mark->radius > 0 || painter->scale != line || !writer_map (self, painter, mark, &box))
    return FALSE;
  writer_fill (self, box.x, box.y, box.width, line);
  writer_fill (self, box.x, box.y + box.height - line, box.width, line);
  writer_fill (self, box.x, box.y + line, line, box.height - 2 * line);
  writer_fill (self, box.x + box.width - line, box.y + line, line, box.height - 2 * line);
  return TRUE;
}

/* How many rows of pixels after which all patterns repeat; what has none, and vectors, are of one phase. */
static guint
get_period (const LabBoxPainter *self, const LabMark *mark)
{
  return self->scale > 0 && is_patterned (mark) ? MAX ((guint) lround (LAB_PATTERN_PITCH * self->scale), 1) : 1;
}

/* How far from a repetition of its pattern a box begins: a flat one shows the same of it wherever it stands. */
static guint
get_phase (const LabBoxPainter *self, const LabMark *mark, guint period)
{
  int y = period > 1 ? (int) floor (snap (self, mark->h, mark->y) * self->scale + 0.5) : 0;

  return (guint) ((y % (int) period + (int) period) % (int) period);
}

/* Whether it is but a rectangle for what is seen of it: one of whole pixels, whose corners lie beyond. */
static gboolean
is_straight (const LabBoxPainter *self, const LabMark *mark)
{
  const LabRect *seen = &self->scope->seen;
  double corner = mark->radius + 1;

  return self->scope->is_part && mark->h * self->scale >= SNAP_MIN && seen->x > mark->x + corner
         && seen->x + seen->w < mark->x + mark->w - corner;
}

/* The path of a box with round corners, by itself, so that others have nothing to do with the shades of its edge. Until
 * cairo_restore(); FALSE where nothing is seen of it. */
static gboolean
start_curved (LabBoxPainter *self, cairo_t *cr, const LabMark *mark, double inset)
{
  LabMark straight = *mark;

  if (!lab_paint_scope_meets (self->scope, NULL, mark, 1))
    return FALSE;
  straight.radius = 0;
  if (is_straight (self, mark))
    {
      cairo_save (cr);
      add_box (self, cr, &straight, inset, FALSE);
      return TRUE;
    }
  lab_paint_scope_save (self->scope, cr);
  add_box (self, cr, mark, inset, FALSE);
  return TRUE;
}

static void
fill_curved (LabBoxPainter *self, cairo_t *cr, const LabMark *mark, guint phase)
{
  if (!start_curved (self, cr, mark, 0))
    return;
  fill_path (self, cr, mark, phase);
  cairo_restore (cr);
}

static void
fill_phase (LabBoxPainter *self, cairo_t *cr, const LabMark *marks, guint n, guint phase, guint period)
{
  Writer writer;
  gboolean stepped = self->scale > 0 && lab_box_painter_writes (n);
  gboolean writes = stepped && writer_open (&writer, self, cr, marks, is_patterned (marks), phase);
  g_autoptr (GPtrArray) curved = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (!is_alike (&marks[i], marks) || get_phase (self, &marks[i], period) != phase
          || (writes && writer_add_box (&writer, self, &marks[i])))
        continue;
      if (is_curved (self, &marks[i], 0, stepped))
        {
          curved = curved != NULL ? curved : g_ptr_array_new ();
          g_ptr_array_add (curved, (gpointer) &marks[i]);
        }
      else
        add_box (self, cr, &marks[i], 0, stepped);
    }
  if (writes)
    lab_canvas_close (&writer.canvas);
  fill_path (self, cr, marks, phase);
  for (guint i = 0; curved != NULL && i < curved->len; i++)
    fill_curved (self, cr, g_ptr_array_index (curved, i), phase);
}

static void
fill_alike (LabBoxPainter *self, cairo_t *cr, const LabMark *marks, guint n)
{
  guint period = get_period (self, marks);
  gboolean seen[LAB_PATTERN_PITCH * SCALE_MAX] = { FALSE };

  period = MIN (period, G_N_ELEMENTS (seen));
  for (guint i = 0; i < n; i++)
    if (is_alike (&marks[i], marks))
      seen[get_phase (self, &marks[i], period)] = TRUE;
  for (guint phase = 0; phase < period; phase++)
    if (seen[phase])
      fill_phase (self, cr, marks, n, phase, period);
}

static void
stroke_frame (LabBoxPainter *self, cairo_t *cr, const LabMark *mark)
{
  lab_paint_set_source (self->theme, cr, (LabInk) mark->ink, LAB_FORM_FILL);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
frame_curved (LabBoxPainter *self, cairo_t *cr, const LabMark *mark)
{
  if (!start_curved (self, cr, mark, 0.5))
    return;
  stroke_frame (self, cr, mark);
  cairo_restore (cr);
}

static void
frame_alike (LabBoxPainter *self, cairo_t *cr, const LabMark *marks, guint n)
{
  Writer writer;
  gboolean writes = lab_box_painter_writes (n) && writer_open (&writer, self, cr, marks, FALSE, 0);

  for (guint i = 0; i < n; i++)
    if (is_alike (&marks[i], marks) && marks[i].w >= FRAME_WIDTH_MIN && !is_curved (self, &marks[i], 0.5, FALSE)
        && !(writes && writer_add_frame (&writer, self, &marks[i])))
      add_box (self, cr, &marks[i], 0.5, FALSE);
  if (writes)
    lab_canvas_close (&writer.canvas);
  stroke_frame (self, cr, marks);
  for (guint i = 0; i < n; i++)
    if (is_alike (&marks[i], marks) && marks[i].w >= FRAME_WIDTH_MIN && is_curved (self, &marks[i], 0.5, FALSE))
      frame_curved (self, cr, &marks[i]);
}

/* All of the n that look like the first. */
static void
paint_alike (LabBoxPainter *self, cairo_t *cr, const LabMark *marks, guint n)
{
  if (is_filled (marks))
    fill_alike (self, cr, marks, n);
  if (is_framed (marks))
    frame_alike (self, cr, marks, n);
}

void
lab_box_painter_paint (LabBoxPainter *self, cairo_t *cr, const LabMark *marks, guint n)
{
  gboolean done[LAB_N_INKS][LAB_FORM_VEIL + 1] = { { FALSE } };

  for (guint i = 0; i < n; i++)
    if (!done[marks[i].ink][marks[i].form])
      {
        done[marks[i].ink][marks[i].form] = TRUE;
        paint_alike (self, cr, marks + i, n - i);
      }
}

gboolean
lab_box_painter_writes (guint n)
{
  return n > ROUND_MAX;
}
