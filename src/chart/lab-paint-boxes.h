/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-paint-scope.h"

G_BEGIN_DECLS

/* What paints boxes, thousands at a time. */
typedef struct
{
  LabTheme theme;
  const LabPaintScope *scope;                    /* borrowed */
  double scale;                                  /* what the patterns are made for; 0: vectors */
  cairo_pattern_t *patterns[LAB_N_TIMED_STATES]; /* made when needed */
} LabBoxPainter;

void lab_box_painter_clear (LabBoxPainter *self);
void lab_box_painter_set_scale (LabBoxPainter *self, double scale);

/* Boxes that follow one another, by ink and form: one path each, and in the order of their first. */
void lab_box_painter_paint (LabBoxPainter *self, cairo_t *cr, const LabMark *marks, guint n);

/* Whether so many boxes, from the first that looks like them on, are written as pixels: with other corners. */
gboolean lab_box_painter_writes (guint n);

void lab_paint_set_source (LabTheme theme, cairo_t *cr, LabInk ink, LabForm form);

G_END_DECLS
