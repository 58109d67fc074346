/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-quantity.h"
#include "lab-timeline-private.h"

#define NAME_X 14
#define NAME_GAP 8
#define CURVE 40
#define CURVE_TIGHT 22
#define CURVE_GAP 10
#define CURVE_GAP_TIGHT 6
#define CURVE_TOP 8  /* above it, for what is written at a line */
#define TWO_LINES 26 /* of height: a name and what is smaller below it */

double
lab_stretch (double stretch, double tight, double full)
{
  return round (tight + (full - tight) * stretch);
}

static double
get_name_width (const LabTimelineFrame *frame)
{
  return frame->plot_x - NAME_X - NAME_GAP;
}

char *
lab_timeline_describe_most (const LabTimelineFrame *frame, LabFont *font, guint64 n)
{
  g_autofree char *count = lab_format_count (n);
  g_autofree char *words = g_strdup_printf (_ ("at most %s"), count);
  g_autofree char *sign = g_strconcat ("≤ ", count, NULL);
  double width = get_name_width (frame);

  if (lab_font_measure (font, LAB_TEXT_CAPTION, words) <= width)
    return g_steal_pointer (&words);
  return lab_font_measure (font, LAB_TEXT_CAPTION, sign) <= width ? g_steal_pointer (&sign) : g_strdup ("");
}

double
lab_curve_get_height (double stretch)
{
  return lab_stretch (stretch, CURVE_TIGHT, CURVE);
}

double
lab_curve_get_gap (double stretch)
{
  return lab_stretch (stretch, CURVE_GAP_TIGHT, CURVE_GAP);
}

double
lab_curve_get_pitch (double stretch)
{
  return lab_curve_get_height (stretch) + lab_curve_get_gap (stretch);
}

double
lab_curve_get_room (double stretch)
{
  return lab_curve_get_height (stretch) - lab_stretch (stretch, 0, CURVE_TOP);
}

void
lab_timeline_add_strip_name (const LabTimelineFrame *frame, LabFont *font, LabScene *scene, double y, double height,
                             const char *name, const char *caption)
{
  double width = get_name_width (frame), middle = y + height / 2;
  g_autofree char *first = lab_font_elide (font, LAB_TEXT_BODY, name, width);
  g_autofree char *second = lab_font_elide (font, LAB_TEXT_CAPTION, caption, width);
  double beside = ceil (lab_font_measure (font, LAB_TEXT_BODY, first)) + NAME_GAP;
  gboolean is_below = height >= TWO_LINES;

  lab_scene_add_text (scene, font, LAB_TEXT_BODY, LAB_INK_TEXT, LAB_ALIGN_LEFT, NAME_X,
                      is_below ? middle - 7 : floor (middle), first);
  if (is_below)
    lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, NAME_X, middle + 8, second);
  else if (beside + lab_font_measure (font, LAB_TEXT_CAPTION, caption) <= width)
    lab_scene_add_text (scene, font, LAB_TEXT_CAPTION, LAB_INK_DIM, LAB_ALIGN_LEFT, NAME_X + beside, floor (middle),
                        caption);
}

static gboolean
has_strip (LabFlow *flow, guint object, LabFlowRow row)
{
  return lab_flow_get_n_spans (flow, object, row) > 0
         && (row != LAB_FLOW_DEPTH || lab_flow_get_object (flow, object)->kind == LAB_OBJECT_QUEUE);
}

/* A lock is as interesting as it is waited for, a queue as it fills and empties. */
static guint64
get_weight (LabFlow *flow, guint object, LabFlowRow row)
{
  return lab_flow_get_n_spans (flow, object, row == LAB_FLOW_HOLDER ? LAB_FLOW_WAITERS : row);
}

/* Takes it in, in place of the least interesting where there is no room: of two alike, the one that came last. */
static void
strips_add (LabStrips *self, LabFlow *flow, guint object, LabFlowRow row)
{
  guint least = 0;

  if (self->n < LAB_STRIPS_MAX)
    {
      self->objects[self->n++] = object;
      return;
    }
  self->n_more++;
  for (guint i = 1; i < self->n; i++)
    if (get_weight (flow, self->objects[i], row) <= get_weight (flow, self->objects[least], row))
      least = i;
  if (get_weight (flow, object, row) <= get_weight (flow, self->objects[least], row))
    return;
  for (guint i = least; i + 1 < self->n; i++)
    self->objects[i] = self->objects[i + 1];
  self->objects[self->n - 1] = object;
}

LabStrips
lab_timeline_get_strips (LabTimeline *self, LabFlowRow row)
{
  LabFlow *flow = lab_timeline_get_flow (self);
  LabStrips strips = { 0 };

  for (guint i = 0; i < lab_flow_get_n_objects (flow); i++)
    if (has_strip (flow, i, row))
      strips_add (&strips, flow, i, row);
  return strips;
}

gboolean
lab_strips_find (const LabStrips *self, double y, double height, guint *object)
{
  if (y < 0 || y >= self->n * height)
    return FALSE;
  *object = self->objects[(guint) (y / height)];
  return TRUE;
}
