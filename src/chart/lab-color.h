/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Colours are 0xRRGGBB in sRGB. */

/* As the Web Content Accessibility Guidelines reckon it: from 1 (none) to 21 (black on white). */
double lab_color_get_contrast (guint32 one, guint32 other);

/* `share` (0 to 1) of `ink` laid over `ground`. */
guint32 lab_color_mix (guint32 ground, guint32 ink, double share);

void lab_color_set_source (cairo_t *cr, guint32 color);

G_END_DECLS
