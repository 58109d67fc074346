/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lab-extent.h"
#include "lab-paint-scope.h"

gboolean
lab_paint_scope_meets (const LabPaintScope *self, const LabScene *scene, const LabMark *marks, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      LabRect extent = lab_mark_get_extent (scene, &marks[i]);

      if (lab_rect_meets (&extent, &self->seen))
        return TRUE;
    }
  return FALSE;
}

void
lab_paint_scope_save (const LabPaintScope *self, cairo_t *cr)
{
  cairo_save (cr);
  if (!self->is_part)
    return;
  cairo_reset_clip (cr);
  if (self->clip == NULL)
    return;
  cairo_rectangle (cr, self->clip->x, self->clip->y, self->clip->w, self->clip->h);
  cairo_clip (cr);
}
