/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* What all charts have in common. */

#define LAB_CHART_MARGIN 14

/* Title and subtitle, in up to two lines each; NULL or "": without. Returns the height, the room below them included.
 */
double lab_heading_get_height (LabFont *font, double width, const char *title, const char *subtitle);
double lab_scene_add_heading (LabScene *self, LabFont *font, double x, double y, double width, const char *title,
                              const char *subtitle);

/* Text in as many lines as it takes. Returns the height; with a scene of NULL only that. */
double lab_scene_add_paragraph (LabScene *self, LabFont *font, LabTextStyle style, LabInk ink, double x, double y,
                                double width, const char *text);

/* What is to be remembered of a chart: one sentence in a frame. Returns the height; with a scene of NULL only that. */
double lab_scene_add_card (LabScene *self, LabFont *font, double x, double y, double width, const char *text);

/* A pattern and its name; returns the width. Draws only with a scene. */
double lab_scene_add_swatch (LabScene *self, LabFont *font, LabState state, double x, double y);

/* A chart as one sentence in its middle, where there is nothing to draw. */
void lab_scene_add_nothing (LabScene *self, LabFont *font, const char *text);

G_END_DECLS
