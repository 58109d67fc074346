/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* Paints scenes, and keeps what it needs again for the next frame: patterns, and memory. One thread at a time. */
typedef struct _LabPainter LabPainter;

typedef enum
{
  LAB_PAINT_ALL,
  LAB_PAINT_NO_TEXT, /* somebody else writes it */
  LAB_PAINT_PART,    /* what the clip lets through, pixel for pixel as in the whole: it spoils what is around */
} LabPaintFlags;

LabPainter *lab_painter_new (LabTheme theme, LabFont *font); /* borrows the font */
void lab_painter_free (LabPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabPainter, lab_painter_free)

LabTheme lab_painter_get_theme (LabPainter *self);

/* The one painter of screen, PNG, SVG and PDF. On an image, columns of shares are written as pixels; elsewhere they are
 * shapes. */
void lab_painter_paint (LabPainter *self, const LabScene *scene, cairo_t *cr, LabPaintFlags flags);

G_END_DECLS
