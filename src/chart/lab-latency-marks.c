/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "lab-latency-private.h"

#define LINE_OFFSET 7.0
#define NARROW_LINES_Y 29.0
#define NARROW_LINE_OFFSET 5.0
#define HALO 1.6
#define HOLE 0.45
#define LEVEL 8.0
#define SWARM_SHIFT 6.0 /* makes room above the line of the editions */
#define CORNERS_MAX 12
#define CIRCLE_POINTS 24 /* an area and no box, for boxes cannot lie on one another */

/* Columns are told apart by shape as well as by colour. Corners around 0, in units of the radius; none: a circle. */
typedef struct
{
  guint n;
  LabPoint corners[CORNERS_MAX];
} Shape;

static const Shape edition_shapes[] = {
  { 0, { { 0, 0 } } },
  { 4, { { -0.9, -0.9 }, { 0.9, -0.9 }, { 0.9, 0.9 }, { -0.9, 0.9 } } },
  { 3, { { 0, -1.15 }, { 1.1, 0.9 }, { -1.1, 0.9 } } },
  { 3, { { 0, 1.15 }, { 1.1, -0.9 }, { -1.1, -0.9 } } },
  { 12,
    { { -0.4, -1.1 },
      { 0.4, -1.1 },
      { 0.4, -0.4 },
      { 1.1, -0.4 },
      { 1.1, 0.4 },
      { 0.4, 0.4 },
      { 0.4, 1.1 },
      { -0.4, 1.1 },
      { -0.4, 0.4 },
      { -1.1, 0.4 },
      { -1.1, -0.4 },
      { -0.4, -0.4 } } },
  { 4, { { -0.5, -1.4 }, { 0.5, -1.4 }, { 0.5, 1.4 }, { -0.5, 1.4 } } },
};

static const Shape sheet_shapes[] = {
  { 4, { { 0, -1.3 }, { 1.3, 0 }, { 0, 1.3 }, { -1.3, 0 } } },
  { 4, { { -1.1, -1.1 }, { 1.1, -1.1 }, { -1.1, 1.1 }, { 1.1, 1.1 } } },
  { 4, { { -1.1, -1.1 }, { -1.1, 1.1 }, { 1.1, -1.1 }, { 1.1, 1.1 } } },
};

/* The first edition is blue, the first measurement orange, as far apart as there are colours. They are those of the
 * states, which every eye can tell apart; there are no states in this picture but in the bars at its end. */
static const LabState edition_inks[] = { LAB_STATE_RUNNING, LAB_STATE_LOCK, LAB_STATE_IO, LAB_STATE_CHANNEL,
                                         LAB_STATE_QUEUED };
static const LabState sheet_inks[] = { LAB_STATE_GIL, LAB_STATE_IO, LAB_STATE_LOCK };

static gboolean
is_of_sheet (const LabLatencyFrame *self, guint column)
{
  return column >= self->view->editions->len;
}

static guint
get_nth (const LabLatencyFrame *self, guint column)
{
  return is_of_sheet (self, column) ? column - self->view->editions->len : column;
}

LabInk
lab_latency_get_ink (const LabLatencyFrame *self, guint column)
{
  guint nth = get_nth (self, column);

  return (LabInk) (LAB_INK_STATE
                   + (is_of_sheet (self, column) ? sheet_inks[nth % G_N_ELEMENTS (sheet_inks)]
                                                 : edition_inks[nth % G_N_ELEMENTS (edition_inks)]));
}

static const Shape *
get_shape (const LabLatencyFrame *self, guint column)
{
  guint nth = get_nth (self, column);

  return is_of_sheet (self, column) ? &sheet_shapes[nth % G_N_ELEMENTS (sheet_shapes)]
                                    : &edition_shapes[nth % G_N_ELEMENTS (edition_shapes)];
}

static void
add_shape (LabScene *scene, const Shape *shape, LabInk ink, double x, double y, double radius)
{
  guint n = shape->n > 0 ? shape->n : CIRCLE_POINTS;
  LabPoint points[CIRCLE_POINTS];

  for (guint i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * i / CIRCLE_POINTS;
      LabPoint corner = shape->n > 0 ? shape->corners[i] : (LabPoint){ cos (angle), sin (angle) };

      points[i] = (LabPoint){ x + radius * corner.x, y + radius * corner.y };
    }
  lab_scene_add_area (scene, ink, LAB_FORM_FILL, points, n);
}

/* One without data for its year has a hole. */
void
lab_latency_add_mark (const LabLatencyFrame *self, LabScene *scene, guint column, double x, double y, double radius,
                      LabInk ground)
{
  const Shape *shape = get_shape (self, column);

  add_shape (scene, shape, ground, x, y, radius + HALO);
  add_shape (scene, shape, lab_latency_get_ink (self, column), x, y, radius);
  if (!is_of_sheet (self, column) && lab_edition_is_extrapolated (g_ptr_array_index (self->view->editions, column)))
    add_shape (scene, shape, ground, x, y, radius * HOLE);
}

static gboolean
says_something (const LabRung *rung, gboolean of_sheets)
{
  for (guint i = 0; i < (of_sheets ? rung->n_sheets : rung->n_editions); i++)
    if (of_sheets ? rung->readings[i] != NULL : rung->entries[i] != NULL)
      return TRUE;
  return FALSE;
}

double
lab_latency_get_line (const LabLatencyFrame *self, const LabRung *rung, gboolean of_sheets, double y)
{
  gboolean both = says_something (rung, FALSE) && says_something (rung, TRUE);
  double offset = self->narrow ? NARROW_LINE_OFFSET : LINE_OFFSET;
  double middle = self->narrow ? y + NARROW_LINES_Y : y + self->row_h / 2;

  if (rung->n_editions > 1 && !self->narrow)
    middle += both ? SWARM_SHIFT : SWARM_SHIFT / 2;
  return middle + (both ? (of_sheets ? offset : -offset) : 0);
}

/* How many of the earlier columns say nearly the same: this one's mark stands above theirs. */
static guint
count_below (const LabLatencyFrame *self, const LabRung *rung, guint column, double x)
{
  guint first = is_of_sheet (self, column) ? self->view->editions->len : 0;
  guint n = 0;

  for (guint i = first; i < column; i++)
    {
      double ns = lab_rung_get_number (rung, i);

      n += ns > 0 && fabs (lab_latency_frame_get_x (self, ns) - x) < LEVEL;
    }
  return n;
}

/* As high as the rung has room: further ones cover each other. */
static double
get_mark_y (const LabLatencyFrame *self, const LabRung *rung, guint column, double x, double y)
{
  gboolean of_sheet = is_of_sheet (self, column);
  double line = lab_latency_get_line (self, rung, of_sheet, y);
  double room = of_sheet ? y + self->row_h - line : line - y - (self->narrow ? NARROW_LINES_Y / 2 : 0);
  double most = MAX (floor ((room - LAB_LATENCY_SMALL_MARK) / LEVEL), 0);
  double level = MIN (count_below (self, rung, column, x), most);

  return line + (of_sheet ? level : -level) * LEVEL;
}

gboolean
lab_latency_find_mark (const LabLatencyFrame *self, const LabRung *rung, guint column, double y, LabPoint *place)
{
  double ns = lab_rung_get_number (rung, column);

  if (ns < self->from || ns > self->to)
    return FALSE;
  place->x = lab_latency_frame_get_x (self, ns);
  place->y = get_mark_y (self, rung, column, place->x, y);
  return TRUE;
}
