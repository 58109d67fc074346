/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* What has a time axis. A value. */
typedef struct
{
  double left, right;
  double ruler_y, ruler_h; /* where the time is written */
  double bottom;
} LabCursorFrame;

/* A moment that is pointed at: a thin line from the ruler down, and `elapsed` in a tag on the ruler, as exact as
 * a unit of width, which is `ns`, lets it be seen. Nothing where x is outside. */
void lab_scene_add_cursor (LabScene *self, LabFont *font, const LabCursorFrame *frame, double x, guint64 elapsed,
                           double ns);

G_END_DECLS
