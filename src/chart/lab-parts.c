/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "lab-extent.h"
#include "lab-paint-boxes.h"
#include "lab-parts.h"

#define EDGE 2     /* pixels */
#define BEYOND 8   /* units that the edge of a box reaches into it, */
#define WIDE 16    /* and how wide one is that is painted like all wider ones */
#define WHOLE 1e-6 /* so near to a whole number of pixels is one */

/* A part's sum stands for all marks that meet it, in the order in which they are painted. */
struct _LabParts
{
  LabPartsForm form;
  guint n_columns, n_rows;
  GArray *sums;    /* of guint64 */
  GArray *changed; /* of gboolean */
};

/* The parts that a mark meets: the last ones are those behind. */
typedef struct
{
  guint left, top, right, bottom;
} Range;

typedef struct
{
  const LabParts *parts;
  const LabScene *scene;
  guint64 *sums;
  const LabMark *clip; /* NULL: none */
} Adder;

LabParts *
lab_parts_new (void)
{
  LabParts *self = g_new0 (LabParts, 1);

  self->sums = g_array_new (FALSE, TRUE, sizeof (guint64));
  self->changed = g_array_new (FALSE, TRUE, sizeof (gboolean));
  return self;
}

void
lab_parts_free (LabParts *self)
{
  g_array_unref (self->sums);
  g_array_unref (self->changed);
  g_free (self);
}

void
lab_parts_forget (LabParts *self)
{
  g_array_set_size (self->sums, 0);
}

/* Each bit of both has its part in each bit of the result. */
static guint64
mix (guint64 sum, guint64 value)
{
  sum = (sum ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return sum ^ sum >> 29;
}

static guint64
mix_double (guint64 sum, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof (bits));
  return mix (sum, bits);
}

static guint64
mix_bytes (guint64 sum, gconstpointer bytes, gsize n)
{
  const guint8 *from = bytes;
  guint64 word;

  for (; n >= sizeof (word); n -= sizeof (word), from += sizeof (word))
    {
      memcpy (&word, from, sizeof (word));
      sum = mix (sum, word);
    }
  word = n;
  memcpy (&word, from, n);
  return mix (sum, word ^ (guint64) n << 56);
}

static guint64
mix_place (guint64 sum, const LabMark *mark)
{
  return mix_double (mix_double (mix_double (mix_double (sum, mark->x), mark->y), mark->w), mark->h);
}

/* All of a mark but for its columns. */
static guint64
sum_mark (const Adder *self, const LabMark *mark, guint64 manner)
{
  guint64 looks = (guint64) mark->kind << 40 | (guint64) mark->form << 32 | (guint64) mark->ink << 24
                  | (guint64) mark->style << 16 | (guint64) mark->align << 8 | mark->radius;
  guint64 sum = mix_place (mix (mix (manner, looks), (guint64) mark->units << 32 | mark->n), mark);

  if (mark->kind == LAB_MARK_TEXT)
    sum = mix_bytes (sum, mark->text, strlen (mark->text));
  else if (mark->kind == LAB_MARK_LINE || mark->kind == LAB_MARK_AREA)
    sum = mix_bytes (sum, &g_array_index (self->scene->points, LabPoint, mark->first), mark->n * sizeof (LabPoint));
  return self->clip != NULL ? mix_place (sum, self->clip) : sum;
}

static guint
get_part (double at, double size, guint n, gboolean behind)
{
  double part = behind ? ceil (at / size) : floor (at / size);

  return (guint) CLAMP (part, 0, n);
}

static Range
find_range (const LabParts *self, const LabRect *rect)
{
  double size = self->form.size * self->form.pixel;

  return (Range){
    .left = get_part (rect->x, size, self->n_columns, FALSE),
    .top = get_part (rect->y, size, self->n_rows, FALSE),
    .right = get_part (rect->x + rect->w, size, self->n_columns, TRUE),
    .bottom = get_part (rect->y + rect->h, size, self->n_rows, TRUE),
  };
}

/* Where it is seen. */
static Range
find_mark_range (const Adder *self, const LabMark *mark)
{
  LabRect rect = lab_mark_get_extent (self->scene, mark);
  Range range = find_range (self->parts, &rect), seen;

  if (self->clip == NULL)
    return range;
  rect = lab_mark_get_extent (self->scene, self->clip);
  seen = find_range (self->parts, &rect);
  return (Range){ MAX (range.left, seen.left), MAX (range.top, seen.top), MIN (range.right, seen.right),
                  MIN (range.bottom, seen.bottom) };
}

static void
add (const Adder *self, guint left, guint right, const Range *rows, guint64 sum)
{
  for (guint row = rows->top; row < rows->bottom; row++)
    for (guint column = left; column < right; column++)
      {
        guint64 *part = &self->sums[row * self->parts->n_columns + column];

        *part = mix (*part, sum);
      }
}

static void
add_mark (const Adder *self, const LabMark *mark, guint64 manner)
{
  Range range = find_mark_range (self, mark);

  add (self, range.left, range.right, &range, sum_mark (self, mark, manner));
}

/* What is seen of a box in a part does not depend on where it ends beyond: so a bar may grow, and only its end is
 * another. */
static void
add_box (const Adder *self, const LabMark *mark, guint64 manner)
{
  double size = self->parts->form.size * self->parts->form.pixel, beyond = BEYOND + mark->radius;
  double right = mark->x + mark->w;
  LabMark cut = *mark;
  Range range = find_mark_range (self, mark);
  guint64 sum;

  cut.x = 0;
  cut.w = MIN (mark->w, WIDE);
  sum = sum_mark (self, &cut, manner);
  for (guint part = range.left; part < range.right; part++)
    {
      double from = part * size - beyond, to = (part + 1) * size + beyond;
      gboolean has_corner = mark->radius > 0 && (mark->x > from || right < to);

      /* The shade of a round corner depends a little on where the others are. */
      add (self, part, part + 1, &range,
           mix_double (mix_double (sum, has_corner ? mark->x : MAX (mark->x, from)),
                       has_corner ? right : MIN (right, to)));
    }
}

static gboolean
is_whole (double value, double pixel)
{
  return fabs (value / pixel - round (value / pixel)) < WHOLE;
}

/* Whether each column stands by itself: where they are stretched to other pixels, what is seen of one may depend on
 * where the others end. */
static gboolean
fits_pixels (const LabMark *mark, double pixel)
{
  return is_whole (mark->x, pixel) && is_whole (mark->y, pixel) && is_whole (mark->h, pixel)
         && is_whole (mark->w / mark->n, pixel);
}

static void
add_columns (const Adder *self, const LabMark *mark)
{
  const LabCell *cells = &g_array_index (self->scene->cells, LabCell, mark->first);
  double column = mark->w / mark->n, size = self->parts->form.size * self->parts->form.pixel;
  gboolean fits = fits_pixels (mark, self->parts->form.pixel);
  Range range = find_mark_range (self, mark);
  guint64 sum = sum_mark (self, mark, 0);

  if (!fits)
    sum = mix_bytes (sum, cells, mark->n * sizeof (LabCell));
  for (guint part = range.left; part < range.right; part++)
    {
      guint first = get_part (part * size - mark->x, column, mark->n, FALSE);
      guint end = get_part ((part + 1) * size - mark->x, column, mark->n, TRUE);
      guint64 here = fits && end > first ? mix_bytes (sum, &cells[first], (end - first) * sizeof (LabCell)) : sum;

      add (self, part, part + 1, &range, here);
    }
}

/* As lab_box_painter_paint() goes through them, for that is the order in which they lie on one another. */
static void
add_boxes (const Adder *self, const LabMark *marks, guint n)
{
  gboolean done[LAB_N_INKS][LAB_FORM_VEIL + 1] = { { FALSE } };

  for (guint i = 0; i < n; i++)
    {
      guint64 manner;

      if (done[marks[i].ink][marks[i].form])
        continue;
      done[marks[i].ink][marks[i].form] = TRUE;
      manner = lab_box_painter_writes (n - i);
      for (guint next = i; next < n; next++)
        if (marks[next].ink == marks[i].ink && marks[next].form == marks[i].form)
          add_box (self, &marks[next], manner);
    }
}

static void
add_scene (Adder *self)
{
  const LabMark *marks = (const LabMark *) (gpointer) self->scene->marks->data;
  guint n = self->scene->marks->len, next;

  for (guint i = 0; i < n; i = next)
    {
      for (next = i; next < n && marks[next].kind == LAB_MARK_BOX; next++)
        ;
      if (next > i)
        {
          add_boxes (self, marks + i, next - i);
          continue;
        }
      next++;
      if (marks[i].kind == LAB_MARK_CLIP || marks[i].kind == LAB_MARK_UNCLIP)
        self->clip = marks[i].kind == LAB_MARK_CLIP ? &marks[i] : NULL;
      else if (marks[i].kind == LAB_MARK_COLUMNS && marks[i].n > 0)
        add_columns (self, &marks[i]);
      else
        add_mark (self, &marks[i], 0);
    }
}

static void
take_sums (LabParts *self, GArray *sums, gboolean known)
{
  g_array_set_size (self->changed, sums->len);
  for (guint i = 0; i < sums->len; i++)
    g_array_index (self->changed, gboolean,
                   i) = !known || g_array_index (sums, guint64, i) != g_array_index (self->sums, guint64, i);
  g_array_unref (self->sums);
  self->sums = sums;
}

/* Where a unit is not so many whole pixels, cairo stretches patterns, a little otherwise in a part than in the whole.
 */
static void
spread_changes (LabParts *self)
{
  gboolean any = FALSE;

  if (is_whole (1, self->form.pixel))
    return;
  for (guint i = 0; i < self->changed->len; i++)
    any = any || g_array_index (self->changed, gboolean, i);
  for (guint i = 0; i < self->changed->len; i++)
    g_array_index (self->changed, gboolean, i) = any;
}

void
lab_parts_update (LabParts *self, const LabScene *scene, const LabPartsForm *form)
{
  Adder adder = { .parts = self, .scene = scene };
  gboolean known;
  GArray *sums;

  g_return_if_fail (form->width > 0 && form->height > 0 && form->size > 0 && form->pixel > 0);

  known = self->sums->len > 0 && form->width == self->form.width && form->height == self->form.height
          && form->size == self->form.size && form->pixel == self->form.pixel;
  sums = g_array_new (FALSE, TRUE, sizeof (guint64));
  self->form = *form;
  self->n_columns = (guint) ((form->width - 1) / form->size + 1);
  self->n_rows = (guint) ((form->height - 1) / form->size + 1);
  g_array_set_size (sums, self->n_columns * self->n_rows);
  adder.sums = (guint64 *) (gpointer) sums->data;
  add (&adder, 0, self->n_columns, &(Range){ .bottom = self->n_rows },
       mix_double (mix_double (1, scene->width), scene->height));
  add_scene (&adder);
  take_sums (self, sums, known);
  spread_changes (self);
}

guint
lab_parts_get_n (LabParts *self)
{
  return self->changed->len;
}

gboolean
lab_parts_has_changed (LabParts *self, guint i)
{
  g_return_val_if_fail (i < self->changed->len, TRUE);

  return g_array_index (self->changed, gboolean, i);
}

/* Onto the box above, where one ends there that is as wide. */
static void
add_run (const LabParts *self, GArray *boxes, guint row, guint left, guint right)
{
  int size = self->form.size;
  cairo_rectangle_int_t box = { (int) left * size, (int) row * size, (int) (right - left) * size, size };

  box.width = MIN (box.width, self->form.width - box.x);
  box.height = MIN (box.height, self->form.height - box.y);
  for (guint i = 0; i < boxes->len; i++)
    {
      cairo_rectangle_int_t *above = &g_array_index (boxes, cairo_rectangle_int_t, i);

      if (above->x == box.x && above->width == box.width && above->y + above->height == box.y)
        {
          above->height += box.height;
          return;
        }
    }
  g_array_append_val (boxes, box);
}

GArray *
lab_parts_get_boxes (LabParts *self)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_int_t));

  for (guint row = 0; row < self->n_rows; row++)
    for (guint left = 0, right; left < self->n_columns; left = right + 1)
      {
        for (right = left; right < self->n_columns && lab_parts_has_changed (self, row * self->n_columns + right);)
          right++;
        if (right > left)
          add_run (self, boxes, row, left, right);
      }
  return boxes;
}

void
lab_parts_clip (cairo_t *cr, const cairo_rectangle_int_t *box)
{
  cairo_rectangle (cr, box->x - EDGE, box->y - EDGE, box->width + 2 * EDGE, box->height + 2 * EDGE);
  cairo_clip (cr);
}
