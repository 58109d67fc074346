/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* What of a scene is painted. */
typedef struct
{
  LabRect seen;        /* under the clip of the target */
  gboolean is_part;    /* and it has to be as in the whole */
  const LabMark *clip; /* of the scene, where painting has got to; NULL: none */
} LabPaintScope;

/* Whether one of n marks is seen. */
gboolean lab_paint_scope_meets (const LabPaintScope *self, const LabScene *scene, const LabMark *marks, guint n);

/* For what has slanted edges, which are of slightly other shades where a clip cuts them: in a part it is painted beyond
 * that. Until cairo_restore(). */
void lab_paint_scope_save (const LabPaintScope *self, cairo_t *cr);

G_END_DECLS
