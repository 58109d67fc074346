/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-scene.h"

G_BEGIN_DECLS

/* What cairo's SVG lacks: title and description for screen readers, ids that do not count what the process drew before
 * and, with `font`, the scene's text as text. */
GBytes *lab_svg_finish (const char *svg, gsize length, const LabScene *scene, LabTheme theme, LabFont *font);

G_END_DECLS
