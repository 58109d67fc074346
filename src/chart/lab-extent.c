/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-extent.h"

#define MARGIN 3     /* in units: a pixel is at most two of them */
#define MITRE_MAX 10 /* cairo's: how far a corner of a line reaches, in its widths */

static LabRect
widen (double left, double top, double right, double bottom, double by)
{
  return (LabRect){ left - by, top - by, right - left + 2 * by, bottom - top + 2 * by };
}

static LabRect
get_points_extent (const LabScene *scene, const LabMark *mark)
{
  const LabPoint *points = &g_array_index (scene->points, LabPoint, mark->first);
  double left = points[0].x, right = left, top = points[0].y, bottom = top;

  for (guint i = 1; i < mark->n; i++)
    {
      left = MIN (left, points[i].x);
      right = MAX (right, points[i].x);
      top = MIN (top, points[i].y);
      bottom = MAX (bottom, points[i].y);
    }
  return widen (left, top, right, bottom, MARGIN + (mark->kind == LAB_MARK_LINE ? mark->w * MITRE_MAX : 0));
}

static LabRect
get_text_extent (const LabMark *mark)
{
  double left = mark->align == LAB_ALIGN_LEFT     ? mark->x
                : mark->align == LAB_ALIGN_CENTRE ? mark->x - mark->w / 2
                                                  : mark->x - mark->w;

  return widen (left, mark->y - mark->h, left + mark->w, mark->y + mark->h, MARGIN + mark->h);
}

LabRect
lab_mark_get_extent (const LabScene *scene, const LabMark *mark)
{
  switch ((LabMarkKind) mark->kind)
    {
    case LAB_MARK_LINE:
    case LAB_MARK_AREA:
      return get_points_extent (scene, mark);
    case LAB_MARK_TEXT:
      return get_text_extent (mark);
    case LAB_MARK_BOX:
    case LAB_MARK_COLUMNS:
    case LAB_MARK_CLIP:
    case LAB_MARK_UNCLIP:
    default:
      return widen (mark->x, mark->y, mark->x + mark->w, mark->y + mark->h, MARGIN);
    }
}

gboolean
lab_rect_meets (const LabRect *one, const LabRect *other)
{
  return one->x < other->x + other->w && other->x < one->x + one->w && one->y < other->y + other->h
         && other->y < one->y + one->h;
}
