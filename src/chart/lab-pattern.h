/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-palette.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A pattern repeats every so many units, in both directions. */
#define LAB_PATTERN_SIZE 8
#define LAB_PATTERN_PITCH (LAB_PATTERN_SIZE / 2) /* and, as it happens, all of them already after this */

/* What a bar of a waiting state is filled with: its pattern in its colour on a pale ground. As an image of `scale`
 * pixels a unit that repeats; caller destroys. */
cairo_pattern_t *lab_pattern_new (LabTheme theme, LabState state, double scale);

/* The same all over the clip: for vector formats, whose viewers show where the tiles of an image meet. */
void lab_pattern_draw (cairo_t *cr, LabTheme theme, LabState state);

/* Whether a bar of that state has no pattern but its colour. */
gboolean lab_pattern_is_solid (LabState state);

/* Whether it is only framed. */
gboolean lab_pattern_is_outline (LabState state);

G_END_DECLS
