/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "lab-timeline-private.h"

#define PITCH_MIN 4  /* flatter lanes cannot be told apart */
#define PITCH_MAX 12 /* of higher ones there is nothing more to be seen */

typedef struct
{
  LabTimelineRows *rows;
  LabScene *scene;
  double column;
  guint n_columns;
  double ns;
  guint64 first;
} Thumbnail;

static LabCell *
add_columns (const Thumbnail *self, double y, double height, guint *units)
{
  *units = (guint) CLAMP (lround (height / MIN (self->column, 1)), 3, LAB_UNITS_MAX);
  return lab_scene_add_columns (self->scene, 0, y, self->n_columns * self->column, height, self->n_columns, *units);
}

static void
add_lanes (const Thumbnail *self, guint n_lanes, double pitch)
{
  double y = floor ((self->scene->height - n_lanes * pitch) / 2);
  double height = pitch - MAX (floor (pitch / 4), 1);

  for (guint i = 0; i < lab_lanes_get_n_entries (self->rows->lanes); i++)
    {
      const LabLaneEntry *entry = lab_lanes_get_entry (self->rows->lanes, i);
      LabCell *cells;
      guint units;

      if (entry->is_group)
        continue;
      cells = add_columns (self, y, height, &units);
      lab_columns_get (self->rows->columns, entry->row, self->ns, self->first, self->n_columns, units, cells);
      y += pitch;
    }
}

static void
add_sum (const Thumbnail *self)
{
  guint units;
  LabCell *cells = add_columns (self, 0, self->scene->height, &units);

  lab_timeline_sum_lanes (self->rows, self->ns, self->first, self->n_columns, units, cells);
}

void
lab_timeline_layout_thumbnail (LabTimeline *self, double width, double height, double column, LabScene *scene)
{
  LabTimelineRows *rows;
  Thumbnail thumbnail;
  guint64 start, end;
  guint n_lanes;
  double pitch;

  g_return_if_fail (self != NULL && scene != NULL);

  rows = lab_timeline_get_rows (self, LAB_VIEW_WORKERS);
  n_lanes = lab_lanes_get_n_lanes (rows->lanes);
  lab_scene_reset (scene, width, height);
  scene->title = g_strdup (_ ("Timeline"));
  if (n_lanes == 0)
    return;
  lab_timeline_get_range (self, &start, &end);
  thumbnail = (Thumbnail){ .rows = rows, .scene = scene, .column = column > 0 ? column : 1 };
  thumbnail.n_columns = (guint) MAX (width / thumbnail.column, 1);
  thumbnail.ns = (double) (end - start) / thumbnail.n_columns;
  thumbnail.first = (guint64) ((double) start / thumbnail.ns);
  lab_columns_begin (rows->columns);
  pitch = floor (MIN (height / n_lanes, PITCH_MAX));
  if (pitch >= PITCH_MIN)
    add_lanes (&thumbnail, n_lanes, pitch);
  else
    add_sum (&thumbnail);
}
